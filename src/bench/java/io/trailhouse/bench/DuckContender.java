package io.trailhouse.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** DuckDB at the settings that were found to be its fastest. */
final class DuckContender implements Contender {

  private final Connection duck;

  DuckContender(int threads) throws SQLException {
    this.duck = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = duck.createStatement()) {
      statement.execute(DuckSql.settings(threads, Path.of("duckdb.tmp").toAbsolutePath()));
    }
  }

  @Override
  public Callable<Outcome> run(Step step) throws SQLException {
    return switch (step.task()) {
      case INGEST -> ingest(step);
      case SCAN_THREE -> scan(trail(step).scanThree());
      case SCAN_ALL -> scan(trail(step).scanAll());
      case QUERY -> query(step);
      case COLUMN_BYTES -> columnBytes(Folder.of(step.input()));
      case INGEST_AGAIN, GUNZIP, GUNZIP_ONE_THREAD, READ_ONE_THREAD ->
          throw new IllegalArgumentException("not for DuckDB: " + step.task());
    };
  }

  private static DuckSql trail(Step step) {
    List<String> files = TrailFiles.under(step.input()).stream().map(Path::toString).toList();
    return new DuckSql(files, step.largestObject());
  }

  private Callable<Outcome> ingest(Step step) throws SQLException {
    try (Statement statement = duck.createStatement()) {
      long records = statement.executeLargeUpdate(trail(step).copyTo(step.output()));
      return () -> Outcome.written(records, 0, Folder.of(step.output()));
    }
  }

  private Callable<Outcome> scan(String sql) throws SQLException {
    try (Statement statement = duck.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      answer.next();
      long records = answer.getLong(1);
      return () -> Outcome.of(records);
    }
  }

  private Callable<Outcome> query(Step step) throws SQLException {
    try (Statement statement = duck.createStatement()) {
      statement.execute(DuckSql.viewOf(step.input()));
      try (ResultSet answer = statement.executeQuery(LakeQuery.valueOf(step.query()).sql())) {
        int columns = answer.getMetaData().getColumnCount();
        long rows = 0;
        StringBuilder text = new StringBuilder();
        while (answer.next()) {
          rows++;
          for (int i = 1; i <= columns; i++) {
            text.append(answer.getString(i));
          }
        }
        Outcome outcome = new Outcome(rows, 0, 0, text.length(), Map.of());
        return () -> outcome;
      }
    }
  }

  private Callable<Outcome> columnBytes(Folder table) throws SQLException {
    Map<String, Long> bytes = new HashMap<>();
    List<String> files = table.parquetFiles().stream().map(Path::toString).toList();
    try (Statement statement = duck.createStatement();
        ResultSet columns = statement.executeQuery(DuckSql.columnBytes(files))) {
      while (columns.next()) {
        // Members of a nested column count as the column.
        String column = columns.getString(1).split(",", 2)[0];
        bytes.merge(column, columns.getLong(2), Long::sum);
      }
    }
    return () -> new Outcome(files.size(), 0, files.size(), table.parquetBytes(), bytes);
  }

  @Override
  public void close() throws IOException {
    try {
      duck.close();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
