package io.trailhouse.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.SparkTest;
import io.trailhouse.people.People;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Reports as the lake answers them, and as somebody counts them who reads the trail's objects. */
@SparkTest
final class NumbersTest {

  private static final List<Report> REPORTS = Reports.find(null).all();

  private static final ReportWindow TWO_DAYS =
      new ReportWindow(
          CountedLake.FIRST_DAY.plusDays(2),
          CountedLake.FIRST_DAY.plusDays(4),
          Set.of(),
          Set.of(),
          Set.of(),
          Set.of());

  /** Windows that are asked about, and so many reports of each. */
  private static final int WINDOWS = 6;

  private static final int REPORTS_OF_A_WINDOW = 5;

  @TempDir private static Path folder;
  private static @Nullable CountedLake counted;
  private static final List<ReportRun> RUNS = new ArrayList<>();

  @BeforeAll
  static void fill(SparkSession spark) throws IOException {
    counted = CountedLake.fill(spark, folder);
  }

  @AfterAll
  static void close() {
    RUNS.forEach(ReportRun::close);
  }

  private static CountedLake counted() {
    return Objects.requireNonNull(counted);
  }

  private static ReportRun run(ReportWindow window, List<Report> reports) {
    ReportRun run =
        new ReportRun(counted().spark(), counted().lake(), window, reports, People.LOOK_BACK);
    RUNS.add(run);
    return run;
  }

  @Test
  void countsEveryReportByHand() {
    assertThat(Counts.BY_REPORT.keySet())
        .containsExactlyInAnyOrderElementsOf(REPORTS.stream().map(Report::name).toList());
  }

  @TestFactory
  Stream<DynamicTest> answersWhatSomebodyCountsByHand() {
    ReportRun run = run(TWO_DAYS, REPORTS);
    return REPORTS.stream()
        .map(
            report ->
                DynamicTest.dynamicTest(
                    report.name(),
                    () ->
                        assertThat(
                                Differences.between(run.ask(report), counted().archive(), TWO_DAYS))
                            .isEmpty()));
  }

  @TestFactory
  Stream<DynamicContainer> answersSoForWhateverIsAsked() {
    long firstSeed = new Random().nextLong(1_000_000);
    return IntStream.range(0, WINDOWS).mapToObj(i -> ofRandomWindow(firstSeed + i));
  }

  private static DynamicContainer ofRandomWindow(long seed) {
    Random random = new Random(seed);
    List<Report> reports = new ArrayList<>(REPORTS);
    Collections.shuffle(reports, random);
    List<Report> some = reports.subList(0, REPORTS_OF_A_WINDOW);
    ReportWindow window = window(random);
    ReportRun run = run(window, some);
    return DynamicContainer.dynamicContainer(
        "seed %d: %s to %s %s".formatted(seed, window.from(), window.to(), window.filters()),
        some.stream()
            .map(
                report ->
                    DynamicTest.dynamicTest(
                        report.name(),
                        () ->
                            assertThat(
                                    Differences.between(
                                        run.ask(report), counted().archive(), window))
                                .isEmpty())));
  }

  private static ReportWindow window(Random random) {
    LocalDate from = CountedLake.FIRST_DAY.plusDays(random.nextInt(7) - 1);
    return new ReportWindow(
        from,
        from.plusDays(1 + random.nextInt(3)),
        filter(random, Counted::account),
        filter(random, Counted::region),
        filter(random, Counted::source),
        filter(random, event -> event.caller().key()));
  }

  /** Mostly none, else up to three values of events. */
  private static Set<String> filter(Random random, Function<Counted, @Nullable String> value) {
    List<Counted> events = counted().archive().events();
    Set<String> values = new java.util.HashSet<>();
    for (int i = random.nextInt(9) - 5; i > 0; i--) {
      String one = value.apply(events.get(random.nextInt(events.size())));
      if (one != null) {
        values.add(one);
      }
    }
    return values;
  }
}
