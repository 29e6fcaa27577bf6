package io.trailhouse.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a service, and what its events carry. The list stands in {@code
 * sample/apis.txt}.
 */
record Api(
    String service,
    String name,
    boolean readOnly,
    boolean data,
    boolean global,
    int weight,
    Template request,
    Template response,
    String resourceType,
    @Nullable Template resource) {

  static final List<Api> ALL = read();

  String eventSource() {
    return service + ".amazonaws.com";
  }

  static Api named(String service, String name) {
    return ALL.stream()
        .filter(api -> api.service.equals(service) && api.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No such API: " + service + ":" + name));
  }

  private static List<Api> read() {
    try (InputStream in =
            Objects.requireNonNull(Api.class.getResourceAsStream("/sample/apis.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).map(Api::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("sample/apis.txt cannot be read", e);
    }
  }

  private static Api parse(String line) {
    List<String> cells = Arrays.asList(line.split("\\|", -1));
    String mode = cells.get(2);
    return new Api(
        cells.get(0),
        cells.get(1),
        mode.startsWith("r"),
        mode.contains("d"),
        mode.contains("g"),
        Integer.parseInt(cells.get(3)),
        Template.of(cells.get(4)),
        Template.of(cells.get(5)),
        cells.size() > 6 ? cells.get(6) : "",
        cells.size() > 7 ? Template.of(cells.get(7)) : null);
  }
}
