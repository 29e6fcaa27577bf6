package io.trailhouse;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may know whom. */
class ArchitectureTest {

  /** The rooms in the order data flows; a room may know those before it, so there is no cycle. */
  private static final List<String> ROOMS =
      List.of(
          "event",
          "caller",
          "gzip",
          "container",
          "locate",
          "record",
          "source",
          "table",
          "session",
          "ingest",
          "people",
          "maintain",
          "archive",
          "iam",
          "report",
          "render",
          "publish",
          "notebook",
          "cli");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.trailhouse");

  private static final String[] ENGINES = {
    "org.apache.spark..", "org.apache.hadoop..", "io.delta.."
  };

  @TestFactory
  Stream<DynamicTest> eachRoomKnowsOnlyRoomsBeforeIt() {
    return ROOMS.stream()
        .map(
            room ->
                DynamicTest.dynamicTest(
                    room,
                    () ->
                        noClasses()
                            .that()
                            .resideInAPackage(inside(room))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(roomsAfter(room))
                            .check(CLASSES)));
  }

  @Test
  void knowsEveryRoomAndNoOther() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("src/main/java/io/trailhouse"))) {
      assertThat(folders.filter(Files::isDirectory).map(folder -> folder.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(ROOMS);
    }
  }

  @Test
  void keepsEnginesOutOfWhatReadsRecordsAndKnowsIam() {
    noClasses()
        .that()
        .resideInAnyPackage(
            inside("event"),
            inside("caller"),
            inside("gzip"),
            inside("container"),
            inside("record"),
            inside("iam"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ENGINES)
        .check(CLASSES);
  }

  @Test
  void locatesObjectsWithoutSparkAndDelta() {
    noClasses()
        .that()
        .resideInAPackage(inside("locate"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "io.delta..")
        .check(CLASSES);
  }

  @Test
  void knowsTheTableFormatInTheTableRoomAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(inside("table"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.delta.kernel..", "org.apache.parquet..")
        .check(CLASSES);
  }

  @Test
  void writesTablesWithoutSpark() {
    noClasses()
        .that()
        .resideInAPackage(inside("table"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.spark..")
        .check(CLASSES);
  }

  @Test
  void rendersWithoutEngines() {
    noClasses()
        .that()
        .resideInAPackage(inside("render"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ENGINES)
        .check(CLASSES);
  }

  @Test
  void keepsTheCommandLineInItsRoom() {
    noClasses()
        .that()
        .resideOutsideOfPackage(inside("cli"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(CLASSES);
  }

  private static String inside(String room) {
    return "io.trailhouse." + room + "..";
  }

  private static String[] roomsAfter(String room) {
    List<String> after = ROOMS.subList(ROOMS.indexOf(room) + 1, ROOMS.size());
    return after.isEmpty()
        ? new String[] {"io.trailhouse.nowhere.."}
        : after.stream().map(ArchitectureTest::inside).toArray(String[]::new);
  }
}
