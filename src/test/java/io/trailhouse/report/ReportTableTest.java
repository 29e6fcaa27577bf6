package io.trailhouse.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.ReadmePart;
import java.io.IOException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The README's list of reports is what the folder of reports holds. {@code mvn test
 * -Dtest=ReportTableTest -Dtrailhouse.update} writes it again.
 */
class ReportTableTest {

  @Test
  void isTheReadmesTableOfReports() throws IOException {
    assertThat(ReadmePart.named("reports", markdown())).isEqualTo(markdown());
  }

  private static String markdown() {
    return Reports.find(null).all().stream()
        .map(ReportTableTest::line)
        .collect(Collectors.joining("", "| Report | answers |\n|---|---|\n", ""));
  }

  private static String line(Report report) {
    return "| `%s` | %s |\n".formatted(report.name(), report.question().replace("|", "\\|"));
  }
}
