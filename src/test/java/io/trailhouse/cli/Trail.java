package io.trailhouse.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** A trail in a folder, made object by object. */
record Trail(Path root) {

  /** Writes a stream. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** A record that can be told from others by its id. */
  static String event(String id) {
    return """
    {"eventVersion":"1.11","eventTime":"2026-10-01T08:00:00Z","awsRegion":"eu-west-1",\
    "eventSource":"s3.amazonaws.com","eventName":"GetObject","eventID":"%s"}\
    """
        .formatted(id);
  }

  static String records(String... records) {
    return "{\"Records\":[" + String.join(",", records) + "]}";
  }

  static byte[] gzip(String text) {
    return gzip(out -> out.write(text.getBytes(UTF_8)));
  }

  static byte[] gzip(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes, 1 << 16)) {
      content.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Adds an object; its key, relative to the trail. */
  Trail with(String key, byte[] content) {
    try {
      Path path = root.resolve(key);
      Files.createDirectories(path.getParent());
      Files.write(path, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a packed object. */
  Trail with(String key, String text) {
    return with(key, gzip(text));
  }
}
