package io.trailhouse.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1 FROM events",
        "select 1 from(events)",
        "SELECT 1 FROM `events` e",
        "SELECT 1 FROM\n-- those of the window\nevents",
        "SELECT 1 FROM runs JOIN events USING (run_id)",
        "SELECT 1 FROM runs, events"
      })
  void asksForTheViewsThatItsQueryNames(String sql) {
    assertThat(report("caller", sql).asks("events")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT events FROM usage", "SELECT 1 FROM events_before"})
  void asksForNoOtherViews(String sql) {
    assertThat(report("caller", sql).asks("events")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT person FROM events", "SELECT PERSON_RULE FROM events"})
  void asksForThePersonThatItsQueryNames(String sql) {
    assertThat(report("caller", sql).asksForPerson()).isTrue();
  }

  @Test
  void asksForThePersonThatIsAmongItsColumns() {
    assertThat(report("person", "SELECT * FROM events").asksForPerson()).isTrue();
  }

  @Test
  void asksForNobodyElse() {
    assertThat(report("caller", "SELECT caller, impersonated FROM events").asksForPerson())
        .isFalse();
  }

  private static Report report(String column, String sql) {
    return new Report(
        "name",
        "",
        "Title",
        "Question?",
        List.of(new Report.Column(column, "comment")),
        null,
        List.of(),
        null,
        column,
        sql);
  }
}
