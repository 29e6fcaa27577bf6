package io.trailhouse.locate;

import io.trailhouse.TrailhouseException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * One address that the user gave, on its file system.
 *
 * @param given the address as written, for messages
 * @param fileSystem where it is
 * @param path the full path
 * @param inner paths below it that were given too: what is there is listed there, and not twice
 */
record TrailRoot(String given, FileSystem fileSystem, Path path, List<String> inner) {

  private static final Pattern WITH_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");
  private static final Set<String> S3 = Set.of("s3", "s3a", "s3n");

  /** The addresses, each once. */
  static List<TrailRoot> of(Configuration conf, List<String> trails) {
    Map<String, TrailRoot> roots = new LinkedHashMap<>();
    for (String trail : trails) {
      TrailRoot root = open(conf, trail);
      roots.putIfAbsent(root.path.toString(), root);
    }
    return roots.values().stream().map(root -> root.among(roots.keySet())).toList();
  }

  /** Whether another address has this path in its care. */
  boolean isElsewhere(String found) {
    for (String other : inner) {
      if (found.equals(other) || isBelow(found, other)) {
        return true;
      }
    }
    return false;
  }

  private static TrailRoot open(Configuration conf, String trail) {
    Path path = parse(trail);
    try {
      FileSystem fileSystem =
          WITH_SCHEME.matcher(trail).matches()
              ? path.getFileSystem(conf)
              : FileSystem.getLocal(conf);
      return new TrailRoot(trail, fileSystem, fileSystem.makeQualified(path), List.of());
    } catch (IOException e) {
      throw ReadFailure.of(trail, path, e);
    } catch (IllegalArgumentException e) {
      throw ReadFailure.badAddress(trail, e);
    }
  }

  private static Path parse(String trail) {
    try {
      Path path = new Path(trail);
      String scheme = path.toUri().getScheme();
      if (scheme != null && S3.contains(scheme) && path.toUri().getAuthority() == null) {
        throw new TrailhouseException(
            "Cannot read trail %s: it names no bucket; write it as %s://<bucket>/<folder>."
                .formatted(trail, scheme));
      }
      return path;
    } catch (IllegalArgumentException e) {
      throw ReadFailure.badAddress(trail, e);
    }
  }

  private TrailRoot among(Set<String> all) {
    List<String> below =
        all.stream().filter(other -> isBelow(other, path.toString())).sorted().toList();
    return new TrailRoot(given, fileSystem, path, below);
  }

  private static boolean isBelow(String path, String folder) {
    // Only the top of a file system ends with a slash.
    String prefix = folder.endsWith("/") ? folder : folder + "/";
    return path.length() > prefix.length() && path.startsWith(prefix);
  }
}
