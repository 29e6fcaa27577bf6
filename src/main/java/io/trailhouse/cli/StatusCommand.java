package io.trailhouse.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trailhouse.ingest.LakeStatus;
import io.trailhouse.ingest.LakeStatus.Delivery;
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
    mixinStandardHelpOptions = true,
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

  @Option(
      names = "--lake",
      required = true,
      paramLabel = "URI",
      description = "Where the lake is. Example: --lake s3a://lake/trails")
  private String lake = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table or json: one object. Default: ${DEFAULT-VALUE}")
  private Format format = Format.TABLE;

  @Override
  public Integer call() {
    try (Session session = Session.start("status", common)) {
      Lake opened = Lake.at(session.spark().sessionState().newHadoopConf(), lake);
      opened.requireExisting();
      LakeStatus status = LakeStatus.of(session.spark(), opened);
      PrintWriter out = spec.commandLine().getOut();
      if (format == Format.JSON) {
        out.println(json(status));
      } else {
        print(out, status);
      }
      return 0;
    }
  }

  private static void print(PrintWriter out, LakeStatus status) {
    TextTable tables = new TextTable(List.of("table", "rows", "files", "bytes", "version"));
    for (TableSize size : status.tables()) {
      tables.add(
          size.table().directory(),
          "%,d".formatted(size.rows()),
          "%,d".formatted(size.files()),
          Texts.bytes(size.bytes()),
          Long.toString(size.version()));
    }
    tables.print(out);
    out.println();
    TextTable days =
        new TextTable(
            List.of(
                "account",
                "region",
                "delivered",
                "objects",
                "events",
                "last event",
                "last run",
                "quarantined"));
    for (Delivery delivery : status.deliveries()) {
      days.add(
          delivery.account(),
          delivery.region(),
          delivery.day() == null ? null : delivery.day().toString(),
          "%,d".formatted(delivery.objects()),
          "%,d".formatted(delivery.events()),
          delivery.lastEvent() == null ? null : delivery.lastEvent().toString(),
          delivery.lastRun() == null ? null : delivery.lastRun().toString(),
          "%,d".formatted(delivery.quarantined()));
    }
    days.print(out);
  }

  private static String json(LakeStatus status) {
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
      day.put("delivery_date", delivery.day() == null ? null : delivery.day().toString());
      day.put("objects", delivery.objects());
      day.put("events", delivery.events());
      day.put("last_event", delivery.lastEvent() == null ? null : delivery.lastEvent().toString());
      day.put("last_run", delivery.lastRun() == null ? null : delivery.lastRun().toString());
      day.put("quarantined", delivery.quarantined());
      days.add(day);
    }
    try {
      return new ObjectMapper().writeValueAsString(Map.of("tables", tables, "days", days));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers are always JSON", e);
    }
  }
}
