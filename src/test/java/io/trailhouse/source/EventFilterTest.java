package io.trailhouse.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.LiteralValue;
import org.apache.spark.sql.connector.expressions.filter.And;
import org.apache.spark.sql.connector.expressions.filter.Not;
import org.apache.spark.sql.connector.expressions.filter.Or;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventFilterTest {

  @ParameterizedTest
  @CsvSource({
    "=,   2026-01-31, 2026-02-01",
    "<=>, 2026-01-31, 2026-02-01",
    "<,             , 2026-01-31",
    "<=,            , 2026-02-01",
    ">,   2026-02-01,           ",
    ">=,  2026-01-31,           "
  })
  void boundsTheDaysOfAnEventDate(String operator, LocalDate from, LocalDate to) {
    assertThat(EventFilter.bounds(predicate(operator, "event_date", LocalDate.of(2026, 1, 31))))
        .isEqualTo(KeyBounds.days(from, to));
  }

  @ParameterizedTest
  @CsvSource({
    "=,  2026-01-31T00:00:00Z, 2026-01-31, 2026-02-01",
    "<,  2026-01-31T00:00:00Z,           , 2026-01-31",
    "<,  2026-01-31T00:00:01Z,           , 2026-02-01",
    "<=, 2026-01-31T00:00:00Z,           , 2026-02-01",
    ">,  2026-01-31T23:59:59Z, 2026-01-31,           ",
    ">=, 2026-01-31T00:00:00Z, 2026-01-31,           "
  })
  void boundsTheDaysOfAnEventTime(String operator, Instant time, LocalDate from, LocalDate to) {
    assertThat(EventFilter.bounds(predicate(operator, "event_time", time)))
        .isEqualTo(KeyBounds.days(from, to));
  }

  @Test
  void readsAComparisonFromRightToLeft() {
    Predicate todayIsBefore =
        new Predicate(
            "<",
            new Expression[] {
              literal(LocalDate.of(2026, 1, 31)), Expressions.column("event_date")
            });
    assertThat(EventFilter.bounds(todayIsBefore))
        .isEqualTo(KeyBounds.days(LocalDate.of(2026, 2, 1), null));
  }

  @Test
  void boundsTheRegionsOfAnEquality() {
    assertThat(EventFilter.bounds(predicate("=", "aws_region", "eu-west-1")))
        .isEqualTo(new KeyBounds(null, null, null, Set.of("eu-west-1")));
  }

  @Test
  void boundsTheAccountsOfAList() {
    assertThat(
            EventFilter.bounds(
                predicate("IN", "recipient_account_id", "111122223333", "444455556666")))
        .isEqualTo(new KeyBounds(null, null, Set.of("111122223333", "444455556666"), null));
  }

  @Test
  void boundsTheDaysOfAListFromItsFirstToItsLast() {
    assertThat(
            EventFilter.bounds(
                predicate(
                    "IN", "event_date", LocalDate.of(2026, 1, 31), LocalDate.of(2026, 1, 29))))
        .isEqualTo(KeyBounds.days(LocalDate.of(2026, 1, 29), LocalDate.of(2026, 2, 1)));
  }

  @Test
  void boundsNothingByTheRegionThatGlobalServicesName() {
    assertThat(EventFilter.bounds(predicate("IN", "aws_region", "eu-west-1", "us-east-1")))
        .isEqualTo(KeyBounds.NONE);
  }

  @Test
  void boundsNothingByAnAccountThatNoKeyCanName() {
    assertThat(EventFilter.bounds(predicate("=", "recipient_account_id", "anonymous")))
        .isEqualTo(KeyBounds.NONE);
  }

  @Test
  void boundsByBothSidesOfAnd() {
    assertThat(
            EventFilter.bounds(
                new And(
                    predicate(">=", "event_date", LocalDate.of(2026, 1, 30)),
                    predicate("=", "aws_region", "eu-west-1"))))
        .isEqualTo(new KeyBounds(LocalDate.of(2026, 1, 30), null, null, Set.of("eu-west-1")));
  }

  @Test
  void boundsByWhatBothSidesOfOrBound() {
    assertThat(
            EventFilter.bounds(
                new Or(
                    new And(
                        predicate("=", "event_date", LocalDate.of(2026, 1, 30)),
                        predicate("=", "aws_region", "eu-west-1")),
                    predicate("=", "event_date", LocalDate.of(2026, 1, 28)))))
        .isEqualTo(KeyBounds.days(LocalDate.of(2026, 1, 28), LocalDate.of(2026, 1, 31)));
  }

  @Test
  void boundsNothingByNot() {
    assertThat(EventFilter.bounds(new Not(predicate("=", "aws_region", "eu-west-1"))))
        .isEqualTo(KeyBounds.NONE);
  }

  @Test
  void boundsNothingByOtherColumns() {
    assertThat(EventFilter.bounds(predicate("=", "event_name", "GetObject")))
        .isEqualTo(KeyBounds.NONE);
  }

  private static Predicate predicate(String operator, String column, Object... values) {
    Expression[] parts = new Expression[values.length + 1];
    parts[0] = Expressions.column(column);
    for (int i = 0; i < values.length; i++) {
      parts[i + 1] = literal(values[i]);
    }
    return new Predicate(operator, parts);
  }

  /** A literal as Spark hands it over. */
  private static LiteralValue<?> literal(Object value) {
    Literal catalyst = Literal$.MODULE$.apply(value);
    return new LiteralValue<>(catalyst.value(), catalyst.dataType());
  }
}
