package io.trailhouse.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Objects packed as CloudTrail delivers them. */
final class Gzip {

  private static final int LEVEL = 6;
  private static final int BUFFER_BYTES = 64 << 10;

  private Gzip() {}

  static byte[] unpack(Path object) throws IOException {
    return unpack(Files.readAllBytes(object));
  }

  static byte[] unpack(byte[] object) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(object), BUFFER_BYTES)) {
      return in.readAllBytes();
    }
  }

  static void pack(Path object, byte[] json) throws IOException {
    try (OutputStream out = new Packing(Files.newOutputStream(object))) {
      out.write(json);
    }
  }

  private static final class Packing extends GZIPOutputStream {
    Packing(OutputStream out) throws IOException {
      super(out, BUFFER_BYTES);
      def.setLevel(LEVEL);
    }
  }
}
