package io.trailhouse.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.SparkTest;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SparkTest
final class NamedParametersTest {

  private static final NamedParameters WINDOW =
      new NamedParameters(
          new ReportWindow(
              LocalDate.of(2026, 10, 1),
              LocalDate.of(2026, 10, 2),
              Set.of("2", "1"),
              Set.of(),
              Set.of(),
              Set.of()));

  @Test
  void areDaysAndListsOfTexts() {
    assertThat(
            WINDOW.in("event_date >= :from AND array_contains(:accounts, a) OR size(:regions)=0"))
        .isEqualTo(
            "event_date >= DATE'2026-10-01' AND array_contains(CAST(array('1', '2') AS"
                + " ARRAY<STRING>), a) OR size(CAST(array() AS ARRAY<STRING>))=0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT ':from'",
        "SELECT \":from\"",
        "SELECT 'it\\'s :from'",
        "SELECT `:from`",
        "SELECT 1 -- :from",
        "SELECT 1 /* :from\n :to */",
        "SELECT a::from",
        "SELECT a:fromage",
        "SELECT :unknown"
      })
  void areNotLookedForInTextsNamesAndComments(String query) {
    assertThat(WINDOW.in(query)).isEqualTo(query);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::1:user/o'neil",
        "back\\slash",
        "\\' OR 1=1 --",
        "line\nbreak",
        "$1",
        ":value",
        ""
      })
  void areTheTextsThatWereGiven(String text, SparkSession spark) {
    String query = NamedParameters.ofTexts(Map.of("value", text)).in("SELECT :value");
    assertThat(spark.sql(query).first().getString(0)).isEqualTo(text);
  }

  @Property
  void endWhereTheirTextEnds(@ForAll String text) {
    String literal = NamedParameters.literal(text);
    String behind = literal + " :from";
    assertThat(WINDOW.in(behind)).isEqualTo(literal + " DATE'2026-10-01'");
  }
}
