package io.trailhouse.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a night asks: all reports of one day in all forms, compared with the day before, on a lake
 * that has these two days. The first time, it is also worked out who the people are and what is
 * new.
 */
final class DailyReports {

  static final String FIRST_TIME = "the first time";
  static final String AGAIN = "again";

  private final Shell shell;
  private final Path lake;
  private final Path output;

  /** Makes a lake, and reports of it, in folders of their own. */
  DailyReports(Shell shell, Path lake, Path output) {
    this.shell = shell;
    this.lake = lake;
    this.output = output;
  }

  /**
   * Ingests the trail and makes the reports twice.
   *
   * @param day the trail's second one
   */
  Heat run(Trail trail, LocalDate day) throws IOException {
    new Folder(lake).delete();
    shell.time(List.of("ingest", "--trail", trail.root(), "--lake", lake.toString()), 4);
    List<String> report =
        List.of(
            "report",
            "--lake",
            lake.toString(),
            "--from",
            day.toString(),
            "--to",
            day.plusDays(1).toString(),
            "--out",
            output.toString(),
            "--format",
            "html,csv,json,avro,delta");
    return new Heat(
        Discipline.REPORTS,
        "",
        trail,
        List.of(
            new Series(FIRST_TIME, List.of(timed(report))),
            new Series(AGAIN, List.of(timed(report)))));
  }

  private Measurement timed(List<String> report) throws IOException {
    double seconds = shell.time(report, 0).seconds();
    return new Measurement(seconds, 0, 0, 0, Outcome.of(rows()));
  }

  /** Rows of all answers. */
  private long rows() throws IOException {
    long rows = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(output, "*.jsonl")) {
      for (Path file : files) {
        try (Stream<String> lines = Files.lines(file)) {
          rows += lines.count();
        }
      }
    }
    return rows;
  }
}
