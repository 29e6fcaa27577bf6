package io.trailhouse.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Makes a generated trail fit for a race: packs its objects, joins those of the busiest folder to
 * one large object, and takes out what DuckDB refuses a whole object for.
 */
final class TrailFinish {

  /** Goes up when a finished trail is another one. */
  static final int VERSION = 1;

  /** Bytes of JSON that gzip makes about 20 MB of. */
  private static final int LARGEST_OBJECT = 170 << 20;

  private static final byte[] START = "{\"Records\":[".getBytes(US_ASCII);
  private static final byte[] END = "]}".getBytes(US_ASCII);

  private final Path root;
  private final int threads;

  TrailFinish(Path root, int threads) {
    this.root = root;
    this.threads = threads;
  }

  /** Finishes every object in place; {@code oneLarge} if there is to be a large one. */
  void finish(boolean oneLarge) throws IOException {
    List<Path> objects = TrailFiles.under(root.toString());
    List<List<Path>> jobs = new ArrayList<>();
    List<Path> joined = oneLarge ? busiest(objects) : List.of();
    if (!joined.isEmpty()) {
      jobs.add(joined);
    }
    objects.stream().filter(object -> !joined.contains(object)).map(List::of).forEach(jobs::add);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Path>> done = pool.invokeAll(jobs.stream().map(job -> finishing(job)).toList());
      for (Future<Path> object : done) {
        object.get();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts the benchmark", e);
    } catch (ExecutionException e) {
      throw new IOException("Cannot finish a trail in %s: %s".formatted(root, e.getMessage()), e);
    } finally {
      pool.shutdown();
    }
  }

  private Callable<Path> finishing(List<Path> objects) {
    return () -> {
      ByteArrayOutputStream json = new ByteArrayOutputStream();
      for (int i = 0; i < objects.size(); i++) {
        byte[] object = readable(Gzip.unpack(objects.get(i)));
        int from = i == 0 ? 0 : START.length;
        int to = object.length - (i == objects.size() - 1 ? 0 : END.length);
        json.write(object, from, to - from);
        if (i < objects.size() - 1) {
          json.write(',');
        }
        Files.delete(objects.get(i));
      }
      Gzip.pack(objects.get(0), json.toByteArray());
      return objects.get(0);
    };
  }

  /** The objects of the folder with the most bytes, as many as one object may hold. */
  private static List<Path> busiest(List<Path> objects) {
    Map<Path, List<Path>> folders =
        objects.stream()
            .filter(object -> object.toString().contains("/CloudTrail/"))
            .collect(Collectors.groupingBy(object -> object.getParent()));
    List<Path> busiest =
        folders.values().stream()
            .max(Comparator.comparingLong(files -> files.stream().mapToLong(Folder::size).sum()))
            .orElse(List.of());
    List<Path> fitting = new ArrayList<>();
    long bytes = 0;
    for (Path object : busiest) {
      bytes += Folder.size(object);
      if (bytes <= LARGEST_OBJECT) {
        fitting.add(object);
      }
    }
    return fitting;
  }

  /** Lone surrogates are legal, but DuckDB's parser takes no object that has one. */
  private static byte[] readable(byte[] json) {
    String text = new String(json, ISO_8859_1);
    if (!text.contains("\\ud800\"")) {
      return json;
    }
    return text.replace("\\ud800\"", "\\u00fc\"")
        .replace("\\udc00x", "\\u00e9x")
        .getBytes(ISO_8859_1);
  }
}
