package io.trailhouse.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trailhouse.event.EventColumn;
import io.trailhouse.record.HashKey;
import io.trailhouse.record.Limits;
import io.trailhouse.record.ReaderMemory;
import io.trailhouse.record.TrailReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/** Writes event files of records as a task of a run would. */
final class EventFileWriting {

  private EventFileWriting() {}

  /** Writes the files of an object that is named as they are. */
  static List<DataFile> write(
      Configuration conf, Path lake, String name, long bufferBytes, String records)
      throws IOException {
    return write(conf, target(lake, Partitioning.DATE_REGION_SOURCE), name, bufferBytes, records);
  }

  /** The same, in the partitions of a lake. */
  static List<DataFile> write(
      Configuration conf, LakeTarget target, String name, long bufferBytes, String records)
      throws IOException {
    return write(conf, target, name, bufferBytes, 0, records).files();
  }

  /** A lake in a folder. */
  static LakeTarget target(Path lake, Partitioning partitioning) {
    return new LakeTarget(lake.toUri().toString(), new HashKey(1, 2, 3, 4), partitioning);
  }

  private static FreshEvents write(
      Configuration conf,
      LakeTarget target,
      String name,
      long bufferBytes,
      long heldBytes,
      String records)
      throws IOException {
    byte[] json = ("{\"Records\":[" + records + "]}").getBytes(UTF_8);
    try (EventFiles files = new EventFiles(conf, target, name, bufferBytes, heldBytes);
        TrailReader reader =
            new TrailReader(
                new ByteArrayInputStream(json),
                new ReaderMemory(EnumSet.allOf(EventColumn.class), Limits.DEFAULT, HashKey.PUBLIC),
                null,
                damage -> {
                  throw new IllegalArgumentException(damage.message());
                })) {
      while (reader.next()) {
        files.add(reader.event(), name.getBytes(UTF_8), "run".getBytes(UTF_8));
      }
      return files.finish();
    }
  }

  /**
   * Writes a file for each list of contents, all of one time and partition. A content is a small
   * number, which stands in the column event_version; its tens are the event's id.
   */
  static List<DataFile> dealt(
      Configuration conf, Path lake, String name, List<List<Integer>> contents) throws IOException {
    List<DataFile> written = new ArrayList<>();
    for (int i = 0; i < contents.size(); i++) {
      String records =
          contents.get(i).stream().map(EventFileWriting::event).collect(Collectors.joining(","));
      written.addAll(write(conf, lake, name + i, 1 << 20, records));
    }
    return written;
  }

  /** The same, but every second list is held back. */
  static FreshEvents dealtHalfHeld(
      Configuration conf, Path lake, String name, List<List<Integer>> contents) throws IOException {
    List<FreshEvents> written = new ArrayList<>();
    for (int i = 0; i < contents.size(); i++) {
      String records =
          contents.get(i).stream().map(EventFileWriting::event).collect(Collectors.joining(","));
      LakeTarget target = target(lake, Partitioning.DATE_REGION_SOURCE);
      written.add(write(conf, target, name + i, 1 << 20, i % 2 == 0 ? 0 : 1 << 20, records));
    }
    return FreshEvents.of(written);
  }

  /** What is left of new events of one partition. */
  static LateDuplicates.Result drop(Configuration conf, FreshEvents fresh, List<DataFile> committed)
      throws IOException {
    return LateDuplicates.drop(
            conf, List.of(new LateDuplicates.Partition(fresh, committed)).iterator(), () -> {})
        .get(0);
  }

  private static String event(int content) {
    return """
    {"eventTime":"2026-09-28T10:00:00Z","awsRegion":"eu-west-1","eventSource":"s3.amazonaws.com",\
    "eventName":"GetObject","eventID":"%d","eventVersion":"%d"}\
    """
        .formatted(content / 10, content);
  }
}
