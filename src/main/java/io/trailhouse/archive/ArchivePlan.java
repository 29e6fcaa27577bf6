package io.trailhouse.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trailhouse.container.ContainerWriter;
import io.trailhouse.locate.TrailObject;
import java.io.Serializable;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * Deals objects to files by what their keys tell: days stay together, and within a day regions and
 * accounts, so that a run of ingest about few days opens few of them.
 */
final class ArchivePlan {

  /**
   * The objects of a file, in order. The same objects have the same file.
   *
   * @param name the file's name
   * @param id hexadecimal digits that tell these objects from all others
   * @param objects the objects
   */
  record File(String name, String id, List<TrailObject> objects) implements Serializable {

    long bytes() {
      return objects.stream().mapToLong(TrailObject::size).sum();
    }
  }

  /** As many bytes as stored as a file should hold at most. */
  private static final long MOST_BYTES = 256L << 20;

  /** Fewer are not worth a file of their own, though there be somebody to pack them. */
  private static final long LEAST_BYTES = 32L << 20;

  /** Opening an object costs about as much as packing this many bytes. */
  private static final long OPEN_BYTES = 16L << 10;

  private static final Comparator<TrailObject> BY_KEY =
      Comparator.comparing(
              (TrailObject object) ->
                  Objects.requireNonNullElse(object.deliveryDate(), LocalDate.MIN))
          .thenComparing(object -> Objects.requireNonNullElse(object.region(), ""))
          .thenComparing(object -> Objects.requireNonNullElse(object.account(), ""))
          .thenComparing(object -> Objects.requireNonNullElse(object.deliveryTime(), Instant.MIN));

  private ArchivePlan() {}

  /** The files for some objects, which come in the order of their paths. */
  static List<File> of(List<TrailObject> objects, int parallelism) {
    List<TrailObject> sorted = new ArrayList<>(objects);
    sorted.sort(BY_KEY);
    long total = sorted.stream().mapToLong(ArchivePlan::cost).sum();
    long target = Math.max(LEAST_BYTES, Math.min(MOST_BYTES, total / parallelism));
    List<File> files = new ArrayList<>();
    int from = 0;
    long cost = 0;
    for (int i = 0; i < sorted.size(); i++) {
      boolean dated = sorted.get(i).deliveryDate() != null;
      boolean otherKind = i > from && dated != (sorted.get(from).deliveryDate() != null);
      if (i > from && (otherKind || cost + cost(sorted.get(i)) > target)) {
        files.add(file(sorted.subList(from, i)));
        from = i;
        cost = 0;
      }
      cost += cost(sorted.get(i));
    }
    if (from < sorted.size()) {
      files.add(file(sorted.subList(from, sorted.size())));
    }
    return files;
  }

  private static long cost(TrailObject object) {
    return object.size() + OPEN_BYTES;
  }

  private static File file(List<TrailObject> objects) {
    String id = id(objects);
    LocalDate first = objects.get(0).deliveryDate();
    LocalDate last = objects.get(objects.size() - 1).deliveryDate();
    String name = "%s_%s%s".formatted(days(first, last), id, ContainerWriter.suffix());
    return new File(name, id, List.copyOf(objects));
  }

  private static String days(@Nullable LocalDate first, @Nullable LocalDate last) {
    return first == null ? "undated" : first + "_" + last;
  }

  private static String id(List<TrailObject> objects) {
    MessageDigest sha256 = DigestUtils.getSha256Digest();
    for (TrailObject object : objects) {
      sha256.update("%s\0%s\n".formatted(object.path(), object.version()).getBytes(UTF_8));
    }
    return HexFormat.of().formatHex(sha256.digest(), 0, 16);
  }
}
