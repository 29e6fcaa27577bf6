package io.trailhouse.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trailhouse.report.Chart;
import io.trailhouse.report.ReportAnswer;
import java.util.Optional;

/**
 * Charts of answers as Vega-Lite specifications, with their data inside and without colours of
 * their own: the page draws them in its scheme, a notebook in its own.
 */
public final class VegaLite {

  private static final String SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json";

  /** An ARN without its beginning, which tells little, and no name too long for an axis. */
  private static final String SHORT_LABEL =
      "truncate(replace(datum.label, /^arn:[^:]*:[^:]*:[^:]*:/, ''), 40,"
          + " slice(datum.label, 0, 4) == 'arn:' ? 'left' : 'center')";

  private final ChartData data;
  private final Chart chart;
  private final ObjectNode spec = JsonNodeFactory.instance.objectNode();

  private VegaLite(ChartData data) {
    this.data = data;
    this.chart = data.chart();
  }

  /**
   * The chart of an answer, as its report says it; none if the report has no chart or there is
   * nothing to draw.
   */
  public static Optional<ObjectNode> of(ReportAnswer answer) {
    return ChartData.of(answer).map(VegaLite::of);
  }

  static ObjectNode of(ChartData data) {
    return new VegaLite(data).spec();
  }

  private ObjectNode spec() {
    spec.put("$schema", SCHEMA);
    spec.put("description", data.description());
    spec.put("width", "container");
    spec.putObject("data").set("values", data.values());
    switch (chart.form()) {
      case BAR -> bars();
      case LINE -> lines();
      case HEAT -> heat();
    }
    return spec;
  }

  private void bars() {
    if (data.isOverTime()) {
      spec.put("height", 220);
      spec.putObject("mark").put("type", "bar");
      overTime(encoding());
      upwards(encoding());
      perColor("rect");
    } else {
      spec.putObject("height").put("step", 22);
      spec.putObject("mark").put("type", "bar").put("cornerRadiusEnd", 2);
      ObjectNode x = encoding().putObject("x");
      quantity(x);
      x.putNull("axis");
      x.putObject("scale").putObject("domainMax").put("expr", roomForNumbers());
      names(encoding().putObject("y"), chart.by());
      perColor("rect");
      writeNumbers();
    }
    tooltips();
  }

  /** The longest bar ends where its number still has room. */
  private String roomForNumbers() {
    return "%s * width / max(width - 80, 60)".formatted(data.largest());
  }

  /** A number at the end of each bar, in place of an axis that one would have to read it off. */
  private void writeNumbers() {
    ObjectNode mark = (ObjectNode) spec.remove("mark");
    ObjectNode encoding = (ObjectNode) spec.remove("encoding");
    ArrayNode layers = spec.putArray("layer");
    layers.addObject().<ObjectNode>set("mark", mark).set("encoding", encoding);
    ObjectNode numbers = layers.addObject();
    numbers
        .putObject("mark")
        .put("type", "text")
        .put("align", "left")
        .put("dx", 5)
        .put("aria", false);
    ObjectNode at = numbers.putObject("encoding");
    at.set("y", encoding.get("y").deepCopy());
    at.putObject("x")
        .put("aggregate", "sum")
        .put("field", chart.measure())
        .put("type", "quantitative");
    at.putObject("text")
        .put("aggregate", "sum")
        .put("field", chart.measure())
        .put("type", "quantitative")
        .put("format", numberFormat());
  }

  private void lines() {
    spec.put("height", 220);
    ObjectNode mark = spec.putObject("mark");
    if (chart.per() == null) {
      mark.put("type", "area").put("line", true);
    } else {
      mark.put("type", "line").put("strokeWidth", 2);
    }
    if (data.steps() <= 62) {
      mark.putObject("point").put("size", 24).put("filled", true);
    }
    overTime(encoding());
    upwards(encoding());
    perColor("stroke");
    tooltips();
  }

  private void heat() {
    spec.putObject("height").put("step", 20);
    spec.putObject("mark").put("type", "rect").put("cornerRadius", 2);
    ObjectNode x = encoding().putObject("x");
    x.put("field", chart.by()).put("type", "ordinal").put("timeUnit", data.timeUnit());
    x.putNull("title");
    x.putObject("axis")
        .put("format", data.timeFormat())
        .put("labelAngle", 0)
        .put("labelSeparation", 12)
        .put("labelOverlap", true);
    if (chart.per() == null) {
      encoding().putObject("y").put("value", 10);
    } else {
      names(encoding().putObject("y"), chart.per());
    }
    ObjectNode opacity = encoding().putObject("opacity");
    quantity(opacity);
    opacity.putNull("legend");
    opacity
        .putObject("scale")
        .put("type", "pow")
        .put("exponent", 0.4)
        .putArray("range")
        .add(0.06)
        .add(1);
    tooltips();
  }

  private ObjectNode encoding() {
    return spec.withObjectProperty("encoding");
  }

  private void overTime(ObjectNode encoding) {
    ObjectNode x = encoding.putObject("x");
    x.put("field", chart.by()).put("type", "temporal").put("timeUnit", data.timeUnit());
    x.putNull("title");
    x.putObject("scale").put("type", "utc");
    ObjectNode axis = x.putObject("axis");
    axis.put("format", data.timeFormat()).put("labelOverlap", true).put("grid", false);
    if (data.isByEachDay()) {
      // Else there are ticks between days, which read like the days.
      axis.putObject("tickCount").put("interval", "utcday");
    }
  }

  private void upwards(ObjectNode encoding) {
    ObjectNode y = encoding.putObject("y");
    quantity(y);
    y.putNull("title");
    y.putObject("axis").put("format", axisFormat()).put("tickCount", 4);
  }

  private void quantity(ObjectNode channel) {
    channel.put("field", chart.measure()).put("type", "quantitative");
  }

  /** In the order of the data, which has the largest first. */
  private static void names(ObjectNode channel, String column) {
    channel.put("field", column).put("type", "nominal").putNull("sort");
    channel.putNull("title");
    channel
        .putObject("axis")
        .put("labelExpr", SHORT_LABEL)
        .put("labelLimit", 280)
        .put("ticks", false)
        .put("domain", false);
  }

  private void perColor(String symbol) {
    String per = chart.per();
    if (per != null) {
      ObjectNode color = encoding().putObject("color");
      color.put("field", per).put("type", "nominal").putNull("sort");
      color
          .putObject("legend")
          .putNull("title")
          .put("orient", "top")
          .put("columns", 3)
          .put("symbolType", symbol.equals("stroke") ? "stroke" : "square")
          .put("labelExpr", SHORT_LABEL)
          .put("labelLimit", 220);
    }
  }

  private void tooltips() {
    ObjectNode encoding =
        spec.has("layer") ? (ObjectNode) spec.get("layer").get(0).get("encoding") : encoding();
    ArrayNode tooltip = encoding.putArray("tooltip");
    if (data.isOverTime()) {
      tooltip
          .addObject()
          .put("field", chart.by())
          .put("timeUnit", data.timeUnit())
          .put("type", "temporal")
          .put("format", data.isByHour() ? "%Y-%m-%d %H:%M UTC" : "%Y-%m-%d")
          .put("title", chart.by());
    } else {
      tooltip.addObject().put("field", chart.by()).put("type", "nominal").put("title", chart.by());
    }
    String per = chart.per();
    if (per != null) {
      tooltip.addObject().put("field", per).put("type", "nominal").put("title", per);
    }
    ObjectNode measure = tooltip.addObject();
    quantity(measure);
    measure.put("format", numberFormat()).put("title", chart.measure());
  }

  private String numberFormat() {
    return data.isBytes() ? ".3~s" : data.isWhole() ? "," : ",.3~r";
  }

  private String axisFormat() {
    return "~s";
  }
}
