package io.trailhouse.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.SparkTest;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The report of the least policy, asked of a few events. */
@SparkTest
final class PermissionsUsedTest {

  private static final String ROLE = "arn:aws-cn:iam::111122223333:role/reader";

  private static final Report REPORT =
      Objects.requireNonNull(Reports.find(null).named("permissions-used"));

  private static Dataset<Row> answer;

  @BeforeAll
  static void ask(SparkSession shared) {
    SparkSession spark = shared.newSession();
    ReportFunctions.register(spark);
    spark
        .sql(
            """
            SELECT 'AwsApiCall' AS event_type, 'role' AS caller_kind,
              '%s' AS caller, '111122223333' AS caller_account, 'cn-north-1' AS aws_region,
              '111122223333' AS recipient_account_id, event_source, event_name, error_code,
              event_category, read_only, request_parameters,
              CAST(NULL AS STRING) AS user_identity_invoked_by,
              CASE WHEN arn IS NOT NULL THEN array(named_struct('arn', arn, 'account_id', '',
                'type', '', 'arn_prefix', CAST(NULL AS STRING))) END AS resources
            FROM VALUES
              ('s3.amazonaws.com', 'GetObject', null, 'Data', true, '{}', 'arn:aws-cn:s3:::b/*'),
              ('s3.amazonaws.com', 'HeadObject', 'NoSuchKey', 'Data', true,
                '{"bucketName":"b","key":"x"}', null),
              ('s3.amazonaws.com', 'PutObject', 'AccessDenied', 'Data', false,
                '{"bucketName":"b","key":"y"}', null),
              ('s3.amazonaws.com', 'ListBuckets', null, 'Management', true, null, null),
              ('s3.amazonaws.com', 'ListBuckets', 'InvalidRequest', 'Management', true, null, null),
              ('ec2.amazonaws.com', 'Unheard"Of', null, 'Management', false, null, null),
              ('lambda.amazonaws.com', 'CreateFunction20150331', null, 'Management', false,
                '{"role":"arn:aws-cn:iam::111122223333:role/runs"}', null)
              AS t(event_source, event_name, error_code, event_category, read_only,
                request_parameters, arn)
            """
                .formatted(ROLE))
        .createOrReplaceTempView("events");
    answer = spark.sql(REPORT.sql());
  }

  @Test
  void namesTheLeastPolicyAndWhatATrailCannotShow() {
    assertThat(answer.collectAsList())
        .containsExactly(
            RowFactory.create(
                ROLE,
                "role",
                "111122223333",
                3L,
                7L,
                """
                {"Version":"2012-10-17","Statement":[\
                {"Sid":"Lambda1","Effect":"Allow",\
                "Action":["lambda:CreateFunction","s3:ListAllMyBuckets"],"Resource":["*"]},\
                {"Sid":"S32","Effect":"Allow","Action":["s3:GetObject"],\
                "Resource":["arn:aws-cn:s3:::b/${*}","arn:aws-cn:s3:::b/x"]}]}\
                """,
                "managed policy",
                null,
                1L,
                """
                {"Version":"2012-10-17","Statement":[\
                {"Sid":"S31","Effect":"Allow","Action":["s3:PutObject"],\
                "Resource":["arn:aws-cn:s3:::b/y"]}]}\
                """,
                "ec2:Unheard\"Of",
                "iam:PassRole for CreateFunction20150331 with"
                    + " arn:aws-cn:iam::111122223333:role/runs; calls on data of services without"
                    + " data events in the window: dynamodb, lambda, sns, sqs"));
  }

  @Test
  void hasTheColumnsThatItDeclares() {
    assertThat(List.of(answer.columns()))
        .isEqualTo(REPORT.columns().stream().map(Report.Column::name).toList());
  }
}
