package io.trailhouse.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** Measures what this process takes for a step. */
final class Meter {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR_REFS = Path.of("/proc/self/clear_refs");
  private static final String RESET_PEAK_RSS = "5";

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final List<MemoryPoolMXBean> heap =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .toList();

  /** Has the contender do the step with a clean heap and looks at clock and memory. */
  Measurement measure(Contender contender, Step step) throws Exception {
    System.gc();
    heap.forEach(MemoryPoolMXBean::resetPeakUsage);
    if (Files.isWritable(CLEAR_REFS)) {
      Files.writeString(CLEAR_REFS, RESET_PEAK_RSS);
    }
    long cpu = system.getProcessCpuTime();
    long start = System.nanoTime();
    Callable<Outcome> outcome = contender.run(step);
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuSeconds = (system.getProcessCpuTime() - cpu) / 1e9;
    long heapPeak = heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    long rssPeak = rssPeak();
    Measurement measurement =
        new Measurement(seconds, cpuSeconds, heapPeak, rssPeak, outcome.call());
    // Gives the heap back, so that the contender whose turn is next has the machine's memory.
    System.gc();
    return measurement;
  }

  /** 0 where the system has no such file. */
  private static long rssPeak() throws IOException {
    if (!Files.isReadable(STATUS)) {
      return 0;
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .findFirst()
        .orElse(0);
  }
}
