package io.trailhouse.source;

import io.trailhouse.locate.TrailObject;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the key of a wanted object may say. A part that is null bounds nothing.
 *
 * @param from first day
 * @param to the day after the last
 * @param accounts accounts
 * @param regions regions
 */
record KeyBounds(
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    @Nullable Set<String> accounts,
    @Nullable Set<String> regions) {

  /** Bounds that every key is within. */
  static final KeyBounds NONE = new KeyBounds(null, null, null, null);

  /** Bounds of days, the last not included. */
  static KeyBounds days(@Nullable LocalDate from, @Nullable LocalDate to) {
    return new KeyBounds(from, to, null, null);
  }

  /** The bounds of what is within both. */
  KeyBounds and(KeyBounds other) {
    return new KeyBounds(
        from == null || (other.from != null && other.from.isAfter(from)) ? other.from : from,
        to == null || (other.to != null && other.to.isBefore(to)) ? other.to : to,
        common(accounts, other.accounts),
        common(regions, other.regions));
  }

  /** Bounds around what is within either; they may hold more. */
  KeyBounds or(KeyBounds other) {
    return new KeyBounds(
        from == null || other.from == null ? null : from.isBefore(other.from) ? from : other.from,
        to == null || other.to == null ? null : to.isAfter(other.to) ? to : other.to,
        either(accounts, other.accounts),
        either(regions, other.regions));
  }

  /** Bounds on days of delivery, from bounds on the days of events. */
  KeyBounds delivered(int lateDays) {
    return new KeyBounds(from, to == null ? null : to.plusDays(lateDays), accounts, regions);
  }

  /** Whether nothing can be within. */
  boolean isEmpty() {
    return (from != null && to != null && !from.isBefore(to))
        || (accounts != null && accounts.isEmpty())
        || (regions != null && regions.isEmpty());
  }

  /** Whether the object's key says that it is within. */
  boolean admits(TrailObject object) {
    LocalDate day = object.deliveryDate();
    return (from == null || (day != null && !day.isBefore(from)))
        && (to == null || (day != null && day.isBefore(to)))
        && isAmong(accounts, object.account())
        && isAmong(regions, object.region());
  }

  private static boolean isAmong(@Nullable Set<String> wanted, @Nullable String said) {
    return wanted == null || (said != null && wanted.contains(said));
  }

  private static @Nullable Set<String> common(
      @Nullable Set<String> one, @Nullable Set<String> other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    Set<String> both = new HashSet<>(one);
    both.retainAll(other);
    return Set.copyOf(both);
  }

  private static @Nullable Set<String> either(
      @Nullable Set<String> one, @Nullable Set<String> other) {
    return one == null || other == null
        ? null
        : Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
  }
}
