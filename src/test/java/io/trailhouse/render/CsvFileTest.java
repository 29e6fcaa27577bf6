package io.trailhouse.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trailhouse.report.ReportAnswer.Column;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {

  @Test
  void writesEachTypeInItsForm() {
    List<Column> columns =
        Columns.of("a TEXT", "b COUNT", "c NUMBER", "d TRUTH", "e TIME", "f DAY");

    assertThat(
            csv(
                columns,
                List.of(
                    List.of(
                        "text",
                        -5L,
                        0.25,
                        true,
                        Instant.parse("2026-10-01T12:00:00.5Z"),
                        LocalDate.of(2026, 10, 1)),
                    Arrays.asList(null, null, null, null, null, null))))
        .isEqualTo(
            """
            a,b,c,d,e,f\r
            text,-5,0.25,true,2026-10-01T12:00:00.500Z,2026-10-01\r
            ,,,,,\r
            """);
  }

  @Test
  void quotesWhatWouldBreakARow() {
    assertThat(
            csv(
                Columns.of("a TEXT", "b TEXT"),
                List.of(
                    List.of("say \"hi\"", "a,b"),
                    List.of("line\nline", ""),
                    List.of("  spaces  ", "#"))))
        .isEqualTo(
            """
            a,b\r
            "say ""hi\""","a,b"\r
            "line
            line",""\r
              spaces  ,#\r
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\ttab",
        "\rreturn",
        "  =1",
        "\u00a0=1",
        "\u200b=1",
        "\ufeff=1",
        "\u0000=1",
        "\n=1",
        "\uff1d1",
        "\uff0b1",
        "\uff0d1",
        "\uff201",
        "'=1",
        "-5 and more",
        "=",
      })
  void defusesFormulas(String text) {
    assertThat(Formula.defused(text)).isEqualTo("'" + text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-5", "+5", "-0.5", "1e-5", "a=b", "arn:aws:iam::1:role/x", "", "'tis", "5-3"})
  void leavesNumbersAndOtherTextAsTheyAre(String text) {
    assertThat(Formula.defused(text)).isEqualTo(text);
  }

  @Test
  void refusesARowOfAnotherWidth() {
    assertThatThrownBy(() -> csv(Columns.of("a TEXT"), List.of(List.of("1", "2"))))
        .hasMessage("a row needs a value for each of 1 columns, has 2");
  }

  @Property(tries = 300)
  void readsBackAsTheSameRows(@ForAll("rows") List<List<@Nullable String>> rows) {
    List<List<@Nullable Object>> values = new ArrayList<>();
    rows.forEach(row -> values.add(new ArrayList<>(row)));
    String csv = csv(Columns.of("a TEXT", "b TEXT", "c TEXT"), values);

    List<List<@Nullable String>> read = CsvText.rows(csv);

    assertThat(read.subList(1, read.size())).isEqualTo(rows);
  }

  @Provide
  Arbitrary<List<List<@Nullable String>>> rows() {
    Arbitrary<@Nullable String> texts =
        Arbitraries.strings()
            .withChars(
                "ab,;\"'=+-@#\t\r\n \u00a0\uff1d\u2028\u202e\u00e9\ud83d\ude00".toCharArray())
            .ofMaxLength(6)
            .map(CsvFileTest::whole)
            .injectNull(0.1);
    return texts.list().ofSize(3).list().ofMaxSize(6);
  }

  /** Half a character cannot be written in UTF-8. */
  private static String whole(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static String csv(List<Column> columns, List<List<@Nullable Object>> rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CsvFile file = new CsvFile(out, columns)) {
      rows.forEach(file::row);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
