package io.trailhouse.render;

import io.trailhouse.report.Report;
import io.trailhouse.report.ReportAnswer;
import io.trailhouse.report.ReportWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The answers of {@link SampleAnswers} with an attack in every text. */
final class HostileAnswers {

  static final String PWN = "window.pwned=1;alert(1)";

  static final List<String> ATTACKS =
      List.of(
          "<script>" + PWN + "</script>",
          "</script><script>" + PWN + "</script>",
          "</ScRiPt ><img src=x onerror=\"" + PWN + "\">",
          "<!--<script>" + PWN + "//-->",
          "]]><svg/onload=" + PWN + ">",
          "\"><img src=x onerror=" + PWN + ">",
          "' onmouseover='" + PWN + "' x='",
          "javascript:" + PWN,
          "<a href=\"javascript:" + PWN + "\">click</a>",
          "<iframe src=\"https://evil.example/x\"></iframe><link rel=stylesheet"
              + " href=//evil.example>",
          "</style><style>*{background:url(https://evil.example/css)}</style>",
          "</textarea></title></noscript><base href=https://evil.example/>",
          "{{lake}} {{{style}}} ${" + PWN + "} #{7*7} <%=1%>",
          "datum.constructor.constructor('" + PWN + "')()",
          "\u202egnp.exe\u202c \u2066isolate\u2069 \u200eleft\u200f",
          "line\u2028separator\u2029paragraph\u0000null\u001b[31mred\u0085",
          "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 abc",
          "half \ud800 character \udc00",
          "__proto__",
          "constructor",
          "=cmd|'/c calc'!A1",
          "many\nlines\n\tand tabs",
          "\"quotes\" 'single' `back` \\ back\\\\slash \\u003cscript\\u003e",
          "&lt;script&gt;" + PWN + "&lt;/script&gt; &amp; &#x27;",
          "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301 \ud83d\ude00 \ufeff\u00ad",
          "<img src=x onerror=" + PWN + ">" + "M".repeat(1 << 20));

  private final AtomicInteger next = new AtomicInteger();

  private HostileAnswers() {}

  static List<ReportAnswer> all() {
    HostileAnswers hostile = new HostileAnswers();
    return SampleAnswers.all().stream().map(hostile::answer).toList();
  }

  static PageHeading heading() {
    PageHeading heading = SampleAnswers.heading();
    Set<String> attacks = Set.copyOf(ATTACKS);
    ReportWindow window =
        new ReportWindow(
            heading.window().from(), heading.window().to(), attacks, attacks, attacks, attacks);
    return new PageHeading(ATTACKS.get(1), window, heading.generatedAt());
  }

  private String attack() {
    return ATTACKS.get(next.getAndIncrement() % ATTACKS.size());
  }

  private ReportAnswer answer(ReportAnswer answer) {
    Report report = answer.report();
    List<ReportAnswer.Column> columns =
        answer.columns().stream()
            .map(c -> new ReportAnswer.Column(c.name(), c.type(), c.comment() + attack()))
            .toList();
    Report named =
        new Report(
            report.name(),
            report.group(),
            report.title() + ATTACKS.get(1),
            ATTACKS.get(5),
            report.columns(),
            report.chart(),
            report.key(),
            report.measure(),
            report.order(),
            report.sql());
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (List<@Nullable Object> row :
        answer.rows().subList(0, Math.min(60, answer.rows().size()))) {
      List<@Nullable Object> attacked = new ArrayList<>();
      for (Object value : row) {
        attacked.add(value instanceof String ? attack() : value);
      }
      rows.add(attacked);
    }
    return new ReportAnswer(named, columns, rows, rows.size(), answer.changes());
  }
}
