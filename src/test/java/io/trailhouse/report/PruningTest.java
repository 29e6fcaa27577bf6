package io.trailhouse.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.SparkTest;
import io.trailhouse.ingest.Ingest;
import io.trailhouse.ingest.IngestConfig;
import io.trailhouse.ingest.IngestProgress;
import io.trailhouse.locate.LocateConfig;
import io.trailhouse.record.Limits;
import io.trailhouse.session.LakeViews;
import io.trailhouse.table.Lake;
import io.trailhouse.table.LakeTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.apache.spark.sql.execution.columnar.InMemoryTableScanExec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

/** A report about one day reads that day's files, whatever else the lake holds. */
@SparkTest
final class PruningTest {

  private static final int DAYS = 400;
  private static final LocalDate FIRST = LocalDate.of(2025, 9, 1);
  private static final LocalDate ASKED = FIRST.plusDays(200);

  @Test
  void readsOneDayOfFourHundred(SparkSession shared, @TempDir Path folder) throws IOException {
    SparkSession spark = shared.newSession();
    Lake lake = fill(spark, folder);
    ReportWindow window =
        new ReportWindow(ASKED, ASKED.plusDays(1), Set.of(), Set.of(), Set.of(), Set.of());
    Report report =
        new Report(
            "r",
            "",
            "t",
            "q",
            List.of(),
            null,
            List.of(),
            null,
            "caller",
            "SELECT caller FROM usage");
    Dataset<Row> events = new LakeViews(spark, lake).table(LakeTable.EVENTS);
    try (EventViews views = new EventViews("pruned", spark, lake, window, List.of(report))) {
      long read = views.count();
      assertThat(
              List.of(
                  events.count(),
                  read,
                  filesRead(spark.table("pruned_usage")),
                  filesRead(spark.table("pruned_events").select("request_parameters"))))
          .containsExactly((long) DAYS, 1L, 1L, 1L);
    }
  }

  private static long filesRead(Dataset<Row> view) {
    SparkPlan plan = view.queryExecution().executedPlan();
    plan.execute().count();
    return filesRead(plan);
  }

  private static long filesRead(SparkPlan plan) {
    return CollectionConverters.asJava(plan.collectLeaves()).stream()
        .mapToLong(PruningTest::filesReadByLeaf)
        .sum();
  }

  private static long filesReadByLeaf(SparkPlan leaf) {
    if (leaf instanceof InMemoryTableScanExec cached) {
      return filesRead(cached.relation().cachedPlan());
    }
    if (leaf instanceof AdaptiveSparkPlanExec adaptive) {
      return filesRead(adaptive.executedPlan());
    }
    if (leaf instanceof QueryStageExec stage) {
      return filesRead(stage.plan());
    }
    return ((FileSourceScanExec) leaf).metrics().apply("numFiles").value();
  }

  private static Lake fill(SparkSession spark, Path folder) throws IOException {
    Path trail = folder.resolve("trail.json");
    Files.writeString(
        trail,
        IntStream.range(0, DAYS)
            .mapToObj(
                day ->
                    """
                    {"eventVersion":"1.08","eventTime":"%sT10:00:00Z","awsRegion":"eu-west-1",\
                    "eventSource":"s3.amazonaws.com","eventName":"GetObject","eventID":"%d",\
                    "requestParameters":{}}\
                    """
                        .formatted(FIRST.plusDays(day), day))
            .collect(Collectors.joining(",", "{\"Records\":[", "]}")),
        UTF_8);
    LocateConfig located =
        new LocateConfig(List.of(trail.toString()), null, null, Set.of(), Set.of(), 1);
    String uri = folder.resolve("lake").toString();
    new Ingest(spark, new IngestConfig(located, uri, Limits.DEFAULT, "test"), IngestProgress.NONE)
        .execute();
    return Lake.at(spark.sessionState().newHadoopConf(), uri);
  }
}
