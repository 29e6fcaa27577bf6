package io.trailhouse.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.trailhouse.SparkTest;
import io.trailhouse.render.Numbers;
import io.trailhouse.sample.GeneratedTrail;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights as a scheduler starts them: one, then none for a while, then again. */
@SparkTest
final class NightlyCommandTest {

  // A scheduler names no day, so neither may the test.
  @SuppressWarnings("TimeInStaticInitializer")
  private static final LocalDate YESTERDAY = LocalDate.now(ZoneOffset.UTC).minusDays(1);

  private static final LocalDate MISSED = YESTERDAY.minusDays(1);
  private static final LocalDate FIRST = YESTERDAY.minusDays(2);

  /** Folders beside those of nights. */
  private static final List<String> OTHERS = List.of("2026-13-99", "weekly");

  private static final List<String> POSTED = new ArrayList<>();

  @TempDir private static Path folder;
  private static HttpServer server;
  private static CommandLineRun first;
  private static List<String> pagesAfterFirst;
  private static List<String> pagesAfterDying;
  private static CommandLineRun late;
  private static CommandLineRun again;
  private static CommandLineRun afterDying;
  private static CommandLineRun afterLateEvents;
  private static CommandLineRun refused;
  private static CommandLineRun failed;

  @BeforeAll
  static void passNights() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          POSTED.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    GeneratedTrail.of(
            GeneratedTrail.Config.of(5, 300)
                .withDays(FIRST, 3)
                .withPlaces(1, 1)
                .withShares(0.1, 0.0, 0.0))
        .writeTo(folder.resolve("trail"));
    for (String others : OTHERS) {
      Path page = Files.createDirectories(folder.resolve("nights").resolve(others));
      Files.writeString(page.resolve("report.html"), "made by somebody else");
    }
    first = nightly("--day", FIRST.toString());
    pagesAfterFirst = pages();
    late = nightly();
    again = nightly("--config", telling(address("/hook/secret-token")));
    // A run that dies has the numbers of the night in the lake, but not the page yet.
    Files.delete(folder.resolve("nights/%s/report.html".formatted(YESTERDAY)));
    afterDying = nightly();
    pagesAfterDying = pages();
    addLateEvent();
    afterLateEvents = nightly();
    refused = nightly("--config", telling(address("/secret-token")));
    failed =
        CommandLineRun.of(
            "nightly",
            "--trail",
            folder.resolve("nowhere").toString(),
            "--lake",
            folder.resolve("lake").toString(),
            "--out",
            folder.resolve("nights").toString(),
            "--config",
            telling(address("/hook/secret-token")));
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  @Test
  void reportsOnTheDayThatIsAskedFor() {
    assertThat(pagesAfterFirst).containsExactly(FIRST.toString());
  }

  @Test
  void makesUpForNightsThatWereMissed() throws IOException {
    assertThat(List.of(reportedOn(late), pages()))
        .containsExactly(
            "Reported on %s, %s.".formatted(MISSED, YESTERDAY),
            List.of(FIRST.toString(), MISSED.toString(), YESTERDAY.toString()));
  }

  @Test
  void doesNothingTheSecondTime() {
    assertThat(again.out())
        .contains("Ingested nothing: all of ", "Reported on nothing: the reports are as the lake");
  }

  @Test
  void makesThePageThatARunWhichDiedDidNotGetTo() {
    assertThat(List.of(reportedOn(afterDying), pagesAfterDying))
        .containsExactly(
            "Reported on %s.".formatted(YESTERDAY),
            List.of(FIRST.toString(), MISSED.toString(), YESTERDAY.toString()));
  }

  @Test
  void reportsAgainOnADayThatLateEventsChanged() {
    assertThat(reportedOn(afterLateEvents)).isEqualTo("Reported on %s.".formatted(MISSED));
  }

  @Test
  void countsWhatTheLakeHolds() {
    long events =
        CommandLineRun.rows(
                folder.resolve("lake"),
                "SELECT count(*) AS n FROM events WHERE event_date = DATE'%s'".formatted(YESTERDAY))
            .get(0)
            .get("n")
            .asLong();
    assertThat(late.out())
        .startsWith(
            "Night of %s: %s by ".formatted(YESTERDAY, Numbers.count(events, "event", "events")));
  }

  @Test
  void leavesNoSmallFilesToMerge() {
    CommandLineRun maintain =
        CommandLineRun.of("maintain", "--lake", folder.resolve("lake").toString(), "--compact");
    assertThat(maintain.out()).startsWith("No partition of events has small files to merge.");
  }

  @Test
  void linksEveryNightInTheIndex() throws IOException {
    String index = Files.readString(folder.resolve("nights/index.html"));
    assertThat(index)
        .containsSubsequence(
            "href=\"%s/report.html\"".formatted(YESTERDAY),
            "href=\"%s/report.html\"".formatted(MISSED),
            "href=\"%s/report.html\"".formatted(FIRST));
  }

  @Test
  void linksNothingElseInTheIndex() throws IOException {
    assertThat(Files.readString(folder.resolve("nights/index.html"))).doesNotContain(OTHERS);
  }

  @Test
  void sendsTheSummaryAsSlackTakesIt() throws IOException {
    assertThat(new ObjectMapper().readTree(POSTED.get(0)).get("text").asText())
        .isEqualTo(again.out());
  }

  @Test
  void sendsWhyANightFailed() throws IOException {
    String text = new ObjectMapper().readTree(POSTED.get(1)).get("text").asText();
    assertThat(List.of(failed.exitCode(), "trailhouse: " + text.replaceFirst(".*? failed: ", "")))
        .containsExactly(3, failed.complaint());
  }

  @Test
  void tellsThatTheSummaryDidNotGetThereButNotWhere() {
    assertThat(List.of(refused.exitCode(), refused.complaint()))
        .containsExactly(
            3,
            "trailhouse: The summary could not be sent to the address of --webhook (it answered"
                + " 404); all else is done");
  }

  @Test
  void refusesAWebhookThatAnybodyCouldListenTo() throws IOException {
    assertThat(nightly("--config", telling("http://hooks.example.com/x")).exitCode()).isEqualTo(2);
  }

  @Test
  void saysWhatIsWrongWithAWebhookButNotWhatItIs() throws IOException {
    CommandLineRun quoted =
        nightly("--verbose", "--config", telling("\"https://hooks.example.com/secret-token\""));
    assertThat(quoted.err())
        .contains("--webhook is no address such as https://host/path: illegal character")
        .doesNotContain("secret-token");
  }

  @Test
  void sendsAlsoWhyANightDidNotBegin() throws IOException {
    int sent = POSTED.size();
    nightly(
        "--reports",
        folder.resolve("none").toString(),
        "--config",
        telling(address("/hook/secret-token")));
    assertThat(POSTED.subList(sent, POSTED.size()))
        .singleElement()
        .asString()
        .contains("failed: ", "none");
  }

  @Test
  void endsWithTheCodeOfARunThatIsDone() {
    assertThat(
            Stream.of(first, late, again, afterDying, afterLateEvents)
                .map(CommandLineRun::exitCode))
        .containsOnly(0);
  }

  private static CommandLineRun nightly(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "nightly",
                "--trail",
                folder.resolve("trail").toString(),
                "--lake",
                folder.resolve("lake").toString(),
                "--out",
                folder.resolve("nights").toString(),
                "--format",
                "html"));
    args.addAll(List.of(more));
    return CommandLineRun.of(args.toArray(String[]::new));
  }

  /** A file with the webhook, which may not stand on the command line. */
  private static String telling(String address) throws IOException {
    Path file = Files.createTempFile(folder, "nightly", ".conf");
    return Files.writeString(file, "nightly.webhook=" + address).toString();
  }

  private static String address(String path) {
    return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
  }

  private static String reportedOn(CommandLineRun run) {
    return run.out().lines().filter(line -> line.startsWith("Reported on ")).findFirst().orElse("");
  }

  private static List<String> pages() throws IOException {
    try (Stream<Path> days = Files.list(folder.resolve("nights"))) {
      return days.filter(day -> Files.exists(day.resolve("report.html")))
          .map(day -> day.getFileName().toString())
          .filter(day -> !OTHERS.contains(day))
          .sorted()
          .toList();
    }
  }

  /** An event of the missed day that is delivered a day later. */
  private static void addLateEvent() throws IOException {
    Path day =
        folder.resolve(
            "trail/AWSLogs/111122223333/CloudTrail/us-east-1/%s"
                .formatted(YESTERDAY.toString().replace('-', '/')));
    Files.createDirectories(day);
    Files.writeString(
        day.resolve(
            "111122223333_CloudTrail_us-east-1_%sT2350Z_aaaaaaaaaaaaaaaa.json"
                .formatted(YESTERDAY.toString().replace("-", ""))),
        """
        {"Records":[{"eventVersion":"1.08","eventTime":"%sT10:00:00Z","awsRegion":"us-east-1",\
        "eventSource":"s3.amazonaws.com","eventName":"GetObject","eventID":"late"}]}\
        """
            .formatted(MISSED));
  }
}
