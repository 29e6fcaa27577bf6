package io.trailhouse.report;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trailhouse.SparkTest;
import io.trailhouse.TrailhouseException;
import io.trailhouse.table.Lake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers in the lake's tables, as Spark reads them. */
@SparkTest
final class ReportTablesTest {

  private static final LocalDate DAY = LocalDate.of(2026, 10, 1);
  private static final ReportWindow FIRST = window(DAY, Set.of());
  private static final ReportWindow SECOND = window(DAY.plusDays(1), Set.of());
  private static final int WRITERS = 6;

  @TempDir Path folder;
  private SparkSession spark;
  private Lake lake;

  @BeforeEach
  void open(SparkSession shared) {
    spark = shared;
    lake = Lake.at(spark.sessionState().newHadoopConf(), folder.toString());
  }

  @Test
  void keepsAnswersAboutTwoWindowsSideBySide() throws IOException {
    write(asked("SELECT 1L AS n"), FIRST);
    write(asked("SELECT 2L AS n"), SECOND);
    assertThat(rows("window_from", "window_to", "filters", "n"))
        .containsExactly(
            "2026-10-01 2026-10-02 none 1", //
            "2026-10-02 2026-10-03 none 2");
  }

  @Test
  void replacesTheAnswerAboutTheSameWindow() throws IOException {
    write(asked("SELECT 1L AS n"), FIRST);
    write(asked("SELECT 2L AS n"), SECOND);
    write(asked("SELECT 3L AS n"), FIRST);
    assertThat(rows("window_from", "n")).containsExactly("2026-10-01 3", "2026-10-02 2");
  }

  @Test
  void tellsWindowsApartByTheirFilters() throws IOException {
    ReportWindow filtered = window(DAY, Set.of("arn:aws:iam::1:role/a b%20=é", "x".repeat(300)));
    write(asked("SELECT 1L AS n"), FIRST);
    write(asked("SELECT 2L AS n"), filtered);
    write(asked("SELECT 3L AS n"), filtered);
    assertThat(rows("filters", "n"))
        .containsExactly("caller=arn:aws:iam::1:role/a b%20=é," + "x".repeat(300) + " 3", "none 1");
  }

  @Test
  void replacesAnswersOfATableWithManyCommits() throws IOException {
    for (int i = 0; i < 12; i++) {
      write(asked("SELECT %dL AS n".formatted(i)), FIRST);
    }
    write(asked("SELECT 12L AS n"), SECOND);
    write(asked("SELECT 13L AS n"), FIRST);
    assertThat(rows("n")).containsExactly("12", "13");
  }

  @Test
  void losesNothingOfThoseWhoWriteAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Callable<Void>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        Asked asked = asked("SELECT %dL AS n".formatted(i));
        ReportWindow window = window(DAY.plusDays(i), Set.of());
        writers.add(
            () -> {
              write(asked, window);
              write(asked, window);
              return null;
            });
      }
      for (Future<Void> written : threads.invokeAll(writers)) {
        written.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(rows("n")).containsExactly("0", "1", "2", "3", "4", "5");
  }

  @Test
  void keepsOneAnswerOfTwoAboutTheSameWindowThatAreWrittenAtOnce() throws IOException {
    ReportTable one = start(asked("SELECT 1L AS n"), FIRST);
    ReportTable other = start(asked("SELECT 2L AS n"), FIRST);
    one.row(List.of(1L));
    other.row(List.of(2L));
    other.end();
    one.end();
    assertThat(rows("n")).containsExactly("1");
  }

  @Test
  void givesColumnsTheirTypesAndComments() throws IOException {
    write(
        asked(
            "SELECT 'a' AS name, 1L AS n, 0.5D AS share, true AS is,"
                + " TIMESTAMP'2026-10-01 08:00:00.123456' AS time, DATE'1969-12-31' AS day"),
        FIRST);
    assertThat(Stream.of(table().schema().fields()).map(ReportTablesTest::described))
        .containsExactly(
            "window_from DATE First day of the window, UTC",
            "window_to DATE Day behind the window's last one, UTC",
            "filters STRING What the window is narrowed to, or none",
            "name STRING about name",
            "n BIGINT about n",
            "share DOUBLE about share",
            "is BOOLEAN about is",
            "time TIMESTAMP about time",
            "day DATE about day");
  }

  private static String described(StructField field) {
    return field.name() + " " + field.dataType().sql() + " " + field.getComment().get();
  }

  @Test
  void holdsWhatTheAnswerHolds() throws IOException {
    String sql =
        "SELECT * FROM VALUES ('a', 1L, 0.5D, true, TIMESTAMP'2026-10-01 08:00:00.123456',"
            + " DATE'1969-12-31'), ('', -1L, double('NaN'), false, TIMESTAMP'9999-12-31 23:59:59',"
            + " DATE'9999-12-31'), (NULL, NULL, NULL, NULL, NULL, NULL), ('é\\n', 0L, -0.0D,"
            + " NULL, TIMESTAMP'1900-01-01 00:00:00.000001', NULL)"
            + " AS odd(name, n, share, is, time, day)";
    write(asked(sql), FIRST);
    List<Row> expected = spark.sql(sql).orderBy("n").collectAsList();
    assertThat(table().drop("window_from", "window_to", "filters").orderBy("n").collectAsList())
        .isEqualTo(expected);
  }

  @Test
  void writesAsManyFilesAsItTakes() throws IOException {
    write(asked("SELECT id AS n FROM range(%d)".formatted(Asked.ROWS_IN_MEMORY + 1)), FIRST);
    Row read = table().selectExpr("count(*)", "sum(n)", "max(n)").first();
    long last = Asked.ROWS_IN_MEMORY;
    assertThat(List.of(read.getLong(0), read.getLong(1), read.getLong(2), files().length))
        .containsExactly(last + 1, last * (last + 1) / 2, last, 2);
  }

  private String[] files() {
    return table().inputFiles();
  }

  @Test
  void letsReadersOfOneWindowLeaveTheOthersAlone() throws IOException {
    write(asked("SELECT 1L AS n"), FIRST);
    write(asked("SELECT 2L AS n"), SECOND);
    assertThat(table().where("window_from = DATE'2026-10-02'").inputFiles()).hasSize(1);
  }

  @Test
  void takesAwayRowsIfThereAreNoneAnyMore() throws IOException {
    write(asked("SELECT 1L AS n"), FIRST);
    write(asked("SELECT 2L AS n"), SECOND);
    write(asked("SELECT 1L AS n WHERE false"), FIRST);
    assertThat(rows("window_from", "n")).containsExactly("2026-10-02 2");
  }

  @Test
  void makesATableForAnAnswerWithoutRows() throws IOException {
    write(asked("SELECT 1L AS n WHERE false"), FIRST);
    assertThat(List.of(table().columns(), rows("n")))
        .usingRecursiveComparison()
        .isEqualTo(List.of(new String[] {"window_from", "window_to", "filters", "n"}, List.of()));
  }

  @Test
  void addsColumnsThatTheTableLacks() throws IOException {
    write(asked("SELECT 1L AS n"), FIRST);
    write(asked("SELECT 'it''s' AS name, 2L AS n, 0.5D AS share"), SECOND);
    write(asked("SELECT 3L AS n"), window(DAY.plusDays(2), Set.of()));
    assertThat(rows("n", "name", "share"))
        .containsExactly("1 null null", "2 it's 0.5", "3 null null");
  }

  @Test
  void keepsTheCommentsOfColumnsThatWereAdded() throws IOException {
    write(asked("SELECT 1L AS n"), FIRST);
    write(asked("SELECT 2L AS n, 'a' AS name"), FIRST);
    assertThat(described(table().schema().apply("name"))).isEqualTo("name STRING about name");
  }

  @Test
  void refusesAColumnThatHoldsSomethingElse() throws IOException {
    write(asked("SELECT 1L AS n"), FIRST);
    assertThatThrownBy(() -> start(asked("SELECT 'one' AS n"), SECOND))
        .isInstanceOf(TrailhouseException.class)
        .hasMessage(
            "Cannot write %s: its column n holds BIGINT, the report's STRING; another report wrote"
                    .formatted(path())
                + " it, so move that table away or give the report another name");
  }

  @Test
  void refusesATableThatIsPartitionedOtherwise() {
    spark
        .sql("SELECT 1L AS n, 'a' AS name")
        .write()
        .format("delta")
        .partitionBy("name")
        .save(path());
    assertThatThrownBy(() -> start(asked("SELECT 1L AS n"), FIRST))
        .isInstanceOf(TrailhouseException.class)
        .hasMessage(
            "Cannot write %s: it is partitioned by [name], not by [window_from, window_to, filters];"
                    .formatted(path())
                + " move that table away");
  }

  @Test
  void refusesColumnsThatATableCannotHave() throws IOException {
    ReportTable table = start(asked("SELECT 1L AS `a, b`"), FIRST);
    table.row(List.of(1L));
    assertThatThrownBy(table::end)
        .isInstanceOf(TrailhouseException.class)
        .hasMessageStartingWith("Cannot create " + path())
        .hasMessageContaining("a, b");
  }

  @Test
  void refusesAColumnThatNamesTheWindow() {
    assertThatThrownBy(() -> start(asked("SELECT 1L AS filters"), FIRST))
        .isInstanceOf(TrailhouseException.class)
        .hasMessage(
            "The report odd has a column filters, as its table has to name the window; call it"
                + " otherwise");
  }

  @Test
  void leavesTheTableAsItWasIfTheAnswerFails() throws IOException {
    write(asked("SELECT 1L AS n"), FIRST);
    String before = log();
    Asked failing =
        asked("SELECT id AS n, 'a' AS name FROM range(%d)".formatted(Asked.ROWS_IN_MEMORY + 1));
    ReportTable table = start(failing, FIRST);
    List<Long> taken = new ArrayList<>();
    assertThatThrownBy(
            () ->
                failing.forEachRow(
                    0,
                    values -> {
                      table.row(values);
                      taken.add(1L);
                      if (taken.size() > Asked.ROWS_IN_MEMORY) {
                        throw new IOException("the disk is full");
                      }
                    }))
        .hasMessage("the disk is full");
    assertThat(log()).isEqualTo(before);
  }

  private String log() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("reports/odd/_delta_log"))) {
      return files.map(Path::toString).sorted().toList().toString();
    }
  }

  @Test
  void replacesAnswersThatSparkWrote() throws IOException {
    ReportWindow filtered = window(DAY, Set.of("arn:aws:iam::1:role/a b%20=é"));
    for (ReportWindow window : List.of(FIRST, SECOND, filtered)) {
      writeBySpark(window);
    }
    write(asked("SELECT 1L AS n"), FIRST);
    write(asked("SELECT 2L AS n"), filtered);
    assertThat(rows("window_from", "filters", "n"))
        .containsExactly(
            "2026-10-01 caller=arn:aws:iam::1:role/a b%20=é 2",
            "2026-10-01 none 1", "2026-10-02 none 0");
  }

  @Test
  void replacesAnswersThatSparkWroteIntoFoldersOfPartitions() throws IOException {
    ReportWindow filtered = window(DAY, Set.of("arn:aws:iam::1:role/a b%20=é"));
    byHand(filtered, 0).write().format("delta").partitionBy(WINDOW).save(path());
    write(asked("SELECT 2L AS n"), filtered);
    assertThat(rows("n")).containsExactly("2");
  }

  private static final String[] WINDOW = {"window_from", "window_to", "filters"};

  private Dataset<Row> byHand(ReportWindow window, long n) {
    return spark
        .range(1)
        .select(
            lit(window.from()).as("window_from"),
            lit(window.to()).as("window_to"),
            lit(window.filters().isEmpty() ? "none" : window.filters()).as("filters"),
            lit(n).as("n"));
  }

  /** As the tables of older lakes were written. */
  private void writeBySpark(ReportWindow window) {
    byHand(window, 0)
        .write()
        .format("delta")
        .mode("overwrite")
        .option(
            "replaceWhere",
            "window_from = DATE'%s' AND window_to = DATE'%s' AND filters = '%s'"
                .formatted(
                    window.from(),
                    window.to(),
                    window.filters().isEmpty() ? "none" : window.filters()))
        .option("mergeSchema", "true")
        .option("delta.randomizeFilePrefixes", "true")
        .partitionBy(WINDOW)
        .save(path());
  }

  private static ReportWindow window(LocalDate from, Set<String> callers) {
    return new ReportWindow(from, from.plusDays(1), Set.of(), Set.of(), Set.of(), callers);
  }

  private String path() {
    return "file:" + folder.resolve("reports/odd");
  }

  private Dataset<Row> table() {
    return spark.read().format("delta").load(path());
  }

  private List<String> rows(String... columns) {
    return table().selectExpr(columns).collectAsList().stream()
        .map(row -> row.mkString(" "))
        .sorted()
        .toList();
  }

  private Asked asked(String sql) {
    Dataset<Row> answer = spark.sql(sql);
    List<Report.Column> columns =
        Stream.of(answer.columns()).map(name -> new Report.Column(name, "about " + name)).toList();
    Report report = new Report("odd", "", "Odd", "?", columns, null, List.of(), null, "1", sql);
    return new Asked(
        report, ComputedRows.of(Asked.typed(report, answer), Asked.order(report)), Map.of());
  }

  private ReportTable start(Asked asked, ReportWindow window) {
    return new ReportTables(lake).start(asked, window);
  }

  private void write(Asked asked, ReportWindow window) throws IOException {
    ReportTable table = start(asked, window);
    asked.forEachRow(0, table);
    table.end();
  }
}
