package io.trailhouse.bench;

import io.trailhouse.event.ColumnType;
import io.trailhouse.event.EventColumn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * DuckDB's part of the work in its SQL.
 *
 * <p>The columns are those of the events table that stand in a record, the caller's in their common
 * cases, the day and the object's name. What Trailhouse does beyond that is not asked of it: the
 * content hash, the record's length and place, unknown fields, the record's shape, duplicates,
 * quarantine, a ledger and a table format.
 */
final class DuckSql {

  /** An aggregated event has these fields, and its id under another name. */
  private static final Set<String> AGGREGATED =
      Set.of(
          "awsRegion",
          "eventSource",
          "eventCategory",
          "eventType",
          "eventVersion",
          "accountId",
          "timeWindow.windowStart",
          "timeWindow.windowEnd",
          "timeWindow.windowSize",
          "summary");

  private final List<String> records;
  private final List<String> bareArrays;
  private final long largestObject;

  /** Prepares to read these objects. */
  DuckSql(List<String> files, long largestObject) {
    this.records = files.stream().filter(file -> !TrailFiles.isBareArray(file)).toList();
    this.bareArrays = files.stream().filter(TrailFiles::isBareArray).toList();
    this.largestObject = largestObject;
  }

  /**
   * Copies the trail to partitioned Parquet. Rows are sorted by partition, which DuckDB writes 7 %
   * faster at half a million events and 20 % faster at five million, to far fewer files. Of no use,
   * or worse, were: format {@code auto} and {@code newline_delimited}, timestamps read as text,
   * {@code json_transform} of untyped records, a table in between, a lateral {@code unnest}, other
   * row groups, Parquet's second version, larger dictionaries, and other numbers of open files and
   * rows between flushes.
   */
  String copyTo(String folder) {
    String rows =
        records(EventColumn.values(), DuckSql::flattened)
            + bareArrays(
                """
                %s, r."eventId" AS event_id, r."timeWindow"."windowStart" AS event_time,
                CAST(r."timeWindow"."windowStart" AS DATE) AS event_date,
                r."accountId" AS recipient_account_id, filename AS source_file\
                """
                    .formatted(columns(DuckSql::isAggregated)));
    return """
    COPY (%s ORDER BY event_date, aws_region, event_source)
    TO '%s' (FORMAT parquet, PARTITION_BY (event_date, aws_region, event_source),
      COMPRESSION zstd, COMPRESSION_LEVEL 3)\
    """
        .formatted(rows, folder);
  }

  /** Counts records by service, API and error. */
  String scanThree() {
    Set<EventColumn> three =
        Set.of(EventColumn.EVENT_SOURCE, EventColumn.EVENT_NAME, EventColumn.ERROR_CODE);
    return ScanQuery.three("(" + rows(three::contains) + ")");
  }

  /** Counts records, and weighs every column. */
  String scanAll() {
    return ScanQuery.all("(" + rows(column -> true) + ")", DuckSql::weight);
  }

  private static String weight(EventColumn column) {
    String name = column.columnName();
    return column.type().isText() || column.type() == ColumnType.RESOURCE_LIST
        ? "sum(length(CAST(%s AS VARCHAR)))".formatted(name)
        : "max(%s)".formatted(name);
  }

  /** Adds up what each column takes in Parquet files. */
  static String columnBytes(List<String> files) {
    return """
    SELECT path_in_schema, sum(total_compressed_size)
    FROM parquet_metadata(%s) GROUP BY 1\
    """
        .formatted(list(files));
  }

  /** A view of partitioned Parquet by the name that queries know. */
  static String viewOf(String folder) {
    return """
    CREATE OR REPLACE TEMP VIEW events AS
    SELECT * FROM read_parquet('%s/**/*.parquet', hive_partitioning = true)\
    """
        .formatted(folder);
  }

  private String rows(Predicate<EventColumn> wanted) {
    return records(
            Arrays.stream(EventColumn.values()).filter(wanted).toArray(EventColumn[]::new),
            columns -> columns(wanted))
        + bareArrays(columns(column -> wanted.test(column) && isAggregated(column)));
  }

  private static boolean isAggregated(EventColumn column) {
    return column.path() != null && AGGREGATED.contains(column.path());
  }

  private String records(EventColumn[] columns, Function<EventColumn[], String> select) {
    Set<EventColumn> wanted = Set.of(columns);
    return """
    SELECT %s FROM (
      SELECT unnest("Records") AS r, filename FROM read_json(%s, format = 'unstructured',
        columns = {Records: '%s[]'}, filename = true, maximum_object_size = %d))\
    """
        .formatted(
            select.apply(columns),
            list(records),
            RecordType.of(wanted::contains).inDuckDb(),
            largestObject + 1);
  }

  private String bareArrays(String select) {
    if (bareArrays.isEmpty()) {
      return "";
    }
    String type = RecordType.of(DuckSql::isAggregated).inDuckDb();
    String withId = type.substring(0, type.length() - 1) + ", \"eventId\" VARCHAR)";
    return """
    UNION ALL BY NAME SELECT %s FROM (
     SELECT r, filename FROM read_json(%s, format = 'array', records = false,
       columns = {r: '%s'}, filename = true, maximum_object_size = %d))\
    """
        .formatted(select, list(bareArrays), withId, largestObject + 1);
  }

  private static String flattened(EventColumn[] columns) {
    List<String> selected = new ArrayList<>();
    selected.add(columns(column -> Set.of(columns).contains(column)));
    selected.add("CAST(r.\"eventTime\" AS DATE) AS event_date");
    CallerSql.columns().forEach((name, sql) -> selected.add(sql + " AS " + name));
    selected.add("filename AS source_file");
    return String.join(", ", selected);
  }

  private static String columns(Predicate<EventColumn> wanted) {
    return Arrays.stream(EventColumn.values())
        .filter(column -> column.path() != null && wanted.test(column))
        .map(
            column ->
                RecordType.path(column).stream()
                    .map(name -> ".\"" + name + "\"")
                    .collect(Collectors.joining("", "r", " AS " + column.columnName())))
        .collect(Collectors.joining(", "));
  }

  private static String list(List<String> files) {
    Stream<String> quoted = files.stream().map(file -> "'" + file.replace("'", "''") + "'");
    return quoted.collect(Collectors.joining(", ", "[", "]"));
  }

  /** Settings of a connection; what does not fit in memory goes to a folder. */
  static String settings(int threads, Path temporary) {
    return String.format(
        Locale.ROOT,
        """
        SET threads = %d; SET preserve_insertion_order = false; SET TimeZone = 'UTC';
        SET temp_directory = '%s'\
        """,
        threads,
        temporary);
  }
}
