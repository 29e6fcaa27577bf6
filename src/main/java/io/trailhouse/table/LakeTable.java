package io.trailhouse.table;

import static io.trailhouse.event.ColumnType.DATE;
import static io.trailhouse.event.ColumnType.DOUBLE;
import static io.trailhouse.event.ColumnType.INT;
import static io.trailhouse.event.ColumnType.LONG;
import static io.trailhouse.event.ColumnType.STRING;
import static io.trailhouse.event.ColumnType.TIMESTAMP;

import io.trailhouse.event.EventColumn;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The tables of a lake, each with its columns. */
public enum LakeTable {
  /** One row for each event. */
  EVENTS(Arrays.stream(EventColumn.values()).map(TableColumn::of).toList()),

  /** The ledger: one row for each trail object that was read. */
  FILES(
      List.of(
          new TableColumn("source_file", STRING, "The object's URI"),
          new TableColumn(
              "version",
              STRING,
              "The object's etag, or modification time and size; with the URI it"
                  + " says whether an object is new"),
          new TableColumn("object_bytes", LONG, "Size of the object as stored, bytes"),
          new TableColumn(
              "kind", STRING, "management, insight, network-activity, aggregated or loose"),
          new TableColumn("account", STRING, "Account in the key"),
          new TableColumn("region", STRING, "Region in the key"),
          new TableColumn("delivery_date", DATE, "UTC day in the key"),
          new TableColumn("delivery_time", TIMESTAMP, "Time in the key, UTC"),
          new TableColumn("state", STRING, "ingested, or quarantined if damage ended it early"),
          new TableColumn("run_id", STRING, "Run that read it"),
          new TableColumn("ingested_at", TIMESTAMP, "When that run read it, UTC"),
          new TableColumn("json_bytes", LONG, "Bytes of JSON in it"),
          new TableColumn("records_read", LONG, "Records read, good and bad"),
          new TableColumn("rows_written", LONG, "Rows that came into events"),
          new TableColumn("duplicates", LONG, "Second deliveries that were dropped"),
          new TableColumn("records_quarantined", LONG, "Records that came into quarantine"),
          new TableColumn(
              "conflicting",
              LONG,
              "Rows that share id, time and name with another row, but not the content"),
          new TableColumn("first_event_time", TIMESTAMP, "Earliest event in it, UTC"),
          new TableColumn("last_event_time", TIMESTAMP, "Latest event in it, UTC"))),

  /** What could not be read: a row for each object that damage ended and for each bad record. */
  QUARANTINE(
      List.of(
          new TableColumn("run_id", STRING, "Run that met it"),
          new TableColumn("quarantined_at", TIMESTAMP, "When, UTC"),
          new TableColumn("source_file", STRING, "The object's URI"),
          new TableColumn("scope", STRING, "object if nothing behind it could be read, or record"),
          new TableColumn(
              "source_index",
              INT,
              "Position of the record in the object, from 0; for an object the"
                  + " records read before the damage"),
          new TableColumn("byte_position", LONG, "Where it was noticed, bytes of JSON"),
          new TableColumn("reason", STRING, "What is wrong, as a name"),
          new TableColumn("message", STRING, "What is wrong, in words"),
          new TableColumn("raw", STRING, "The text as it stands in the object, at most 1 MiB"),
          new TableColumn(
              "raw_charset",
              STRING,
              "What turns raw into the object's bytes: UTF-8, or ISO-8859-1"
                  + " where they are no UTF-8"),
          new TableColumn("raw_bytes", LONG, "Bytes of the text before it was cut"),
          new TableColumn("account", STRING, "Account in the key"),
          new TableColumn("region", STRING, "Region in the key"),
          new TableColumn("delivery_date", DATE, "UTC day in the key"))),

  /** One row for each run that wrote something. */
  RUNS(
      List.of(
          new TableColumn("run_id", STRING, "The run"),
          new TableColumn("started_at", TIMESTAMP, "UTC"),
          new TableColumn(
              "finished_at",
              TIMESTAMP,
              "When it was about to commit, UTC; the row itself is part of the commit"),
          new TableColumn("trails", STRING, "Where it read, separated by spaces"),
          new TableColumn("delivered_from", DATE, "First day of delivery asked for"),
          new TableColumn("delivered_to", DATE, "First day of delivery not asked for"),
          new TableColumn("accounts", STRING, "Accounts asked for, separated by commas"),
          new TableColumn("regions", STRING, "Regions asked for, separated by commas"),
          new TableColumn("objects_listed", LONG, "Trail objects found"),
          new TableColumn("objects_known", LONG, "Of these: in the ledger already"),
          new TableColumn("objects_ingested", LONG, "Of these: read to their end"),
          new TableColumn("objects_quarantined", LONG, "Of these: ended early by damage"),
          new TableColumn("objects_left_alone", LONG, "Digests, manifests and other names seen"),
          new TableColumn("records_read", LONG, "Records read, good and bad"),
          new TableColumn("rows_written", LONG, "Of these: rows in events"),
          new TableColumn("duplicates", LONG, "Of these: second deliveries"),
          new TableColumn("records_quarantined", LONG, "Of these: in quarantine"),
          new TableColumn("conflicting", LONG, "Rows that share an id but not the content"),
          new TableColumn("object_bytes", LONG, "Bytes read as stored"),
          new TableColumn("json_bytes", LONG, "Bytes of JSON read"),
          new TableColumn("event_files", LONG, "Files written to events"),
          new TableColumn("event_bytes", LONG, "Bytes of these"),
          new TableColumn("trailhouse_version", STRING, "The program's version"),
          new TableColumn("event_partitions", LONG, "Partitions of events that it wrote to"),
          new TableColumn("listing_seconds", DOUBLE, "Time to list the trails"),
          new TableColumn("lookup_seconds", DOUBLE, "Time to look the objects up in the ledger"),
          new TableColumn(
              "reading_seconds", DOUBLE, "Time to read the new objects and write their events"),
          new TableColumn("comparing_seconds", DOUBLE, "Time to find and drop late duplicates"),
          new TableColumn("tasks", LONG, "Tasks that read objects"),
          new TableColumn(
              "task_seconds", DOUBLE, "Time that they took, as if one ran after the other"),
          new TableColumn(
              "task_retries", LONG, "Attempts of these tasks that failed and were made again"),
          new TableColumn(
              "restarts", LONG, "Times that it looked again because another run was faster"),
          new TableColumn(
              "application_id", STRING, "The Spark application, as its history calls it"))),

  /** Who stands behind each actor of a day; made from events, and made again when they change. */
  PEOPLE(
      List.of(
          new TableColumn(
              "event_date", DATE, "UTC day on which the actor made events; partition column"),
          new TableColumn(
              "actor",
              STRING,
              "Who held the credentials: access key of a session, ARN of a user or root, ...; one"
                  + " row a day"),
          new TableColumn("caller", STRING, "The actor's caller as in events"),
          new TableColumn("caller_kind", STRING, "Its caller_kind as in events"),
          new TableColumn("session_name", STRING, "Its session_name as in events"),
          new TableColumn(
              "person",
              STRING,
              "Who stands behind it: user of Identity Center, source identity, e-mail address, ARN"
                  + " of user or root; null if the trail cannot prove it"),
          new TableColumn(
              "person_rule",
              STRING,
              "The proof: identity-center, source-identity, link, session-name, iam-user or root"),
          new TableColumn("chained_to", STRING, "The actor that made this one's session"),
          new TableColumn(
              "depth", INT, "Links from the actor to the one whose own proof names the person"),
          new TableColumn("events", LONG, "Events that it made on the day"),
          new TableColumn(
              "input_id",
              STRING,
              "Id of the events and settings that the day was resolved from; partition column"))),

  /** Sittings of people: what an actor did with one client until a pause of half an hour. */
  SESSIONS(
      List.of(
          new TableColumn("event_date", DATE, "UTC day that the row counts; partition column"),
          new TableColumn("person", STRING, "Whose sitting it is, as in people"),
          new TableColumn("person_rule", STRING, "The proof, as in people"),
          new TableColumn("caller", STRING, "The caller as in events"),
          new TableColumn("actor", STRING, "The actor as in people"),
          new TableColumn("session_name", STRING, "The session_name as in events"),
          new TableColumn(
              "client", STRING, "The tool that the user agents claim to be: console, cli v2, ..."),
          new TableColumn(
              "platform",
              STRING,
              "Its kind: console, command line, sdk, infrastructure as code, agent, service, other"
                  + " or none"),
          new TableColumn(
              "started",
              TIMESTAMP,
              "First event of the sitting, UTC; before the day if it went on over midnight, but"
                  + " not before the look-back"),
          new TableColumn("ended", TIMESTAMP, "Last event of the sitting on the day, UTC"),
          new TableColumn("duration_seconds", LONG, "From started to ended, seconds"),
          new TableColumn("events", LONG, "Events of the sitting on the day"),
          new TableColumn("writes", LONG, "Of these: those that are not read-only"),
          new TableColumn("errors", LONG, "Of these: those that failed"),
          new TableColumn("chained_to", STRING, "The actor that made this one's session"),
          new TableColumn(
              "input_id",
              STRING,
              "Id of the events and settings that the day was resolved from; partition column")));

  /** Made by List.of and toList, which nobody can change. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<TableColumn> columns;

  LakeTable(List<TableColumn> columns) {
    this.columns = columns;
  }

  /** The table's folder in the lake, which is also its name in SQL. */
  public String directory() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The table's columns, in order. */
  public List<TableColumn> columns() {
    return columns;
  }

  /** The column whose range the log keeps for each file; null if there is none. */
  @Nullable String timeColumn() {
    return switch (this) {
      case EVENTS -> EventColumn.EVENT_TIME.columnName();
      case FILES -> "delivery_time";
      case QUARANTINE, RUNS, PEOPLE, SESSIONS -> null;
    };
  }

  /** The names of the columns that the table is partitioned by, if nobody asked for others. */
  public List<String> partitionColumns() {
    return switch (this) {
      case EVENTS -> Partitioning.DATE_REGION_SOURCE.columns();
      case PEOPLE, SESSIONS -> List.of(EventColumn.EVENT_DATE.columnName(), "input_id");
      case FILES, QUARANTINE, RUNS -> List.of();
    };
  }

  /** What the table is like. */
  TableLayout layout() {
    return new TableLayout(directory(), columns, partitionColumns(), timeColumn());
  }

  /** The tables that every lake has; the others are made from them when they are asked for. */
  public static List<LakeTable> ingested() {
    return List.of(EVENTS, FILES, QUARANTINE, RUNS);
  }
}
