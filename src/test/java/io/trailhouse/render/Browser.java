package io.trailhouse.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trailhouse.report.ReportAnswer;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.NoAlertPresentException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium that opens report pages from a disk. */
final class Browser implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final ChromeDriver driver;

  Browser() {
    try {
      folder = Files.createTempDirectory("browser");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    driver = new ChromeDriver(service(), options());
  }

  static boolean isInstalled() {
    return chromium().isPresent() && driverProgram().isPresent();
  }

  private static Optional<File> chromium() {
    return program("chromium")
        .or(() -> program("chromium-browser"))
        .or(() -> program("google-chrome"));
  }

  private static Optional<File> driverProgram() {
    return program("chromedriver");
  }

  private static Optional<File> program(String name) {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Stream.of(path.split(File.pathSeparator, -1))
        .map(place -> new File(place, name))
        .filter(File::canExecute)
        .findFirst();
  }

  private static ChromeDriverService service() {
    return new ChromeDriverService.Builder()
        .usingDriverExecutable(driverProgram().orElseThrow())
        .usingAnyFreePort()
        .withSilent(true)
        .build();
  }

  private ChromeOptions options() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium().orElseThrow());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--user-data-dir=" + folder.resolve("profile"));
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    return options;
  }

  /** Opens a page in light, 1440 wide, and forgets what was logged before. */
  void open(PageHeading heading, List<ReportAnswer> answers) {
    Path file = folder.resolve("report.html");
    try (OutputStream out = Files.newOutputStream(file)) {
      new Page(heading, answers, ".csv").writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    driver.get("about:blank");
    emulate("screen", "light");
    width(1440);
    messages();
    requests();
    driver.get(file.toUri().toString());
  }

  void width(int pixels) {
    size(pixels, 900);
  }

  void size(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  void emulate(String media, String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            media,
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** What a script in the page returns. */
  @Nullable Object script(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** The text of what a selector finds, in order. */
  List<String> texts(String selector) {
    return strings(
        script(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)",
            selector));
  }

  static List<String> strings(@Nullable Object list) {
    List<String> strings = new ArrayList<>();
    if (list instanceof List<?> values) {
      values.forEach(value -> strings.add(String.valueOf(value)));
    }
    return strings;
  }

  long count(String selector) {
    return ((Number)
            Objects.requireNonNull(
                script("return document.querySelectorAll(arguments[0]).length", selector)))
        .longValue();
  }

  void click(String selector) {
    script("document.querySelector(arguments[0]).click()", selector);
  }

  void type(String selector, String text) {
    script(
        "const e = document.querySelector(arguments[0]); e.value = arguments[1];"
            + " e.dispatchEvent(new Event('input', {bubbles: true}))",
        selector,
        text);
  }

  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** What the clipboard holds. */
  String clipboard() {
    driver.executeCdpCommand(
        "Browser.grantPermissions",
        Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
    return String.valueOf(
        driver.executeAsyncScript(
            "navigator.clipboard.readText().then(arguments[0], arguments[0])"));
  }

  boolean hasDialog() {
    try {
      driver.switchTo().alert();
      return true;
    } catch (NoAlertPresentException e) {
      return false;
    }
  }

  /** What the console says since the last call. */
  List<String> messages() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** The addresses that were asked for since the last call, without the page's own. */
  List<String> requests() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> tree(entry.getMessage()).path("message"))
        .filter(message -> message.path("method").asText().equals("Network.requestWillBeSent"))
        .map(message -> message.path("params").path("request").path("url").asText())
        .filter(url -> !url.equals("about:blank") && !url.endsWith("/report.html"))
        .toList();
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A picture of what is in sight, as PNG. */
  byte[] picture() {
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  /** Ends Chromium and its driver, and leaves no file behind. */
  @Override
  public void close() throws IOException {
    driver.quit();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
