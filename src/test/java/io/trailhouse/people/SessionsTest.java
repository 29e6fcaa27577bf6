package io.trailhouse.people;

import static io.trailhouse.people.Story.session;
import static io.trailhouse.people.Story.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.SparkTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
class SessionsTest {

  private final SparkSession spark;
  @TempDir private Path folder;

  SessionsTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void endWithAPauseOfMoreThanHalfAnHourAndGoOnOverMidnight() {
    Story story = new Story(spark, folder);
    String denied = ",\"errorCode\":\"AccessDenied\"";
    story
        .event("2026-09-30T23:50", user("ann"))
        .event("2026-10-01T00:10", user("ann"))
        .event("2026-10-01T00:40", user("ann"), "ec2", "RunInstances", denied)
        .event("2026-10-01T01:10:01", user("ann"))
        .event("2026-10-01T09:00", user("bob"))
        .event("2026-10-01T09:10", session("r", "app", "ASIA1"))
        .ingest();
    story.people("2026-09-30", 2);
    assertThat(
            story.lines(
                """
                SELECT event_date, caller, client, platform, started, ended, duration_seconds, events, writes, errors
                FROM {sessions} ORDER BY event_date, started\
                """))
        .containsExactly(
            "2026-09-30 arn:aws:iam::111122223333:user/ann cli v2 command line 2026-09-30"
                + " 23:50:00.0 2026-09-30 23:50:00.0 0 1 0 0",
            "2026-10-01 arn:aws:iam::111122223333:user/ann cli v2 command line 2026-09-30"
                + " 23:50:00.0 2026-10-01 00:40:00.0 3000 2 0 1",
            "2026-10-01 arn:aws:iam::111122223333:user/ann cli v2 command line 2026-10-01"
                + " 01:10:01.0 2026-10-01 01:10:01.0 0 1 0 0",
            "2026-10-01 arn:aws:iam::111122223333:user/bob cli v2 command line 2026-10-01"
                + " 09:00:00.0 2026-10-01 09:00:00.0 0 1 0 0");
  }

  @Test
  void areWrittenAgainForDaysWhoseEventsChangedAndForNoOthers() {
    Story story = new Story(spark, folder);
    story
        .event("2026-09-30T09:00", user("ann"))
        .event("2026-10-01T09:00", session("r", "s", "ASIA1"))
        .event("2026-10-03T09:00", user("ann"))
        .ingest();
    story.people("2026-09-30", 4);
    List<Long> first = versions(story);
    story.people("2026-09-30", 4);
    List<Long> same = versions(story);
    story.assumes("2026-10-01T08:00", user("ann"), "ASIA1", "AROAr:s").ingest();
    story.people("2026-09-30", 4);
    assertThat(
            List.of(
                first.equals(same),
                story.lines("SELECT event_date, person_rule FROM {people} ORDER BY 1, 2"),
                story.lines(
                    "SELECT event_date, count(DISTINCT input_id) FROM {people} GROUP BY 1 ORDER BY"
                        + " 1")))
        .containsExactly(
            true,
            List.of(
                "2026-09-30 iam-user",
                "2026-10-01 iam-user",
                "2026-10-01 link",
                "2026-10-03 iam-user"),
            List.of("2026-09-30 1", "2026-10-01 1", "2026-10-03 1"));
  }

  @Test
  void areTheSameInWhateverOrderAndRunsEventsCome() {
    List<String> records = manyRecords();
    Story whole = new Story(spark, folder.resolve("whole"));
    whole.ingest(records);
    whole.people("2026-09-30", 2);
    Story dealt = new Story(spark, folder.resolve("dealt"));
    Collections.shuffle(records, new Random(4));
    dealt.ingest(records.subList(0, 25));
    dealt.people("2026-10-01", 1);
    dealt.ingest(records.subList(25, records.size()));
    dealt.people("2026-10-01", 1);
    dealt.people("2026-09-30", 1);
    assertThat(List.of(dealt.table("people"), dealt.table("sessions")))
        .isEqualTo(List.of(whole.table("people"), whole.table("sessions")));
  }

  @Test
  void areWrittenOnceByTwoRunsAtATime() {
    Story story = new Story(spark, folder);
    story.ingest(manyRecords());
    CompletableFuture<People> one =
        CompletableFuture.supplyAsync(() -> story.people("2026-09-30", 2));
    CompletableFuture<People> other =
        CompletableFuture.supplyAsync(() -> story.people("2026-09-30", 2));
    one.join();
    other.join();
    assertThat(
            story.lines(
                "SELECT count(*) - count(DISTINCT event_date, actor), count(DISTINCT event_date)"
                    + " FROM {people}"))
        .containsExactly("0 2");
  }

  private List<Long> versions(Story story) {
    return List.of(
        story.rows("DESCRIBE HISTORY {people}").get(0).getLong(0),
        story.rows("DESCRIBE HISTORY {sessions}").get(0).getLong(0));
  }

  /** Two days of people and of the sessions that they make. */
  private List<String> manyRecords() {
    Story told = new Story(spark, folder);
    Random random = new Random(3);
    for (int i = 0; i < 30; i++) {
      String day = i % 2 == 0 ? "2026-09-30T" : "2026-10-01T";
      String made = "ASIA" + i;
      String maker =
          i < 4
              ? user("user" + i)
              : session("r", "s" + i, "ASIA" + random.nextInt(i), day + "08:00:00", "");
      told.assumes(day + "08:00", maker, made, "AROAr:s" + random.nextInt(30));
      told.event(day + "%02d:15".formatted(8 + random.nextInt(15)), session("r", "s" + i, made));
    }
    return new ArrayList<>(told.records());
  }
}
