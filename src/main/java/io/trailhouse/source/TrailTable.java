package io.trailhouse.source;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.CatalogV2Util;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** A trail as Spark's table; two of the same options are equal, so that a cached one is found. */
record TrailTable(CaseInsensitiveStringMap options) implements SupportsRead {

  /** Refuses wrong options at once, not when the first row is asked for. */
  TrailTable {
    TrailReadOptions.of(options);
  }

  @Override
  public String name() {
    return "cloudtrail " + String.join(", ", TrailReadOptions.of(options).paths());
  }

  @Override
  public Column[] columns() {
    return CatalogV2Util.structTypeToV2Columns(EventSchema.ALL);
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap ofQuery) {
    Map<String, String> merged = new HashMap<>(options.asCaseSensitiveMap());
    merged.putAll(ofQuery.asCaseSensitiveMap());
    return new TrailScanBuilder(TrailReadOptions.of(new CaseInsensitiveStringMap(merged)));
  }
}
