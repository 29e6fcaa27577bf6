package io.trailhouse.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Results for people. */
final class Report {

  private static final List<String> HEADER =
      List.of(
          "",
          "median s",
          "min",
          "max",
          "CPU s",
          "events/s",
          "JSON MB/s",
          "heap MB",
          "RSS MB",
          "files",
          "MB written");

  private final Results results;
  private final List<Target> targets;

  Report(Results results, List<Target> targets) {
    this.results = results;
    this.targets = targets;
  }

  /** For a screen. */
  String text() {
    StringBuilder text = new StringBuilder();
    grids().forEach(grid -> text.append(grid.text()).append('\n'));
    text.append(about()).append('\n');
    results.notes().forEach(note -> text.append(note).append('\n'));
    return text.toString();
  }

  /** For a README: the targets first. */
  String markdown() {
    List<Grid> grids = new ArrayList<>(grids());
    grids.add(0, grids.remove(grids.size() - 1));
    StringBuilder text = new StringBuilder();
    text.append(about()).append("\n\n");
    grids.forEach(grid -> text.append(grid.markdown()).append('\n'));
    results.notes().forEach(note -> text.append(note).append("\n\n"));
    return text.toString();
  }

  private String about() {
    return "`%s`, %s, on %s; %s heap of Trailhouse."
        .formatted(
            results.command(),
            results.day(),
            results.machine().text(),
            number(results.heap(), 1) + " GB");
  }

  private List<Grid> grids() {
    List<Grid> grids = new ArrayList<>();
    for (Discipline discipline : Discipline.values()) {
      List<Heat> heats = results.of(discipline).toList();
      if (!heats.isEmpty()) {
        grids.add(grid(discipline, heats));
      }
    }
    grids.add(targets());
    return grids;
  }

  private static Grid grid(Discipline discipline, List<Heat> heats) {
    Trail trail = heats.get(0).trail();
    boolean several = heats.size() > 1;
    String title = discipline.title();
    if (trail != null && discipline != Discipline.GROWTH) {
      title += about(trail);
    }
    return new Grid(
        title,
        HEADER,
        heats.stream()
            .flatMap(heat -> heat.series().stream().map(series -> row(heat, series, several)))
            .toList());
  }

  private static String about(Trail trail) {
    return String.format(
        Locale.ROOT,
        ": %s%,d objects, %,.1f MB, %,.1f MB of JSON, the largest object %,.1f MB",
        trail.isCounted() ? "%,d events in ".formatted(trail.records()) : "",
        trail.objects(),
        trail.storedBytes() / 1e6,
        trail.jsonBytes() / 1e6,
        trail.largestObject() / 1e6);
  }

  private static List<String> row(Heat heat, Series series, boolean several) {
    Outcome outcome = series.outcome();
    double seconds = series.median();
    Trail trail = heat.discipline().isAsking() ? null : heat.trail();
    long records = trail == null ? 0 : trail.isCounted() ? trail.records() : outcome.records();
    return List.of(
        several ? heat.detail() + ", " + series.name() : series.name(),
        number(seconds, 2),
        number(series.min(), 2),
        number(series.max(), 2),
        number(series.cpuMedian(), 2),
        records == 0 ? "" : number(records / seconds, 0),
        trail == null ? "" : number(trail.jsonBytes() / 1e6 / seconds, 0),
        megabytes(series.most(Measurement::heapPeak)),
        megabytes(series.most(Measurement::rssPeak)),
        outcome.files() == 0 ? "" : whole(outcome.files()),
        outcome.files() == 0 ? "" : number(outcome.bytes() / 1e6, 1));
  }

  private Grid targets() {
    return new Grid(
        "Ratios and targets",
        List.of("", "must", "want", "measured", "by CPU time", "verdict"),
        targets.stream()
            .map(
                target ->
                    Stream.of(
                            target.name(),
                            bound(target.must(), target.unit()),
                            bound(target.want(), target.unit()),
                            measured(target.measured(), target.unit()),
                            measured(target.cpu(), ""),
                            target.verdict())
                        .toList())
            .toList());
  }

  private static String bound(@Nullable Double bound, String unit) {
    return bound == null ? "" : "≤ " + bound + (unit.isEmpty() ? "" : " " + unit);
  }

  private static String measured(@Nullable Double measured, String unit) {
    return measured == null ? "" : number(measured, 2) + (unit.isEmpty() ? "" : " " + unit);
  }

  private static String megabytes(long bytes) {
    return bytes == 0 ? "" : number(bytes / 1e6, 0);
  }

  private static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String number(double number, int digits) {
    return String.format(Locale.ROOT, "%,." + digits + "f", number);
  }
}
