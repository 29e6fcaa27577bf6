package io.trailhouse.render;

import io.trailhouse.report.ReportAnswer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One HTML file over all nights: the numbers of the last one, the trend, a table of all of them,
 * and links to their pages. Like {@link Page}, it needs nothing but a browser.
 */
public final class NightsPage {

  private static final String TEMPLATE = "nights.html";
  private static final int MOST_TABLE_BYTES = 2_000_000;

  private final String lake;
  private final ReportAnswer nights;
  private final List<Link> links;
  private final Instant generatedAt;

  /**
   * A page of a night.
   *
   * @param day the day of events that it is about
   * @param href where it is, seen from this page
   */
  public record Link(LocalDate day, String href) {}

  /**
   * A page that is not written yet.
   *
   * @param lake the lake's name for people
   * @param all a row for each night, the latest first; its columns are those of the report {@code
   *     overview} behind one named {@code night}
   * @param links the pages that there are, the latest first
   */
  public NightsPage(String lake, ReportAnswer all, List<Link> links, Instant generatedAt) {
    this.lake = lake;
    this.nights = all;
    this.links = List.copyOf(links);
    this.generatedAt = generatedAt;
  }

  /** Writes the page and leaves the stream open. */
  public void writeTo(OutputStream out) throws IOException {
    String name = PageText.of(lake, 200).text();
    Map<String, Object> values = PageParts.load().values(name + ": nights", generatedAt);
    values.put("lake", name);
    values.put("links", links);
    List<Link> last =
        nights.rows().isEmpty() ? List.of() : List.of(new Link(night(nights.rows().get(0)), ""));
    values.put("last", last);
    values.put(
        "lastLink",
        links.stream()
            .filter(link -> last.stream().anyMatch(night -> night.day().equals(link.day())))
            .toList());
    PageSection section = PageSection.of(new SectionData(nights), MOST_TABLE_BYTES, null);
    values.put("section", section);
    values.put("isEmpty", nights.rows().isEmpty());
    values.put("window", nights.rows().isEmpty() ? "" : span());
    values.put("tiles", tiles());
    Writer writer = Cells.utf8(out);
    PageParts.template(TEMPLATE).execute(values, writer);
    writer.flush();
  }

  private String span() {
    LocalDate last = night(nights.rows().get(0));
    LocalDate first = night(nights.rows().get(nights.rows().size() - 1));
    return first.equals(last) ? last.toString() : "%s to %s".formatted(first, last);
  }

  private static LocalDate night(List<?> row) {
    return (LocalDate) Objects.requireNonNull(row.get(0));
  }

  private List<Tile> tiles() {
    if (nights.rows().isEmpty()) {
      return new ArrayList<>();
    }
    List<@Nullable Object> last = nights.rows().get(0);
    return new Tiles(night(last), new AnswerRow(nights, last), Map.of()).all();
  }
}
