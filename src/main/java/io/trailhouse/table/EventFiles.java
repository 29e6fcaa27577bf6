package io.trailhouse.table;

import io.trailhouse.event.EventColumn;
import io.trailhouse.record.FlatEvent;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Writes one task's events as Parquet files, one for each partition that they fall into. No table
 * knows the files until a commit names them.
 *
 * <p>Events are collected by partition and encoded column by column. When they take more memory
 * than allowed, the largest partitions are written out as row groups of their files. Of partitions
 * of which there is little at the end, the events are held back: {@link HeldEvents}.
 */
public final class EventFiles implements Closeable {

  private final Configuration conf;
  private final Path lake;
  private final String name;
  private final long bufferBytes;
  private final long heldBytes;
  private final Map<PartitionKey, PartitionFile> partitions = new LinkedHashMap<>();
  private final Partitioning partitioning;
  private final PartitionKey probe;
  private long bufferedBytes;

  /**
   * Starts a task's files.
   *
   * @param target the lake
   * @param name tells these files from those of all other tasks and attempts
   * @param bufferBytes how much memory waiting events may take
   * @param heldBytes events of a partition that take less memory are held back; 0 to hold none
   */
  public EventFiles(
      Configuration conf, LakeTarget target, String name, long bufferBytes, long heldBytes) {
    this.conf = conf;
    this.lake = new Path(target.uri());
    this.partitioning = target.partitioning();
    this.probe = new PartitionKey(partitioning);
    this.name = name;
    this.bufferBytes = bufferBytes;
    this.heldBytes = heldBytes;
  }

  /**
   * Adds an event.
   *
   * @param sourceFile the path of the object that it was read from, in UTF-8
   * @param runId the run that brought it into the lake, in UTF-8
   */
  public void add(FlatEvent event, byte[] sourceFile, byte[] runId) throws IOException {
    probe.set(event);
    PartitionFile partition = partitions.get(probe);
    if (partition == null) {
      PartitionKey key = probe.copy();
      partition = new PartitionFile(key);
      partitions.put(key, partition);
    }
    int recordBytes = (int) event.number(EventColumn.RECORD_BYTES);
    if (partition.waiting().isFull(recordBytes)) {
      bufferedBytes -= partition.waiting().heapBytes();
      partition.file.writeOut();
    }
    long before = partition.waiting().heapBytes();
    partition.file.add(event, sourceFile, runId);
    partition.hashes.add(SeenEvents.high(event), SeenEvents.low(event), SeenEvents.identity(event));
    bufferedBytes += partition.waiting().heapBytes() - before;
    if (bufferedBytes > bufferBytes) {
      makeRoom();
    }
  }

  private void makeRoom() throws IOException {
    List<PartitionFile> largestFirst = new ArrayList<>(partitions.values());
    largestFirst.sort(
        Comparator.comparingLong((PartitionFile file) -> file.waiting().heapBytes()).reversed());
    for (PartitionFile partition : largestFirst) {
      bufferedBytes -= partition.waiting().heapBytes();
      partition.file.writeOut();
      if (bufferedBytes < bufferBytes / 2) {
        return;
      }
    }
  }

  /** Writes what is left, and tells all files and what is held back. */
  public FreshEvents finish() throws IOException {
    List<DataFile> files = new ArrayList<>();
    List<DataFile> heldFiles = new ArrayList<>();
    List<EventBuffer> heldBuffers = new ArrayList<>();
    List<HashFile.Section> hashes = new ArrayList<>();
    for (PartitionFile partition : partitions.values()) {
      if (partition.isHeldBack()) {
        heldFiles.add(partition.file.unwritten());
        heldBuffers.add(partition.waiting());
      } else {
        files.add(Objects.requireNonNull(partition.file.finish(), "a partition without events"));
      }
      hashes.add(partition.hashes);
    }
    if (!hashes.isEmpty()) {
      HashFile.write(conf, lake, name, hashes);
    }
    List<HeldEvents> held =
        heldFiles.isEmpty()
            ? List.of()
            : HeldEvents.write(conf, lake, name, heldFiles, heldBuffers);
    partitions.clear();
    bufferedBytes = 0;
    return new FreshEvents(files, held);
  }

  /** Gives up files that were not finished. */
  @Override
  public void close() throws IOException {
    for (PartitionFile partition : partitions.values()) {
      partition.file.close();
    }
  }

  private final class PartitionFile {
    private final EventFile file;
    private final HashFile.Section hashes = new HashFile.Section();

    private PartitionFile(PartitionKey key) {
      Map<String, @Nullable String> values = key.values();
      Path folder =
          new Path(new Path(lake, LakeTable.EVENTS.directory()), PartitionFolder.of(values));
      this.file =
          new EventFile(
              conf, DataFileNames.ofTask(folder, name, partitions.size()), partitioning, values);
    }

    private EventBuffer waiting() {
      return file.waiting();
    }

    private boolean isHeldBack() {
      return !file.isStarted() && waiting().heapBytes() < heldBytes;
    }
  }
}
