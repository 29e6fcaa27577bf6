package io.trailhouse.sample;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** One gzipped log file of a trail while its records are written. */
final class LogFile implements AutoCloseable {

  private final OutputStream out;
  private final byte[] end;
  private boolean empty = true;

  private LogFile(OutputStream out, byte[] end) {
    this.out = out;
    this.end = end;
  }

  /** Starts the object; one of aggregated events is a bare array, as CloudTrail delivers it. */
  static LogFile create(Path path, FileKind kind, int gzipLevel) throws IOException {
    Files.createDirectories(path.getParent());
    OutputStream out =
        new LeveledGzip(new BufferedOutputStream(Files.newOutputStream(path)), gzipLevel);
    boolean bare = kind == FileKind.AGGREGATED;
    out.write((bare ? "[" : "{\"Records\":[").getBytes(StandardCharsets.UTF_8));
    return new LogFile(out, (bare ? "]" : "]}").getBytes(StandardCharsets.UTF_8));
  }

  void add(TextBuffer record) throws IOException {
    separate();
    record.writeTo(out);
  }

  void add(byte[] record) throws IOException {
    separate();
    out.write(record);
  }

  @Override
  public void close() throws IOException {
    try (out) {
      out.write(end);
    }
  }

  private void separate() throws IOException {
    if (!empty) {
      out.write(',');
    }
    empty = false;
  }

  /** Gzip whose bytes depend on content and level alone: its header has no time and no name. */
  private static final class LeveledGzip extends GZIPOutputStream {
    LeveledGzip(OutputStream out, int level) throws IOException {
      super(out, 1 << 14);
      def.setLevel(level);
    }
  }
}
