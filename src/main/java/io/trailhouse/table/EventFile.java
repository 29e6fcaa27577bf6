package io.trailhouse.table;

import io.trailhouse.record.FlatEvent;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** A partition's file under construction, with the events that wait to be written to it. */
final class EventFile implements Closeable {

  /** So many bytes of waiting events make a row group. */
  private static final long ROW_GROUP_BYTES = 32L << 20;

  private final Configuration conf;
  private final Path path;
  private final Map<String, @Nullable String> partition;
  private final Partitioning partitioning;
  private final EventBuffer waiting = new EventBuffer();
  private @Nullable ParquetOutput output;
  private long rows;
  private long minTime = Long.MAX_VALUE;
  private long maxTime = Long.MIN_VALUE;

  EventFile(
      Configuration conf,
      Path path,
      Partitioning partitioning,
      Map<String, @Nullable String> partition) {
    this.conf = conf;
    this.path = path;
    this.partitioning = partitioning;
    this.partition = partition;
  }

  /** A file of the same partition as another that was to be written; named anew each time. */
  static EventFile inPlaceOf(Configuration conf, DataFile file) {
    return new EventFile(
        conf, DataFileNames.another(file, "held"), Partitioning.of(file), file.partition());
  }

  /** The events that are not written out yet. */
  EventBuffer waiting() {
    return waiting;
  }

  /** Adds an event that was read from an object. */
  void add(FlatEvent event, byte[] sourceFile, byte[] runId) {
    waiting.add(event, sourceFile, runId);
  }

  /** Adds an event that was held back. */
  void add(EventBuffer from, int row) throws IOException {
    waiting.add(from, row);
    if (waiting.heapBytes() > ROW_GROUP_BYTES) {
      writeOut();
    }
  }

  /** Whether any events were written out. */
  boolean isStarted() {
    return output != null;
  }

  /** Writes the waiting events as a row group. */
  void writeOut() throws IOException {
    if (waiting.rows() == 0) {
      return;
    }
    if (output == null) {
      output = ParquetOutput.create(conf, path, partitioning.fileLayout());
    }
    rows += waiting.rows();
    minTime = Math.min(minTime, waiting.minTime());
    maxTime = Math.max(maxTime, waiting.maxTime());
    waiting.writeTo(output, partitioning);
  }

  /** The file as it would be if the waiting events were all it gets. */
  DataFile unwritten() {
    return new DataFile(
        path.toString(), partition, 0, 0, waiting.rows(), waiting.minTime(), waiting.maxTime());
  }

  /** Writes what is left, and tells the file; null if there was no event. */
  @Nullable DataFile finish() throws IOException {
    writeOut();
    if (output == null) {
      return null;
    }
    long bytes = output.end();
    output.close();
    return new DataFile(
        path.toString(), partition, bytes, System.currentTimeMillis(), rows, minTime, maxTime);
  }

  /** Gives up a file that was not finished. */
  @Override
  public void close() throws IOException {
    if (output != null) {
      output.close();
    }
  }
}
