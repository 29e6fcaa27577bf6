package io.trailhouse.archive;

import io.trailhouse.TrailhouseException;
import io.trailhouse.ingest.IngestProgress;
import io.trailhouse.ingest.IngestProgress.Phase;
import io.trailhouse.ingest.Watch;
import io.trailhouse.locate.Locate;
import io.trailhouse.locate.LocateConfig;
import io.trailhouse.locate.TrailListing;
import io.trailhouse.locate.TrailObject;
import io.trailhouse.session.OutputFolder;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Packs trail objects that an archive does not hold into container files.
 *
 * <p>Safe to kill at any instant and to start again: a file is visible when it is whole, and what
 * is in visible files is not packed again.
 */
public final class Archive {

  private final SparkSession spark;
  private final JavaSparkContext sparkContext;
  private final Configuration conf;
  private final ArchiveConfig config;
  private final IngestProgress progress;

  /** A run over a Spark session. */
  public Archive(SparkSession spark, ArchiveConfig config, IngestProgress progress) {
    this.spark = spark;
    this.sparkContext = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.conf = spark.sessionState().newHadoopConf();
    this.config = config;
    this.progress = progress;
  }

  /** Says what a run would pack, and changes nothing. */
  public ArchiveResult plan() {
    OutputFolder folder = folder();
    TrailListing listing = list();
    return ArchiveResult.of(listing, missing(listing, folder), List.of());
  }

  /**
   * Runs.
   *
   * @throws TrailhouseException if the operator must act
   */
  public ArchiveResult execute() {
    OutputFolder folder = folder();
    TrailListing listing = list();
    List<TrailObject> missing = missing(listing, folder);
    List<PackedFile> files = missing.isEmpty() ? List.of() : pack(missing, folder);
    return ArchiveResult.of(listing, missing, files);
  }

  private TrailListing list() {
    spark.sparkContext().setJobDescription("Listing the trails");
    return list(config.trail());
  }

  private TrailListing list(LocateConfig where) {
    return new Locate(conf, where, found -> progress.report(Phase.LISTING, found, 0)).execute();
  }

  private OutputFolder folder() {
    try {
      OutputFolder folder = OutputFolder.at(conf, config.out());
      if (!Locate.readsArchivesIn(folder.uri())) {
        throw new TrailhouseException(
            ("Cannot use the archive at %s: archive files are not read in a trail's own folders;"
                    + " choose an --out that is not in AWSLogs or an account's CloudTrail.")
                .formatted(config.out()));
      }
      return folder;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private List<TrailObject> missing(TrailListing listing, OutputFolder folder) {
    try {
      if (!folder.exists()) {
        return listing.objects();
      }
    } catch (IOException e) {
      throw unusable(e);
    }
    LocateConfig trail = config.trail();
    TrailListing archive =
        list(
            new LocateConfig(
                List.of(folder.uri()),
                trail.from(),
                trail.to(),
                trail.accounts(),
                trail.regions(),
                trail.parallelism()));
    Set<TrailObject> held =
        Stream.concat(archive.objects().stream(), archive.alsoPacked().stream())
            .filter(TrailObject::isPacked)
            .collect(Collectors.toSet());
    return listing.objects().stream().filter(object -> !held.contains(object)).toList();
  }

  private List<PackedFile> pack(List<TrailObject> objects, OutputFolder folder) {
    clearAway(folder);
    List<ArchivePlan.File> files = ArchivePlan.of(objects, sparkContext.defaultParallelism());
    long bytes = files.stream().mapToLong(ArchivePlan.File::bytes).sum();
    progress.report(Phase.READING, 0, bytes);
    spark
        .sparkContext()
        .setJobDescription(
            "Packing %d objects into %d files".formatted(objects.size(), files.size()));
    LongAccumulator bytesRead = spark.sparkContext().longAccumulator("bytes packed");
    Broadcast<SerializableConfiguration> hadoop =
        sparkContext.broadcast(new SerializableConfiguration(conf));
    String out = folder.uri();
    return Watch.during(
        () ->
            sparkContext
                .parallelize(files, files.size())
                .map(
                    file -> {
                      PackedFile packed =
                          new ArchiveTask(hadoop.value().value()).execute(file, out);
                      bytesRead.add(file.bytes());
                      return packed;
                    })
                .collect(),
        () -> progress.report(Phase.READING, bytesRead.value(), bytes));
  }

  private void clearAway(OutputFolder folder) {
    try {
      folder.clearAway();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private TrailhouseException unusable(IOException e) {
    return new TrailhouseException(
        "Cannot use the archive at %s: %s".formatted(config.out(), e.getMessage()), e);
  }
}
