package io.trailhouse.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All files for AWS and for schedulers. */
class DeployFilesTest {

  static List<Path> all() throws IOException {
    try (Stream<Path> emr = Files.list(DeployFile.conf("emr"));
        Stream<Path> iam = Files.list(DeployFile.conf("iam"));
        Stream<Path> schedule = Files.list(DeployFile.conf("schedule"))) {
      return Stream.of(emr, iam, schedule).flatMap(files -> files).sorted().toList();
    }
  }

  static List<Path> allJson() throws IOException {
    return all().stream().filter(file -> file.toString().endsWith(".json")).toList();
  }

  @ParameterizedTest
  @MethodSource("all")
  void theReadmeNamesIt(Path file) throws IOException {
    assertThat(Files.readString(Path.of("README.md"))).contains(file.getFileName().toString());
  }

  @ParameterizedTest
  @MethodSource("allJson")
  void itIsJsonWithoutAKeyTwice(Path file) throws IOException {
    assertThat(DeployFile.json(DeployFile.filledIn(file)).isContainerNode()).isTrue();
  }
}
