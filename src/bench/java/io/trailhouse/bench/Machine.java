package io.trailhouse.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What the benchmark ran on.
 *
 * @param cpu model of the processor
 * @param cores processors that this process may use, and threads of each contender
 * @param memoryBytes memory of the machine
 * @param system operating system
 * @param java the Java of all contenders
 */
record Machine(String cpu, int cores, long memoryBytes, String system, String java) {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  static Machine here() throws IOException {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Machine(
        cpuModel(),
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
  }

  private static String cpuModel() throws IOException {
    String unknown = System.getProperty("os.arch", "unknown");
    if (!Files.isReadable(CPU_INFO)) {
      return unknown;
    }
    return Files.readAllLines(CPU_INFO).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(unknown);
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "%s, %d cores, %.0f GB RAM, %s, %s",
        cpu,
        cores,
        memoryBytes / 1e9,
        system,
        java);
  }
}
