package io.trailhouse.report;

import java.util.List;

/** A report's rows, counted by hand. */
@FunctionalInterface
interface Count {
  List<Line> of(Scope scope);
}
