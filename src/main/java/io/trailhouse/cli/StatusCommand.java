package io.trailhouse.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trailhouse.cli.TextTable.Column;
import io.trailhouse.ingest.LakeStatus;
import io.trailhouse.ingest.LakeStatus.Delivery;
import io.trailhouse.render.Numbers;
import io.trailhouse.table.Lake;
import io.trailhouse.table.TableSize;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells how the lake stands. */
@Command(
    name = "status",
    sortOptions = false,
    description = "Tells what was read by account, region and day, and how big the tables are.",
    footer = {
      "%nExamples:",
      "  trailhouse status --lake s3a://lake/trails",
      "  trailhouse status --lake ./lake --format json"
    })
final class StatusCommand implements Callable<Integer> {

  /** The forms of the answer. */
  enum Format {
    TABLE,
    JSON
  }

  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common;

  @Mixin private LakeOption lake;

  @Option(
      names = "--format",
      order = 2,
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, or json: one object. Default: ${DEFAULT-VALUE}")
  private Format format = Format.TABLE;

  @Override
  public Integer call() {
    try (Session session = Session.start("status", common)) {
      Lake opened = Lake.at(session.spark().sessionState().newHadoopConf(), lake.uri());
      opened.requireExisting();
      LakeStatus status = LakeStatus.of(session.spark(), opened);
      PrintWriter out = spec.commandLine().getOut();
      if (format == Format.JSON) {
        out.println(json(opened.uri(), status));
      } else {
        print(out, status);
      }
      return 0;
    }
  }

  private static void print(PrintWriter out, LakeStatus status) {
    TextTable tables =
        new TextTable(
            List.of(
                Column.text("table"),
                Column.number("rows"),
                Column.number("files"),
                Column.number("bytes"),
                Column.number("version")));
    for (TableSize size : status.tables()) {
      tables.add(
          size.table().directory(),
          Numbers.plain(size.rows()),
          Numbers.plain(size.files()),
          Texts.bytes(size.bytes()),
          Numbers.plain(size.version()));
    }
    tables.print(out);
    out.println();
    out.println("events is partitioned by " + status.partitioning().text());
    out.println();
    TextTable days =
        new TextTable(
            List.of(
                Column.text("account"),
                Column.text("region"),
                Column.text("delivered"),
                Column.number("objects"),
                Column.number("events"),
                Column.text("last event"),
                Column.text("last run"),
                Column.number("quarantined")));
    for (Delivery delivery : status.deliveries()) {
      days.add(
          delivery.account(),
          delivery.region(),
          text(delivery.day()),
          Numbers.plain(delivery.objects()),
          Numbers.plain(delivery.events()),
          text(delivery.lastEvent()),
          text(delivery.lastRun()),
          Numbers.plain(delivery.quarantined()));
    }
    days.print(out);
  }

  private static @Nullable String text(@Nullable Object time) {
    return time == null ? null : time.toString();
  }

  private static String json(String uri, LakeStatus status) {
    List<Map<String, @Nullable Object>> tables = new ArrayList<>();
    for (TableSize size : status.tables()) {
      Map<String, @Nullable Object> table = new LinkedHashMap<>();
      table.put("table", size.table().directory());
      table.put("rows", size.rows());
      table.put("files", size.files());
      table.put("bytes", size.bytes());
      table.put("version", size.version());
      tables.add(table);
    }
    List<Map<String, @Nullable Object>> days = new ArrayList<>();
    for (Delivery delivery : status.deliveries()) {
      Map<String, @Nullable Object> day = new LinkedHashMap<>();
      day.put("account", delivery.account());
      day.put("region", delivery.region());
      day.put("delivery_date", text(delivery.day()));
      day.put("objects", delivery.objects());
      day.put("events", delivery.events());
      day.put("last_event", text(delivery.lastEvent()));
      day.put("last_run", text(delivery.lastRun()));
      day.put("quarantined", delivery.quarantined());
      days.add(day);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("lake", uri);
    all.put("partition_by", status.partitioning().text());
    all.put("tables", tables);
    all.put("days", days);
    try {
      return new ObjectMapper().writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers are always JSON", e);
    }
  }
}
