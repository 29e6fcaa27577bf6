package io.trailhouse.bench;

import static io.trailhouse.bench.ContenderKind.DUCKDB;
import static io.trailhouse.bench.ContenderKind.SPARK_RECIPE;
import static io.trailhouse.bench.ContenderKind.TRAILHOUSE;
import static io.trailhouse.bench.Programme.GUNZIP;
import static io.trailhouse.bench.Programme.READER;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is wanted of Trailhouse on two cores. */
final class Targets {

  private static final String US = TRAILHOUSE.label();
  private static final String DUCK = DUCKDB.label();
  private static final String RECIPE = SPARK_RECIPE.label();

  private Targets() {}

  /** The targets, held against results. */
  static List<Target> of(Results results, Scale scale) {
    List<Target> targets = new ArrayList<>();
    ratio(targets, results, "ingest / DuckDB", Discipline.INGEST, US, DUCK, 0.75, 0.5);
    ratio(
        targets, results, "ingest / DuckDB, given archive", Discipline.COPIES, US, DUCK, 0.75, 0.5);
    ratio(targets, results, "ingest / Spark recipe", Discipline.INGEST, US, RECIPE, 0.2, 0.1);
    ratio(targets, results, "ingest / gunzip alone", Discipline.INGEST, US, GUNZIP, null, null);
    ratio(
        targets,
        results,
        "record reader / gunzip, one thread",
        Discipline.READER,
        READER,
        GUNZIP,
        1.7,
        1.4);
    ratio(
        targets,
        results,
        "scan of three columns / DuckDB",
        Discipline.SCAN_THREE,
        US,
        DUCK,
        1.0,
        0.6);
    ratio(
        targets,
        results,
        "scan of all columns / DuckDB",
        Discipline.SCAN_ALL,
        US,
        DUCK,
        null,
        null);
    ratio(targets, results, "small objects / DuckDB", Discipline.SMALL_OBJECTS, US, DUCK, 1.0, 0.5);
    results
        .of(Discipline.QUERY)
        .forEach(
            heat ->
                targets.add(
                    Target.ratio(
                        "query / DuckDB: " + heat.detail(),
                        null,
                        null,
                        Stream.of(heat),
                        US,
                        DUCK)));
    targets.add(Target.number("exponent of growth", "", 1.02, null, results.growthExponent()));
    targets.add(
        Target.number(
            "heap that suffices",
            "GB",
            2.0,
            1.0,
            scale.isLarge() ? (Double) results.sufficientHeap() : null));
    targets.add(
        Target.number(
            "nothing new over small objects",
            "s",
            5.0,
            2.0,
            results.seconds(Discipline.NOTHING_NEW_SMALL, US)));
    targets.add(
        Target.number(
            "bytes on disk / DuckDB, same columns", "", 1.0, 0.8, results.columnBytes().ratio()));
    targets.add(
        Target.number(
            "all reports of a day",
            "s",
            60.0,
            null,
            results.seconds(Discipline.REPORTS, DailyReports.FIRST_TIME)));
    targets.add(
        Target.number(
            "ingest from a cold shell",
            "s",
            8.0,
            null,
            results.seconds(Discipline.COLD_START, ColdStart.INGEST)));
    targets.add(
        Target.number(
            "status from a cold shell",
            "s",
            5.0,
            null,
            results.seconds(Discipline.COLD_START, ColdStart.STATUS)));
    return targets;
  }

  private static void ratio(
      List<Target> targets,
      Results results,
      String name,
      Discipline discipline,
      String first,
      String second,
      @Nullable Double must,
      @Nullable Double want) {
    targets.add(Target.ratio(name, must, want, results.of(discipline), first, second));
  }
}
