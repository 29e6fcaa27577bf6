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
import io.trailhouse.report.ReportWindow;
import io.trailhouse.session.OutputFolder;
import io.trailhouse.table.Lake;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    OutputFolder folder = OutputFolder.made(conf, config.out());
    NavigableSet<LocalDate> pages = pages(folder);
    LocalDate last = config.night();
    DueNights due = new DueNights(last, pages, nights.reported(), config.mostDays());
    LocalDate first = config.day() == null ? due.firstMissed() : last;
    IngestResult ingested = ingest(first, last);
    lake.refresh();
    if (!lake.exists()) {
      throw new TrailhouseException(
          "No trail object was found and there is no lake yet; check --trail and --look-back");
    }
    CompactionResult compacted =
        new Compaction(spark, lake, listeners.maintain()).execute(MOST_FILES);
    new SmallTables(spark, lake).execute();
    LocalDate back = first.minusDays(config.lookBack());
    List<LocalDate> days =
        config.day() == null ? due.since(back, nights.held(back, last.plusDays(1))) : List.of(last);
    for (LocalDate day : days) {
      // As long as the page is there the day counts as done.
      folder.delete(page(day));
      publish(day, folder);
      pages.add(day);
    }
    ReportAnswer all = nights.all();
    List<NightsPage.Link> links =
        pages.descendingSet().stream()
            .map(night -> new NightsPage.Link(night, page(night)))
            .toList();
    folder.put(INDEX, new NightsPage(config.ingest().lake(), all, links, Instant.now())::writeTo);
    return new NightResult(
        ingested, compacted, days, all, folder.pathOf(page(last)), folder.pathOf(INDEX));
  }

  private static String page(LocalDate day) {
    return day + "/" + Page.FILE;
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

  private void publish(LocalDate day, OutputFolder folder)
      throws IOException, InterruptedException {
    new Publish(
            spark,
            lake,
            new PublishConfig(
                config.ingest().lake(),
                new ReportWindow(day, day.plusDays(1), Set.of(), Set.of(), Set.of(), Set.of()),
                config.reports(),
                config.forms(),
                folder.pathOf(day.toString()),
                People.LOOK_BACK),
            listeners.publish())
        .execute();
  }

  /** The days whose folder has a page. */
  private static NavigableSet<LocalDate> pages(OutputFolder folder) throws IOException {
    return folder.foldersWith(Page.FILE).stream()
        .flatMap(Night::day)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** None of a folder that somebody else made. */
  private static Stream<LocalDate> day(String folder) {
    try {
      return Stream.of(LocalDate.parse(folder));
    } catch (DateTimeParseException e) {
      return Stream.empty();
    }
  }
}
