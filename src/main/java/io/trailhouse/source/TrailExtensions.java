package io.trailhouse.source;

import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.SparkSessionExtensionsProvider;
import scala.runtime.BoxedUnit;

/**
 * Makes {@code SELECT ... FROM cloudtrail.`s3a://...`} work. Spark finds this class by itself when
 * a session starts with Trailhouse on its class path.
 */
public final class TrailExtensions implements SparkSessionExtensionsProvider {

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    // Of the rules one can add, only those for hints run before Spark refuses a path of any source
    // that is not one of its own file formats.
    extensions.injectHintResolutionRule(session -> new TrailPathResolution());
    return BoxedUnit.UNIT;
  }
}
