package io.trailhouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import io.trailhouse.SparkTest;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SparkTest
final class SqlCommandTest {

  /** What CSV and terminals stumble over. */
  private static final String HOSTILE =
      "SELECT * FROM VALUES ('a,b', 'say \"x\"'), ('two\\nlines', '=1+1'), (' space ', ''), ('\\r',"
          + " NULL) AS t(one, two)";

  @TempDir private static Path temporary;
  private static String lake;

  @BeforeAll
  static void ingest(SparkSession shared) {
    lake = temporary.resolve("lake").toString();
    Trail trail = new Trail(temporary.resolve("trail"));
    trail.with("a.json.gz", Trail.records(Trail.event("one"), Trail.event("two"), "3"));
    CommandLineRun.of("ingest", "--trail", trail.root().toString(), "--lake", lake);
  }

  @Test
  void givesOneObjectALineWithItsNulls() {
    assertThat(sql("json", "SELECT event_id, error_code, source_index FROM events ORDER BY 1"))
        .isEqualTo(
            done(
                """
                {"event_id":"one","error_code":null,"source_index":0}
                {"event_id":"two","error_code":null,"source_index":1}
                """));
  }

  @Test
  void givesEveryTypeAsJson() {
    assertThat(
            sql(
                    "json",
                    "SELECT timestamp '2026-10-01 08:00:00.123456' AS t, date '2026-10-01' AS d,"
                        + " X'00FF' AS b, array(named_struct('arn', 'x', 'n', NULL)) AS r,"
                        + " map('k', 1) AS m, 1.50BD AS c, 2.5D AS f, true AS y,"
                        + " INTERVAL '2' DAY AS i, NULL AS v, timestamp_ntz '2026-10-01 08:00:00'"
                        + " AS z")
                .out())
        .isEqualTo(
            """
            {"t":"2026-10-01T08:00:00.123456Z","d":"2026-10-01","b":"AP8=",\
            "r":[{"arn":"x","n":null}],"m":{"k":1},"c":1.50,"f":2.5,"y":true,\
            "i":"INTERVAL '2' DAY","v":null,"z":"2026-10-01T08:00:00.000000"}
            """);
  }

  @Test
  void givesEveryTypeAsText() {
    assertThat(
            sql(
                    "csv",
                    "SELECT timestamp '2026-10-01 08:00:00.123456' AS t, date '2026-10-01' AS d,"
                        + " X'00FF' AS b, array(named_struct('arn', 'x', 'n', NULL)) AS r,"
                        + " map('k', 1) AS m, 1.50BD AS c, true AS y, NULL AS v")
                .out())
        .isEqualTo(
            """
            t,d,b,r,m,c,y,v
            2026-10-01 08:00:00.123456,2026-10-01,AP8=,"[{""arn"":""x""}]","{""k"":1}",1.50,true,
            """);
  }

  @Test
  void givesCsvThatSaysExactlyWhatTheAnswerIs() {
    assertThat(sql("csv", HOSTILE).out())
        .isEqualTo(
            "one,two\n\"a,b\",\"say \"\"x\"\"\"\n\"two\nlines\",=1+1\n\" space \",\"\"\n\"\r\",\n");
  }

  @Test
  void givesCsvThatOthersReadBack() {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setLineSeparator("\n");
    settings.setNormalizeLineEndingsWithinQuotes(false);
    settings.setEmptyValue("");

    assertThat(
            new CsvParser(settings)
                .parseAll(new StringReader(sql("csv", HOSTILE).out()))
                .toArray(String[][]::new))
        .isDeepEqualTo(
            new String[][] {
              {"one", "two"},
              {"a,b", "say \"x\""},
              {"two\nlines", "=1+1"},
              {" space ", ""},
              {"\r", null}
            });
  }

  @Test
  void givesATableThatKeepsItsShape() {
    assertThat(
            sql(
                    "table",
                    "SELECT * FROM VALUES ('a\\u001b[31m\\u202eb', 1000), ('two\\nlines', -7) AS"
                        + " t(text, number)")
                .out())
        .isEqualTo(
            """
            text       number
            -----------------
            a\ufffd[31m\ufffdb     1000
            two lines      -7
            (2 rows)
            """);
  }

  @Test
  void leavesAddressesAndNumbersInTextsToTheLeft() {
    assertThat(sql("table", "SELECT '192.0.2.1' AS source_ip_address, 1 AS n").out())
        .isEqualTo(
            """
            source_ip_address  n
            --------------------
            192.0.2.1          1
            (1 row)
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "table, 'event_id  event_name|--------------------|(0 rows)|'",
    "csv, 'event_id,event_name|'",
    "json, ''"
  })
  void answersWithNothingIfNothingIsThere(String format, String expected) {
    assertThat(sql(format, "SELECT event_id, event_name FROM events WHERE event_id = 'three'"))
        .isEqualTo(done(expected.replace('|', '\n')));
  }

  @ParameterizedTest
  @CsvSource({
    "table, 'a  a_2  a  b|------------|1    2  3  4|(1 row)|'",
    "csv, 'a,a_2,a,b|1,2,3,4|'",
    "json, '{\"a\":1,\"a_2\":2,\"a_3\":3,\"b\":4}|'"
  })
  void keepsColumnsOfTheSameNameApart(String format, String expected) {
    assertThat(sql(format, "SELECT 1 AS a, 2 AS a_2, 3 AS a, 4 AS b"))
        .isEqualTo(done(expected.replace('|', '\n')));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT count(*) FROM events",
        "  select 1;  ",
        "-- all of them\nSELECT 1",
        "WITH e AS (SELECT * FROM events) SELECT count(*) FROM e",
        "VALUES (1), (2)",
        "TABLE runs",
        "FROM files SELECT kind",
        "(SELECT 1) UNION (SELECT 2)",
        "/* counts\n them */ SELECT count(*) FROM EVENTS",
        "DESCRIBE events",
        "DESCRIBE QUERY SELECT 1",
        "DESC quarantine",
        "SHOW TABLES",
        "SHOW FUNCTIONS LIKE 'to_json'",
        "EXPLAIN SELECT * FROM events",
        "EXPLAIN FORMATTED SELECT * FROM events"
      })
  void answersWhatOnlyReads(String query) {
    assertThat(query.startsWith("--") ? sqlBehindDashes(query) : sql("json", query))
        .satisfies(
            run -> assertThat(run.exitCode()).isZero(),
            run -> assertThat(run.jsonLines()).isNotEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO events SELECT * FROM events",
        "WITH e AS (SELECT 1) INSERT INTO events SELECT * FROM e",
        "FROM events INSERT INTO files SELECT * INSERT INTO runs SELECT *",
        "INSERT OVERWRITE DIRECTORY '/tmp/x' USING parquet SELECT 1",
        "DELETE FROM delta.`LAKE/events`",
        "UPDATE delta.`LAKE/events` SET event_id = 'x'",
        "MERGE INTO delta.`LAKE/events` t USING (SELECT 1 AS a) s ON t.event_id = s.a"
            + " WHEN MATCHED THEN DELETE",
        "CREATE TABLE t (a INT)",
        "CREATE TABLE t AS SELECT 1 AS a",
        "CREATE OR REPLACE TEMP VIEW events AS SELECT 1 AS a",
        "DROP TABLE delta.`LAKE/events`",
        "DROP VIEW events",
        "ALTER TABLE delta.`LAKE/events` ADD COLUMNS (a INT)",
        "TRUNCATE TABLE delta.`LAKE/events`",
        "OPTIMIZE delta.`LAKE/events`",
        "VACUUM delta.`LAKE/events`",
        "RESTORE TABLE delta.`LAKE/events` TO VERSION AS OF 0",
        "/* SELECT */ -- SELECT\nRESTORE TABLE delta.`LAKE/events` TO VERSION AS OF 0",
        "CREATE TABLE t SHALLOW CLONE delta.`LAKE/events`",
        "WITH e AS (SELECT 1) INSERT OVERWRITE DIRECTORY '/tmp/x' USING parquet SELECT * FROM e",
        "GENERATE symlink_format_manifest FOR TABLE delta.`LAKE/events`",
        "CONVERT TO DELTA parquet.`LAKE/events`",
        "CALL system.rollback('events')",
        "SET spark.sql.ansi.enabled = false",
        "RESET",
        "CACHE TABLE events",
        "REFRESH TABLE events",
        "ANALYZE TABLE events COMPUTE STATISTICS",
        "ADD JAR '/tmp/x.jar'",
        "USE other",
        "DECLARE VARIABLE x = 1",
        "EXECUTE IMMEDIATE 'DROP VIEW events'",
        "BEGIN DROP VIEW events; END"
      })
  void refusesWhatChangesSomething(String query) {
    assertThat(sql("json", query.replace("LAKE", lake)))
        .isEqualTo(
            new CommandLineRun(
                2,
                "",
                "trailhouse: The query must only read: SELECT, WITH, VALUES, DESCRIBE, SHOW or"
                    + " EXPLAIN, and only one%nSee: trailhouse sql --help%n".formatted()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELEC 1 | [PARSE_SYNTAX_ERROR] Syntax error at or near 'SELEC'. (line 1, pos 0)",
        "SELECT 1; SELECT 2 | [PARSE_SYNTAX_ERROR] Syntax error at or near 'SELECT': extra input"
            + " 'SELECT'. (line 1, pos 10)",
        "SELECT * FROM evnts | [TABLE_OR_VIEW_NOT_FOUND] The table or view `evnts` cannot be found."
            + " line 1 pos 14. The views are events, files, quarantine and runs, and people and"
            + " sessions once a report has asked for them.",
        "SELECT 1 / 0 | [DIVIDE_BY_ZERO] Division by zero. Use `try_divide` to tolerate divisor"
            + " being 0 and return NULL instead. If necessary set \"spark.sql.ansi.enabled\" to"
            + " \"false\" to bypass this error.",
        "SELECT CAST(event_id AS INT) FROM events | [CAST_INVALID_INPUT] The value 'one' of the"
            + " type \"STRING\" cannot be cast to \"INT\" because it is malformed. Correct the"
            + " value as per the syntax, or change its target type. Use `try_cast` to tolerate"
            + " malformed input and return NULL instead."
      })
  void saysInOneLineWhatIsWrongWithAQuery(String query, String expected) {
    assertThat(sql("json", query))
        .isEqualTo(
            new CommandLineRun(
                2, "", "trailhouse: The query cannot be answered: %s%n".formatted(expected)));
  }

  @Test
  void suggestsTheColumnThatMayBeMeant() {
    assertThat(sql("json", "SELECT evnt_name FROM events").err())
        .startsWith("trailhouse: The query cannot be answered: [UNRESOLVED_COLUMN")
        .containsOnlyOnce("\n")
        .contains("Did you mean one of the following? [`event_name`, ");
  }

  @Test
  void shortensWhatIsTooMuchForATable() {
    assertThat(sql("table", "SELECT id, 'x' AS x FROM range(10001)").out())
        .endsWith("\n9999  x\n(the first 10,000 rows; --format csv or json gives all)\n");
  }

  @Test
  void needsALake() {
    String nowhere = temporary.resolve("nowhere").toString();

    assertThat(CommandLineRun.of("sql", "--lake", nowhere, "SELECT 1"))
        .isEqualTo(
            new CommandLineRun(
                3,
                "",
                "trailhouse: There is no lake at file:%s; check --lake, or make one with: trailhouse"
                        .formatted(nowhere)
                    + " ingest --trail URI --lake file:%s%n".formatted(nowhere)));
  }

  @Test
  void leavesTheSessionOfTheProcessAsItWas() {
    SparkSession shared = SparkSession.active();
    sql("json", "SELECT 1");

    assertThat(
            List.of(
                SparkSession.active() == shared,
                shared.sparkContext().isStopped(),
                shared.catalog().tableExists("quarantine")))
        .containsExactly(true, false, false);
  }

  @Test
  void writesNothingIntoTheLake() throws IOException {
    long before = files();
    sql("json", "SELECT * FROM events");

    assertThat(files()).isEqualTo(before);
  }

  private static long files() throws IOException {
    try (var files = Files.walk(Path.of(lake))) {
      return files.count();
    }
  }

  private static CommandLineRun done(String out) {
    return new CommandLineRun(0, out, "");
  }

  private static CommandLineRun sql(String format, String query) {
    return CommandLineRun.of("sql", "--lake", lake, "--format", format, query);
  }

  private static CommandLineRun sqlBehindDashes(String query) {
    return CommandLineRun.of("sql", "--lake", lake, "--format", "json", "--", query);
  }
}
