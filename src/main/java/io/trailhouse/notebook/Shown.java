package io.trailhouse.notebook;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trailhouse.render.HtmlTable;
import io.trailhouse.render.VegaLite;
import io.trailhouse.report.ReportAnswer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something to look at, in one or more forms; who shows it takes the best that it can.
 *
 * @param forms MIME type to data: a text, or a map where the type is JSON
 */
public record Shown(Map<String, Object> forms) {

  private static final String HTML = "text/html";
  private static final String VEGA_LITE = "application/vnd.vegalite.v5+json";

  /** Cells of a notebook have no width of their own while they are hidden. */
  private static final int WIDTH = 720;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What is shown does not change. */
  public Shown {
    forms = Map.copyOf(forms);
  }

  /** The text of HTML, which everything that shows notebooks can show. */
  public String html() {
    return String.valueOf(forms.get(HTML));
  }

  static Shown table(ReportAnswer answer, int most) {
    return new Shown(Map.of(HTML, HtmlTable.of(answer, most)));
  }

  static Shown chart(ReportAnswer answer) {
    Map<String, Object> forms = new LinkedHashMap<>();
    forms.put(HTML, HtmlTable.bars(answer).orElse("<p>There is nothing to draw.</p>"));
    VegaLite.of(answer).ifPresent(spec -> forms.put(VEGA_LITE, map(spec)));
    return new Shown(forms);
  }

  private static Map<String, Object> map(ObjectNode spec) {
    spec.put("width", WIDTH);
    return MAPPER.convertValue(spec, new TypeReference<>() {});
  }
}
