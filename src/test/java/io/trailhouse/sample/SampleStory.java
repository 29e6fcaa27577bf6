package io.trailhouse.sample;

import java.util.ArrayList;
import java.util.List;

/**
 * What happens in the sample trail: four days in the accounts of a small company. A pipeline
 * deploys, people work, programs run, and somebody is where he should not be.
 */
final class SampleStory {

  static final String PRODUCTION = "111122223333";
  static final String DEVELOPMENT = "444455556666";
  static final String SECURITY = "777788889999";
  static final String VIRGINIA = "us-east-1";
  static final String IRELAND = "eu-west-1";
  static final String OHIO = "us-east-2";

  static final List<String> DAYS = List.of("2026-09-28", "2026-09-29", "2026-09-30", "2026-10-01");

  private static final String INTRUDER = "203.0.113.99";

  private final Dice dice = new Dice(20_260_928);
  private final List<SampleEvent> events = new ArrayList<>();

  private SampleStory() {}

  static List<SampleEvent> tell() {
    SampleStory story = new SampleStory();
    for (String day : DAYS) {
      story.services(day);
      story.application(day);
      story.uploads(day);
      story.deployment(day, "09:10", DEVELOPMENT);
      story.stacks(day);
      story.developer(day);
      story.administrator(day);
      story.audit(day);
      story.monitoring(day);
    }
    story.deployment("2026-09-29", "16:20", PRODUCTION);
    story.rootLogin();
    story.guessedPassword();
    story.probing();
    story.throttling();
    story.insight();
    story.network();
    story.aggregates();
    return List.copyOf(story.events);
  }

  /** What happened just before midnight and was delivered more than a day later. */
  static List<SampleEvent> late() {
    SampleStory story = new SampleStory();
    Actor backup =
        task(PRODUCTION, "BackupRole", "AWSBackup-late", "2026-09-28T23:00:00Z")
            .through("backup.amazonaws.com");
    story.at("2026-09-28", "23:58", PRODUCTION, OHIO).calls(backup, "backup:StartBackupJob");
    return List.copyOf(story.events);
  }

  private Scene at(String day, String time, String account, String region) {
    return new Scene(events, dice, day + "T" + time + ":00Z", account, region);
  }

  /** AWS's own services at work, and one that reports what it did. */
  private void services(String day) {
    Actor ecs =
        Actor.session(
                PRODUCTION, "AWSServiceRoleForECS", "ECSNetworkingWithENI", day + "T05:00:00Z", "}")
            .through("ecs.amazonaws.com");
    at(day, "05:00", PRODUCTION, IRELAND)
        .calls(4, Actor.service("ecs-tasks.amazonaws.com"), "sts:AssumeRole", "kms:Decrypt")
        .calls(6, ecs, "ec2:CreateNetworkInterface", "ec2:DescribeSubnets");
    at(day, "06:30", PRODUCTION, VIRGINIA)
        .calls(
            3, Actor.service("cloudtrail.amazonaws.com"), "s3:GetBucketAcl", "kms:GenerateDataKey")
        .calls(2, Actor.service("config.amazonaws.com"), "sts:AssumeRole", "config:PutEvaluations")
        .raw(
            FileKind.EVENTS,
            """
            {"eventVersion":"1.11","userIdentity":{"accountId":"111122223333","invokedBy":"kms.amazonaws.com"},\
            "eventTime":"<time>","eventSource":"kms.amazonaws.com","eventName":"RotateKey",\
            "awsRegion":"us-east-1","sourceIPAddress":"kms.amazonaws.com","userAgent":"kms.amazonaws.com",\
            "requestParameters":null,"responseElements":null,"eventID":"<uuid>","readOnly":false,\
            "resources":[{"accountId":"111122223333","type":"AWS::KMS::Key","ARN":"arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"}],\
            "eventType":"AwsServiceEvent","managementEvent":true,"recipientAccountId":"111122223333",\
            "serviceEventDetails":{"keyId":"1234abcd-12ab-34cd-56ef-1234567890ab","rotationType":"AUTOMATIC"},\
            "eventCategory":"Management"}\
            """);
  }

  /** The shop itself: data events, and secrets read. */
  private void application(String day) {
    Actor orders =
        task(PRODUCTION, "orders-service", "3f2a9c", day + "T00:05:00Z")
            .from("10.0.3.17", Actor.JAVA);
    Actor thumbnails =
        task(PRODUCTION, "lambda-thumbnail", "thumbnail", day + "T00:05:00Z")
            .from("192.0.2.44", Actor.BOTO);
    for (String time : List.of("00:10", "08:00", "13:00", "20:00")) {
      at(day, time, PRODUCTION, IRELAND)
          .calls(orders, "secretsmanager:GetSecretValue", "ssm:GetParameters", "kms:Decrypt")
          .calls(4, orders, "dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem")
          .calls(3, orders, "sqs:SendMessage", "lambda:Invoke")
          .calls(3, thumbnails, "s3:GetObject", "s3:PutObject")
          .fails(
              orders,
              "dynamodb:UpdateItem",
              "ConditionalCheckFailedException",
              "The conditional request failed");
    }
  }

  /** A script with a key of its own, older than everything around it. */
  private void uploads(String day) {
    Actor uploader =
        Actor.user(PRODUCTION, "backup-uploader", "AKIAI44QH8DHBEXAMPLE")
            .from("198.51.100.23", Actor.RUBY)
            .withTls("TLSv1.2");
    for (String time : List.of("03:00", "11:00", "19:00")) {
      at(day, time, PRODUCTION, VIRGINIA)
          .calls(uploader, "s3:ListObjects")
          .calls(5, uploader, "s3:PutObject", "s3:HeadObject");
    }
  }

  /** The pipeline becomes a role by its web identity and runs Terraform. */
  private void deployment(String day, String time, String account) {
    String session = "deploy-" + day.substring(8) + time.substring(0, 2);
    String start = day + "T" + time + ":00Z";
    Actor terraform =
        Actor.session(
                account,
                "TerraformDeploy",
                session,
                start,
                ",\"webIdFederationData\":{\"federatedProvider\":\"arn:aws:iam::"
                    + account
                    + ":oidc-provider/token.actions.example.com\",\"attributes\":{}}}")
            .from("203.0.113.20", Actor.TERRAFORM);
    assume(
        at(day, time, account, IRELAND),
        pipeline(account),
        "AssumeRoleWithWebIdentity",
        account,
        "TerraformDeploy",
        session,
        start);
    at(day, time, account, IRELAND)
        .pause(5)
        .calls(terraform, "sts:GetCallerIdentity")
        .calls(
            4,
            terraform,
            "ec2:DescribeRouteTables",
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeSubnets",
            "iam:GetRole",
            "iam:ListAttachedRolePolicies",
            "ssm:GetParameter",
            "rds:DescribeDBInstances",
            "logs:DescribeLogGroups",
            "elasticloadbalancing:DescribeLoadBalancers")
        .calls(
            terraform,
            "ssm:PutParameter",
            "ec2:AuthorizeSecurityGroupIngress",
            "iam:PutRolePolicy",
            "ecs:RegisterTaskDefinition",
            "monitoring:PutMetricAlarm",
            "events:PutRule",
            "events:PutTargets",
            "sqs:CreateQueue",
            "route53:ChangeResourceRecordSets")
        .fails(
            terraform,
            "logs:CreateLogGroup",
            "ResourceAlreadyExistsException",
            "The specified log group already exists");
  }

  /** CDK deploys through CloudFormation, which calls for it. */
  private void stacks(String day) {
    String start = day + "T14:30:00Z";
    String role = "cdk-hnb659fds-deploy-role-" + DEVELOPMENT + "-" + OHIO;
    Actor cdk = task(DEVELOPMENT, role, "aws-cdk-runner", start).from("203.0.113.20", Actor.CDK);
    Actor stack =
        task(DEVELOPMENT, "cdk-hnb659fds-cfn-exec-role", "AWSCloudFormation", start)
            .through("cloudformation.amazonaws.com");
    assume(
        at(day, "14:30", DEVELOPMENT, OHIO),
        pipeline(DEVELOPMENT),
        "AssumeRoleWithWebIdentity",
        DEVELOPMENT,
        role,
        "aws-cdk-runner",
        start);
    at(day, "14:30", DEVELOPMENT, OHIO)
        .pause(5)
        .calls(cdk, "ssm:GetParameter", "cloudformation:DescribeStacks", "s3:PutObject")
        .calls(cdk, "cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet")
        .calls(
            stack,
            "iam:CreateRole",
            "iam:AttachRolePolicy",
            "lambda:UpdateFunctionCode20150331v2",
            "logs:CreateLogGroup",
            "logs:PutRetentionPolicy",
            "apigateway:CreateDeployment",
            "servicediscovery:CreatePublicDnsNamespace")
        .calls(8, cdk, "cloudformation:DescribeStackEvents");
  }

  /** Alice signs in through Identity Center, looks around in the console, then in the shell. */
  private void developer(String day) {
    Actor alice =
        person(DEVELOPMENT, "Developer", "alice", day + "T07:45:00Z")
            .from("198.51.100.7", Actor.CLI);
    signIn(day, "07:44", DEVELOPMENT, "Developer", "alice");
    at(day, "07:46", DEVELOPMENT, IRELAND)
        .calls(
            alice.inConsole(),
            "ec2:DescribeInstances",
            "ec2:DescribeVolumes",
            "ec2:DescribeAvailabilityZones",
            "monitoring:DescribeAlarms",
            "lambda:ListFunctions20150331",
            "lambda:GetFunction20150331v2",
            "logs:DescribeLogGroups",
            "logs:StartQuery",
            "internetmonitor:ListMonitors",
            "synthetics:DescribeCanaries",
            "synthetics:GetCanaryRuns",
            "ssm-contacts:ListContacts",
            "health:DescribeEventAggregates")
        .calls(alice.inConsole(), "lambda:UpdateFunctionCode20150331v2")
        .refused(alice.inConsole(), "organizations:ListAccounts", "iam:ListRoles");
    at(day, "10:15", DEVELOPMENT, IRELAND)
        .calls(alice, "sts:GetCallerIdentity")
        .calls(3, alice, "s3:ListObjects", "s3:GetObject", "ecs:DescribeTasks", "ssm:GetParameter")
        .calls(alice, "ssm:StartSession", "athena:StartQueryExecution")
        .calls(4, alice, "athena:GetQueryExecution");
  }

  /** Bob changes production by hand. */
  private void administrator(String day) {
    Actor bob =
        person(PRODUCTION, "Administrator", "bob", day + "T12:00:00Z")
            .from("198.51.100.8", Actor.CLI);
    signIn(day, "11:59", PRODUCTION, "Administrator", "bob");
    at(day, "12:01", PRODUCTION, VIRGINIA)
        .calls(
            bob.inConsole(),
            "iam:ListRoles",
            "iam:GetRole",
            "iam:ListAttachedRolePolicies",
            "acm:DescribeCertificate",
            "cloudfront:GetDistribution",
            "cloudfront:CreateInvalidation",
            "s3:GetBucketPolicy",
            "s3:PutBucketPolicy",
            "support:DescribeTrustedAdvisorChecks",
            "organizations:DescribeOrganization",
            "wafv2:GetWebACL");
    at(day, "12:20", PRODUCTION, IRELAND)
        .calls(
            bob.inConsole(),
            "rds:DescribeDBInstances",
            "rds:ModifyDBInstance",
            "rds:CreateDBSnapshot",
            "ssm:SendCommand",
            "ssm-guiconnect:StartConnection",
            "ssm-incidents:StartIncident",
            "autoscaling:SetDesiredCapacity")
        .calls(3, bob, "autoscaling:DescribeAutoScalingGroups", "ecs:DescribeServices");
  }

  /** Carol's audit role goes from the security account into the two others. */
  private void audit(String day) {
    String start = day + "T01:00:00Z";
    Actor auditor =
        Actor.session(
                SECURITY,
                "SecurityAudit",
                "nightly-audit",
                start,
                ",\"sourceIdentity\":\"carol@example.com\"}")
            .from("192.0.2.70", Actor.BOTO);
    at(day, "01:00", SECURITY, VIRGINIA)
        .calls(auditor, "organizations:ListAccounts", "guardduty:ListFindings")
        .calls(2, auditor, "securityhub:BatchImportFindings", "cloudtrail:LookupEvents");
    for (String account : List.of(PRODUCTION, DEVELOPMENT)) {
      Actor reader =
          Actor.session(
                  account,
                  "AuditReader",
                  "nightly-audit",
                  start,
                  ",\"sourceIdentity\":\"carol@example.com\"}")
              .from("192.0.2.70", Actor.BOTO);
      Scene there = at(day, "01:02", account, VIRGINIA);
      String shared = there.uuid();
      assumeAcross(at(day, "01:01", SECURITY, VIRGINIA), auditor, account, start, shared);
      assumeAcross(at(day, "01:01", account, VIRGINIA), auditor, account, start, shared);
      there
          .calls(reader, "sts:GetCallerIdentity", "s3:ListBuckets")
          .calls(4, reader, "s3:GetBucketAcl", "s3:GetBucketPolicy", "s3:GetBucketEncryption")
          .calls(3, reader, "iam:ListRoles", "iam:GetRole", "config:DescribeConfigRules")
          .calls(reader, "cloudtrail:DescribeTrails", "cloudtrail:GetTrailStatus");
    }
  }

  /** A dashboard that reads and reads. */
  private void monitoring(String day) {
    Actor dashboard =
        task(SECURITY, "MonitoringReader", "grafana", day + "T00:00:00Z")
            .from("2001:db8:85a3::8a2e:370:7334", "Grafana/12.1 aws-sdk-go-v2/1.36.3");
    for (String time : List.of("04:00", "10:00", "16:00", "23:57")) {
      at(day, time, SECURITY, OHIO)
          .calls(2, dashboard, "monitoring:DescribeAlarms", "tagging:GetResources")
          .calls(8, dashboard, "monitoring:GetMetricData");
    }
  }

  /** Root signs in without MFA and makes a key. */
  private void rootLogin() {
    Actor root = Actor.root(SECURITY, "2026-09-30T21:14:00Z").from("203.0.113.5", Actor.BROWSER);
    at("2026-09-30", "21:14", SECURITY, VIRGINIA)
        .says(
            root.withTls("TLSv1.3"),
            "AwsConsoleSignIn",
            "signin.amazonaws.com",
            "ConsoleLogin",
            "null",
            "{\"ConsoleLogin\":\"Success\"}",
            loginDetails("No"))
        .calls(root, "iam:GetUser", "organizations:DescribeOrganization", "iam:CreateAccessKey")
        .calls(root, "s3:ListBuckets", "cloudtrail:DescribeTrails", "iam:ListRoles");
  }

  /** A password is guessed until it is found. */
  private void guessedPassword() {
    Scene scene = at("2026-10-01", "02:31", DEVELOPMENT, VIRGINIA);
    Actor nobody =
        Actor.of(
                """
                {"type":"IAMUser","principalId":"AIDACKCEVSQ6C2EXAMPLE","accountId":"444455556666",\
                "accessKeyId":"","userName":"HIDDEN_DUE_TO_SECURITY_REASONS"}\
                """)
            .from("203.0.113.77", Actor.BROWSER);
    Actor dave =
        Actor.of(
                """
                {"type":"IAMUser","principalId":"AIDAI23HXD2O5EXAMPLE","arn":"arn:aws:iam::444455556666:user/dave",\
                "accountId":"444455556666","accessKeyId":"","userName":"dave"}\
                """)
            .from("203.0.113.77", Actor.BROWSER);
    for (int i = 0; i < 14; i++) {
      scene.says(
          i < 5 ? nobody : dave,
          "AwsConsoleSignIn",
          "signin.amazonaws.com",
          "ConsoleLogin",
          "null",
          "{\"ConsoleLogin\":\"Failure\"}",
          ",\"errorMessage\":\"Failed authentication\"" + loginDetails("No"));
    }
    scene
        .says(
            dave,
            "AwsConsoleSignIn",
            "signin.amazonaws.com",
            "ConsoleLogin",
            "null",
            "{\"ConsoleLogin\":\"Success\"}",
            loginDetails("No"))
        .calls(
            Actor.user(DEVELOPMENT, "dave", "ASIAI44QH8DHBEXAMPLE")
                .from("203.0.113.77", Actor.BROWSER)
                .inConsole(),
            "iam:GetUser",
            "s3:ListBuckets",
            "ec2:DescribeInstances",
            "iam:CreateAccessKey");
  }

  /** A session of the shop's role turns up at another address and tries what it may not. */
  private void probing() {
    Actor stolen =
        task(PRODUCTION, "orders-service", "3f2a9c", "2026-09-30T00:05:00Z")
            .from(INTRUDER, Actor.CLI.replace("macos#24.5.0", "linux#6.12.13-kali"));
    at("2026-09-30", "22:02", PRODUCTION, IRELAND)
        .calls(stolen, "sts:GetCallerIdentity")
        .refused(
            stolen,
            "iam:GetUser",
            "iam:ListRoles",
            "iam:CreateAccessKey",
            "iam:AttachRolePolicy",
            "s3:ListBuckets",
            "ec2:DescribeInstances",
            "ec2:DescribeSecurityGroups",
            "ec2:RunInstances",
            "lambda:ListFunctions20150331",
            "secretsmanager:CreateSecret",
            "ssm:DescribeParameters",
            "ssm:SendCommand",
            "rds:DescribeDBInstances",
            "ecr:GetAuthorizationToken",
            "eks:ListClusters",
            "organizations:DescribeOrganization",
            "organizations:ListAccounts",
            "cloudtrail:DescribeTrails",
            "guardduty:ListFindings",
            "bedrock:InvokeModel",
            "sts:AssumeRole",
            "kms:CreateGrant",
            "sns:ListTopics")
        .calls(2, stolen, "secretsmanager:GetSecretValue", "dynamodb:Query");
  }

  /** A nightly job asks for partitions faster than it is allowed to. */
  private void throttling() {
    Actor etl =
        task(PRODUCTION, "data-lake-etl", "glue-etl", "2026-09-30T02:00:00Z")
            .from("192.0.2.90", Actor.BOTO);
    Scene scene =
        at("2026-09-30", "02:05", PRODUCTION, VIRGINIA)
            .calls(etl, "glue:StartJobRun", "glue:GetTable");
    for (int i = 0; i < 30; i++) {
      scene
          .calls(etl, "glue:GetPartitions")
          .fails(etl, "glue:GetPartitions", "ThrottlingException", "Rate exceeded");
    }
  }

  /** AWS notices the errors of that night. */
  private void insight() {
    Scene scene = at("2026-09-30", "02:07", PRODUCTION, VIRGINIA);
    String shared = scene.uuid();
    scene
        .raw(FileKind.INSIGHT, insight("Start", shared, ""))
        .pause(780)
        .raw(FileKind.INSIGHT, insight("End", shared, ",\"insightDuration\":13"));
  }

  private static String insight(String state, String shared, String duration) {
    return """
    {"eventVersion":"1.09","eventTime":"<time>","awsRegion":"us-east-1","eventID":"<uuid>",\
    "eventType":"AwsCloudTrailInsight","recipientAccountId":"111122223333","sharedEventID":"%s",\
    "insightDetails":{"state":"%s","eventSource":"glue.amazonaws.com","eventName":"GetPartitions",\
    "errorCode":"ThrottlingException","insightType":"ApiErrorRateInsight","insightContext":{\
    "statistics":{"baseline":{"average":0.0000099206},"insight":{"average":10.0}%s,\
    "baselineDuration":10080},"attributions":[{"attribute":"userIdentityArn","insight":[{"value":\
    "arn:aws:sts::111122223333:assumed-role/data-lake-etl/glue-etl","average":10.0}],"baseline":[]},\
    {"attribute":"userAgent","insight":[{"value":"Boto3/1.38.36","average":10.0}],"baseline":[]}]}},\
    "eventCategory":"Insight"}\
    """
        .formatted(shared, state, duration);
  }

  /** Traffic through VPC endpoints, some of it refused by the endpoint's policy. */
  private void network() {
    for (String time : List.of("09:30", "22:10")) {
      Scene scene = at("2026-09-30", time, PRODUCTION, IRELAND);
      for (int i = 0; i < 6; i++) {
        boolean denied = i % 2 == 1;
        scene.raw(
            FileKind.NETWORK_ACTIVITY,
            """
            {"eventVersion":"1.09","userIdentity":{"type":"AWSAccount","principalId":"AROAORDERS0EXAMPLE:3f2a9c","accountId":"%1$s"},\
            "eventTime":"<time>","eventSource":"%2$s","eventName":"%3$s","awsRegion":"eu-west-1",\
            "sourceIPAddress":"10.0.3.17"%4$s,"requestID":"<uuid>","eventID":"<uuid>",\
            "eventType":"AwsVpceEvents","recipientAccountId":"111122223333","sharedEventID":"<uuid>",\
            "vpcEndpointId":"vpce-0abc1234567890def","vpcEndpointAccountId":"111122223333",\
            "eventCategory":"NetworkActivity","managementEvent":false}\
            """
                .formatted(
                    denied ? "999999999999" : PRODUCTION,
                    i < 4 ? "s3.amazonaws.com" : "secretsmanager.amazonaws.com",
                    i < 4 ? "PutObject" : "GetSecretValue",
                    denied
                        ? ",\"errorCode\":\"VpceAccessDenied\",\"errorMessage\":\"The request was"
                            + " denied due to a VPC endpoint policy\""
                        : ""));
      }
    }
  }

  /** Five-minute aggregates of data events. */
  private void aggregates() {
    for (String time : List.of("08:00", "13:00")) {
      Scene scene = at("2026-09-29", time, PRODUCTION, IRELAND);
      String hour = "2026-09-29T" + time.substring(0, 3);
      for (String bucket : List.of("assets", "data-lake", "logs")) {
        scene.raw(
            FileKind.AGGREGATED,
            """
            {"eventVersion":"1.0","accountId":"111122223333","eventId":"<uuid>",\
            "eventCategory":"Aggregated","eventType":"AwsAggregatedEvent","awsRegion":"eu-west-1",\
            "eventSource":"s3.amazonaws.com","timeWindow":{"windowStart":"%1$s00:00Z",\
            "windowEnd":"%1$s05:00Z","windowSize":"PT5M"},"summary":{"primaryDimension":{\
            "dimension":"resourceARN","statistics":[{"name":"arn:aws:s3:::example-%2$s-111122223333",\
            "value":%3$d}],"aggregationType":"Count"},"details":[{"dimension":"eventName",\
            "statistics":[{"name":"GetObject","value":%3$d}],"aggregationType":"Count"},{\
            "dimension":"userIdentity.arn","statistics":[{"name":\
            "arn:aws:sts::111122223333:assumed-role/orders-service/3f2a9c","value":%3$d}],\
            "aggregationType":"Count"}]}}\
            """
                .formatted(hour, bucket, 40 + dice.below(400)));
      }
    }
  }

  private static Actor task(String account, String role, String session, String created) {
    return Actor.session(account, role, session, created, "}");
  }

  private static Actor pipeline(String account) {
    return Actor.of(
            """
            {"type":"WebIdentityUser","principalId":"arn:aws:iam::%1$s:oidc-provider/token.actions.example.com:sts.amazonaws.com:repo:example/shop:ref:refs/heads/main",\
            "userName":"repo:example/shop:ref:refs/heads/main",\
            "identityProvider":"arn:aws:iam::%1$s:oidc-provider/token.actions.example.com"}\
            """
                .formatted(account))
        .from("203.0.113.20", Actor.CDK);
  }

  private static Actor person(String account, String permissions, String name, String created) {
    return Actor.session(
        account,
        "AWSReservedSSO_" + permissions + "_0123456789abcdef",
        name + "@example.com",
        created,
        """
        },"onBehalfOf":{"userId":"%s","identityStoreArn":"arn:aws:identitystore::111122223333:identitystore/d-9067example"}\
        """
            .formatted(userId(name)));
  }

  private static String userId(String name) {
    TextBuffer out = new TextBuffer();
    new Dice(name.hashCode()).uuid(out);
    return out.toString();
  }

  /** Sign-in at the access portal, then the session of the permission set. */
  private void signIn(String day, String time, String account, String permissions, String name) {
    Actor user =
        Actor.of(
                """
                {"type":"IdentityCenterUser","accountId":"111122223333","onBehalfOf":{"userId":"%s",\
                "identityStoreArn":"arn:aws:identitystore::111122223333:identitystore/d-9067example"},\
                "credentialId":"%s"}\
                """
                    .formatted(userId(name), userId(name + day)))
            .from("198.51.100." + (name.equals("alice") ? 7 : 8), Actor.BROWSER);
    at(day, time, PRODUCTION, IRELAND)
        .says(
            user,
            "AwsServiceEvent",
            "signin.amazonaws.com",
            "UserAuthentication",
            "null",
            "null",
            ",\"serviceEventDetails\":{\"CredentialChallengeCompleted\":\"PASSWORD_AND_WEBAUTHN\","
                + "\"UserAuthentication\":\"Success\"}");
    String start = day + "T" + (name.equals("alice") ? "07:45" : "12:00") + ":00Z";
    assume(
        at(day, time, account, VIRGINIA).pause(50),
        Actor.of(
                """
                {"type":"SAMLUser","principalId":"SAMLEXAMPLE+abc=:%1$s@example.com","userName":"%1$s@example.com",\
                "identityProvider":"SAMLEXAMPLE+abc="}\
                """
                    .formatted(name))
            .from("198.51.100." + (name.equals("alice") ? 7 : 8), Actor.BROWSER),
        "AssumeRoleWithSAML",
        account,
        "AWSReservedSSO_" + permissions + "_0123456789abcdef",
        name + "@example.com",
        start);
  }

  private static void assume(
      Scene scene,
      Actor who,
      String api,
      String account,
      String role,
      String session,
      String created) {
    scene.says(
        who,
        "AwsApiCall",
        "sts.amazonaws.com",
        api,
        assumeRequest(account, role, session, ""),
        assumeResponse(account, role, session, created),
        "");
  }

  /** One call, delivered to the caller's account and to the role's. */
  private static void assumeAcross(
      Scene scene, Actor who, String account, String created, String shared) {
    scene.says(
        who,
        "AwsApiCall",
        "sts.amazonaws.com",
        "AssumeRole",
        assumeRequest(
            account, "AuditReader", "nightly-audit", ",\"sourceIdentity\":\"carol@example.com\""),
        assumeResponse(account, "AuditReader", "nightly-audit", created),
        ",\"sharedEventID\":\"" + shared + "\"");
  }

  private static String assumeRequest(String account, String role, String session, String more) {
    return """
    {"roleArn":"%s","roleSessionName":"%s","durationSeconds":3600%s}\
    """
        .formatted(Actor.roleArn(account, role), session, more);
  }

  private static String assumeResponse(
      String account, String role, String session, String created) {
    return """
    {"credentials":{"accessKeyId":"ASIA%sEXAMPLE","sessionToken":"EXAMPLETOKEN","expiration":"%s"},\
    "assumedRoleUser":{"assumedRoleId":"%s:%s","arn":"arn:aws:sts::%s:assumed-role/%s/%s"}}\
    """
        .formatted(
            Actor.key(role, session, created),
            created,
            Actor.roleId(account, role),
            session,
            account,
            role,
            session);
  }

  private static String loginDetails(String mfa) {
    return """
    ,"additionalEventData":{"LoginTo":"https://console.aws.amazon.com/console/home","MobileVersion":"No","MFAUsed":"%s"}\
    """
        .formatted(mfa);
  }
}
