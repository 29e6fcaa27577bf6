package io.trailhouse.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.util.Utils;

/** An S3 endpoint on this machine, in a process of its own, on the loopback address only. */
public final class S3Proxy implements AutoCloseable {

  private static final String IDENTITY = "local-identity";
  private static final String CREDENTIAL = "local-credential";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path folder;
  private final URI endpoint;
  private final Thread shutdown;
  private final AtomicInteger buckets = new AtomicInteger();

  private S3Proxy(Process process, Path folder, URI endpoint) {
    this.process = process;
    this.folder = folder;
    this.endpoint = endpoint;
    this.shutdown = new Thread(process::destroyForcibly);
  }

  /** Starts an endpoint without buckets, and waits until it answers. */
  static S3Proxy start() {
    try {
      Path folder = Files.createTempDirectory("trailhouse-s3");
      URI endpoint = URI.create("http://127.0.0.1:" + freePort());
      S3Proxy proxy = new S3Proxy(launch(folder, endpoint), folder, endpoint);
      Runtime.getRuntime().addShutdownHook(proxy.shutdown);
      proxy.await();
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while S3Proxy started", e);
    }
  }

  /** Makes an empty bucket. */
  public S3Bucket newBucket() {
    String name = "bucket-" + buckets.incrementAndGet();
    try {
      Files.createDirectory(folder.resolve("buckets").resolve(name));
      return new S3Bucket("s3a://" + name, settings());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What S3A needs to reach this endpoint. */
  public Map<String, String> settings() {
    return new TreeMap<>(
        Map.of(
            "fs.s3a.endpoint",
            endpoint.toString(),
            "fs.s3a.endpoint.region",
            "us-east-1",
            "fs.s3a.path.style.access",
            "true",
            "fs.s3a.access.key",
            IDENTITY,
            "fs.s3a.secret.key",
            CREDENTIAL));
  }

  /** What a command needs to reach this endpoint: variables that every AWS tool knows. */
  public Map<String, String> environment() {
    return Map.of(
        "AWS_ACCESS_KEY_ID",
        IDENTITY,
        "AWS_SECRET_ACCESS_KEY",
        CREDENTIAL,
        "AWS_REGION",
        "us-east-1",
        "AWS_ENDPOINT_URL_S3",
        endpoint.toString());
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(shutdown);
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Utils.deleteRecursively(folder.toFile());
  }

  private static Process launch(Path folder, URI endpoint) throws IOException {
    Properties settings = new Properties();
    settings.setProperty("s3proxy.endpoint", endpoint.toString());
    settings.setProperty("s3proxy.authorization", "aws-v2-or-v4");
    settings.setProperty("s3proxy.identity", IDENTITY);
    settings.setProperty("s3proxy.credential", CREDENTIAL);
    settings.setProperty("jclouds.provider", "filesystem");
    settings.setProperty(
        "jclouds.filesystem.basedir", Files.createDirectory(folder.resolve("buckets")).toString());
    Path file = folder.resolve("s3proxy.properties");
    try (var out = Files.newOutputStream(file)) {
      settings.store(out, null);
    }
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            jar().toString(),
            "--properties",
            file.toString());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log(folder).toFile())
        .start();
  }

  private static Path jar() {
    Path jar = Path.of(System.getProperty("trailhouse.s3proxy", "target/s3proxy/s3proxy.jar"));
    if (!Files.exists(jar)) {
      throw new IllegalStateException(
          jar + " is missing: run mvn -DskipTests pre-integration-test first.");
    }
    return jar;
  }

  private static Path log(Path folder) {
    return folder.resolve("s3proxy.log");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void await() throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(endpoint).timeout(PATIENCE).build();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!answers(client, request)) {
      boolean exited = process.waitFor(50, TimeUnit.MILLISECONDS);
      if (exited || System.nanoTime() > end) {
        String log = Files.readString(log(folder));
        close();
        throw new IllegalStateException("S3Proxy did not start:\n" + log);
      }
    }
  }

  /** Any answer will do, for the request is not signed. */
  private static boolean answers(HttpClient client, HttpRequest request)
      throws InterruptedException {
    try {
      client.send(request, BodyHandlers.discarding());
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
