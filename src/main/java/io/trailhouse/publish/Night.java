package io.trailhouse.publish;

import io.trailhouse.TrailhouseException;
import io.trailhouse.ingest.Ingest;
import io.trailhouse.ingest.IngestConfig;
import io.trailhouse.ingest.IngestProgress;
import io.trailhouse.ingest.IngestResult;
import io.trailhouse.locate.LocateConfig;
import io.trailhouse.maintain.Compaction;
import io.trailhouse.maintain.CompactionResult;
import io.trailhouse.maintain.MaintainProgress;
import io.trailhouse.maintain.SmallTables;
import io.trailhouse.people.People;
import io.trailhouse.render.NightsPage;
import io.trailhouse.render.Page;
import io.trailhouse.report.Nights;
import io.trailhouse.report.ReportAnswer;
import io.trailhouse.report.ReportFolder;
import io.trailhouse.report.ReportWindow;
import io.trailhouse.table.Lake;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * What is due every night: what is new into the lake, small files merged, the pages of the days
 * that are not done, and one over all nights. A day is done when its page is there, which is
 * written last, so that a night which died is made up for by the next.
 */
public final class Night {

  private static final int MOST_FILES = 20_000;
  private static final String INDEX = "index.html";

  private final SparkSession spark;
  private final NightConfig config;
  private final Listeners listeners;
  private final Configuration conf;
  private final Lake lake;
  private final Nights nights;

  /**
   * Who hears how a night gets on.
   *
   * @param ingest hears of new objects
   * @param maintain hears of small files
   * @param publish hears of reports
   */
  public record Listeners(
      IngestProgress ingest, MaintainProgress maintain, PublishProgress publish) {}

  /** A night that has not begun. */
  public Night(SparkSession spark, NightConfig config, Listeners listeners) {
    this.spark = spark;
    this.config = config;
    this.listeners = listeners;
    this.conf = spark.sessionState().newHadoopConf();
    this.lake = Lake.at(conf, config.ingest().lake());
    this.nights = new Nights(spark, lake);
  }

  /**
   * Does it.
   *
   * @throws TrailhouseException if there is nothing to ingest and no lake
   */
  public NightResult execute() throws IOException, InterruptedException {
    ReportFolder folder = new ReportFolder(conf, config.out());
    LocalDate last = config.night();
    List<LocalDate> missed = config.day() == null ? missed(folder, last) : List.of(last);
    IngestResult ingested = ingest(missed.get(0), last);
    lake.refresh();
    if (!lake.exists()) {
      throw new TrailhouseException(
          "No trail object was found and there is no lake yet; check --trail and --look-back");
    }
    CompactionResult compacted =
        new Compaction(spark, lake, listeners.maintain()).execute(MOST_FILES);
    new SmallTables(spark, lake).execute();
    List<LocalDate> days = config.day() == null ? days(folder, missed, last) : missed;
    for (LocalDate day : days) {
      // As long as the page is there the day counts as done.
      folder.delete(page(day));
      publish(day);
    }
    ReportAnswer all = nights.all();
    writeIndex(folder, all);
    return new NightResult(
        ingested, compacted, days, all, folder.pathOf(page(last)), folder.pathOf(INDEX));
  }

  private static String page(LocalDate day) {
    return day + "/" + Page.FILE;
  }

  /** The last day, and those before it that no night was made of since the last night. */
  private List<LocalDate> missed(ReportFolder folder, LocalDate last) throws IOException {
    NavigableSet<LocalDate> done = pages(folder);
    done.retainAll(nights.reported().keySet());
    LocalDate before = done.lower(last);
    LocalDate first = before == null ? last : before.plusDays(1);
    LocalDate earliest = last.minusDays(config.mostDays() - 1L);
    return (first.isBefore(earliest) ? earliest : first).datesUntil(last.plusDays(1)).toList();
  }

  private IngestResult ingest(LocalDate first, LocalDate last) {
    IngestConfig all = config.ingest();
    // What happened late on a day is delivered on the next one.
    LocalDate to = config.day() == null ? null : last.plusDays(1L + Math.max(config.lookBack(), 1));
    LocateConfig trail =
        new LocateConfig(
            all.trail().trails(),
            first.minusDays(config.lookBack()),
            to,
            Set.of(),
            Set.of(),
            all.trail().parallelism());
    IngestConfig delivered =
        new IngestConfig(trail, all.lake(), all.limits(), all.version(), all.partitioning());
    return new Ingest(spark, delivered, listeners.ingest()).execute();
  }

  /**
   * The days that were missed, and those looked back at that have no page, or whose events are not
   * as many any more.
   */
  private List<LocalDate> days(ReportFolder folder, List<LocalDate> missed, LocalDate last)
      throws IOException {
    List<LocalDate> days = new ArrayList<>();
    LocalDate first = missed.get(0).minusDays(config.lookBack());
    var held = nights.held(first, last.plusDays(1));
    var reported = nights.reported();
    var pages = pages(folder);
    reported
        .subMap(first, true, last, true)
        .forEach(
            (night, events) -> {
              if (!pages.contains(night) || !events.equals(held.getOrDefault(night, 0L))) {
                days.add(night);
              }
            });
    missed.stream().filter(night -> !reported.containsKey(night)).forEach(days::add);
    days.sort(Comparator.naturalOrder());
    return days;
  }

  private void publish(LocalDate day) throws IOException, InterruptedException {
    String out = config.out();
    new Publish(
            spark,
            lake,
            new PublishConfig(
                config.ingest().lake(),
                new ReportWindow(day, day.plusDays(1), Set.of(), Set.of(), Set.of(), Set.of()),
                config.reports(),
                config.forms(),
                out.endsWith("/") ? out + day : out + "/" + day,
                People.LOOK_BACK),
            listeners.publish())
        .execute();
  }

  /** The days whose folder has a page. */
  private static NavigableSet<LocalDate> pages(ReportFolder folder) throws IOException {
    return folder.foldersWith(Page.FILE).stream()
        .filter(name -> name.matches("\\d{4}-\\d{2}-\\d{2}"))
        .map(LocalDate::parse)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void writeIndex(ReportFolder folder, ReportAnswer all) throws IOException {
    List<NightsPage.Link> links =
        pages(folder).descendingSet().stream()
            .map(night -> new NightsPage.Link(night, page(night)))
            .toList();
    try (OutputStream page = folder.create(INDEX)) {
      new NightsPage(config.ingest().lake(), all, links, Instant.now()).writeTo(page);
    }
  }
}
