package io.trailhouse.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** A trail in a folder, made object by object. */
record TrailFiles(Path root) {

  static final String ACCOUNT = "111122223333";

  /** Adds an object of these records under its account's, region's and day's key. */
  String add(String account, String region, String day, String name, String... records) {
    Path folder =
        root.resolve("AWSLogs")
            .resolve(account)
            .resolve("CloudTrail")
            .resolve(region)
            .resolve(day.replace('-', '/'));
    String date = day.replace("-", "");
    return write(
        folder.resolve(
            "%s_CloudTrail_%s_%sT0000Z_%s.json.gz".formatted(account, region, date, name)),
        records);
  }

  /** Adds an object of these records whose key says nothing. */
  String addLoose(String name, String... records) {
    return write(root.resolve(name), records);
  }

  /** A record of a time and region, and of {@code fields}, which start with a comma. */
  static String record(String time, String region, String fields) {
    return """
    {"eventVersion":"1.08","eventTime":"%s","awsRegion":"%s","eventSource":"s3.amazonaws.com",\
    "eventName":"GetObject","eventID":"%s/%s"%s}\
    """
        .formatted(time, region, region, time, fields);
  }

  /** A field that gzip cannot shorten. */
  static String noise(int length) {
    String letters =
        new Random(length)
            .ints(length, 0, 64)
            .collect(
                StringBuilder::new,
                (text, i) -> text.append((char) ('0' + i)),
                StringBuilder::append)
            .toString()
            .replace('\\', '_');
    return ",\"userAgent\":\"" + letters + "\"";
  }

  private static String write(Path file, String... records) {
    try {
      Files.createDirectories(file.getParent());
      try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        String json = "{\"Records\":[" + String.join(",", records) + "]}";
        out.write(json.getBytes(StandardCharsets.UTF_8));
      }
      return file.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
