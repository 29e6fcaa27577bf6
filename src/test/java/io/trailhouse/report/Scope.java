package io.trailhouse.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of an archive that a report is about. */
record Scope(Archive archive, ReportWindow window) {

  /** The same for the window of the same length before. */
  Scope before() {
    long days = window.to().toEpochDay() - window.from().toEpochDay();
    return new Scope(
        archive,
        new ReportWindow(
            window.from().minusDays(days),
            window.from(),
            window.accounts(),
            window.regions(),
            window.eventSources(),
            window.callers()));
  }

  List<Counted> events() {
    return archive.events().stream()
        .filter(event -> isInside(event.day()))
        .filter(event -> isAsked(window.accounts(), event.account()))
        .filter(event -> isAsked(window.regions(), event.region()))
        .filter(event -> isAsked(window.eventSources(), event.source()))
        .filter(event -> isAsked(window.callers(), event.caller().key()))
        .toList();
  }

  /** The objects that were delivered in the window, of the accounts and regions asked for. */
  List<Archive.Content> contents() {
    return archive.contents().stream()
        .filter(content -> isInside(content.delivery().day()))
        .filter(content -> isAsked(window.accounts(), content.delivery().account()))
        .filter(content -> isAsked(window.regions(), content.delivery().region()))
        .toList();
  }

  boolean isInside(LocalDate day) {
    return !day.isBefore(window.from()) && day.isBefore(window.to());
  }

  private static boolean isAsked(Set<String> asked, @Nullable String value) {
    return asked.isEmpty() || (value != null && asked.contains(value));
  }
}
