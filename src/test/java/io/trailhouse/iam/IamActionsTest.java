package io.trailhouse.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which IAM actions calls need. */
final class IamActionsTest {

  @ParameterizedTest
  @CsvSource({
    "ec2.amazonaws.com, DescribeInstances, ec2:DescribeInstances",
    "s3.amazonaws.com, GetObject, s3:GetObject",
    "s3.amazonaws.com, HeadObject, s3:GetObject",
    "s3.amazonaws.com, ListObjects, s3:ListBucket",
    "s3.amazonaws.com, ListObjectsV2, s3:ListBucket",
    "s3.amazonaws.com, HeadBucket, s3:ListBucket",
    "s3.amazonaws.com, ListBuckets, s3:ListAllMyBuckets",
    "s3.amazonaws.com, CopyObject, s3:GetObject s3:PutObject",
    "s3.amazonaws.com, UploadPart, s3:PutObject",
    "s3.amazonaws.com, CompleteMultipartUpload, s3:PutObject",
    "s3.amazonaws.com, DeleteObjects, s3:DeleteObject",
    "s3.amazonaws.com, GetBucketEncryption, s3:GetEncryptionConfiguration",
    "s3.amazonaws.com, GetBucketPolicy, s3:GetBucketPolicy",
    "s3express.amazonaws.com, GetObject, s3express:CreateSession",
    "lambda.amazonaws.com, Invoke, lambda:InvokeFunction",
    "lambda.amazonaws.com, GetFunction20150331v2, lambda:GetFunction",
    "lambda.amazonaws.com, ListFunctions20150331, lambda:ListFunctions",
    "cloudfront.amazonaws.com, CreateDistribution2020_05_31, cloudfront:CreateDistribution",
    "apigateway.amazonaws.com, GetRestApis, apigateway:GET",
    "apigateway.amazonaws.com, CreateDeployment, apigateway:POST",
    "apigateway.amazonaws.com, UpdateStage, apigateway:PATCH",
    "apigateway.amazonaws.com, ImportApi, apigateway:PUT",
    "kms.amazonaws.com, ReEncrypt, kms:ReEncryptFrom kms:ReEncryptTo",
    "dynamodb.amazonaws.com, TransactGetItems, dynamodb:GetItem",
    "monitoring.amazonaws.com, PutMetricAlarm, cloudwatch:PutMetricAlarm",
    "logs.amazonaws.com, CreateLogGroup, logs:CreateLogGroup",
    "email.amazonaws.com, SendEmail, ses:SendEmail",
    "tagging.amazonaws.com, GetResources, tag:GetResources",
    "sso.amazonaws.com, CreatePermissionSet, sso:CreatePermissionSet",
    "sso-directory.amazonaws.com, SearchUsers, sso-directory:SearchUsers",
    "identitystore.amazonaws.com, CreateGroup, identitystore:CreateGroup",
    "application-autoscaling.amazonaws.com, RegisterScalableTarget,"
        + " application-autoscaling:RegisterScalableTarget",
    "runtime.sagemaker.amazonaws.com, InvokeEndpoint, sagemaker:InvokeEndpoint",
    "memory-db.amazonaws.com, CreateACL, memorydb:CreateAcl",
    "dynamodb.amazonaws.com.cn, GetItem, dynamodb:GetItem",
    "budgets.amazonaws.com, DescribeBudgets, budgets:ViewBudget",
  })
  void namesTheActionsOfACall(String source, String name, String actions) {
    assertThat(IamActions.of(source, name)).containsExactly(actions.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource({
    "signin.amazonaws.com, ConsoleLogin",
    "sts.amazonaws.com, GetCallerIdentity",
    "sts.amazonaws.com, AssumeRoleWithSAML",
    "sso.amazonaws.com, GetRoleCredentials"
  })
  void knowsCallsThatNeedNoPermission(String source, String name) {
    assertThat(IamActions.of(source, name)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ec2.amazonaws.com, SharedSnapshotVolumeCreated",
    "ec2.amazonaws.com, *",
    "ec2.amazonaws.com, 'x\",\"*'",
    "'*', '*'",
    "s3.amazonaws.com, Get*",
    "dynamodb.amazonaws.com, TransactWriteItems",
    "nowhere.example.com, GetObject",
    "'', ''"
  })
  void namesNoneThatItDoesNotKnow(String source, String name) {
    assertThat(IamActions.of(source, name)).isNull();
  }

  @Test
  void namesOnlyActionsThatExist() {
    assertThat(IamActions.named())
        .allSatisfy(action -> assertThat(IamReference.action(action)).as(action).isNotNull());
  }

  @ParameterizedTest
  @ValueSource(strings = {"arn:aws:s3:::b/k", "arn:aws-cn:s3:::b/k/l:m"})
  void limitsObjectActionsToObjects(String arn) {
    assertThat(IamResources.of("s3:GetObject", List.of("arn:aws:s3:::b", arn), List.of()))
        .containsExactly(arn);
  }

  @Test
  void limitsBucketActionsToBuckets() {
    assertThat(
            IamResources.of(
                "s3:ListBucket", List.of("arn:aws:s3:::b", "arn:aws:s3:::b/k"), List.of()))
        .containsExactly("arn:aws:s3:::b");
  }

  @Test
  void saysAllWhereAnActionHasNoResources() {
    assertThat(IamResources.of("s3:ListAllMyBuckets", List.of("arn:aws:s3:::b"), List.of()))
        .containsExactly("*");
  }

  @Test
  void takesWhatStandsBehindAPrefixForAll() {
    assertThat(
            IamResources.of(
                "s3:DeleteObject", List.of("arn:aws:s3:::b"), List.of("arn:aws:s3:::b/a*/")))
        .containsExactly("arn:aws:s3:::b/a${*}/*");
  }

  @Test
  void lateVersionsOfFunctionsAreFunctions() {
    String arn = "arn:aws-us-gov:lambda:us-gov-west-1:111122223333:function:f:7";
    assertThat(IamResources.of("lambda:InvokeFunction", List.of(arn), List.of()))
        .containsExactly(arn);
  }

  @Test
  void knowsPartitions() {
    assertThat(
            List.of(
                IamResources.partition("arn:aws-cn:iam::111122223333:role/r", null),
                IamResources.partition("111122223333", "us-gov-east-1"),
                IamResources.partition(null, "cn-north-1"),
                IamResources.partition(null, null)))
        .containsExactly("aws-cn", "aws-us-gov", "aws-cn", "aws");
  }
}
