package io.trailhouse.source;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import scala.Option;
import scala.PartialFunction;
import scala.collection.immutable.Seq;

/**
 * Resolves {@code cloudtrail.`path`} to the trail at that path. A second part without a slash stays
 * what it was: a table in a database that is called cloudtrail.
 */
final class TrailPathResolution extends Rule<LogicalPlan> {

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return conf().runSQLonFile()
        ? plan.resolveOperators(PartialFunction.fromFunction(TrailPathResolution::resolved))
        : plan;
  }

  private static LogicalPlan resolved(LogicalPlan node) {
    return node instanceof UnresolvedRelation relation && isTrail(relation)
        ? trail(relation)
        : node;
  }

  private static boolean isTrail(UnresolvedRelation relation) {
    Seq<String> name = relation.multipartIdentifier();
    return name.size() == 2
        && name.head().equalsIgnoreCase(TrailDataSource.NAME)
        && name.last().contains("/")
        && !relation.isStreaming();
  }

  private static LogicalPlan trail(UnresolvedRelation relation) {
    Map<String, String> properties = new HashMap<>(relation.options().asCaseSensitiveMap());
    properties.put("path", relation.multipartIdentifier().last());
    CaseInsensitiveStringMap options = new CaseInsensitiveStringMap(properties);
    return DataSourceV2Relation.create(
        new TrailTable(options), Option.empty(), Option.empty(), options, Option.empty());
  }
}
