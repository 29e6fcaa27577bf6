package io.trailhouse.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A trail repeated to size. Each copy of an object has another name and other event ids, so that it
 * is no second delivery; all else stays as it was.
 */
final class TrailCopies {

  private static final Pattern EVENT_ID = Pattern.compile("(\"eventID\"\\s*:\\s*\")([0-9a-f]{8})");
  private static final Pattern NAME = Pattern.compile("(.*?).{0,4}\\.json(\\.gz)?");
  private static final int MIX = 0x9E3779B1;

  private final Path source;
  private final long jsonBytes;

  private TrailCopies(Path source, long jsonBytes) {
    this.source = source;
    this.jsonBytes = jsonBytes;
  }

  static TrailCopies of(Path source, long jsonBytes) {
    return new TrailCopies(source, jsonBytes);
  }

  /** Writes so many copies as it takes. */
  Trails.Counts writeTo(Path root) throws IOException {
    List<Path> objects = objects();
    long written = 0;
    for (int copy = 0; written < jsonBytes; copy++) {
      long before = written;
      for (Path object : objects) {
        written += copy(object, copy, root);
      }
      if (written == before) {
        throw new IOException("There is no trail object in " + source);
      }
    }
    return Trails.Counts.UNKNOWN;
  }

  private List<Path> objects() throws IOException {
    try (Stream<Path> files = Files.walk(source)) {
      return files
          .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
          .filter(file -> !file.toString().contains("CloudTrail-Digest"))
          .sorted()
          .toList();
    }
  }

  private long copy(Path object, int copy, Path root) throws IOException {
    byte[] bytes = Files.readAllBytes(object);
    boolean packed = object.toString().endsWith(".gz");
    String text = new String(packed ? Gzip.unpack(bytes) : bytes, ISO_8859_1);
    byte[] json =
        EVENT_ID
            .matcher(text)
            .replaceAll(id -> id.group(1) + mixed(id.group(2), copy))
            .getBytes(ISO_8859_1);
    Matcher name = NAME.matcher(object.getFileName().toString());
    if (!name.matches()) {
      throw new IllegalStateException("not a trail object: " + object);
    }
    Path target =
        root.resolve(source.relativize(object).toString())
            .resolveSibling(String.format(Locale.ROOT, "%s%04d.json.gz", name.group(1), copy));
    Files.createDirectories(target.getParent());
    Gzip.pack(target, json);
    return json.length;
  }

  private static String mixed(String hex, int copy) {
    return HexFormat.of().toHexDigits(HexFormat.fromHexDigits(hex) ^ copy * MIX);
  }
}
