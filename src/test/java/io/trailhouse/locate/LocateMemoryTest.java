package io.trailhouse.locate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocateMemoryTest {

  @Test
  void listsAMillionObjectsInHalfAGigabyte(@TempDir Path folder) throws Exception {
    Path output = folder.resolve("output");
    Process listing =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Million.class.getName())
            .redirectOutput(output.toFile())
            .redirectError(Redirect.DISCARD)
            .start();

    boolean ended = listing.waitFor(60, TimeUnit.SECONDS);
    listing.destroyForcibly();

    assertThat(ended).isTrue();
    assertThat(megabytes(output)).isLessThan(400);
  }

  private static int megabytes(Path output) throws IOException {
    String text = Files.readString(output, StandardCharsets.UTF_8);
    String expected = Million.OBJECTS + " objects, ";
    assertThat(text).startsWith(expected).endsWith(" MB");
    return Integer.parseInt(text, expected.length(), text.length() - 3, 10);
  }
}
