package io.trailhouse.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** A trail in a folder, made object by object. */
record TestTrail(Path root) {

  static final String ACCOUNT = "111122223333";
  static final String REGION = "eu-west-1";

  /** Adds an object of the account and region that most tests have. */
  Path add(String day, String name, String... records) {
    return addOf(ACCOUNT, REGION, day, name, records);
  }

  /** Adds an object of these records under its account's, region's and day's key. */
  Path addOf(String account, String region, String day, String name, String... records) {
    return write(key(account, region, day, name), records);
  }

  /** Where the object of this name is. */
  Path key(String account, String region, String day, String name) {
    return root.resolve("AWSLogs")
        .resolve(account)
        .resolve("CloudTrail")
        .resolve(region)
        .resolve(day.replace('-', '/'))
        .resolve(
            "%s_CloudTrail_%s_%sT0000Z_%s.json.gz"
                .formatted(account, region, day.replace("-", ""), name));
  }

  /** An event of an id and time in the region that most tests have. */
  static String event(String id, String time) {
    return event(id, time, REGION, "s3.amazonaws.com", "GetObject");
  }

  /** An event. */
  static String event(String id, String time, String region, String source, String name) {
    return """
    {"eventVersion":"1.08","eventTime":"%s","awsRegion":"%s","eventSource":"%s",\
    "eventName":"%s","eventID":"%s"}\
    """
        .formatted(time, region, source, name, id);
  }

  static Path write(Path file, String... records) {
    try {
      Files.createDirectories(file.getParent());
      try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(("{\"Records\":[" + String.join(",", records) + "]}").getBytes(UTF_8));
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
