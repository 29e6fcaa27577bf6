package io.trailhouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code scripts/trailhouse} makes of its surroundings; the Java here only repeats them. */
class LauncherTest {

  private static final String ECHO =
      """
      #!/bin/sh
      if [ "$1" = -version ]; then
        echo 'openjdk version "%s" 2025-04-15' >&2
        exit
      fi
      printf '%%s\\n' "$@"
      exit 7
      """;

  @TempDir Path folder;
  private Path project = Path.of(".");
  private Launch script = Launch.trailhouse();

  @BeforeEach
  void makeAProject() throws IOException {
    project = folder.toRealPath().resolve("a project");
    Path copies = Files.createDirectories(project.resolve("scripts"));
    for (String name : List.of("trailhouse", "functions.sh")) {
      Files.copy(Launch.PROJECT.resolve("scripts").resolve(name), copies.resolve(name));
    }
    script =
        Launch.of(copies.resolve("trailhouse").toString())
            .in(folder)
            .with("JAVA_HOME", javaHome("17.0.15"));
  }

  @Test
  void runsTheBuildOnTheEmbeddedSpark() throws IOException {
    build();
    assertThat(script.run("ingest", "--trail", "a trail").out().lines())
        .containsExactly(
            "-Xmx2g",
            "@" + project + "/target/runtime/java-options",
            "-Dlog4j2.configurationFile=" + project + "/conf/log4j2.properties",
            "-Xlog:disable",
            "-Xlog:all=warning,cds*=off:stderr",
            "-cp",
            project + "/target/trailhouse-1.jar:" + project + "/target/runtime/jars/*",
            "io.trailhouse.cli.Trailhouse",
            "ingest",
            "--trail",
            "a trail");
  }

  @Test
  void startsAShortCommandFast() throws IOException {
    build();
    Files.createFile(project.resolve("target/runtime/classes.jsa"));
    Files.setLastModifiedTime(project.resolve("target/trailhouse-1.jar"), FileTime.fromMillis(0));
    assertThat(script.run("sql", "SELECT 1").out().lines())
        .contains(
            "-XX:SharedArchiveFile=" + project + "/target/runtime/classes.jsa",
            "-XX:TieredStopAtLevel=1");
  }

  @Test
  void leavesClassesOfAnEarlierBuildAlone() throws IOException {
    build();
    Path archive = Files.createFile(project.resolve("target/runtime/classes.jsa"));
    Files.setLastModifiedTime(archive, FileTime.fromMillis(0));
    assertThat(script.run("sql", "SELECT 1").out()).doesNotContain("SharedArchiveFile");
  }

  @Test
  void endsWithTheCodeOfJava() throws IOException {
    build();
    assertThat(script.run("sql").code()).isEqualTo(7);
  }

  @Test
  void takesTheNewestBuildAndNotTheOneWithoutItsLibraries() throws IOException {
    build();
    Files.createFile(project.resolve("target/original-trailhouse-2.jar"));
    Files.createFile(project.resolve("target/trailhouse-2.jar"));
    Files.setLastModifiedTime(project.resolve("target/trailhouse-1.jar"), FileTime.fromMillis(0));
    assertThat(script.run().out()).contains("/target/trailhouse-2.jar:");
  }

  @Test
  void givesJavaTheMemoryAndOptionsAskedFor() throws IOException {
    build();
    assertThat(
            script
                .with("TRAILHOUSE_HEAP", "4g")
                .with("TRAILHOUSE_JAVA_OPTS", "-Dfirst=1  -Dsecond=2")
                .run()
                .out()
                .lines())
        .contains("-Xmx4g", "-Dfirst=1", "-Dsecond=2");
  }

  @Test
  void findsItsProjectThroughLinks() throws IOException {
    build();
    Path link =
        Files.createSymbolicLink(folder.resolve("link"), project.resolve("scripts/trailhouse"));
    Path other = Files.createSymbolicLink(folder.resolve("other"), link.getFileName());
    assertThat(Launch.of(other.toString()).with("JAVA_HOME", javaHome("17")).run().out())
        .contains("@" + project + "/target/runtime/java-options");
  }

  @Test
  void saysThatItIsNotBuilt() {
    assertThat(script.run("status"))
        .isEqualTo(
            refused("it is not built yet; run mvn -DskipTests package in " + project + " first."));
  }

  @Test
  void saysThatJavaIsTooOld() throws IOException {
    build();
    assertThat(script.with("JAVA_HOME", javaHome("11.0.2")).run())
        .isEqualTo(
            refused(
                "Java 11 is too old, Trailhouse needs Java 17; set JAVA_HOME to the folder of a"
                    + " JDK 17."));
  }

  @Test
  void knowsTheVersionOfJava8() throws IOException {
    build();
    assertThat(script.with("JAVA_HOME", javaHome("1.8.0_392")).run().err())
        .contains("Java 8 is too old");
  }

  @Test
  void takesANewerJava() throws IOException {
    build();
    assertThat(script.with("JAVA_HOME", javaHome("21")).run().code()).isEqualTo(7);
  }

  @Test
  void saysThatJavaHomeHoldsNoJava() {
    assertThat(script.with("JAVA_HOME", "/nowhere").run())
        .isEqualTo(
            refused(
                "JAVA_HOME is /nowhere, but there is no working bin/java; set it to the folder of"
                    + " a JDK 17."));
  }

  @Test
  void saysThatThereIsNoJava() throws IOException {
    assertThat(
            Launch.of("/bin/bash", project.resolve("scripts/trailhouse").toString())
                .with("JAVA_HOME", "")
                .with("PATH", pathWithoutJava())
                .run())
        .isEqualTo(
            refused(
                "there is no Java on the PATH; install JDK 17, or set JAVA_HOME to its folder."));
  }

  @Test
  void saysThatSparkHomeHoldsNoSuitableSpark() throws IOException {
    build();
    Path spark = Files.createDirectories(folder.resolve("spark/jars")).getParent();
    Files.createFile(spark.resolve("jars/spark-core_2.12-3.5.1.jar"));
    assertThat(script.with("SPARK_HOME", spark.toString()).run())
        .isEqualTo(
            refused(
                "SPARK_HOME is "
                    + spark
                    + ", but there is no Spark 4.1 with Scala 2.13 in its jars folder;"
                    + " correct it, or unset it to use the embedded Spark."));
  }

  @Test
  void goesThroughSparkSubmitWithTheJarsThatSparkLacks() throws IOException {
    build();
    assertThat(script.with("SPARK_HOME", spark()).run("status").out().lines())
        .containsExactly(
            "--jars",
            project + "/target/runtime/jars/delta-spark_4.1_2.13-4.2.0.jar",
            "--class",
            "io.trailhouse.cli.Trailhouse",
            project + "/target/trailhouse-1.jar",
            "status");
  }

  @Test
  void givesSparkSubmitTheMemoryAndOptionsAskedFor() throws IOException {
    build();
    assertThat(
            script
                .with("SPARK_HOME", spark())
                .with("TRAILHOUSE_HEAP", "4g")
                .with("TRAILHOUSE_SUBMIT_OPTS", "--master yarn --packages io.delta:x:1")
                .run("status")
                .out()
                .lines())
        .startsWith(
            "--driver-memory", "4g", "--master", "yarn", "--packages", "io.delta:x:1", "--class");
  }

  @Test
  void endsWithTheCodeOfSparkSubmit() throws IOException {
    build();
    assertThat(script.with("SPARK_HOME", spark()).run().code()).isEqualTo(7);
  }

  private void build() throws IOException {
    Path jars = Files.createDirectories(project.resolve("target/runtime/jars"));
    Files.createFile(project.resolve("target/trailhouse-1.jar"));
    Files.createFile(project.resolve("target/runtime/java-options"));
    Files.createFile(jars.resolve("spark-core_2.13-4.1.1.jar"));
    Files.createFile(jars.resolve("delta-spark_4.1_2.13-4.2.0.jar"));
  }

  /** A Spark of another patch release, whose command repeats its arguments. */
  private String spark() throws IOException {
    Path spark = folder.resolve("spark");
    Path jars = Files.createDirectories(spark.resolve("jars"));
    Files.createFile(jars.resolve("spark-core_2.13-4.1.2.jar"));
    executable(spark.resolve("bin/spark-submit"), ECHO.formatted("17"));
    return spark.toString();
  }

  private String javaHome(String version) throws IOException {
    Path home = folder.resolve("java " + version);
    executable(home.resolve("bin/java"), ECHO.formatted(version));
    return home.toString();
  }

  private String pathWithoutJava() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path readlink =
        Stream.of("/usr/bin/readlink", "/bin/readlink")
            .map(Path::of)
            .filter(Files::exists)
            .findFirst()
            .orElseThrow();
    executable(bin.resolve("readlink"), "#!/bin/sh\nexec %s \"$@\"\n".formatted(readlink));
    return bin.toString();
  }

  private static void executable(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Outcome refused(String sentence) {
    return new Outcome(3, "", "trailhouse: " + sentence + "\n");
  }
}
