package io.trailhouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of the README: one that code makes, between {@code <!-- name -->} and {@code <!-- /name
 * -->}, or code that a test runs.
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

  /** The code that stands behind {@code <!-- name -->}, without its fence. */
  public static String code(String name) throws IOException {
    Matcher code =
        Pattern.compile("<!-- %s -->\n```\\w+\n(.*?)```\n".formatted(name), Pattern.DOTALL)
            .matcher(Files.readString(README));
    if (!code.find()) {
      throw new AssertionError("The README has no code " + name);
    }
    return code.group(1);
  }
}
