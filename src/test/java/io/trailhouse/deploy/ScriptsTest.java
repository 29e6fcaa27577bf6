package io.trailhouse.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.launch.Launch;
import io.trailhouse.launch.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All shell scripts. */
@Needs(value = "shellcheck", from = "shellcheck")
class ScriptsTest {

  static List<Path> scripts() throws IOException {
    try (Stream<Path> scripts = Files.list(Launch.PROJECT.resolve("scripts"))) {
      return Stream.concat(scripts.sorted(), Stream.of(Launch.PROJECT.resolve(".ci/run"))).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void shellcheckFindsNoFaultWithAnyScript(Path script) {
    assertThat(checked(script)).isEqualTo(new Outcome(0, "", ""));
  }

  @Test
  void shellcheckFindsAFault(@TempDir Path folder) throws IOException {
    assertThat(checked(Files.writeString(folder.resolve("wrong"), "#!/bin/bash\nrm $1\n")).out())
        .contains("SC2086");
  }

  private static Outcome checked(Path script) {
    return new Launch(List.of("shellcheck", "-x"), Launch.PROJECT, Map.of("LC_ALL", "C.UTF-8"))
        .run(script.toString());
  }
}
