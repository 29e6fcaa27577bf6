package io.trailhouse.deploy;

import io.trailhouse.launch.Launch;
import io.trailhouse.launch.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An {@code aws} that sends nothing and writes down what it is called with. */
final class FakeAws {

  private static final String PROGRAM =
      """
      #!/bin/sh
      printf '%s\\0' "$@" > "$CALLS/$(ls "$CALLS" | wc -l)"
      exit "$CODE"
      """;

  private final Path calls;
  private final Launch launch;

  private FakeAws(Path calls, Launch launch) {
    this.calls = calls;
    this.launch = launch;
  }

  /** One that ends with this exit code, for scripts in a project's folder. */
  static FakeAws endingWith(int code, Path folder, Path project) throws IOException {
    Path programs = Files.createDirectories(folder.resolve("bin"));
    Path calls = Files.createTempDirectory(folder, "calls");
    Path program = Files.writeString(programs.resolve("aws"), PROGRAM);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new FakeAws(
        calls,
        new Launch(
            List.of("bash"),
            project,
            Map.of(
                "PATH", programs + ":" + System.getenv("PATH"),
                "CALLS", calls.toString(),
                "CODE", Integer.toString(code))));
  }

  /** Runs a script of the project, or a text with {@code -c}. */
  Outcome bash(List<String> arguments) {
    return launch.run(arguments.toArray(String[]::new));
  }

  /** The arguments of each call so far. */
  List<List<String>> calls() throws IOException {
    List<List<String>> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(calls)) {
      for (Path file : files.sorted().toList()) {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        all.add(List.of(text.substring(0, text.length() - 1).split("\0", -1)));
      }
    }
    return all;
  }

  /** What the last call gave for an option. */
  String option(String name) throws IOException {
    List<List<String>> all = calls();
    List<String> last = all.get(all.size() - 1);
    return last.get(last.indexOf(name) + 1);
  }
}
