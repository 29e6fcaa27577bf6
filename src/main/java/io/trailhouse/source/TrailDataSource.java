package io.trailhouse.source;

import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Reads CloudTrail archives without a lake: each event is a row of the columns of the {@code
 * events} table.
 *
 * <pre>
 * spark.read().format("cloudtrail").load("s3a://bucket/AWSLogs/")
 * SELECT * FROM cloudtrail.`s3a://bucket/AWSLogs/` WHERE event_date = '2026-01-31'
 * CREATE TEMPORARY VIEW trail USING cloudtrail OPTIONS (path 's3a://bucket/AWSLogs/')
 * </pre>
 *
 * <table>
 * <caption>Options</caption>
 * <tr><th>name</th><th>default</th><th>meaning</th></tr>
 * <tr><td>{@code path}</td><td></td><td>the trail's root, a folder below it, or one object</td></tr>
 * <tr><td>{@code from}, {@code to}</td><td>all</td><td>first day of delivery, and the day after the last</td></tr>
 * <tr><td>{@code accounts}, {@code regions}</td><td>all</td><td>accounts and regions of the keys,
 * with commas between them</td></tr>
 * <tr><td>{@code prune-by-key}</td><td>true</td><td>whether filters rule out objects by key</td></tr>
 * <tr><td>{@code late-days}</td><td>2</td><td>days after an event's own day on which its object may
 * have been delivered</td></tr>
 * <tr><td>{@code damaged}</td><td>skip</td><td>{@code skip}: log and count damaged records and
 * objects; {@code fail}: end the query at the first</td></tr>
 * <tr><td>{@code task-bytes}</td><td>33554432</td><td>most bytes of objects that one task is given,
 * unless one object is larger</td></tr>
 * <tr><td>{@code max-record-bytes}, {@code max-object-bytes}, {@code max-depth}</td><td>{@link
 * io.trailhouse.record.Limits#DEFAULT}</td><td>limits on one record and one object; what is over a
 * limit is damaged</td></tr>
 * <tr><td>{@code fs.*}</td><td></td><td>settings of the file system; ignored for
 * a scheme and bucket that this JVM has opened before, for Hadoop keeps its file systems</td></tr>
 * </table>
 *
 * <h2>What pruning by key can miss</h2>
 *
 * A filter is about the event, a key about the object that holds it. Filters on {@code event_date},
 * {@code event_time}, {@code aws_region} and {@code recipient_account_id} rule out objects by key,
 * so these rows are missed:
 *
 * <ul>
 *   <li>events that were delivered more than {@code late-days} days after they happened (normally
 *       it takes minutes, at worst 30 days: {@code late-days=30} misses nothing that CloudTrail
 *       delivers), or that bear a later day than their object,
 *   <li>events under the key of another region than they name. Global services such as IAM, STS and
 *       sign-in do that, and name us-east-1 (cn-north-1, us-gov-west-1, ... in other partitions),
 *       so a filter that asks for such a region rules out nothing; the option {@code regions} does,
 *   <li>events under the key of another account than they name: copies that were anonymised.
 * </ul>
 *
 * {@code prune-by-key=false} reads every object within the options, and misses nothing. Objects
 * whose keys do not say a day, region or account are never ruled out by a filter, only by an
 * option.
 */
public final class TrailDataSource implements TableProvider, DataSourceRegister {

  /** The name that a query calls the source by. */
  static final String NAME = "cloudtrail";

  @Override
  public String shortName() {
    return NAME;
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return EventSchema.ALL;
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    return new TrailTable(new CaseInsensitiveStringMap(properties));
  }
}
