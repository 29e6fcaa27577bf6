package io.trailhouse.report;

import io.trailhouse.caller.Client;
import io.trailhouse.iam.IamActions;
import io.trailhouse.iam.IamPolicy;
import io.trailhouse.iam.IamResources;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF6;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The functions that reports may use beside those of Spark's SQL. */
final class ReportFunctions {

  private static final StructType CLIENT =
      new StructType()
          .add("client", DataTypes.StringType)
          .add("version", DataTypes.StringType)
          .add("platform", DataTypes.StringType);

  private ReportFunctions() {}

  /**
   * Makes them known to a session.
   *
   * <ul>
   *   <li>{@code client(user_agent)}: struct of client, version and platform, the tool that a user
   *       agent claims to be
   *   <li>{@code iam_actions(event_source, event_name)}: array of the IAM actions that a call
   *       needs; empty if it needs none, null if that is not known
   *   <li>{@code iam_resources(action, partition, arns, prefixes, bucket, key)}: array of the
   *       resources that a policy can limit the action to
   *   <li>{@code iam_partition(arn, region)}: aws, aws-cn, aws-us-gov, ...
   *   <li>{@code iam_policy(permissions)}: JSON text of a policy for an array of structs of action
   *       and resource
   * </ul>
   */
  static void register(SparkSession spark) {
    spark.udf().register("client", (UDF1<@Nullable String, Row>) ReportFunctions::client, CLIENT);
    spark
        .udf()
        .register(
            "iam_actions",
            (UDF2<@Nullable String, @Nullable String, @Nullable List<String>>)
                ReportFunctions::actions,
            DataTypes.createArrayType(DataTypes.StringType, false));
    spark
        .udf()
        .register(
            "iam_resources",
            (UDF6<
                    @Nullable String,
                    String,
                    @Nullable Seq<@Nullable String>,
                    @Nullable Seq<@Nullable String>,
                    @Nullable String,
                    @Nullable String,
                    @Nullable List<String>>)
                ReportFunctions::resources,
            DataTypes.createArrayType(DataTypes.StringType, false));
    spark
        .udf()
        .register(
            "iam_partition",
            (UDF2<@Nullable String, @Nullable String, String>) IamResources::partition,
            DataTypes.StringType);
    spark
        .udf()
        .register(
            "iam_policy",
            (UDF1<@Nullable Seq<Row>, @Nullable String>) ReportFunctions::policy,
            DataTypes.StringType);
  }

  private static Row client(@Nullable String userAgent) {
    Client client = Client.of(userAgent);
    return RowFactory.create(client.client(), client.version(), client.platform());
  }

  private static @Nullable List<String> actions(@Nullable String source, @Nullable String name) {
    return source == null || name == null ? null : IamActions.of(source, name);
  }

  private static @Nullable List<String> resources(
      @Nullable String action,
      String partition,
      @Nullable Seq<@Nullable String> arns,
      @Nullable Seq<@Nullable String> prefixes,
      @Nullable String bucket,
      @Nullable String key) {
    if (action == null) {
      return null;
    }
    List<String> named = texts(arns);
    named.addAll(IamResources.ofBucket(partition, bucket, key));
    return IamResources.of(action, named, texts(prefixes));
  }

  private static @Nullable String policy(@Nullable Seq<Row> permissions) {
    if (permissions == null || permissions.isEmpty()) {
      return null;
    }
    return IamPolicy.of(
        CollectionConverters.asJava(permissions).stream()
            .map(row -> new IamPolicy.Permission(row.getString(0), row.getString(1)))
            .toList());
  }

  private static List<String> texts(@Nullable Seq<@Nullable String> values) {
    List<String> texts = new ArrayList<>();
    if (values != null) {
      for (String value : CollectionConverters.asJava(values)) {
        if (value != null) {
          texts.add(value);
        }
      }
    }
    return texts;
  }
}
