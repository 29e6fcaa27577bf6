package io.trailhouse.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.trailhouse.session.OutputFolder.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {

  private static final Content FAILING =
      out -> {
        out.write("half".getBytes(UTF_8));
        throw new IOException("no more");
      };

  @TempDir private Path local;

  @Test
  void replacesAFile() throws IOException {
    folder().put("page", text("old"));
    folder().put("page", text("new"));
    assertThat(files()).isEqualTo(Map.of("page", "new"));
  }

  @Test
  void keepsTheFileThatIsThereUntilAnotherIsWhole() throws IOException {
    folder().put("page", text("old"));
    Throwable failed = catchThrowable(() -> folder().put("page", FAILING));
    assertThat(Map.of(failed.getMessage(), files()))
        .isEqualTo(Map.of("no more", Map.of("page", "old")));
  }

  @Test
  void tellsHowManyBytesItWrote() throws IOException {
    assertThat(folder().put("2026-09-30/page", text("content"))).isEqualTo(7);
  }

  @Test
  void clearsAwayWhatWasLeftLongAgo() throws IOException {
    Instant old = Instant.now().minus(Duration.ofDays(3));
    for (String name : new String[] {"_unfinished-old", "whole"}) {
      Files.setLastModifiedTime(Files.writeString(local.resolve(name), ""), FileTime.from(old));
    }
    Files.writeString(local.resolve("_unfinished-new"), "");
    folder().clearAway();
    assertThat(files()).containsOnlyKeys("_unfinished-new", "whole");
  }

  private OutputFolder folder() throws IOException {
    return OutputFolder.made(new Configuration(), local.toString());
  }

  private static Content text(String text) {
    return out -> out.write(text.getBytes(UTF_8));
  }

  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(local)) {
      for (Path file : all.toList()) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return files;
  }
}
