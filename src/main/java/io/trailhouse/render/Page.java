package io.trailhouse.render;

import io.trailhouse.report.ReportAnswer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTML file of all reports on a window: a first screen that says what happened, then each
 * report with its chart and table. It needs nothing but a browser, asks no network for anything,
 * stays under 5 MB, and runs no script but its own, whatever the answers hold.
 *
 * <p>The same heading and answers give the same bytes.
 */
public final class Page {

  /** The name of the file that it is. */
  public static final String FILE = "report.html";

  /** Below 5 MB with what surrounds the tables. */
  private static final int MOST_BYTES = 4_900_000;

  private static final int LEAST_TABLE_BYTES = 500_000;
  private static final String TEMPLATE = "page.html";

  private final PageHeading heading;
  private final List<ReportAnswer> answers;
  private final @Nullable String ending;

  /**
   * A page that is not written yet.
   *
   * @param answers the answers in the order that they stand on the page; those of a group stand
   *     together, and one to a report named {@code overview} is what the first screen begins with
   * @param ending what the names of the files beside the page end with that hold all rows, each
   *     named like its report; null if there are none
   */
  public Page(PageHeading heading, List<ReportAnswer> answers, @Nullable String ending) {
    this.heading = heading;
    this.answers = List.copyOf(answers);
    this.ending = ending;
  }

  /** Writes the page and leaves the stream open. */
  public void writeTo(OutputStream out) throws IOException {
    PageParts parts = PageParts.load();
    HeadingText text = new HeadingText(heading);
    Map<String, Object> values =
        parts.values(text.lake() + ": " + text.window(), heading.generatedAt());
    values.put("lake", text.lake());
    values.put("window", text.window());
    values.put("scope", text.scope());
    values.put("filters", text.filters());
    List<PageSection> sections = sections(parts.bytes());
    values.put("groups", groups(sections));
    values.put("first", FirstScreen.of(heading.window().to().minusDays(1), answers, sections));
    Writer writer = Cells.utf8(out);
    PageParts.template(TEMPLATE).execute(values, writer);
    writer.flush();
  }

  private List<PageSection> sections(int bytesOfParts) throws IOException {
    List<SectionData> data = new ArrayList<>();
    for (ReportAnswer answer : answers) {
      if (!answer.report().name().equals(FirstScreen.OVERVIEW)) {
        data.add(new SectionData(answer));
      }
    }
    int charts = data.stream().mapToInt(SectionData::chartBytes).sum();
    int bytes =
        TableBytes.each(
            data.stream().map(SectionData::tableBytes).toList(),
            Math.max(LEAST_TABLE_BYTES, MOST_BYTES - bytesOfParts - charts));
    List<PageSection> sections = new ArrayList<>();
    for (SectionData section : data) {
      sections.add(PageSection.of(section, bytes, ending));
    }
    return sections;
  }

  private static List<PageGroup> groups(List<PageSection> sections) {
    Map<String, List<PageSection>> groups = new LinkedHashMap<>();
    sections.forEach(
        section -> groups.computeIfAbsent(section.group(), g -> new ArrayList<>()).add(section));
    return groups.entrySet().stream()
        .map(group -> new PageGroup(group.getKey(), group.getValue()))
        .toList();
  }
}
