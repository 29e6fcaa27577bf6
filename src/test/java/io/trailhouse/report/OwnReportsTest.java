package io.trailhouse.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trailhouse.TrailhouseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of a user's own, which may be no reports. */
final class OwnReportsTest {

  private static final String BUCKETS =
      """
      -- title: Buckets
      -- question: Which buckets?
      -- column: bucket -- name of the bucket
      -- column: writes -- events, count
      -- chart: bar writes by bucket
      -- key: bucket
      -- measure: writes
      -- order: writes desc
      SELECT 1
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "column: bucket | column: my bucket | , line 3: a column's name is of a-z, 0-9 and _, and"
            + " begins with a letter, cannot be: my bucket",
        "column: writes | column: bucket | , line 4: there is a column bucket already",
        "key: bucket | key: bucket, region | : the key names region, which is none of its columns:"
            + " bucket, writes",
        "measure: writes | measure: reads | : the measure names reads, which is none of its"
            + " columns: bucket, writes",
        "bar writes by | bar write by | : the chart names write, which is none of its columns:"
            + " bucket, writes",
        "by bucket | by buckets | : the chart names buckets, which is none of its columns: bucket,"
            + " writes",
        "chart: bar writes by bucket | column: change -- how | : a report with a measure is given a"
            + " column change; call its own one otherwise",
        "chart: bar writes by bucket | column: writes_before -- count | : a report with a measure"
            + " is given a column writes_before; call its own one otherwise",
        "by bucket | by bucket per kind | : the chart names kind, which is none of its columns:"
            + " bucket, writes"
      })
  void sayAtOnceWhatIsWrongWithTheirHeader(String right, String wrong, String message)
      throws IOException {
    Path file = write("buckets.sql", BUCKETS.replace(right, wrong));
    assertThatThrownBy(this::find)
        .isInstanceOf(TrailhouseException.class)
        .hasMessage(file + message);
  }

  @Test
  void cannotTakeThePlaceOfWhatChanged() throws IOException {
    Path file = write("changes.sql", BUCKETS);
    assertThatThrownBy(this::find)
        .isInstanceOf(TrailhouseException.class)
        .hasMessage(file + ": changes is what changed in all reports; give the file another name");
  }

  @Test
  void cannotHaveOneNameForTwo() throws IOException {
    Path one = write("a/buckets.sql", BUCKETS);
    Path other = write("b/buckets.sql", BUCKETS);
    assertThatThrownBy(this::find)
        .isInstanceOf(TrailhouseException.class)
        .hasMessage(
            "Two reports are called buckets: %s and %s; give one of them another name"
                .formatted(one, other));
  }

  @Test
  void takeThePlaceOfThoseThatCome() throws IOException {
    write("callers.sql", BUCKETS);
    assertThat(find().named("callers")).extracting(Report::title).isEqualTo("Buckets");
  }

  @Test
  void areNamedIfTheyAreNoText() throws IOException {
    Path file = folder.resolve("buckets.sql");
    Files.write(file, "-- title: B\u00fccher".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(this::find)
        .isInstanceOf(TrailhouseException.class)
        .hasMessage(file + " is not UTF-8 text");
  }

  private Reports find() {
    return Reports.find(folder);
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    return Files.writeString(file, text);
  }
}
