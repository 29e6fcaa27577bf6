package io.trailhouse.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a caller, or an account, did for the first time once. */
record Behaviour(String kind, @Nullable String subject, String value) {

  static List<Behaviour> of(Counted event) {
    String caller = event.caller().key();
    List<Behaviour> all = new ArrayList<>();
    if (event.source() != null && event.name() != null) {
      all.add(new Behaviour("api", caller, event.api()));
    }
    add(all, "region", caller, event.region());
    add(all, "address", caller, event.address());
    add(all, "service", event.account(), event.source());
    return all;
  }

  private static void add(
      List<Behaviour> all, String kind, @Nullable String subject, @Nullable String value) {
    if (value != null) {
      all.add(new Behaviour(kind, subject, value));
    }
  }
}
