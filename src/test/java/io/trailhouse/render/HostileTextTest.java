package io.trailhouse.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.report.ReportAnswer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@BrowserTest
class HostileTextTest {

  private static final List<ReportAnswer> ANSWERS = HostileAnswers.all();

  @BeforeAll
  static void open(Browser browser) {
    browser.open(HostileAnswers.heading(), ANSWERS);
    browser.script(
        """
        document.querySelectorAll("button.more").forEach(b => b.hidden || b.click());
        document.querySelectorAll("td .fold[aria-expanded]").forEach(b => b.click());
        document.querySelectorAll("svg *, td, th button").forEach(e => {
          e.dispatchEvent(new MouseEvent("mouseover", {bubbles: true, clientX: 9, clientY: 9}));
          e.dispatchEvent(new MouseEvent("mousemove", {bubbles: true, clientX: 9, clientY: 9}));
        });
        """);
  }

  @Test
  void runsNothing(Browser browser) {
    assertThat(List.of(browser.hasDialog(), String.valueOf(browser.script("return window.pwned"))))
        .isEqualTo(List.of(false, "null"));
  }

  @Test
  void asksTheNetworkForNothing(Browser browser) {
    assertThat(browser.requests()).isEmpty();
  }

  @Test
  void saysNothingOnTheConsole(Browser browser) {
    assertThat(browser.messages()).isEmpty();
  }

  @Test
  void breaksOutOfNothing(Browser browser) {
    String elements =
        """
        return [...document.querySelectorAll("*")]
          .filter(e => e.matches("form:not(.vega-bindings)") || e.matches("script:not(.data), iframe, img, base, object, embed, style, link")
            || [...e.attributes].some(a => /^on/i.test(a.name) || /^(src|srcdoc|action)$/i.test(a.name)
              || /href$/i.test(a.name) && !/^#[\\w-]+$/.test(a.value)))
          .map(e => e.localName)
        """;

    assertThat(Browser.strings(browser.script(elements)))
        .isEqualTo(List.of("style", "script", "script", "script", "script"));
  }

  @Test
  void drawsTheChartsOfHostileNames(Browser browser) {
    assertThat(browser.count("figure[data-chart] svg"))
        .isEqualTo(browser.count("figure[data-chart]"));
  }

  @Test
  void showsEachTextAsItIs(Browser browser) {
    List<String> texts = new ArrayList<>();
    for (ReportAnswer answer : ANSWERS) {
      if (!answer.report().name().equals("overview")) {
        answer.rows().forEach(row -> addTexts(texts, answer, row));
      }
    }

    assertThat(browser.texts("tbody td.text bdi")).isEqualTo(texts);
  }

  private static void addTexts(
      List<String> texts, ReportAnswer answer, List<@Nullable Object> row) {
    for (int at = 0; at < row.size(); at++) {
      String column = answer.columns().get(at).name();
      if (row.get(at) instanceof String text
          && !column.equals("change")
          && !column.equals("policy")) {
        texts.add(PageText.of(text, 1000).text());
      }
    }
  }

  @Test
  void isNotWiderThanAPhone(Browser browser) {
    browser.width(390);

    assertThat(browser.script("return document.documentElement.scrollWidth")).isEqualTo(390L);
  }
}
