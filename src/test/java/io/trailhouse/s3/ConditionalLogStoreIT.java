package io.trailhouse.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.trailhouse.TrailhouseException;
import io.trailhouse.table.ConditionalLogStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

/** The log store on a real endpoint, and on one whose answers get lost. */
@S3Test
class ConditionalLogStoreIT {

  private final S3Bucket bucket;

  ConditionalLogStoreIT(S3Proxy s3) {
    this.bucket = s3.newBucket();
  }

  @Test
  void writesWhatWasNotThereWhole() throws IOException {
    write(bucket, "1.json", "one", "zwei ü");
    assertThat(read("1.json")).isEqualTo("one\nzwei ü\n");
  }

  @Test
  void refusesWhatIsThere() throws IOException {
    write(bucket, "1.json", "first");
    assertThatThrownBy(() -> write(bucket, "1.json", "second"))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessage(log("1.json").toString());
  }

  @Test
  void keepsWhatWasThereFirst() throws IOException {
    write(bucket, "1.json", "first");
    assertThat(catchThrowable(() -> write(bucket, "1.json", "second"))).isNotNull();
    assertThat(read("1.json")).isEqualTo("first\n");
  }

  @Test
  void overwritesIfAskedTo() throws IOException {
    for (String line : List.of("first", "second")) {
      write(bucket, "_last_checkpoint", List.of(line).iterator(), true);
    }
    assertThat(read("_last_checkpoint")).isEqualTo("second\n");
  }

  @Test
  void letsOneOfManyWritersThrough() {
    AtomicInteger through = new AtomicInteger();
    int versions = 20;
    for (int version = 0; version < versions; version++) {
      String name = version + ".json";
      IntStream.range(0, 4)
          .parallel()
          .forEach(
              writer -> {
                try {
                  write(bucket, name, "writer " + writer);
                  through.incrementAndGet();
                } catch (FileAlreadyExistsException e) {
                  // The others.
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
    }
    assertThat(through).hasValue(versions);
  }

  @Test
  void listsVersionsFromOneOnInOrder() throws IOException {
    for (String name : List.of("3.json", "1.json", "2.json")) {
      write(bucket, name, "line");
    }
    Configuration conf = conf(bucket);
    Iterator<FileStatus> files = new ConditionalLogStore(conf).listFrom(log("2.json"), conf);
    assertThat(files)
        .toIterable()
        .extracting(file -> file.getPath().getName())
        .containsExactly("2.json", "3.json");
  }

  @Test
  void putsNothingOfACommitThatFailsHalfway() throws IOException {
    Iterator<String> lines =
        Stream.of("first", "second")
            .peek(
                line -> {
                  if (line.equals("second")) {
                    throw new IllegalStateException("the second line");
                  }
                })
            .iterator();
    assertThat(catchThrowable(() -> write(bucket, "1.json", lines, false)))
        .hasMessage("the second line");
    write(bucket, "1.json", "another");
    assertThat(read("1.json")).isEqualTo("another\n");
  }

  @Test
  void knowsItsOwnCommitWhenThePutIsSentAgain() throws IOException {
    try (LostAnswers network = LostAnswers.of(bucket, 1)) {
      write(network.reach(bucket), "1.json", "mine");
      assertThat(List.of(network.answers(), read("1.json")))
          .containsExactly(List.of(200, 412), "mine\n");
    }
  }

  @Test
  void knowsAnothersCommitWhenThePutIsSentAgain() throws IOException {
    write(bucket, "1.json", "another's");
    try (LostAnswers network = LostAnswers.of(bucket, 1)) {
      assertThatThrownBy(() -> write(network.reach(bucket), "1.json", "mine"))
          .isInstanceOf(FileAlreadyExistsException.class);
      assertThat(network.answers()).containsExactly(412, 412);
    }
  }

  @Test
  void knowsItsOwnCommitWhenNoAnswerEverComes() throws IOException {
    try (LostAnswers network = LostAnswers.of(bucket, Integer.MAX_VALUE)) {
      S3Bucket impatient = network.reach(bucket);
      impatient.settings().put("fs.s3a.attempts.maximum", "2");
      impatient.settings().put("fs.s3a.retry.limit", "0");
      write(impatient, "1.json", "mine");
      assertThat(read("1.json")).isEqualTo("mine\n");
    }
  }

  @Test
  void saysThatConditionsAreSwitchedOff() {
    bucket.settings().put("fs.s3a.create.conditional.enabled", "false");
    assertThatThrownBy(() -> write(bucket, "1.json", "line"))
        .isInstanceOf(TrailhouseException.class)
        .hasMessageStartingWith(
            "Cannot write %s: S3AFileSystem cannot create a file on the condition that there is"
                + " none",
            log("1.json"));
  }

  private void write(S3Bucket through, String name, String... lines) throws IOException {
    write(through, name, List.of(lines).iterator(), false);
  }

  private void write(S3Bucket through, String name, Iterator<String> lines, boolean overwrite)
      throws IOException {
    Configuration conf = conf(through);
    new ConditionalLogStore(conf).write(log(name), lines, overwrite, conf);
  }

  private static Configuration conf(S3Bucket through) {
    Configuration conf = new Configuration();
    through.settings().forEach(conf::set);
    return conf;
  }

  private Path log(String name) {
    return new Path(bucket.address(), "table/_delta_log/" + name);
  }

  private String read(String name) throws IOException {
    try (FileSystem fileSystem = bucket.open();
        InputStream in = fileSystem.open(log(name))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
