package io.trailhouse.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trailhouse.event.EventColumn;
import io.trailhouse.record.FlatEvent;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Writes one task's events as Parquet files, one for each partition that they fall into. No table
 * knows the files until a commit names them.
 *
 * <p>Events are collected by partition and encoded column by column. When they take more memory
 * than allowed, the largest partitions are written out as row groups of their files.
 */
public final class EventFiles implements Closeable {

  private final Configuration conf;
  private final Path lake;
  private final String name;
  private final byte[] runId;
  private final long bufferBytes;
  private final Map<PartitionKey, PartitionFile> partitions = new LinkedHashMap<>();
  private final PartitionKey probe = new PartitionKey();
  private long bufferedBytes;

  /**
   * Starts a task's files.
   *
   * @param lake the lake's URI
   * @param name tells these files from those of all other tasks and attempts
   * @param runId the value of the column {@code run_id}
   * @param bufferBytes how much memory waiting events may take
   */
  public EventFiles(Configuration conf, String lake, String name, String runId, long bufferBytes) {
    this.conf = conf;
    this.lake = new Path(lake);
    this.name = name;
    this.runId = runId.getBytes(UTF_8);
    this.bufferBytes = bufferBytes;
  }

  /** Adds an event that was read from an object. */
  public void add(FlatEvent event, byte[] sourceFile) throws IOException {
    probe.set(event);
    PartitionFile partition = partitions.get(probe);
    if (partition == null) {
      PartitionKey key = probe.copy();
      partition = new PartitionFile(key);
      partitions.put(key, partition);
    }
    int recordBytes = (int) event.number(EventColumn.RECORD_BYTES);
    if (partition.buffer.isFull(recordBytes)) {
      bufferedBytes -= partition.buffer.heapBytes();
      partition.writeOut();
    }
    long before = partition.buffer.heapBytes();
    partition.buffer.add(event, sourceFile, runId);
    partition.hashes.add(SeenEvents.high(event), SeenEvents.low(event), SeenEvents.identity(event));
    bufferedBytes += partition.buffer.heapBytes() - before;
    if (bufferedBytes > bufferBytes) {
      makeRoom();
    }
  }

  private void makeRoom() throws IOException {
    List<PartitionFile> largestFirst = new ArrayList<>(partitions.values());
    largestFirst.sort(
        Comparator.comparingLong((PartitionFile file) -> file.buffer.heapBytes()).reversed());
    for (PartitionFile partition : largestFirst) {
      bufferedBytes -= partition.buffer.heapBytes();
      partition.writeOut();
      if (bufferedBytes < bufferBytes / 2) {
        return;
      }
    }
  }

  /** Writes what is left, and tells all files. */
  public List<DataFile> finish() throws IOException {
    List<DataFile> files = new ArrayList<>();
    List<HashFile.Section> hashes = new ArrayList<>();
    for (PartitionFile partition : partitions.values()) {
      files.add(partition.finish());
      hashes.add(partition.hashes);
    }
    if (!hashes.isEmpty()) {
      HashFile.write(conf, lake, name, hashes);
    }
    partitions.clear();
    bufferedBytes = 0;
    return files;
  }

  /** Gives up files that were not finished. */
  @Override
  public void close() throws IOException {
    for (PartitionFile partition : partitions.values()) {
      partition.close();
    }
  }

  /** A partition's file under construction. */
  private final class PartitionFile implements Closeable {
    private final Map<String, @Nullable String> values;
    private final Path path;
    private final EventBuffer buffer = new EventBuffer();
    private final HashFile.Section hashes = new HashFile.Section();
    private @Nullable ParquetOutput output;
    private long rows;
    private long minTime = Long.MAX_VALUE;
    private long maxTime = Long.MIN_VALUE;

    private PartitionFile(PartitionKey key) {
      this.values = key.values();
      this.path =
          new Path(
              new Path(new Path(lake, LakeTable.EVENTS.directory()), PartitionFolder.of(values)),
              "%s-%d.zstd.parquet".formatted(name, partitions.size()));
    }

    private void writeOut() throws IOException {
      if (buffer.rows() == 0) {
        return;
      }
      if (output == null) {
        output = ParquetOutput.create(conf, path, EventBuffer.FILE_SCHEMA);
      }
      rows += buffer.rows();
      minTime = Math.min(minTime, buffer.minTime());
      maxTime = Math.max(maxTime, buffer.maxTime());
      buffer.writeTo(output);
    }

    private DataFile finish() throws IOException {
      writeOut();
      if (output == null) {
        throw new IllegalStateException("a partition without events");
      }
      FileStatus status = output.end();
      output.close();
      return new DataFile(
          path.toString(),
          values,
          status.getLen(),
          status.getModificationTime(),
          rows,
          minTime,
          maxTime);
    }

    @Override
    public void close() throws IOException {
      if (output != null) {
        output.close();
      }
    }
  }
}
