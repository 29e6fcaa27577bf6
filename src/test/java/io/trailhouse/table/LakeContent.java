package io.trailhouse.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ColumnReader;
import org.jspecify.annotations.Nullable;

/**
 * What a lake's tables hold now, without Spark: some columns of all rows that their logs name.
 *
 * @param hashes the content hashes of {@code events}, sorted
 * @param eventsOfRun rows of {@code events} by run
 * @param objects URI and version of the ledger's rows, sorted
 * @param rowsOfRun rows that the ledger says came into {@code events}, by run
 * @param runs rows written of each run in {@code runs}, by run
 * @param quarantined the objects that rows in quarantine name, sorted
 */
public record LakeContent(
    List<String> hashes,
    Map<String, Long> eventsOfRun,
    List<String> objects,
    Map<String, Long> rowsOfRun,
    Map<String, Long> runs,
    List<String> quarantined) {

  /** Reads it. */
  public static LakeContent of(Configuration conf, String uri) {
    List<String> hashes = new ArrayList<>();
    Map<String, Long> eventsOfRun = new HashMap<>();
    List<String> objects = new ArrayList<>();
    Map<String, Long> rowsOfRun = new HashMap<>();
    Map<String, Long> runs = new HashMap<>();
    List<String> quarantined = new ArrayList<>();
    for (Map<String, String> row : rows(conf, uri, LakeTable.EVENTS, "content_hash", "run_id")) {
      hashes.add(row.get("content_hash"));
      eventsOfRun.merge(String.valueOf(row.get("run_id")), 1L, Long::sum);
    }
    for (Map<String, String> row :
        rows(conf, uri, LakeTable.FILES, "source_file", "version", "run_id", "rows_written")) {
      objects.add(row.get("source_file") + " " + row.get("version"));
      add(rowsOfRun, row);
    }
    for (Map<String, String> row : rows(conf, uri, LakeTable.RUNS, "run_id", "rows_written")) {
      add(runs, row);
    }
    for (Map<String, String> row : rows(conf, uri, LakeTable.QUARANTINE, "source_file")) {
      quarantined.add(row.get("source_file"));
    }
    return new LakeContent(
        sorted(hashes), eventsOfRun, sorted(objects), rowsOfRun, runs, sorted(quarantined));
  }

  private static List<String> sorted(List<String> texts) {
    return texts.stream().sorted().toList();
  }

  private static void add(Map<String, Long> sums, Map<String, String> row) {
    long rows = Long.parseLong(String.valueOf(row.get("rows_written")));
    if (rows > 0) {
      sums.merge(String.valueOf(row.get("run_id")), rows, Long::sum);
    }
  }

  /** Some columns of all rows of a table, as text; binary ones in hexadecimal digits. */
  public static List<Map<String, String>> rows(
      Configuration conf, String uri, LakeTable table, String... columns) {
    List<DataFile> files = new ArrayList<>();
    DeltaTable delta = new DeltaTable(conf, uri, table.layout());
    delta.files(delta.snapshot().orElseThrow(), null, files::add);
    try {
      return rows(conf, files, columns);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Some columns of all rows of some files. */
  static List<Map<String, String>> rows(Configuration conf, List<DataFile> files, String... columns)
      throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    for (DataFile file : files) {
      read(conf, file, columns, rows);
    }
    return rows;
  }

  private static void read(
      Configuration conf, DataFile file, String[] columns, List<Map<String, String>> rows)
      throws IOException {
    try (ParquetInput reader = ParquetInput.open(conf, file.path(), Set.of(columns))) {
      for (int count = reader.nextRowGroup(); count > 0; count = reader.nextRowGroup()) {
        List<Map<String, String>> group = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          group.add(new LinkedHashMap<>());
        }
        for (String column : columns) {
          ColumnReader values = reader.column(column);
          for (Map<String, String> row : group) {
            String text = values == null ? null : text(column, values);
            if (text != null) {
              row.put(column, text);
            }
          }
        }
        rows.addAll(group);
      }
    }
  }

  private static @Nullable String text(String column, ColumnReader values) {
    String text = null;
    if (values.getCurrentDefinitionLevel() == 1) {
      text =
          switch (values.getDescriptor().getPrimitiveType().getPrimitiveTypeName()) {
            case BINARY -> {
              byte[] bytes = values.getBinary().getBytes();
              yield column.equals("content_hash")
                  ? HexFormat.of().formatHex(bytes)
                  : new String(bytes, UTF_8);
            }
            case INT64 -> String.valueOf(values.getLong());
            case INT32 -> String.valueOf(values.getInteger());
            case BOOLEAN -> String.valueOf(values.getBoolean());
            case DOUBLE -> String.valueOf(values.getDouble());
            case FLOAT, INT96, FIXED_LEN_BYTE_ARRAY ->
                throw new IllegalArgumentException("no column to look at: " + column);
          };
    }
    values.consume();
    return text;
  }
}
