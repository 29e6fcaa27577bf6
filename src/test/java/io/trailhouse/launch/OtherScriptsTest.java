package io.trailhouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts beside {@code trailhouse}, started through a link; what they start only repeats. */
class OtherScriptsTest {

  private static final String REPEAT = "#!/bin/sh\nprintf '%s\\n' \"$*\"\n";

  @TempDir Path folder;
  private Path project = Path.of(".");

  @BeforeEach
  void makeAProject() throws IOException {
    project = folder.toRealPath().resolve("a\tproject \"of\" ours");
    Path copies = Files.createDirectories(project.resolve("scripts"));
    try (Stream<Path> scripts = Files.list(Launch.PROJECT.resolve("scripts"))) {
      for (Path script : scripts.toList()) {
        Files.copy(script, copies.resolve(script.getFileName()));
      }
    }
    Path runtime = Files.createDirectories(project.resolve("target/runtime"));
    Files.createFile(runtime.resolve("java-options"));
    Files.createFile(Files.createDirectory(runtime.resolve("notebook")).resolve("kernel.jar"));
    Files.writeString(project.resolve("pom.xml"), "<spark.opens>--add-opens=a</spark.opens>\n");
    Files.createDirectories(project.resolve("src/main"));
    Files.createFile(project.resolve("target/bench.classpath"));
    Files.createFile(project.resolve("target/trailhouse-1.jar"));
  }

  @Test
  void quickstartIngestsTheSampleOfItsProject() throws IOException {
    program(project.resolve("scripts/trailhouse"));
    assertThat(linked("quickstart").run("lake").out().lines())
        .contains(
            "ingest --trail %s/src/sample/trail --lake %s/lake"
                .formatted(project, folder.toRealPath()));
  }

  @Test
  void quickstartEndsWithCommandsThatCanBeTyped() throws IOException {
    program(project.resolve("scripts/trailhouse"));
    String typed =
        linked("quickstart")
            .run("a lake")
            .out()
            .lines()
            .filter(line -> line.endsWith("\"DESCRIBE events\""))
            .findFirst()
            .orElseThrow();
    assertThat(Launch.of("bash", "-c", typed).in(folder).run().out())
        .isEqualTo("sql --lake %s/a lake DESCRIBE events\n".formatted(folder.toRealPath()));
  }

  @Test
  void quickstartHelps() throws IOException {
    assertThat(linked("quickstart").run("--help").out())
        .startsWith("Makes a lake of the sample archive");
  }

  @Test
  void quickstartMakesNoFolderOfAnOption() throws IOException {
    assertThat(linked("quickstart").run("--lake"))
        .isEqualTo(
            new Outcome(
                2, "", "quickstart: --lake is not an option; see scripts/quickstart --help.\n"));
  }

  @Test
  void quickstartTakesOneFolder() throws IOException {
    assertThat(linked("quickstart").run("a", "lake"))
        .isEqualTo(
            new Outcome(
                2, "", "quickstart: it takes one folder; see scripts/quickstart --help.\n"));
  }

  @Test
  void prepareClassesTakesTheJarOfItsProject() throws IOException {
    assertThat(linked("prepare-classes").run().out())
        .contains("-cp %1$s/target/trailhouse-1.jar:%1$s/target/runtime/jars/*".formatted(project));
  }

  @Test
  void benchMeasuresItsProject() throws IOException {
    assertThat(linked("bench").run("--check").out()).contains("-Dbench.home=" + project);
  }

  @Test
  void notebookWritesAKernelThatStartsTheJarOfItsProject() throws IOException {
    Outcome outcome = linked("notebook").run("--lake", "s3a://lake");
    JsonNode kernel =
        new ObjectMapper()
            .readTree(project.resolve("target/jupyter/kernels/trailhouse/kernel.json").toFile());
    assertThat(outcome.out() + kernel.at("/env/RJK_INIT_SCRIPT").asText())
        .isEqualTo("lab %1$s/notebooks\n%1$s/conf/notebook/init.jsh".formatted(project));
  }

  @Test
  void emrStepUploadsTheJarOfItsProject() throws IOException {
    assertThat(
            linked("emr-step.sh")
                .run(
                    "--upload", "--cluster-id", "j-1", "--jar", "s3://code/job.jar", "--", "status")
                .out())
        .contains("s3 cp %s/target/trailhouse-1.jar s3://code/job.jar".formatted(project));
  }

  /** The script by a link of another folder, with programs that repeat what they are given. */
  private Launch linked(String script) throws IOException {
    for (String name : new String[] {"java", "mvn", "jupyter", "aws"}) {
      program(folder.resolve("bin").resolve(name));
    }
    Path link =
        Files.createSymbolicLink(
            folder.resolve("link"), project.resolve("scripts").resolve(script));
    return Launch.of(link.toString())
        .in(folder)
        .with("JAVA_HOME", folder.toString())
        .with("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
  }

  private static void program(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, REPEAT);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
