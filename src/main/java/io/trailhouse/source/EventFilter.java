package io.trailhouse.source;

import static io.trailhouse.source.KeyBounds.days;

import io.trailhouse.event.EventColumn;
import io.trailhouse.locate.LocateConfig;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.jspecify.annotations.Nullable;

/** What a predicate on events says about the keys of their objects: days are days of events. */
final class EventFilter {

  /**
   * The regions that a partition's global services (IAM, STS, sign-in, ...) write into their
   * records, whatever region they are delivered under. A filter on one of them says nothing about
   * the key.
   */
  private static final Set<String> REGIONS_OF_GLOBAL_SERVICES =
      Set.of(
          "us-east-1",
          "us-gov-west-1",
          "cn-north-1",
          "cn-northwest-1",
          "us-iso-east-1",
          "us-isob-east-1");

  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private EventFilter() {}

  /** Bounds that the object of every event which satisfies the predicate is within. */
  static KeyBounds bounds(Predicate predicate) {
    Expression[] parts = predicate.children();
    return switch (predicate.name()) {
      case "AND" -> bounds((Predicate) parts[0]).and(bounds((Predicate) parts[1]));
      case "OR" -> bounds((Predicate) parts[0]).or(bounds((Predicate) parts[1]));
      case "=", "<=>", "<", "<=", ">", ">=" -> comparison(predicate.name(), parts);
      case "IN" -> in(parts);
      default -> KeyBounds.NONE;
    };
  }

  private static KeyBounds comparison(String operator, Expression[] parts) {
    if (parts[0] instanceof Literal<?> literal) {
      return comparison(mirrored(operator), parts[1], literal);
    }
    return parts[1] instanceof Literal<?> literal
        ? comparison(operator, parts[0], literal)
        : KeyBounds.NONE;
  }

  private static KeyBounds comparison(String operator, Expression left, Literal<?> literal) {
    EventColumn column = column(left);
    Object value = literal.value();
    if (column == null || value == null) {
      return KeyBounds.NONE;
    }
    return switch (column) {
      case EVENT_DATE -> value instanceof Integer day ? date(operator, day) : KeyBounds.NONE;
      case EVENT_TIME -> value instanceof Long micros ? time(operator, micros) : KeyBounds.NONE;
      case AWS_REGION, RECIPIENT_ACCOUNT_ID ->
          isEquality(operator) ? oneOf(column, Set.of(value.toString())) : KeyBounds.NONE;
      default -> KeyBounds.NONE;
    };
  }

  private static KeyBounds in(Expression[] parts) {
    EventColumn column = column(parts[0]);
    Expression[] values = Arrays.copyOfRange(parts, 1, parts.length);
    if (column == null || !Arrays.stream(values).allMatch(Literal.class::isInstance)) {
      return KeyBounds.NONE;
    }
    if (column == EventColumn.AWS_REGION || column == EventColumn.RECIPIENT_ACCOUNT_ID) {
      Set<String> wanted = new HashSet<>();
      Arrays.stream(values)
          .map(value -> ((Literal<?>) value).value())
          .filter(Objects::nonNull)
          .forEach(value -> wanted.add(value.toString()));
      return oneOf(column, Set.copyOf(wanted));
    }
    return Arrays.stream(values)
        .map(value -> comparison("=", parts[0], (Literal<?>) value))
        .reduce(KeyBounds::or)
        .orElse(KeyBounds.NONE);
  }

  private static KeyBounds oneOf(EventColumn column, Set<String> wanted) {
    if (column == EventColumn.RECIPIENT_ACCOUNT_ID) {
      boolean inKeys = wanted.stream().allMatch(LocateConfig::isAccount);
      return inKeys ? new KeyBounds(null, null, wanted, null) : KeyBounds.NONE;
    }
    boolean inKeys =
        wanted.stream().noneMatch(r -> r.isBlank() || REGIONS_OF_GLOBAL_SERVICES.contains(r));
    return inKeys ? new KeyBounds(null, null, null, wanted) : KeyBounds.NONE;
  }

  private static KeyBounds date(String operator, int day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    return switch (operator) {
      case "<" -> days(null, date);
      case "<=" -> days(null, date.plusDays(1));
      case ">" -> days(date.plusDays(1), null);
      case ">=" -> days(date, null);
      default -> days(date, date.plusDays(1));
    };
  }

  private static KeyBounds time(String operator, long micros) {
    return switch (operator) {
      case "<" -> days(null, day(micros - 1).plusDays(1));
      case "<=" -> days(null, day(micros).plusDays(1));
      case ">", ">=" -> days(day(micros), null);
      default -> days(day(micros), day(micros).plusDays(1));
    };
  }

  private static LocalDate day(long micros) {
    return LocalDate.ofEpochDay(Math.floorDiv(micros, MICROS_PER_DAY));
  }

  private static boolean isEquality(String operator) {
    return operator.equals("=") || operator.equals("<=>");
  }

  private static String mirrored(String operator) {
    return switch (operator) {
      case "<" -> ">";
      case "<=" -> ">=";
      case ">" -> "<";
      case ">=" -> "<=";
      default -> operator;
    };
  }

  private static @Nullable EventColumn column(Expression expression) {
    return expression instanceof NamedReference reference && reference.fieldNames().length == 1
        ? EventColumn.named(reference.fieldNames()[0])
        : null;
  }
}
