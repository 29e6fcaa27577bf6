package io.trailhouse.report;

import io.trailhouse.TrailhouseException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/** The reports that there are: those that come with Trailhouse, and a user's own. */
public final class Reports {

  private static final String ENDING = ".sql";
  private static final String FIRST_GROUP = "caller-activity";
  private static final int NEAREST = 3;

  private final Map<String, Report> byName = new TreeMap<>();

  private Reports() {}

  /**
   * Finds them.
   *
   * @param own a folder of SQL files; a report in it takes the place of one of the same name
   * @throws TrailhouseException if a file cannot be read or is no report
   */
  public static Reports find(@Nullable Path own) {
    Reports reports = new Reports();
    try {
      reports.addBundled();
      if (own != null) {
        reports.addFolder(own);
      }
    } catch (IOException e) {
      throw new TrailhouseException("Cannot read reports: " + e.getMessage(), e);
    }
    return reports;
  }

  /** All of them: those of no group, those on callers, then by group; by name in each. */
  public List<Report> all() {
    return byName.values().stream()
        .sorted(
            Comparator.comparing((Report report) -> !report.group().isEmpty())
                .thenComparing(report -> !report.group().equals(FIRST_GROUP))
                .thenComparing(Report::group)
                .thenComparing(Report::name))
        .toList();
  }

  /** The report of a name; null if there is none. */
  public @Nullable Report named(String name) {
    return byName.get(name);
  }

  /** The names that are most like one that there is not, the nearest first. */
  public List<String> nearest(String name) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return byName.keySet().stream()
        .sorted(
            Comparator.comparing((String known) -> !known.contains(name))
                .thenComparing(known -> distance.apply(known, name)))
        .limit(NEAREST)
        .toList();
  }

  private void addBundled() throws IOException {
    URL folder = Objects.requireNonNull(Reports.class.getResource("/reports"), "no reports");
    try {
      URI uri = folder.toURI();
      if (uri.getScheme().equals("jar")) {
        try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
          addFolder(jar.getPath("/reports"));
        }
      } else {
        addFolder(Path.of(uri));
      }
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private void addFolder(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> found = Files.walk(folder)) {
      found.filter(file -> file.toString().endsWith(ENDING)).sorted().forEach(files::add);
    }
    Map<String, Path> named = new HashMap<>();
    for (Path file : files) {
      String fileName = String.valueOf(file.getFileName());
      String name = fileName.substring(0, fileName.length() - ENDING.length());
      Path parent = file.getParent();
      String group = folder.equals(parent) ? "" : String.valueOf(folder.relativize(parent));
      Path other = named.put(name, file);
      if (other != null) {
        throw new TrailhouseException(
            "Two reports are called %s: %s and %s; give one of them another name"
                .formatted(name, other, file));
      }
      byName.put(name, ReportFile.parse(file.toString(), group, name, text(file)));
    }
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new TrailhouseException(file + " is not UTF-8 text", e);
    }
  }
}
