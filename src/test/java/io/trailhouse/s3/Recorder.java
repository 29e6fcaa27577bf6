package io.trailhouse.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A web server on the loopback address that notes what it is asked: as a proxy in front of an empty
 * bucket that nobody may write to, and as the service that gives credentials to who assumes a role.
 */
final class Recorder implements AutoCloseable {

  private static final String EMPTY =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><KeyCount>0</KeyCount>\
      <IsTruncated>false</IsTruncated></ListBucketResult>
      """;

  private static final String REFUSED =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Error><Code>AccessDenied</Code><Message>Nobody may write</Message></Error>
      """;

  private static final String CREDENTIALS =
      """
      <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>\
      <Credentials><AccessKeyId>%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey>\
      <SessionToken>a-token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>\
      </Credentials></AssumeRoleResult></AssumeRoleResponse>
      """;

  private final HttpServer server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final String credentials;

  private Recorder(HttpServer server, String credentials) {
    this.server = server;
    this.credentials = credentials;
  }

  /** Starts one that gives these credentials to those who assume a role. */
  static Recorder start(String accessKeyId, String secretAccessKey) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    Recorder recorder = new Recorder(server, CREDENTIALS.formatted(accessKeyId, secretAccessKey));
    server.createContext("/", recorder::answer);
    server.start();
    return recorder;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** What it was asked by one method. */
  List<Request> requests(String method) {
    return requests.stream().filter(request -> request.method.equals(method)).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      String method = exchange.getRequestMethod();
      requests.add(
          new Request(method, exchange.getRequestURI(), exchange.getRequestHeaders(), body));
      switch (method) {
        case "HEAD" -> exchange.sendResponseHeaders(404, -1);
        case "GET" -> send(exchange, 200, EMPTY);
        case "POST" -> send(exchange, 200, credentials);
        default -> send(exchange, 403, REFUSED);
      }
    }
  }

  private static void send(HttpExchange exchange, int code, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(code, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  /** What it was asked. */
  record Request(String method, URI uri, Headers headers, String body) {}
}
