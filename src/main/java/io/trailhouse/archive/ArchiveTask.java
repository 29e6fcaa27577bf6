package io.trailhouse.archive;

import io.trailhouse.TrailhouseException;
import io.trailhouse.container.ContainerWriter;
import io.trailhouse.event.EventColumn;
import io.trailhouse.locate.TrailInput;
import io.trailhouse.locate.TrailObject;
import io.trailhouse.record.HashKey;
import io.trailhouse.record.Limits;
import io.trailhouse.record.ObjectText;
import io.trailhouse.record.ReaderMemory;
import io.trailhouse.record.TrailReader;
import io.trailhouse.session.OutputFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import org.apache.hadoop.conf.Configuration;

/** One task of a run: packs its objects into one file. */
final class ArchiveTask {

  /** A larger object is packed as it is stored, for it need not fit into memory. */
  private static final int MOST_STORED = 16 << 20;

  /** So is one with more JSON. */
  private static final int MOST_TEXT = 64 << 20;

  /** What is no record is packed in pieces of this many bytes. */
  private static final int PIECE_BYTES = 1 << 20;

  private final Configuration conf;
  private final TrailInput input;
  private final ReaderMemory memory =
      new ReaderMemory(EnumSet.noneOf(EventColumn.class), Limits.DEFAULT, HashKey.PUBLIC);
  private long objectsWhole;
  private long records;

  ArchiveTask(Configuration conf) {
    this.conf = conf;
    this.input = new TrailInput(conf);
  }

  /**
   * Writes the file.
   *
   * @param folder where it shall be
   */
  PackedFile execute(ArchivePlan.File file, String folder) throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (input;
        ContainerWriter writer =
            new ContainerWriter(temporary, HexFormat.of().parseHex(file.id()))) {
      for (TrailObject object : file.objects()) {
        pack(object, writer);
      }
      long bytes = OutputFolder.at(conf, folder).put(file.name(), writer::writeTo);
      return new PackedFile(file.objects().size(), objectsWhole, records, bytes);
    }
  }

  private void pack(TrailObject object, ContainerWriter writer) throws IOException {
    writer.startObject(object.path(), object.size(), object.version());
    long packed = 0;
    try (InputStream in = input.open(object)) {
      byte[] stored = in.readNBytes(MOST_STORED + 1);
      byte[] text = stored.length > MOST_STORED ? null : ObjectText.of(stored, MOST_TEXT);
      if (text == null) {
        objectsWhole++;
        packed += packWhole(stored, in, writer);
      } else {
        packed += stored.length;
        packRecords(text, writer);
      }
    }
    if (packed != object.size() && !object.isPacked()) {
      throw new TrailhouseException(
          "Cannot pack %s: it had %d bytes when it was listed, and has %d now. Run it again."
              .formatted(object.path(), object.size(), packed));
    }
  }

  /** Packs what was read of an object and what is left of it. */
  private static long packWhole(byte[] start, InputStream rest, ContainerWriter writer)
      throws IOException {
    long packed = start.length;
    for (int i = 0; i < start.length; i += PIECE_BYTES) {
      writer.bytes(ByteBuffer.wrap(start, i, Math.min(PIECE_BYTES, start.length - i)));
    }
    for (byte[] more = rest.readNBytes(PIECE_BYTES);
        more.length > 0;
        more = rest.readNBytes(PIECE_BYTES)) {
      writer.bytes(ByteBuffer.wrap(more));
      packed += more.length;
    }
    return packed;
  }

  private void packRecords(byte[] text, ContainerWriter writer) throws IOException {
    int packed = 0;
    try (TrailReader reader =
        new TrailReader(new ByteArrayInputStream(text), memory, null, damage -> {})) {
      while (reader.next()) {
        int start = Math.toIntExact(reader.recordStart());
        int end = Math.toIntExact(reader.bytesRead());
        writer.record(
            reader.recordsRead() - 1,
            ByteBuffer.wrap(text, packed, start - packed),
            ByteBuffer.wrap(text, start, end - start));
        packed = end;
        records++;
      }
    }
    if (packed < text.length) {
      packWhole(
          Arrays.copyOfRange(text, packed, text.length), InputStream.nullInputStream(), writer);
    }
  }
}
