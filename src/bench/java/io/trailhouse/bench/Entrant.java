package io.trailhouse.bench;

/**
 * Who does what in a {@link Race}.
 *
 * @param name what tables call it
 * @param worker who does it
 * @param step what
 * @param rounds how often
 */
record Entrant(String name, WorkerProcess worker, Step step, Rounds rounds) {}
