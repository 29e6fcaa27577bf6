package io.trailhouse.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trailhouse.SparkTest;
import io.trailhouse.TrailhouseException;
import io.trailhouse.ingest.Ingest;
import io.trailhouse.ingest.IngestConfig;
import io.trailhouse.ingest.IngestProgress;
import io.trailhouse.locate.LocateConfig;
import io.trailhouse.record.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door for notebooks, of a lake in which two users made three events. */
@SparkTest
final class TrailLakeTest {

  private static final String DAY = "2026-10-01";
  private static final String NEXT_DAY = "2026-10-02";
  private static final String ALICE = "arn:aws:iam::111122223333:user/alice";
  private static final String O_NEIL = "arn:aws:iam::111122223333:user/o'neil";

  @TempDir private static Path folder;

  private final TrailLake lake;

  TrailLakeTest(SparkSession shared) {
    lake = TrailLake.open(shared.newSession(), folder.resolve("lake").toString());
  }

  @BeforeAll
  static void ingest(SparkSession shared) throws IOException {
    Path trail = Files.createDirectories(folder.resolve("trail"));
    Files.writeString(
        trail.resolve("a.json"),
        "{\"Records\":[%s,%s,%s]}"
            .formatted(event(1, DAY, ALICE), event(2, DAY, O_NEIL), event(3, NEXT_DAY, ALICE)));
    LocateConfig all =
        new LocateConfig(List.of(trail.toString()), null, null, Set.of(), Set.of(), 2);
    IngestConfig config =
        new IngestConfig(all, folder.resolve("lake").toString(), Limits.DEFAULT, "test");
    new Ingest(shared.newSession(), config, IngestProgress.NONE).execute();
  }

  private static String event(int id, String day, String user) {
    return """
    {"eventVersion":"1.08","eventTime":"%sT12:00:00Z","awsRegion":"eu-west-1",\
    "eventSource":"s3.amazonaws.com","eventName":"ListBuckets","eventID":"e%d",\
    "userIdentity":{"type":"IAMUser","arn":"%s"}}\
    """
        .formatted(day, id, user);
  }

  @Test
  void hasTheTablesOfTheLakeAsViews() {
    assertThat(
            List.of("events", "files", "quarantine", "runs").stream()
                .map(view -> lake.sql("SELECT count(*) FROM " + view).first().getLong(0)))
        .containsExactly(3L, 1L, 0L, 1L);
  }

  @Test
  void putsTextsIntoQueriesAsTheyAre() {
    assertThat(
            lake.sql("SELECT event_id FROM events WHERE caller = :caller", Map.of("caller", O_NEIL))
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("e2");
  }

  @Test
  void tellsThePersonOfEachEventOfSomeDays() {
    lake.people(DAY, NEXT_DAY);

    assertThat(
            lake.sql("SELECT event_id, person, person_rule FROM events_with_person ORDER BY 1")
                .collectAsList())
        .extracting(Row::mkString)
        .containsExactly("e1" + ALICE + "iam-user", "e2" + O_NEIL + "iam-user");
  }

  @Test
  void makesPeopleAndSessionsOfSomeDaysViews() {
    lake.people(DAY, NEXT_DAY);

    assertThat(
            lake.sql("SELECT p.person FROM people p JOIN sessions USING (event_date, actor)")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder(ALICE, O_NEIL);
  }

  @Test
  void answersAReportByItsName() {
    TrailReport callers = lake.report("callers", DAY, NEXT_DAY);

    assertThat(callers.rows().select("caller").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder(ALICE, O_NEIL);
  }

  @Test
  void keepsItsViewsWhileAReportIsAnswered() {
    lake.report("callers", DAY, NEXT_DAY);

    assertThat(lake.sql("SELECT * FROM events").count()).isEqualTo(3);
  }

  @Test
  void namesTheNearestReportsForOneThatThereIsNot() {
    assertThatThrownBy(() -> lake.report("caller", DAY, NEXT_DAY))
        .isInstanceOf(TrailhouseException.class)
        .hasMessageStartingWith("There is no report caller; the names most like it are callers, ");
  }

  @Test
  void looksForReportsInAFolderToo(@TempDir Path reports) throws IOException {
    Files.writeString(
        reports.resolve("ids.sql"),
        """
        -- title: Ids
        -- question: Which events are there?
        -- column: event_id -- id
        -- order: event_id
        SELECT event_id FROM events
        """);

    assertThat(
            lake.withReports(reports.toString())
                .report("ids", DAY, NEXT_DAY)
                .rows()
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("e1", "e2");
  }

  @Test
  void showsAnAnswerAsTableAndChart() {
    TrailReport answer =
        lake.answer(
            "Callers",
            "bar events by caller top 2",
            lake.sql("SELECT caller, count(*) AS events FROM events GROUP BY 1 ORDER BY 1"));

    assertThat(List.of(answer.table().html(), answer.chart().html()))
        .satisfiesExactly(
            table -> assertThat(table).contains("<td>" + ALICE + "</td><td>2</td>"),
            chart -> assertThat(chart).contains("<td>2</td>").contains("\u2588"));
  }

  @Test
  void saysWhichColumnOfAQueryCannotBeShown() {
    assertThatThrownBy(() -> lake.answer("Lists", lake.sql("SELECT array(1) AS list")))
        .isInstanceOf(TrailhouseException.class)
        .hasMessageContaining("list")
        .hasMessageContaining("make it one in the query");
  }

  @Test
  void saysThatThereIsNoLake(@TempDir Path empty) {
    assertThatThrownBy(() -> TrailLake.open(lake.spark(), empty.toString()))
        .isInstanceOf(TrailhouseException.class)
        .hasMessageContaining("There is no lake at file:" + empty);
  }
}
