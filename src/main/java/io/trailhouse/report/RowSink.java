package io.trailhouse.report;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the rows of an answer, one by one, in their order. */
@FunctionalInterface
public interface RowSink {

  /**
   * Takes the next one.
   *
   * @param values null or of their columns' types, see {@link ReportAnswer.Type}
   */
  void row(List<@Nullable Object> values) throws IOException;
}
