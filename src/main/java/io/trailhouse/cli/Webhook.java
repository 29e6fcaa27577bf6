package io.trailhouse.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.trailhouse.TrailhouseException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;

/**
 * Sends a text to an address that takes Slack's incoming webhooks: a JSON object with one field
 * {@code text}. The address is a secret, so no message of ours holds it.
 *
 * @see <a href="https://api.slack.com/messaging/webhooks">Slack, incoming webhooks</a>
 */
final class Webhook {

  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final int ATTEMPTS = 3;
  private static final long MILLIS_BETWEEN = 2_000;
  private static final int FIRST_SERVER_ERROR = 500;

  private final URI address;

  private Webhook(URI address) {
    this.address = address;
  }

  /**
   * The webhook at an address.
   *
   * @throws IllegalArgumentException if it is no address of a web server
   */
  static Webhook at(String address) {
    URI uri;
    try {
      uri = new URI(address);
    } catch (URISyntaxException e) {
      // The exception itself holds the address.
      throw new IllegalArgumentException(
          "--webhook is no address such as https://host/path: %s at its character %d"
              .formatted(e.getReason().toLowerCase(Locale.ROOT), e.getIndex() + 1));
    }
    if (uri.getHost() != null && ("https".equals(uri.getScheme()) || isLoopback(uri))) {
      return new Webhook(uri);
    }
    throw new IllegalArgumentException(
        "--webhook must be an address that begins with https://, as its text tells about accounts");
  }

  private static boolean isLoopback(URI uri) {
    return "http".equals(uri.getScheme())
        && ("127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost()));
  }

  /**
   * Sends, again a few times where that may help.
   *
   * @throws TrailhouseException if it did not get there
   */
  void send(String text) throws InterruptedException {
    String body = JsonNodeFactory.instance.objectNode().put("text", text).toString();
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(LONGEST)
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpClient client = HttpClient.newBuilder().connectTimeout(LONGEST).build();
    String failure = "";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (attempt > 0) {
        Thread.sleep(MILLIS_BETWEEN);
      }
      try {
        int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status / 100 == 2) {
          return;
        }
        failure = "it answered " + status;
        if (status < FIRST_SERVER_ERROR) {
          break;
        }
      } catch (IOException e) {
        failure = e.getClass().getSimpleName();
      }
    }
    throw new TrailhouseException(
        "The summary could not be sent to the address of --webhook (%s); all else is done"
            .formatted(failure));
  }
}
