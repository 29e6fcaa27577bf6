package io.trailhouse.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.report.ReportAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

@BrowserTest
class PageInBrowserTest {

  private static final String FIRST_COLUMN = "tbody td:first-child";

  private static final List<ReportAnswer.Column> COLUMNS =
      Columns.of("name TEXT", "events COUNT", "seen TIME");

  private static final ReportAnswer SMALL =
      answer(
          List.of(
              row("item 10", 9L, "2026-10-01T12:00:00Z"),
              row("item 9", 1_000L, "2026-10-01T12:00:00.5Z"),
              row("Item 2", null, null),
              row("=1+1", 20L, "2026-10-01T02:00:00Z")));

  private static ReportAnswer answer(List<List<@Nullable Object>> rows) {
    return new ReportAnswer(
        SampleAnswers.report("group", "small", "Small", "What?", null, COLUMNS),
        COLUMNS,
        rows,
        rows.size(),
        Map.of());
  }

  private static List<@Nullable Object> row(
      String name, @Nullable Long events, @Nullable String seen) {
    return Arrays.asList(name, events, seen == null ? null : Instant.parse(seen));
  }

  private static void openSmall(Browser browser) {
    browser.open(SampleAnswers.heading(), List.of(SMALL));
  }

  private static void openLong(Browser browser) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (long at = 0; at < 40; at++) {
      rows.add(Arrays.asList("item " + at, at, null));
    }
    browser.open(
        SampleAnswers.heading(),
        List.of(new ReportAnswer(SMALL.report(), COLUMNS, rows, 40, Map.of())));
  }

  @Test
  void showsEachTypeForPeople(Browser browser) {
    openSmall(browser);

    assertThat(browser.texts("tbody tr:nth-child(2) td"))
        .isEqualTo(List.of("item 9", "1,000", "2026-10-01 12:00:00.500"));
  }

  @Test
  void sortsNumbersTheLargestFirstAndNothingLast(Browser browser) {
    openSmall(browser);
    browser.click("th:nth-child(2) button");

    assertThat(browser.texts(FIRST_COLUMN))
        .isEqualTo(List.of("item 9", "=1+1", "item 10", "Item 2"));
  }

  @Test
  void sortsTimesTheLatestFirst(Browser browser) {
    openSmall(browser);
    browser.click("th:nth-child(3) button");

    assertThat(browser.texts(FIRST_COLUMN))
        .isEqualTo(List.of("item 9", "item 10", "=1+1", "Item 2"));
  }

  @Test
  void sortsTextsAsPeopleDo(Browser browser) {
    openSmall(browser);
    browser.click("th:nth-child(1) button");

    assertThat(browser.texts(FIRST_COLUMN))
        .isEqualTo(List.of("=1+1", "Item 2", "item 9", "item 10"));
  }

  @Test
  void sortsByKeyboardAndSaysHow(Browser browser) {
    openSmall(browser);
    browser.script("document.querySelector('th:nth-child(2) button').focus()");
    browser.press(Keys.ENTER);
    browser.press(Keys.ENTER);

    assertThat(browser.script("return document.querySelector('th:nth-child(2)').ariaSort"))
        .isEqualTo("ascending");
  }

  @Test
  void comesBackToTheReportsOrderWithTheThirdClick(Browser browser) {
    openSmall(browser);
    List<String> before = browser.texts(FIRST_COLUMN);
    for (int click = 0; click < 3; click++) {
      browser.click("th:nth-child(2) button");
    }

    assertThat(browser.texts(FIRST_COLUMN)).isEqualTo(before);
  }

  @Test
  void filtersByAllWords(Browser browser) {
    openSmall(browser);
    browser.type(".tools input", "ITEM 12:00:00.5");

    assertThat(browser.texts(FIRST_COLUMN)).isEqualTo(List.of("item 9"));
  }

  @Test
  void filtersAllTablesAtOnce(Browser browser) {
    openSmall(browser);
    browser.type("#everywhere", "1,000");

    assertThat(browser.texts(FIRST_COLUMN)).isEqualTo(List.of("item 9"));
  }

  @Test
  void saysSoWhenNoRowIsFound(Browser browser) {
    openSmall(browser);
    browser.type(".tools input", "nowhere");

    assertThat(browser.texts("tbody td")).isEqualTo(List.of("No row has this."));
  }

  @Test
  void copiesTheRowsThatAreFoundAsCsvWithoutFormulas(Browser browser) {
    openSmall(browser);
    browser.type(".tools input", "1");
    browser.click("th:nth-child(2) button");
    browser.script("document.querySelector('.copy').focus()");
    browser.press(Keys.ENTER);

    assertThat(browser.clipboard().replace("\r\n", "\n"))
        .isEqualTo(
            """
            name,events,seen
            item 9,1000,2026-10-01T12:00:00.500Z
            '=1+1,20,2026-10-01T02:00:00Z
            item 10,9,2026-10-01T12:00:00Z
            """);
  }

  @Test
  void showsTheFirstRowsUntilAskedForAll(Browser browser) {
    openLong(browser);
    long first = browser.count("tbody tr");
    browser.click("button.more");

    assertThat(List.of(first, browser.count("tbody tr"))).isEqualTo(List.of(12L, 40L));
  }

  @Test
  void unfoldsALongText(Browser browser) {
    String text = "arn:aws:s3:::" + "bucket/".repeat(20);
    browser.open(SampleAnswers.heading(), List.of(answer(List.of(row(text, 1L, null)))));
    String folded = browser.texts("tbody bdi").get(0);
    browser.click("td .fold");

    assertThat(List.of(folded, browser.texts("tbody bdi").get(0)))
        .isEqualTo(List.of("arn:aws:s3:::buc\u2026" + text.substring(text.length() - 40), text));
  }

  @Test
  void saysHowMuchOfAMegabyteIsNotShown(Browser browser) {
    browser.open(
        SampleAnswers.heading(), List.of(answer(List.of(row("x".repeat(1 << 20), 1L, null)))));
    browser.click("td .fold");

    assertThat(browser.texts("td .cut"))
        .isEqualTo(List.of("1,047,576 more characters are not shown here"));
  }

  @Test
  void showsAPolicyInLinesOfItsOwn(Browser browser) {
    List<ReportAnswer.Column> columns = List.of(Columns.text("policy"));
    browser.open(
        SampleAnswers.heading(),
        List.of(
            new ReportAnswer(
                SMALL.report(),
                columns,
                List.of(List.of("{\"Version\":\"2012-10-17\"}")),
                1,
                Map.of())));
    browser.click("td .fold");

    assertThat(browser.texts("td .code")).isEqualTo(List.of("{\n  \"Version\": \"2012-10-17\"\n}"));
  }

  @Test
  void reachesTheReportsByTheSkipLink(Browser browser) {
    openSmall(browser);
    browser.press(Keys.TAB);
    browser.press(Keys.ENTER);

    assertThat(browser.script("return document.activeElement.id")).isEqualTo("main");
  }

  @Test
  void showsWhereTheKeyboardIs(Browser browser) {
    openSmall(browser);
    List<String> withoutOutline = new ArrayList<>();
    for (int tab = 0; tab < 9; tab++) {
      browser.press(Keys.TAB);
      withoutOutline.addAll(
          Browser.strings(
              browser.script(
                  "const e = document.activeElement; return getComputedStyle(e).outlineStyle ==="
                      + " 'none' ? [e.localName] : []")));
    }

    assertThat(withoutOutline).isEmpty();
  }

  @Test
  void followsTheSchemeOfTheBrowser(Browser browser) {
    openSmall(browser);
    browser.emulate("screen", "dark");

    assertThat(background(browser)).isEqualTo("rgb(20, 22, 26)");
  }

  @Test
  void changesTheSchemeByItsButton(Browser browser) {
    openSmall(browser);
    browser.click("#scheme");
    String dark = background(browser);
    browser.click("#scheme");

    assertThat(List.of(dark, background(browser)))
        .isEqualTo(List.of("rgb(20, 22, 26)", "rgb(250, 250, 248)"));
  }

  @Test
  void printsInLightWithoutScrollingAndButtons(Browser browser) {
    browser.open(SampleAnswers.heading(), SampleAnswers.all());
    browser.emulate("print", "dark");
    String shownButtonsAndScrolls =
        """
        return [...document.querySelectorAll(".copy, .more, .fold, #scheme, .scroll, .menu")]
          .filter(e => e.checkVisibility() && (e.localName === "button" ||
            getComputedStyle(e).overflowX !== "visible"))
          .map(e => e.className).concat(getComputedStyle(document.body).backgroundColor)
        """;

    assertThat(Browser.strings(browser.script(shownButtonsAndScrolls)))
        .isEqualTo(List.of("rgb(255, 255, 255)"));
  }

  @Test
  void keepsTheWindowInSight(Browser browser) {
    browser.open(SampleAnswers.heading(), SampleAnswers.all());
    browser.script("document.documentElement.style.scrollBehavior = 'auto'; scrollTo(0, 4000)");

    assertThat(
            browser.script(
                "return document.querySelector('.window').getBoundingClientRect().top > 0"))
        .isEqualTo(true);
  }

  @Test
  void drawsABusyDayWithoutAWordOnTheConsole(Browser browser) {
    browser.open(SampleAnswers.heading(), SampleAnswers.all());

    assertThat(List.of(browser.messages(), browser.requests()))
        .isEqualTo(List.of(List.of(), List.of()));
  }

  @Test
  void isNotWiderThanAPhone(Browser browser) {
    browser.open(SampleAnswers.heading(), SampleAnswers.all());
    browser.width(390);

    assertThat(browser.script("return document.documentElement.scrollWidth")).isEqualTo(390L);
  }

  @Test
  void leadsFromTheFirstScreenToReportsThatAreThere(Browser browser) {
    browser.open(SampleAnswers.heading(), SampleAnswers.all());

    assertThat(
            Browser.strings(
                browser.script(
                    "return [...document.querySelectorAll('a')].map(a => a.hash.slice(1))"
                        + ".filter(id => !document.getElementById(id))")))
        .isEmpty();
  }

  @Test
  void runsNoScriptThatGotIn(Browser browser) {
    openSmall(browser);
    browser.script(
        """
        const script = document.createElement("script");
        script.textContent = "window.pwned = 1";
        document.body.append(script);
        document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.pwned = 1'>");
        document.querySelector("h1").setAttribute("onclick", "window.pwned = 1");
        document.querySelector("h1").click();
        """);

    assertThat(browser.script("return window.pwned")).isNull();
  }

  private static String background(Browser browser) {
    return String.valueOf(browser.script("return getComputedStyle(document.body).backgroundColor"));
  }
}
