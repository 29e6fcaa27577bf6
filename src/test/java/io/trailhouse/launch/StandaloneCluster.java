package io.trailhouse.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Spark's own cluster: a master and two workers, each a process of its own, on the loopback address
 * and on ports that are free. Its machines know nothing of S3 and of credentials.
 */
final class StandaloneCluster implements AutoCloseable {

  private static final int WORKERS = 2;
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(120);
  private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Pattern REGISTERED = Pattern.compile("Registering worker ");
  private static final Pattern PROCESS = Pattern.compile("daemon with process name: (\\d+)@");

  private final Path sparkHome;
  private final Path folder;

  /** Spark's settings; the words of TRAILHOUSE_SUBMIT_OPTS cannot have blanks, values can. */
  private final Path properties;

  private final List<Process> daemons = new ArrayList<>();
  private final Thread shutdown = new Thread(this::kill);
  private String address = "";

  private StandaloneCluster(Path sparkHome, Path folder) {
    this.sparkHome = sparkHome;
    this.folder = folder;
    this.properties = folder.resolve("spark.conf");
  }

  /** Starts one of a Spark that somebody has installed, and waits until its workers are ready. */
  static StandaloneCluster start(Path sparkHome, Path folder)
      throws IOException, InterruptedException {
    StandaloneCluster cluster = new StandaloneCluster(sparkHome, folder);
    Runtime.getRuntime().addShutdownHook(cluster.shutdown);
    boolean started = false;
    try {
      cluster.start();
      started = true;
    } finally {
      if (!started) {
        cluster.close();
      }
    }
    return cluster;
  }

  private void start() throws IOException, InterruptedException {
    Path log = folder.resolve("master.log");
    daemons.add(
        daemon("org.apache.spark.deploy.master.Master", "--port", "0", "--webui-port", "0")
            .start(log));
    address = await(log, MASTER, 1).get(0).group(1);
    for (int worker = 0; worker < WORKERS; worker++) {
      daemons.add(
          daemon("org.apache.spark.deploy.worker.Worker", "--webui-port", "0")
              .given(List.of("--cores", "2", "--memory", "2g"))
              .given(List.of("--work-dir", folder.resolve("worker-" + worker).toString(), address))
              .start(folder.resolve("worker-" + worker + ".log")));
    }
    await(log, REGISTERED, WORKERS);
    Files.write(
        properties,
        List.of(
            "spark.standalone.submit.waitAppCompletion true",
            // Tables of a few rows.
            "spark.sql.shuffle.partitions 2",
            "spark.databricks.delta.snapshotPartitions 2",
            "spark.driver.extraJavaOptions " + Launch.START_FAST,
            "spark.executor.extraJavaOptions " + Launch.START_FAST));
  }

  private Launch daemon(String main, String... arguments) {
    return Launch.of(Launch.JAVA_HOME.resolve("bin/java").toString(), "-Xmx200m")
        .given(List.of(Launch.START_FAST.split(" ", -1)))
        .given(List.of("-XX:+UseSerialGC", "-Dspark.master.rest.enabled=false"))
        .given(List.of("-cp", sparkHome + "/jars/*", main, "--host", "127.0.0.1"))
        .given(List.of(arguments))
        .with(home());
  }

  private Map<String, String> home() {
    return Map.of(
        "SPARK_HOME",
        sparkHome.toString(),
        "SPARK_SCALA_VERSION",
        "2.13",
        "SPARK_LOCAL_IP",
        "127.0.0.1");
  }

  /** The project's command, submitted to this cluster. */
  Launch trailhouse(String deployMode) {
    return Launch.of(Launch.PROJECT.resolve("scripts/trailhouse").toString())
        .with(home())
        .with("TRAILHOUSE_HEAP", "640m")
        .with(
            "TRAILHOUSE_SUBMIT_OPTS",
            String.join(
                " ",
                "--master",
                address,
                "--deploy-mode",
                deployMode,
                "--executor-memory",
                "512m",
                "--executor-cores",
                "1",
                "--total-executor-cores",
                "2",
                "--properties-file",
                properties.toString()));
  }

  /**
   * Kills an executor in each of some stages of a job, while it runs a task there.
   *
   * @param stages their numbers
   * @param over when there will be no executors any more
   * @return how many were killed
   */
  int killAnExecutorInEach(List<Integer> stages, BooleanSupplier over)
      throws IOException, InterruptedException {
    int killed = 0;
    while (killed < stages.size() && !over.getAsBoolean()) {
      if (killOneIn(stages.get(killed))) {
        killed++;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return killed;
  }

  private boolean killOneIn(int stage) throws IOException {
    for (Path log : files("app-*/*/stderr")) {
      String text = Files.readString(log);
      if (tasks("Running", stage, text) > tasks("Finished", stage, text)
          && found(text, PROCESS).stream()
              .anyMatch(process -> kill(Long.parseLong(process.group(1))))) {
        return true;
      }
    }
    return false;
  }

  private static int tasks(String what, int stage, String log) {
    return found(log, Pattern.compile(what + " task \\S+ in stage " + stage + "\\.")).size();
  }

  /** Ends a process that a worker of this cluster started, and tells whether it was alive. */
  private boolean kill(long pid) {
    return daemons.stream()
        .flatMap(Process::children)
        .anyMatch(child -> child.pid() == pid && child.isAlive() && child.destroyForcibly());
  }

  /** What the last driver that ran on a worker wrote: {@code stdout} or {@code stderr}. */
  String lastDriver(String stream) throws IOException {
    Path last =
        files("driver-*/" + stream).stream()
            .max(Comparator.comparing(file -> file.getParent().getFileName().toString()))
            .orElseThrow();
    return Files.readString(last);
  }

  private List<Path> files(String pattern) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder, 4)) {
      all.filter(
              file ->
                  file.getFileSystem()
                      .getPathMatcher("glob:worker-*/" + pattern)
                      .matches(folder.relativize(file)))
          .forEach(files::add);
    } catch (UncheckedIOException e) {
      // A worker cleans up.
      return List.of();
    }
    return files;
  }

  private List<MatchResult> await(Path log, Pattern line, int times)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE;
    List<MatchResult> found = List.of();
    while (found.size() < times) {
      boolean dead = daemons.stream().anyMatch(daemon -> !daemon.isAlive());
      if (dead || System.nanoTime() > end) {
        throw new IllegalStateException("No cluster:\n" + Files.readString(log));
      }
      TimeUnit.MILLISECONDS.sleep(50);
      found = found(Files.readString(log), line);
    }
    return found;
  }

  private static List<MatchResult> found(String text, Pattern pattern) {
    return pattern.matcher(text).results().toList();
  }

  /** Ends it, with all drivers and executors that its workers started. */
  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(shutdown);
    kill();
  }

  private void kill() {
    List<ProcessHandle> all =
        daemons.stream()
            .flatMap(daemon -> Stream.concat(daemon.descendants(), Stream.of(daemon.toHandle())))
            .toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
  }
}
