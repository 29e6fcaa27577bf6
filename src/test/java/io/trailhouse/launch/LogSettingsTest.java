package io.trailhouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The files that say what commands log. */
class LogSettingsTest {

  @Test
  void peopleAndMachinesAreToldTheSame() throws IOException {
    assertThat(loggers("log4j2-json.properties"))
        .isNotEmpty()
        .isEqualTo(loggers("log4j2.properties"));
  }

  private static List<String> loggers(String file) throws IOException {
    return Files.readAllLines(Launch.PROJECT.resolve("conf").resolve(file)).stream()
        .filter(line -> line.startsWith("rootLogger.") || line.startsWith("logger."))
        .toList();
  }
}
