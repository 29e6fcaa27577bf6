package io.trailhouse.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Events that are counted together, at least one. */
record Group(List<Counted> events) {

  /** A column of a report's key: its name, and what an event has in it. */
  record Key(String column, Function<Counted, ? extends @Nullable Object> value) {}

  /** Events by what is the same; the lines have the key's columns. */
  static Map<Line, Group> by(Collection<Counted> events, Key... keys) {
    Map<Line, Group> groups = new LinkedHashMap<>();
    for (Counted event : events) {
      Line line = new Line();
      Arrays.stream(keys).forEach(key -> line.with(key.column(), key.value().apply(event)));
      groups.computeIfAbsent(line, same -> new Group(new ArrayList<>())).events().add(event);
    }
    return groups;
  }

  long count() {
    return events.size();
  }

  long count(Predicate<Counted> wanted) {
    return events.stream().filter(wanted).count();
  }

  long errors() {
    return count(Counted::failed);
  }

  long writes() {
    return count(Counted::writes);
  }

  double share(Predicate<Counted> wanted) {
    return (double) count(wanted) / count();
  }

  /** How many different values there are, but for none. */
  long different(Function<Counted, ? extends @Nullable Object> value) {
    return events.stream().map(value).filter(Objects::nonNull).distinct().count();
  }

  Instant first() {
    return events.stream().map(Counted::time).min(Comparator.naturalOrder()).orElseThrow();
  }

  Instant last() {
    return events.stream().map(Counted::time).max(Comparator.naturalOrder()).orElseThrow();
  }

  /** The first text in alphabetical order. */
  @Nullable String least(Function<Counted, @Nullable String> text) {
    TreeSet<String> texts = texts(text);
    return texts.isEmpty() ? null : texts.first();
  }

  /** The last text in alphabetical order: where all are the same, that one. */
  @Nullable String most(Function<Counted, @Nullable String> text) {
    TreeSet<String> texts = texts(text);
    return texts.isEmpty() ? null : texts.last();
  }

  /** The first five texts in alphabetical order. */
  @Nullable String firstFive(Function<Counted, @Nullable String> text) {
    TreeSet<String> texts = texts(text);
    return texts.isEmpty() ? null : texts.stream().limit(5).collect(Collectors.joining(", "));
  }

  private TreeSet<String> texts(Function<Counted, @Nullable String> text) {
    TreeSet<String> texts = new TreeSet<>();
    for (Counted event : events) {
      String one = text.apply(event);
      if (one != null) {
        texts.add(one);
      }
    }
    return texts;
  }
}
