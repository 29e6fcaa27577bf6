package io.trailhouse.locate;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** What tests ask for. */
final class Configs {

  private Configs() {}

  static LocateConfig everything(String... trails) {
    return new LocateConfig(List.of(trails), null, null, Set.of(), Set.of(), 4);
  }

  static LocateConfig window(String trail, String from, String to) {
    return new LocateConfig(
        List.of(trail), LocalDate.parse(from), LocalDate.parse(to), Set.of(), Set.of(), 4);
  }
}
