package io.trailhouse.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.ReadmePart;
import io.trailhouse.event.EventColumn;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * The README's list of columns is the code's. {@code mvn test -Dtest=ColumnTableTest
 * -Dtrailhouse.update} writes it again.
 */
class ColumnTableTest {

  @Test
  void isTheReadmesTableOfColumns() throws IOException {
    assertThat(ReadmePart.named("columns", markdown())).isEqualTo(markdown());
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
