package io.trailhouse.render;

import io.trailhouse.report.ReportAnswer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The first screen: what happened, out of the answers that there are.
 *
 * @param tiles the numbers
 * @param trend the report whose chart is shown; null without it
 * @param cards the first rows of the reports that people look at first
 */
record FirstScreen(List<Tile> tiles, @Nullable PageSection trend, List<Card> cards) {

  static final String OVERVIEW = "overview";

  private static final String TREND = "usage-trend";

  static FirstScreen of(LocalDate lastDay, List<ReportAnswer> answers, List<PageSection> sections) {
    Map<String, ReportAnswer> byName =
        answers.stream()
            .collect(
                Collectors.toMap(
                    answer -> answer.report().name(), Function.identity(), (a, b) -> a));
    PageSection trend =
        sections.stream()
            .filter(section -> section.name().equals(TREND) && section.hasChart())
            .findFirst()
            .orElse(null);
    ReportAnswer overview = byName.get(OVERVIEW);
    List<Tile> tiles =
        overview == null || overview.rows().isEmpty()
            ? List.of()
            : new Tiles(lastDay, new AnswerRow(overview, overview.rows().get(0)), byName).all();
    return new FirstScreen(tiles, trend, cards(byName));
  }

  private static List<Card> cards(Map<String, ReportAnswer> byName) {
    List<Card> cards = new ArrayList<>();
    Stream.of(
            new CardKind("new-behaviour", "What is new", "Nothing was seen for the first time."),
            new CardKind("errors", "What failed", "Nothing failed."),
            new CardKind("callers", "Who is loudest", "Nobody was active."),
            new CardKind("trail-health", "Where the trail was silent", "It was never silent."))
        .forEach(
            kind -> {
              ReportAnswer answer = byName.get(kind.report());
              if (answer != null) {
                cards.add(kind.of(answer));
              }
            });
    return cards;
  }

  boolean hasTiles() {
    return !tiles.isEmpty();
  }

  boolean hasTrend() {
    return trend != null;
  }
}
