package io.trailhouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of the README that code makes, between {@code <!-- name -->} and {@code <!-- /name -->}.
 */
public final class ReadmePart {

  private static final Path README = Path.of("README.md");

  private ReadmePart() {}

  /**
   * What stands there.
   *
   * @param made what should; with {@code -Dtrailhouse.update} it is written there first
   */
  public static String named(String name, String made) throws IOException {
    String first = "<!-- " + name + " -->\n";
    String readme = Files.readString(README);
    int start = readme.indexOf(first) + first.length();
    int end = readme.indexOf("<!-- /" + name + " -->");
    if (System.getProperty("trailhouse.update") != null) {
      Files.writeString(README, readme.substring(0, start) + made + readme.substring(end));
      return made;
    }
    return readme.substring(start, end);
  }
}
