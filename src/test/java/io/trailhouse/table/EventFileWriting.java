package io.trailhouse.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trailhouse.event.EventColumn;
import io.trailhouse.record.Limits;
import io.trailhouse.record.TrailReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Writes event files of records as a task of a run would. */
final class EventFileWriting {

  private EventFileWriting() {}

  /** Writes the files of an object that is named as they are. */
  static List<DataFile> write(
      Configuration conf, Path lake, String name, long bufferBytes, String records)
      throws IOException {
    byte[] json = ("{\"Records\":[" + records + "]}").getBytes(UTF_8);
    try (EventFiles files =
            new EventFiles(conf, lake.toUri().toString(), name, "run", bufferBytes);
        TrailReader reader =
            new TrailReader(
                new ByteArrayInputStream(json),
                EnumSet.allOf(EventColumn.class),
                Limits.DEFAULT,
                null,
                damage -> {
                  throw new IllegalArgumentException(damage.message());
                })) {
      while (reader.next()) {
        files.add(reader.event(), name.getBytes(UTF_8));
      }
      return files.finish();
    }
  }
}
