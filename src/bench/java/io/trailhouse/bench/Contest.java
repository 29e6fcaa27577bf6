package io.trailhouse.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Heat} before it is run.
 *
 * @param discipline what it is
 * @param detail which of several such things; empty if there is one
 * @param trail with which trail; null if with none
 * @param entrants who does what
 */
record Contest(
    Discipline discipline, String detail, @Nullable Trail trail, List<Entrant> entrants) {}
