package io.trailhouse.source;

import io.trailhouse.event.EventColumn;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsPushDownV2Filters;
import org.apache.spark.sql.types.StructType;

/**
 * Takes over the columns and filters of a query. Filters only rule out objects; Spark applies each
 * of them to the rows as well.
 */
final class TrailScanBuilder implements SupportsPushDownV2Filters, SupportsPushDownRequiredColumns {

  private final TrailReadOptions options;
  private List<EventColumn> columns = EventSchema.columns(EventSchema.ALL);
  private Predicate[] pushed = {};

  TrailScanBuilder(TrailReadOptions options) {
    this.options = options;
  }

  @Override
  public Predicate[] pushPredicates(Predicate[] predicates) {
    if (options.pruneByKey()) {
      pushed =
          Arrays.stream(predicates)
              .filter(predicate -> !EventFilter.bounds(predicate).equals(KeyBounds.NONE))
              .toArray(Predicate[]::new);
    }
    return predicates;
  }

  @Override
  public Predicate[] pushedPredicates() {
    return pushed.clone();
  }

  @Override
  public void pruneColumns(StructType required) {
    columns = EventSchema.columns(required);
  }

  @Override
  public Scan build() {
    KeyBounds bounds =
        Arrays.stream(pushed)
            .map(EventFilter::bounds)
            .reduce(KeyBounds.NONE, KeyBounds::and)
            .delivered(options.lateDays());
    return new TrailScan(SparkSession.active(), options, columns, bounds);
  }
}
