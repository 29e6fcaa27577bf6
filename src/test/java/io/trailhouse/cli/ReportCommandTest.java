package io.trailhouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trailhouse.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SparkTest
final class ReportCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What spreadsheets, Avro and Delta could each take for something else. */
  private static final String ODD_VALUES =
      """
      -- title: Odd values
      -- question: What if values are odd?
      -- column: name -- a text
      -- column: amount -- count
      -- column: share -- 0 to 1
      -- column: day -- UTC
      -- column: time -- UTC
      -- column: is -- yes or no
      -- order: amount
      SELECT * FROM VALUES
        ('one, "two"', 1L, 0.25D, DATE'2026-10-01', TIMESTAMP'2026-10-01 08:00:00.123456', true),
        ('', 9007199254740993L, NULL, NULL, NULL, NULL),
        (NULL, -5L, -1D, DATE'1969-12-31', TIMESTAMP'1969-12-31 23:59:59', false)
        AS odd(name, amount, share, day, time, is)
      """;

  /** Spark takes an empty text of a CSV file for null unless it is told another one for it. */
  private static final String EMPTY = "empty";

  @TempDir private static Path temporary;
  private static String lake;
  private static SparkSession spark;

  @BeforeAll
  static void ingest(SparkSession shared) {
    spark = shared;
    lake = temporary.resolve("lake").toString();
    CommandLineRun.of("ingest", "--trail", "src/sample/trail", "--lake", lake);
  }

  @Test
  void writesThePageAndAFileOfEachFormForEachReport() throws IOException {
    Path out = temporary.resolve("forms");
    CommandLineRun run = report(out, "root-activity", "--from", "2026-09-28", "--to", "2026-10-02");
    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(names(out))
        .containsExactlyInAnyOrder(
            "report.html",
            "root-activity.csv",
            "root-activity.jsonl",
            "root-activity.avro",
            "changes.csv",
            "changes.jsonl",
            "changes.avro");
  }

  @Test
  void givesTheSameRowsInEachForm() throws IOException {
    Path out = temporary.resolve("same");
    Path own = Files.createDirectories(temporary.resolve("own"));
    Files.writeString(own.resolve("odd-values.sql"), ODD_VALUES);
    report(out, "odd-values", "--reports", own.toString());
    List<String> expected =
        List.of(
            "{\"name\":null,\"amount\":-5,\"share\":-1.0,\"day\":\"1969-12-31\","
                + "\"time\":\"1969-12-31T23:59:59.000Z\",\"is\":false}",
            "{\"name\":\"one, \\\"two\\\"\",\"amount\":1,\"share\":0.25,\"day\":\"2026-10-01\","
                + "\"time\":\"2026-10-01T08:00:00.123Z\",\"is\":true}",
            "{\"name\":\"\",\"amount\":9007199254740993,\"share\":null,\"day\":null,"
                + "\"time\":null,\"is\":null}");
    String file = out.resolve("odd-values").toString();
    String table = Path.of(lake, "reports", "odd-values").toString();
    String schema = "name STRING, amount LONG, share DOUBLE, day DATE, time TIMESTAMP, is BOOLEAN";
    assertThat(
            List.of(
                json(spark.read().format("avro").load(file + ".avro")),
                json(spark.read().schema(schema).json(file + ".jsonl")),
                json(
                    spark
                        .read()
                        .format("delta")
                        .load(table)
                        .drop("window_from", "window_to", "filters")),
                json(
                    spark
                        .read()
                        .schema(schema)
                        .option("header", true)
                        .option("escape", "\"")
                        .option("emptyValue", EMPTY)
                        .csv(file + ".csv")
                        .na()
                        .replace("name", Map.of(EMPTY, "")))))
        .containsExactly(expected, expected, expected, expected);
  }

  @Test
  void replacesTheAnswerAboutTheSameWindowOnly() {
    String[] first = {"--from", "2026-09-28", "--to", "2026-09-29", "--format", "delta"};
    String[] second = {"--from", "2026-09-29", "--to", "2026-09-30", "--format", "delta"};
    report(temporary.resolve("windows"), "regions", first);
    report(temporary.resolve("windows"), "regions", second);
    List<Row> once = regions();
    report(temporary.resolve("windows"), "regions", second);
    assertThat(regions()).isEqualTo(once).hasSizeGreaterThan(3);
  }

  private static List<Row> regions() {
    return spark
        .read()
        .format("delta")
        .load(Path.of(lake, "reports", "regions").toString())
        .orderBy("window_from", "aws_region")
        .collectAsList();
  }

  @Test
  void saysWhatChangedAgainstTheWindowBefore() throws IOException {
    Path out = temporary.resolve("changes");
    report(out, "services", "--from", "2026-10-01", "--to", "2026-10-02", "--format", "json");
    List<JsonNode> changes = lines(out.resolve("changes.jsonl"));
    long yesterday = events("2026-09-30");
    long today = events("2026-10-01");
    long difference = changes.stream().mapToLong(row -> row.get("difference").asLong()).sum();
    assertThat(difference).isEqualTo(today - yesterday);
  }

  private static long events(String day) {
    return CommandLineRun.rows(
            lake, "SELECT count(*) AS n FROM events WHERE event_date = '" + day + "'")
        .get(0)
        .get("n")
        .asLong();
  }

  @Test
  void takesTheWholeLakeWithoutAWindow() throws IOException {
    Path out = temporary.resolve("whole");
    report(out, "apis", "--format", "json");
    long all =
        CommandLineRun.rows(lake, "SELECT count(*) AS n FROM events").get(0).get("n").asLong();
    assertThat(lines(out.resolve("apis.jsonl")).stream().mapToLong(r -> r.get("events").asLong()))
        .satisfies(counts -> assertThat(counts.stream().mapToLong(n -> n).sum()).isEqualTo(all));
  }

  @Test
  void filtersByAccountRegionEventSourceAndCaller() throws IOException {
    Path out = temporary.resolve("filters");
    String caller = "arn:aws:iam::111122223333:role/orders-service";
    report(
        out,
        "apis",
        "--format",
        "json",
        "--account",
        "111122223333",
        "--region",
        "eu-west-1,us-east-1",
        "--event-source",
        "s3.amazonaws.com",
        "--caller",
        caller);
    long expected =
        CommandLineRun.rows(
                lake,
                "SELECT count(*) AS n FROM events WHERE recipient_account_id = '111122223333' AND"
                    + " aws_region IN ('eu-west-1', 'us-east-1') AND event_source ="
                    + " 's3.amazonaws.com' AND caller = '%s'".formatted(caller))
            .get(0)
            .get("n")
            .asLong();
    long counted =
        lines(out.resolve("apis.jsonl")).stream().mapToLong(r -> r.get("events").asLong()).sum();
    assertThat(counted).isEqualTo(expected).isPositive();
  }

  @Test
  void saysWhichDaysTheLakeHasIfTheWindowHasNoEvents() {
    CommandLineRun run =
        report(temporary.resolve("later"), "callers", "--from", "2030-01-01", "--to", "2030-01-02");
    assertThat(run.err())
        .contains(
            "There are no events of 2030-01-01 to 2030-01-02 (not included); the lake's are of"
                + " 2014-03-23 to 2026-10-01.");
  }

  @Test
  void makesReportsOfAWindowWithoutEvents() throws IOException {
    Path out = temporary.resolve("empty");
    CommandLineRun run = report(out, "callers", "--from", "2020-01-01", "--to", "2020-01-02");
    assertThat(run.exitCode() + ":" + lines(out.resolve("callers.jsonl"))).isEqualTo("0:[]");
  }

  @Test
  void listsReportsWithTheirQuestions() {
    CommandLineRun run = CommandLineRun.of("report", "--list");
    assertThat(run.out())
        .contains("callers", "Who is active, and how?", "permissions-used", "service-detail");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "caller | There is no report 'caller'; the nearest are",
        "acess-denied | the nearest are access-denied",
      })
  void namesTheNearestReports(String name, String message) {
    CommandLineRun run = report(temporary.resolve("none"), name);
    assertThat(run.exitCode() + run.err()).startsWith("2").contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT 1 AS other | names the columns [n], but its query gives [other]",
        "SELECT array(1) AS n | a report's columns are texts, numbers, booleans, days or times",
        "SELECT nothing AS n FROM events | The report mine cannot be answered",
        "SELEC 1 AS n | (line 5, pos 0)",
        "SELECT nothing AS n FROM events | line 5 pos 7",
        "WITH a AS (SELECT 1 AS n) SELECT nothing FROM events, a | line 5 pos 33",
      })
  void tellsWhatIsWrongWithAReportOfOnesOwn(String query, String message) throws IOException {
    Path own = Files.createTempDirectory(temporary, "wrong");
    Files.writeString(
        own.resolve("mine.sql"),
        "-- title: Mine\n-- question: ?\n-- column: n -- count\n-- order: n\n" + query);
    CommandLineRun run = report(temporary.resolve("none"), "mine", "--reports", own.toString());
    assertThat(run.exitCode() + run.complaint()).startsWith("3").contains(message);
  }

  @Test
  void wantsToKnowWhereToWrite() {
    CommandLineRun run = CommandLineRun.of("report", "--lake", lake);
    assertThat(run.exitCode() + run.err()).startsWith("2").contains("--out");
  }

  @Test
  void refusesAWindowThatEndsBeforeItStarts() {
    CommandLineRun run =
        report(temporary.resolve("none"), "apis", "--from", "2026-10-02", "--to", "2026-10-01");
    assertThat(run.exitCode() + run.err())
        .startsWith("2")
        .contains("--from 2026-10-02 must be before --to 2026-10-01");
  }

  private static CommandLineRun report(Path out, String name, String... more) {
    List<String> args = new ArrayList<>();
    args.addAll(List.of("report", name, "--lake", lake, "--out", out.toString()));
    args.addAll(List.of(more));
    return CommandLineRun.of(args.toArray(String[]::new));
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      rows.add(JSON.readTree(line));
    }
    return rows;
  }

  private static List<String> json(Dataset<Row> rows) {
    return rows.orderBy("amount").toJSON().collectAsList().stream()
        .map(ReportCommandTest::withNulls)
        .toList();
  }

  /** Spark leaves out what is null. */
  private static String withNulls(String row) {
    try {
      JsonNode given = JSON.readTree(row);
      var whole = JSON.createObjectNode();
      for (String name : List.of("name", "amount", "share", "day", "time", "is")) {
        whole.set(name, given.get(name));
      }
      return whole.toString();
    } catch (IOException e) {
      throw new AssertionError(row, e);
    }
  }
}
