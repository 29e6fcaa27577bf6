package io.trailhouse.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network in front of an endpoint that hangs up where some puts should be answered: the store has
 * done what it was asked, and the client does not hear of it.
 */
final class LostAnswers implements AutoCloseable {

  private static final String VERSION = "HTTP/1.1 ";

  private final URI endpoint;
  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger toLose;
  private final List<Integer> answers = new CopyOnWriteArrayList<>();

  private LostAnswers(URI endpoint, ServerSocket server, int toLose) {
    this.endpoint = endpoint;
    this.server = server;
    this.toLose = new AtomicInteger(toLose);
  }

  /** Loses the answers to the first puts, as many as told. */
  static LostAnswers of(S3Bucket bucket, int toLose) {
    try {
      URI endpoint = URI.create(bucket.settings().get("fs.s3a.endpoint"));
      ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      LostAnswers network = new LostAnswers(endpoint, server, toLose);
      network.threads.execute(network::accept);
      return network;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bucket as it is reached through this network. */
  S3Bucket reach(S3Bucket bucket) {
    Map<String, String> settings = new TreeMap<>(bucket.settings());
    settings.put("fs.s3a.endpoint", "http://127.0.0.1:" + server.getLocalPort());
    // Not the client that reaches the bucket directly.
    settings.put("fs.s3a.impl.disable.cache", "true");
    return new S3Bucket(bucket.address(), settings);
  }

  /** What the store answered to puts, whether the answer got lost or not. */
  List<Integer> answers() {
    return List.copyOf(answers);
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket client = remembered(server.accept());
        Socket store = remembered(new Socket(endpoint.getHost(), endpoint.getPort()));
        AtomicBoolean putting = new AtomicBoolean();
        threads.execute(() -> ask(client, store, putting));
        threads.execute(() -> answer(store, client, putting));
      }
    } catch (IOException e) {
      // The end of the test.
      return;
    }
  }

  private Socket remembered(Socket socket) {
    sockets.add(socket);
    return socket;
  }

  private static void ask(Socket from, Socket to, AtomicBoolean putting) {
    byte[] buffer = new byte[1 << 16];
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        if (startsWith(buffer, length, "PUT ")) {
          putting.set(true);
        }
        out.write(buffer, 0, length);
        out.flush();
      }
    } catch (IOException e) {
      // One side hung up.
      return;
    }
  }

  private void answer(Socket from, Socket to, AtomicBoolean putting) {
    byte[] buffer = new byte[1 << 16];
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        // 100 only asks for the content.
        if (!startsWith(buffer, length, VERSION + "100") && putting.getAndSet(false)) {
          answers.add(Integer.parseInt(new String(buffer, VERSION.length(), 3, ISO_8859_1)));
          if (toLose.getAndDecrement() > 0) {
            return;
          }
        }
        out.write(buffer, 0, length);
        out.flush();
      }
    } catch (IOException e) {
      // One side hung up.
      return;
    }
  }

  private static boolean startsWith(byte[] buffer, int length, String text) {
    return new String(buffer, 0, Math.min(text.length(), length), ISO_8859_1).equals(text);
  }
}
