package io.trailhouse.bench;

import io.trailhouse.event.EventColumn;
import io.trailhouse.record.Damage;
import io.trailhouse.record.HashKey;
import io.trailhouse.record.Limits;
import io.trailhouse.record.ReaderMemory;
import io.trailhouse.record.TrailReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;

/** The floor under any ingest: the JDK's zlib; and the record reader without anything around it. */
final class PlainJava implements Contender {

  private static final int BUFFER_BYTES = 64 << 10;
  private static final Set<EventColumn> ALL = EnumSet.allOf(EventColumn.class);

  private final ExecutorService pool;
  private final int threads;

  PlainJava(int threads) {
    this.threads = threads;
    this.pool = Executors.newFixedThreadPool(threads);
  }

  @Override
  public Callable<Outcome> run(Step step)
      throws IOException, InterruptedException, ExecutionException {
    List<Path> objects = TrailFiles.under(step.input());
    Outcome outcome =
        switch (step.task()) {
          case GUNZIP -> gunzip(objects, threads);
          case GUNZIP_ONE_THREAD -> gunzip(objects, 1);
          case READ_ONE_THREAD -> read(objects);
          case INGEST, INGEST_AGAIN, SCAN_THREE, SCAN_ALL, QUERY, COLUMN_BYTES ->
              throw new IllegalArgumentException("not for plain Java: " + step.task());
        };
    return () -> outcome;
  }

  private Outcome gunzip(List<Path> objects, int concurrency)
      throws InterruptedException, ExecutionException {
    List<Callable<Long>> shares = new ArrayList<>();
    for (int share = 0; share < concurrency; share++) {
      int first = share;
      shares.add(
          () -> {
            long bytes = 0;
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int i = first; i < objects.size(); i += concurrency) {
              bytes += gunzip(objects.get(i), buffer);
            }
            return bytes;
          });
    }
    long bytes = 0;
    for (Future<Long> share : pool.invokeAll(shares)) {
      bytes += share.get();
    }
    return new Outcome(0, 0, 0, bytes, Map.of());
  }

  private static long gunzip(Path object, byte[] buffer) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(object), BUFFER_BYTES)) {
      long bytes = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes += read;
      }
      return bytes;
    }
  }

  private static Outcome read(List<Path> objects) throws IOException {
    List<Damage> damage = new ArrayList<>();
    long records = 0;
    ReaderMemory memory = new ReaderMemory(ALL, Limits.DEFAULT, HashKey.PUBLIC);
    for (Path object : objects) {
      try (TrailReader reader =
          new TrailReader(Files.newInputStream(object), memory, "111122223333", damage::add)) {
        while (reader.next()) {
          records++;
        }
      }
    }
    return new Outcome(records, 0, 0, 0, Map.of("damaged", (long) damage.size()));
  }

  @Override
  public void close() {
    pool.shutdown();
  }
}
