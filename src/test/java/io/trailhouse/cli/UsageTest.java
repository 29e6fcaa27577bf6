package io.trailhouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

final class UsageTest {

  private static final String[] INGEST = {"ingest", "--trail", "a", "--lake", "x"};

  static final List<Arguments> MISTAKES =
      List.of(
          mistake(
              "Which command? There are ingest, archive, report, sql, status, maintain,"
                  + " nightly, completion.",
              "trailhouse"),
          mistake("There is no command ingset. Is it ingest?", "trailhouse", "ingset"),
          mistake(
              "--lake cannot stand in front of the command", "trailhouse", "--lake", "x", "ingest"),
          mistake("There is no option --frm. Is it --from?", INGEST, "--frm", "2026-10-01"),
          mistake("There is no option --frm. Is it --from?", INGEST, "--frm=2026-10-01"),
          mistake(
              "There is no option --lak. Is it --lake?",
              "trailhouse ingest",
              "ingest",
              "--trail",
              "a",
              "--lak",
              "x"),
          mistake(
              "Missing required option: '--lake=URI'",
              "trailhouse ingest",
              "ingest",
              "--trail",
              "a"),
          mistake(
              "Missing required option: '--trail=URI...'",
              "trailhouse ingest",
              "ingest",
              "--lake",
              "x"),
          mistake(
              "Invalid value for option '--lake': it must not be empty, such as s3a://lake/trails",
              "trailhouse status",
              "status",
              "--lake",
              ""),
          mistake(
              "At least one trail is needed, such as s3a://my-trail-bucket/AWSLogs, and none may be"
                  + " empty",
              "trailhouse ingest",
              "ingest",
              "--trail",
              "",
              "--lake",
              "x"),
          mistake(
              "Invalid value for option '--from': '2026-13-01' is no day; write it as 2026-10-01,"
                  + " year, month, day",
              INGEST,
              "--from",
              "2026-13-01"),
          mistake(
              "Invalid value for option '--to': '1.10.2026' is no day; write it as 2026-10-01,"
                  + " year, month, day",
              INGEST,
              "--to",
              "1.10.2026"),
          mistake(
              "--from 2026-10-02 must be before --to 2026-10-01, whose own day is not included",
              INGEST,
              "--from",
              "2026-10-02",
              "--to",
              "2026-10-01"),
          mistake(
              "--from 2026-10-01 must be before --to 2026-10-01, whose own day is not included",
              INGEST,
              "--from",
              "2026-10-01",
              "--to",
              "2026-10-01"),
          mistake(
              "--account must be the twelve digits of an AWS account, cannot be: 1234",
              INGEST,
              "--account",
              "111122223333,1234"),
          mistake("--region must not be empty, such as eu-central-1", INGEST, "--region", ""),
          mistake(
              "Invalid value for option '--max-depth': 'deep' is not an int",
              INGEST,
              "--max-depth",
              "deep"),
          mistake("max-depth must be at least 8, cannot be: 1", INGEST, "--max-depth", "1"),
          mistake(
              "Invalid value for option '--conf' (KEY=VALUE): 'spark.x' is no KEY=VALUE, such as"
                  + " spark.sql.shuffle.partitions=8",
              INGEST,
              "--conf",
              "spark.x"),
          mistake(
              "Invalid value for option '--conf' (KEY=VALUE): 'fs.s3a.endpoint' would be without"
                  + " effect: settings begin with spark., those of Hadoop with spark.hadoop.",
              INGEST,
              "--conf",
              "fs.s3a.endpoint=x"),
          mistake("option '--lake' (URI) should be specified only once", INGEST, "--lake", "y"),
          mistake("Missing required parameter: 'QUERY'", "trailhouse sql", "sql", "--lake", "x"),
          mistake(
              "The query is empty; write one, such as \"DESCRIBE events\"",
              "trailhouse sql",
              "sql",
              "--lake",
              "x",
              " "),
          mistake(
              "'1' is one word too many; a query or a path with spaces needs quotes.",
              "trailhouse sql",
              "sql",
              "--lake",
              "x",
              "SELECT",
              "1"),
          mistake(
              "Invalid value for option '--format': 'xml' is none of table, csv, json",
              "trailhouse sql",
              "sql",
              "--lake",
              "x",
              "--format",
              "xml",
              "SELECT 1"),
          mistake(
              "Invalid value for option '--format': 'csv' is none of table, json",
              "trailhouse status",
              "status",
              "--lake",
              "x",
              "--format",
              "csv"));

  @ParameterizedTest(name = "{0}")
  @FieldSource("MISTAKES")
  void saysInOneSentenceWhatIsWrong(String message, String command, String[] args) {
    assertThat(CommandLineRun.of(args))
        .isEqualTo(
            new CommandLineRun(
                2, "", "trailhouse: %s%nSee: %s --help%n".formatted(message, command)));
  }

  @Test
  void showsWhereAMistakeWasMetIfAsked() {
    CommandLineRun run = CommandLineRun.of("sql", "--verbose", "--lake", "x");

    assertThat(run.err())
        .contains("MissingParameterException: Missing required parameter: 'QUERY'", "\tat ");
  }

  @Test
  void takesFormsInCapitals() {
    assertThat(CommandLineRun.of("sql", "--lake", "x", "--format", "JSON", "").complaint())
        .startsWith("trailhouse: The query is empty");
  }

  @Test
  void leavesArgumentsThatBeginWithAnAtAlone() {
    assertThat(CommandLineRun.of("@ingest").complaint())
        .isEqualTo("trailhouse: There is no command @ingest. Is it ingest?");
  }

  private static Arguments mistake(String message, String command, String... args) {
    return Arguments.of(message, command, args);
  }

  private static Arguments mistake(String message, String[] start, String... more) {
    String[] args = new String[start.length + more.length];
    System.arraycopy(start, 0, args, 0, start.length);
    System.arraycopy(more, 0, args, start.length, more.length);
    return Arguments.of(message, "trailhouse " + start[0], args);
  }
}
