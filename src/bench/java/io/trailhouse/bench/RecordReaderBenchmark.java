package io.trailhouse.bench;

import io.trailhouse.event.EventColumn;
import io.trailhouse.record.HashKey;
import io.trailhouse.record.Limits;
import io.trailhouse.record.ReaderMemory;
import io.trailhouse.record.TrailReader;
import io.trailhouse.sample.GeneratedTrail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The record reader alone on one core, from memory: MB of JSON a second. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class RecordReaderBenchmark {

  private static final Set<EventColumn> ALL = EnumSet.allOf(EventColumn.class);
  private static final Set<EventColumn> THREE =
      EnumSet.of(EventColumn.EVENT_SOURCE, EventColumn.EVENT_NAME, EventColumn.ERROR_CODE);

  /** The floor: unpacking alone. */
  @Benchmark
  public long gunzip(Objects objects, Megabytes counter) throws IOException {
    byte[] object = objects.next();
    long length = 0;
    byte[] buffer = new byte[64 << 10];
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(object), buffer.length)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        length += read;
      }
    }
    counter.add(length);
    return length;
  }

  /** All columns. */
  @Benchmark
  public long readAllColumns(Objects objects, Megabytes counter) throws IOException {
    return read(objects, objects.all, counter);
  }

  /** Service, API and error. */
  @Benchmark
  public long readThreeColumns(Objects objects, Megabytes counter) throws IOException {
    return read(objects, objects.three, counter);
  }

  private static long read(Objects objects, ReaderMemory memory, Megabytes counter)
      throws IOException {
    byte[] object = objects.next();
    long records = 0;
    try (TrailReader reader =
        new TrailReader(new ByteArrayInputStream(object), memory, null, damage -> {})) {
      while (reader.next()) {
        records++;
      }
    }
    counter.add(objects.jsonBytes());
    return records;
  }

  /** MB of JSON that were read. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Megabytes {

    /** The counter that JMH reports a second. */
    public double megabytes;

    private void add(long bytes) {
      megabytes += bytes / 1e6;
    }
  }

  /** Objects of a generated trail in memory, one after the other. */
  @State(Scope.Thread)
  public static class Objects {
    private final ReaderMemory all = new ReaderMemory(ALL, Limits.DEFAULT, HashKey.PUBLIC);
    private final ReaderMemory three = new ReaderMemory(THREE, Limits.DEFAULT, HashKey.PUBLIC);

    private static final int EVENTS = 20_000;

    private final List<byte[]> packed = new ArrayList<>();
    private final List<Long> unpacked = new ArrayList<>();
    private int current;

    /** Makes them. */
    @Setup
    public void make() throws IOException {
      Path folder = Files.createTempDirectory("trailhouse-bench");
      GeneratedTrail.of(GeneratedTrail.Config.of(1, EVENTS)).writeTo(folder);
      for (Path object : TrailFiles.under(folder.toString())) {
        packed.add(Files.readAllBytes(object));
        unpacked.add((long) Gzip.unpack(object).length);
      }
      new Folder(folder).delete();
    }

    private byte[] next() {
      current = (current + 1) % packed.size();
      return packed.get(current);
    }

    private long jsonBytes() {
      return unpacked.get(current);
    }
  }
}
