package io.trailhouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.cli.TextTable.Column;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextTableTest {

  @Test
  void setsNumbersToTheRightAndTextToTheLeft() {
    TextTable table = new TextTable(List.of(Column.text("name"), Column.number("n")));
    table.add("a", "1,000");
    table.add("long name", "7");
    table.add(null, null);

    assertThat(printed(table))
        .isEqualTo(
            """
            name           n
            ----------------
            a          1,000
            long name      7

            """);
  }

  @ParameterizedTest
  @CsvSource({
    "'line\r\nend', 'line  end'",
    "'tab\there', 'tab here'",
    "'\u001b[31mred', '\ufffd[31mred'",
    "'\u009b31mred', '\ufffd31mred'",
    "'\u0007bell\u0000', '\ufffdbell\ufffd'",
    "'gpj\u202eexe', 'gpj\ufffdexe'",
    "'\u2066turn\u2069', '\ufffdturn\ufffd'",
    "'a\u200bb', 'a\ufffdb'",
    "'a\u2028b', 'a b'",
    "'half \ud83d', 'half \ufffd'",
    "'M\u00fcnchen \u6771\u4eac', 'M\u00fcnchen \u6771\u4eac'"
  })
  void letsNothingCommandTheTerminal(String text, String shown) {
    TextTable table = new TextTable(List.of(Column.text("a"), Column.text("b")));
    table.add("x", text);

    assertThat(printed(table).lines().skip(2)).containsExactly("x  " + shown);
  }

  @Test
  void guardsItsHeaderToo() {
    assertThat(printed(new TextTable(List.of(Column.text("a\u001b[2J")))))
        .startsWith("a\ufffd[2J\n");
  }

  @Test
  void cutsLongTexts() {
    TextTable table = new TextTable(List.of(Column.text("a"), Column.text("b")));
    table.add("x".repeat(81), "y".repeat(80));

    assertThat(printed(table).lines().skip(2))
        .containsExactly("x".repeat(77) + "...  " + "y".repeat(80));
  }

  @Test
  void cutsBetweenCharactersOnly() {
    TextTable table = new TextTable(List.of(Column.text("a"), Column.text("b")));
    table.add("\ud83d\ude00".repeat(41), "y");

    assertThat(printed(table).lines().skip(2))
        .containsExactly("\ud83d\ude00".repeat(38) + "...  y");
  }

  @Test
  void countsWideCharactersTwiceAndMarksNot() {
    TextTable table = new TextTable(List.of(Column.text("a"), Column.text("b")));
    table.add("\u6771\u4eac", "1");
    table.add("e\u0301tat", "2");

    assertThat(printed(table).lines().skip(2)).containsExactly("\u6771\u4eac  1", "e\u0301tat  2");
  }

  @Test
  void showsASingleColumnWhole() {
    TextTable table = new TextTable(List.of(Column.text("plan")));
    table.add("x".repeat(200) + "\n  +- \u001b[31mscan");

    assertThat(printed(table).lines().skip(2))
        .containsExactly("x".repeat(200), "  +- \ufffd[31mscan");
  }

  private static String printed(TextTable table) {
    StringWriter text = new StringWriter();
    table.print(new PrintWriter(text));
    return text.toString();
  }
}
