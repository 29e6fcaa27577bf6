package io.trailhouse.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.SparkTest;
import io.trailhouse.sample.Seeds;
import io.trailhouse.sample.Seeds.Seed;
import io.trailhouse.table.LakeTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example events of AWS's documents, in one object, in the order of the documents. */
@SparkTest
class SeedsInTheLakeTest {

  @TempDir Path folder;
  private TestLake lake;

  SeedsInTheLakeTest(SparkSession spark) {
    this.lake = TestLake.in(spark, Path.of(""));
  }

  @BeforeEach
  void ingestThem() throws IOException {
    Path object = folder.resolve("seeds.json");
    String records = Seeds.all().stream().map(Seed::json).collect(Collectors.joining(","));
    Files.writeString(object, "{\"Records\":[" + records + "]}");
    lake = TestLake.in(lake.spark(), folder.resolve("lake"));
    lake.ingest(object);
  }

  @Test
  void haveTheirCallers() {
    assertThat(lake.read(LakeTable.EVENTS).orderBy("source_index").collectAsList())
        .extracting(
            row -> row.getAs("caller"),
            row -> row.getAs("caller_kind"),
            row -> row.getAs("credential_kind"))
        .containsExactlyElementsOf(
            Seeds.all().stream()
                .map(
                    seed ->
                        org.assertj.core.groups.Tuple.tuple(
                            seed.caller(), seed.callerKind(), seed.credentialKind()))
                .toList());
  }

  @Test
  void areAllKeptAlthoughTwoPairsShareAnId() {
    Row counts =
        lake.read(LakeTable.EVENTS).selectExpr("count(*)", "count(DISTINCT event_id)").first();
    assertThat(List.of(counts.getLong(0), counts.getLong(1))).containsExactly(14L, 12L);
  }

  @Test
  void keepTheirNumbersAsTheyWereWritten() {
    List<String> parameters =
        lake
            .read(LakeTable.EVENTS)
            .selectExpr("concat_ws(' ', request_parameters, response_elements)")
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    assertThat(parameters)
        .anyMatch(text -> text.contains("\"threshold\": 50.0,"))
        .anyMatch(text -> text.matches("(?s).*: ?123456789012[,} \n].*"));
  }
}
