package io.trailhouse.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bash offers once it has read the script. */
final class CompletionTest {

  @TempDir private static Path folder;
  private static Path script;

  @BeforeAll
  static void makeTheScript() throws IOException {
    script = Files.writeString(folder.resolve("completion"), CommandLineRun.of("completion").out());
  }

  @Test
  void completesACommand() throws IOException {
    assertThat(offered("in")).containsExactly("ingest");
  }

  @Test
  void completesAnOption() throws IOException {
    assertThat(offered("ingest", "--max-d")).containsExactly("--max-depth");
  }

  @Test
  void completesTheCommandOfTheProject() throws IOException {
    assertThat(bash("complete -p trailhouse")).contains("-F _complete_trailhouse trailhouse");
  }

  /** What can stand for the last word. */
  private static List<String> offered(String... words) throws IOException {
    return bash("COMP_WORDS=(trailhouse %s); COMP_CWORD=%d; _complete_trailhouse; echo ${COMPREPLY[@]}"
            .formatted(String.join(" ", words), words.length))
        .strip()
        .lines()
        .toList();
  }

  private static String bash(String command) throws IOException {
    Process bash =
        new ProcessBuilder("bash", "--norc", "-c", "source '%s'; %s".formatted(script, command))
            // Outside of a completion bash complains of what only makes sense in one.
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new String(bash.getInputStream().readAllBytes(), UTF_8);
  }
}
