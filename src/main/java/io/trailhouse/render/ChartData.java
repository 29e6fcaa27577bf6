package io.trailhouse.render;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trailhouse.report.Chart;
import io.trailhouse.report.ReportAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The few sums that a chart draws, out of an answer's rows: the largest names, steps of time. */
final class ChartData {

  private static final int MOST_NAMES = 50;
  private static final int MOST_SERIES = 8;
  private static final int MOST_NAME = 120;
  private static final Duration HOURS_UP_TO = Duration.ofDays(8);
  private static final Duration DAYS_UP_TO = Duration.ofDays(800);

  /** A long span is drawn in so many steps at most, or in weeks if these are fewer. */
  private static final int MOST_LONG_STEPS = 600;

  private static final String NONE = "(none)";
  private static final String OTHER = "other";

  private final ReportAnswer answer;
  private final Chart chart;
  private final int measure;
  private final int by;
  private final int per;
  private final boolean isOverTime;
  private final Duration step;
  private final Map<Object, Map<String, Double>> sums = new LinkedHashMap<>();
  private int steps;
  private int namesInAll;

  private ChartData(ReportAnswer answer, Chart chart, int measure, int by, int per) {
    this.answer = answer;
    this.chart = chart;
    this.measure = measure;
    this.by = by;
    this.per = per;
    this.isOverTime =
        switch (answer.columns().get(by).type()) {
          case TIME, DAY -> true;
          case TEXT, COUNT, NUMBER, TRUTH -> false;
        };
    this.step = isOverTime ? step() : Duration.ZERO;
  }

  /** None if there is nothing to draw. */
  static Optional<ChartData> of(ReportAnswer answer) {
    Chart chart = answer.report().chart();
    if (chart == null) {
      return Optional.empty();
    }
    List<String> names = answer.columns().stream().map(ReportAnswer.Column::name).toList();
    int measure = names.indexOf(chart.measure());
    int by = names.indexOf(chart.by());
    int per = chart.per() == null ? -1 : names.indexOf(chart.per());
    boolean isDrawn =
        measure >= 0
            && by >= 0
            && (chart.per() == null || per >= 0)
            && answer.rows().stream()
                .anyMatch(
                    row ->
                        row.get(by) != null
                            && row.get(measure) instanceof Number n
                            && n.doubleValue() != 0);
    return isDrawn
        ? Optional.of(new ChartData(answer, chart, measure, by, per).summed())
        : Optional.empty();
  }

  private ChartData summed() {
    Map<Object, Map<String, Double>> all = new LinkedHashMap<>();
    for (List<@Nullable Object> row : answer.rows()) {
      Object place = row.get(by);
      if (row.get(measure) instanceof Number number && !(isOverTime && place == null)) {
        all.computeIfAbsent(place(place), p -> new LinkedHashMap<>())
            .merge(
                per < 0 ? "" : name(chart.per(), row.get(per)), number.doubleValue(), Double::sum);
      }
    }
    if (isOverTime) {
      sumOverTime(all);
    } else {
      sumByName(all);
    }
    return this;
  }

  private void sumByName(Map<Object, Map<String, Double>> all) {
    namesInAll = all.size();
    List<String> parts = largest(totals(all), MOST_SERIES);
    all.entrySet().stream()
        .sorted(
            comparing((Map.Entry<Object, Map<String, Double>> e) -> -sum(e.getValue()))
                .thenComparing(e -> e.getKey().toString()))
        .limit(top(MOST_NAMES))
        .forEach(e -> sums.put(e.getKey(), merged(e.getValue(), parts)));
    steps = sums.size();
  }

  private static Map<String, Double> merged(Map<String, Double> values, List<String> kept) {
    Map<String, Double> merged = new LinkedHashMap<>();
    kept.stream().filter(values::containsKey).forEach(name -> merged.put(name, values.get(name)));
    values.forEach(
        (name, value) -> {
          if (!kept.contains(name)) {
            merged.merge(OTHER, value, Double::sum);
          }
        });
    return merged;
  }

  private void sumOverTime(Map<Object, Map<String, Double>> all) {
    Map<String, Double> totals = totals(all);
    namesInAll = totals.size();
    List<String> series =
        largest(totals, chart.form() == Chart.Form.HEAT ? top(30) : top(MOST_SERIES));
    TreeMap<Instant, Map<String, Double>> byTime = new TreeMap<>();
    all.forEach((time, values) -> byTime.put((Instant) time, values));
    for (Instant at = byTime.firstKey(); !at.isAfter(byTime.lastKey()); at = at.plus(step)) {
      Map<String, Double> values = byTime.getOrDefault(at, Map.of());
      Map<String, Double> row = new LinkedHashMap<>();
      series.forEach(name -> row.put(name, values.getOrDefault(name, 0.0)));
      sums.put(at, row);
    }
    steps = sums.size();
  }

  private int top(int most) {
    return chart.top() == 0 ? most : Math.min(chart.top(), MOST_NAMES);
  }

  private static Map<String, Double> totals(Map<Object, Map<String, Double>> all) {
    Map<String, Double> totals = new HashMap<>();
    all.values().forEach(m -> m.forEach((name, value) -> totals.merge(name, value, Double::sum)));
    return totals;
  }

  private static List<String> largest(Map<String, Double> totals, int most) {
    return totals.entrySet().stream()
        .sorted(
            comparing((Map.Entry<String, Double> e) -> -e.getValue())
                .thenComparing(Map.Entry::getKey))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static double sum(Map<String, Double> values) {
    return values.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private Object place(@Nullable Object value) {
    return isOverTime && value != null ? stepOf(time(value)) : name(chart.by(), value);
  }

  private static String name(@Nullable String column, @Nullable Object value) {
    return value == null || value.equals("")
        ? NONE
        : PageText.of(String.valueOf(column), Cells.text(value), MOST_NAME).text();
  }

  private static Instant time(Object value) {
    return value instanceof LocalDate day
        ? day.atStartOfDay(ZoneOffset.UTC).toInstant()
        : (Instant) value;
  }

  private Instant stepOf(Instant time) {
    long seconds = step.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
  }

  private Duration step() {
    List<Instant> times = new ArrayList<>();
    answer.rows().stream()
        .map(row -> row.get(by))
        .filter(value -> value != null)
        .forEach(value -> times.add(time(value)));
    Instant first = times.stream().min(Instant::compareTo).orElseThrow();
    Instant last = times.stream().max(Instant::compareTo).orElseThrow();
    Duration span = Duration.between(first, last);
    if (span.compareTo(DAYS_UP_TO) > 0) {
      return Duration.ofDays(Math.max(7, 1 + span.toDays() / MOST_LONG_STEPS));
    }
    boolean isByHour =
        answer.columns().get(by).type() == ReportAnswer.Type.TIME
            && span.compareTo(HOURS_UP_TO) <= 0;
    return isByHour ? Duration.ofHours(1) : Duration.ofDays(1);
  }

  Chart chart() {
    return chart;
  }

  boolean isOverTime() {
    return isOverTime;
  }

  boolean isByHour() {
    return step.toDays() == 0;
  }

  boolean isByEachDay() {
    return step.toDays() == 1;
  }

  int steps() {
    return steps;
  }

  double largest() {
    return sums.values().stream().mapToDouble(ChartData::sum).max().orElse(0);
  }

  boolean isBytes() {
    return SectionData.isBytes(answer.columns().get(measure));
  }

  boolean isWhole() {
    return answer.columns().get(measure).type() == ReportAnswer.Type.COUNT;
  }

  String timeUnit() {
    return isByHour() ? "utcyearmonthdatehours" : "utcyearmonthdate";
  }

  String timeFormat() {
    if (!isByHour()) {
      return "%b %-d";
    }
    return steps <= 30 ? "%H:%M" : "%b %-d, %H:%M";
  }

  /** The values in the order that they are drawn. */
  ArrayNode values() {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    sums.forEach(
        (place, parts) ->
            parts.forEach(
                (name, value) -> {
                  ObjectNode point = values.addObject();
                  point.put(chart.by(), place.toString());
                  if (chart.per() != null) {
                    point.put(chart.per(), name);
                  }
                  if (isWhole()) {
                    point.put(chart.measure(), value.longValue());
                  } else {
                    point.put(chart.measure(), value);
                  }
                }));
    return values;
  }

  /** What stands along the axis, with its sum. */
  Map<String, Double> sums() {
    Map<String, Double> sumOf = new LinkedHashMap<>();
    sums.forEach((place, parts) -> sumOf.put(place.toString(), sum(parts)));
    return sumOf;
  }

  /** What is drawn. */
  String title() {
    String by = isOverTime ? stepName() : words(chart.by());
    String per = chart.per();
    String title = "%s by %s".formatted(words(chart.measure()), by);
    return (per == null ? title : title + " and " + words(per));
  }

  private String stepName() {
    if (isByHour()) {
      return "hour";
    }
    return isByEachDay() ? "day" : step.toDays() + " days";
  }

  private static String words(String column) {
    return column.replace('_', ' ');
  }

  /** What the chart shows, for those who do not see it. */
  String description() {
    return title() + ": " + (isOverTime ? range() : leaders());
  }

  private String leaders() {
    String leaders =
        sums.entrySet().stream()
            .limit(5)
            .map(e -> e.getKey() + " " + Numbers.plain(sum(e.getValue())))
            .collect(Collectors.joining(", "));
    return sums.size() > 5 ? "the largest are " + leaders : leaders;
  }

  private String range() {
    Map.Entry<Object, Map<String, Double>> highest =
        sums.entrySet().stream().max(comparing(e -> sum(e.getValue()))).orElseThrow();
    double total = sums.values().stream().mapToDouble(ChartData::sum).sum();
    return "%s in all, most at %s with %s"
        .formatted(Numbers.plain(total), highest.getKey(), Numbers.plain(sum(highest.getValue())));
  }

  /** What the chart is drawn from if not from all rows; else empty. */
  String basis() {
    return answer.rows().size() < answer.rowCount()
        ? "from the first %s of %s rows"
            .formatted(Numbers.plain(answer.rows().size()), Numbers.plain(answer.rowCount()))
        : "";
  }

  /** What the chart leaves out; empty if it draws all. */
  String leftOut() {
    int drawn =
        isOverTime ? sums.values().stream().mapToInt(Map::size).max().orElse(0) : sums.size();
    return namesInAll > drawn
        ? "the %d largest of %s".formatted(drawn, Numbers.plain(namesInAll))
        : "";
  }
}
