package io.trailhouse.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.event.EventColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The README's list of columns is the code's. {@code mvn test -Dtest=ColumnTableTest
 * -Dtrailhouse.update} writes it again.
 */
class ColumnTableTest {

  private static final Path README = Path.of("README.md");
  private static final String START = "<!-- columns -->\n";
  private static final String END = "<!-- /columns -->";

  @Test
  void isTheReadmesTableOfColumns() throws IOException {
    String readme = Files.readString(README);
    int start = readme.indexOf(START) + START.length();
    int end = readme.indexOf(END);
    if (System.getProperty("trailhouse.update") != null) {
      readme = readme.substring(0, start) + markdown() + readme.substring(end);
      Files.writeString(README, readme);
      end = readme.indexOf(END);
    }
    assertThat(readme.substring(start, end)).isEqualTo(markdown());
  }

  private static String markdown() {
    StringBuilder table = new StringBuilder("| Column | Type | What it holds |\n|---|---|---|\n");
    for (EventColumn column : EventColumn.values()) {
      table.append(
          "| `%s` | `%s` | %s |\n"
              .formatted(
                  column.columnName(),
                  column.type().sqlType(),
                  column.comment().replace("|", "\\|").replace("<", "&lt;")));
    }
    return table.toString();
  }
}
