package io.trailhouse.lake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trailhouse.ReadmePart;
import io.trailhouse.SparkTest;
import io.trailhouse.sample.SampleTrail;
import io.trailhouse.table.LakeTable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says to other engines, said to those that are at hand. */
@SparkTest
class OtherEnginesTest {

  /** The lake that the README names. */
  private static final String LAKE = "s3a?://lake/trails";

  @TempDir private static Path folder;
  private static TestLake lake;

  @BeforeAll
  static void ingestTheSample(SparkSession spark) {
    lake = TestLake.in(spark, folder.resolve("lake"));
    lake.ingest(SampleTrail.COMMITTED);
  }

  @Test
  void duckDbAndDatabricksAnswerTheSame() throws IOException, SQLException {
    List<List<String>> databricks = databricks(ReadmePart.code("databricks"));
    assertThat(databricks).hasSizeGreaterThan(2);
    assertThat(duckDb(ReadmePart.code("duckdb"))).isEqualTo(databricks);
  }

  @Test
  void deltaKernelCountsWhatSparkCounts() throws IOException, ReflectiveOperationException {
    Map<String, Long> counted = new TreeMap<>();
    lake.read(LakeTable.EVENTS)
        .where("event_date = DATE '2026-10-01'")
        .groupBy("event_name")
        .count()
        .collectAsList()
        .forEach(row -> counted.put(row.getString(0), row.getLong(1)));
    assertThat(kernel(ReadmePart.code("kernel"))).isEqualTo(counted).hasSizeGreaterThan(10);
  }

  /** Answers the last statement, after those before it. */
  private static List<List<String>> duckDb(String statements) throws IOException, SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(deltaScan());
      for (String each : ofTheLake(statements)) {
        if (!statement.execute(each)) {
          continue;
        }
        try (ResultSet found = statement.getResultSet()) {
          while (found.next()) {
            rows.add(
                List.of(
                    text(found.getString(1)),
                    text(found.getString(2)),
                    text(found.getString(3)),
                    found.getObject(4, OffsetDateTime.class).toInstant().toString()));
          }
        }
      }
    }
    return rows;
  }

  /** What DuckDB's extension for Delta is to the query, of the files that the log names. */
  private static String deltaScan() throws IOException {
    List<String> files = new ArrayList<>();
    for (Map.Entry<Path, JsonNode> file :
        new DeltaLog(lake.path(LakeTable.EVENTS)).files().entrySet()) {
      List<String> columns = new ArrayList<>();
      file.getValue()
          .path("partitionValues")
          .fieldNames()
          .forEachRemaining(
              column -> columns.add(literal(file.getValue(), column) + " AS " + column));
      files.add(
          "SELECT %s, * FROM read_parquet('%s', hive_partitioning = false)"
              .formatted(String.join(", ", columns), file.getKey()));
    }
    return """
    CREATE MACRO delta_scan(table_path) AS TABLE
    SELECT * REPLACE (CAST(event_date AS DATE) AS event_date)
    FROM (%s)
    WHERE table_path = '%s'
    """
        .formatted(String.join(" UNION ALL BY NAME ", files), lake.path(LakeTable.EVENTS));
  }

  private static String literal(JsonNode file, String column) {
    return DeltaLog.partitionValue(file, column)
        .map(value -> "'" + value.replace("'", "''") + "'")
        .orElse("NULL");
  }

  private static List<List<String>> databricks(String statements) {
    SparkSession spark = lake.spark();
    SparkSession.setActiveSession(spark);
    spark.conf().set("spark.sql.session.timeZone", "UTC");
    List<List<String>> rows = new ArrayList<>();
    try {
      for (String each : ofTheLake(statements)) {
        for (Row row : spark.sql(each).collectAsList()) {
          rows.add(
              List.of(
                  text(row.getString(0)),
                  text(row.getString(1)),
                  Long.toString(row.getLong(2)),
                  row.getInstant(3).toString()));
        }
      }
    } finally {
      spark.sql("DROP SCHEMA IF EXISTS trails CASCADE");
    }
    return rows;
  }

  private static String text(@Nullable String value) {
    return String.valueOf(value);
  }

  private static List<String> ofTheLake(String statements) {
    return Stream.of(here(statements).split(";\n", -1)).filter(each -> !each.isBlank()).toList();
  }

  private static String here(String code) {
    return code.replaceAll(LAKE, lake.folder().toString());
  }

  /** Compiles and runs the lines of a method that end with {@code calls}. */
  @SuppressWarnings("unchecked")
  private static Map<String, Long> kernel(String lines)
      throws IOException, ReflectiveOperationException {
    String source =
        """
        import io.delta.kernel.*;
        import io.delta.kernel.data.Row;
        import io.delta.kernel.defaults.engine.DefaultEngine;
        import io.delta.kernel.engine.*;
        import io.delta.kernel.expressions.*;
        import io.delta.kernel.internal.InternalScanFileUtils;
        import io.delta.kernel.internal.data.ScanStateRow;
        import io.delta.kernel.internal.util.Utils;
        import io.delta.kernel.types.*;
        import java.time.LocalDate;
        import java.util.*;
        import org.apache.hadoop.conf.Configuration;

        public final class Lines {
          public static Map<String, Long> run() throws Exception {
        %s
            return calls;
          }
        }
        """
            .formatted(here(lines));
    Path file = Files.writeString(folder.resolve("Lines.java"), source);
    int failures =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-classpath",
                System.getProperty("java.class.path"),
                "-proc:none",
                file.toString());
    assertThat(failures).as("what javac says is above").isZero();
    try (URLClassLoader classes = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      return (Map<String, Long>) classes.loadClass("Lines").getMethod("run").invoke(null);
    } catch (InvocationTargetException e) {
      throw new AssertionError(e.getCause());
    }
  }
}
