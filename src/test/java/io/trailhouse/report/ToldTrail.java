package io.trailhouse.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/** A trail of what the sample and the generator do not tell. */
final class ToldTrail {

  private static final String ACCOUNT = "111122223333";

  private static final String ROLE =
      """
      {"type":"AssumedRole","principalId":"AROAX:s","arn":"arn:aws:sts::444455556666:assumed-role/x/s",\
      "accountId":"444455556666","accessKeyId":"ASIATOLD","sessionContext":{"sessionIssuer":\
      {"type":"Role","principalId":"AROAX","arn":"arn:aws:iam::444455556666:role/x",\
      "accountId":"444455556666","userName":"x"},"attributes":{"creationDate":\
      "2026-09-30T08:00:00Z","mfaAuthenticated":"false"}}}\
      """;

  private static final String USER =
      """
      {"type":"IAMUser","principalId":"AIDATOLD","arn":"arn:aws:iam::111122223333:user/told",\
      "accountId":"111122223333","accessKeyId":"AKIATOLD","userName":"told"}\
      """;

  private static final String ROOT =
      """
      {"type":"Root","principalId":"111122223333","arn":"arn:aws:iam::111122223333:root",\
      "accountId":"111122223333","accessKeyId":"","sessionContext":{"attributes":\
      {"creationDate":"2026-09-30T08:00:00Z","mfaAuthenticated":"true"}}}\
      """;

  private ToldTrail() {}

  /** Writes it below a folder and returns its root. */
  static Path write(Path folder) throws IOException {
    Path root = folder.resolve("told");
    object(root, "CloudTrail", "20260930T1010Z", "first", day("2026-09-30"));
    object(root, "CloudTrail", "20261001T1010Z", "second", day("2026-10-01"));
    object(root, "CloudTrail", "20261002T1010Z", "bad", List.of("{\"eventVersion\":\"1.08\"}"));
    object(root, "CloudTrail-Insight", "20261001T1210Z", "insight", insights());
    object(
        root,
        "CloudTrail-NetworkActivity",
        "20261001T1210Z",
        "network",
        List.of(
            """
            {"eventVersion":"1.09","eventTime":"2026-10-01T12:00:00Z","awsRegion":"eu-west-1",\
            "eventSource":"s3.amazonaws.com","eventName":"PutObject","errorCode":"VpceAccessDenied",\
            "errorMessage":"The request was denied due to a VPC endpoint policy",\
            "eventType":"AwsVpceEvents","eventCategory":"NetworkActivity","vpcEndpointId":"vpce-told",\
            "vpcEndpointAccountId":"999999999999","recipientAccountId":"111122223333",\
            "eventID":"told-network"}\
            """));
    return root;
  }

  private static List<String> insights() {
    return List.of(
        insight("2026-09-30T12:00:00Z", "told-insight", "Start", ""),
        insight("2026-10-01T12:00:00Z", "told-insight", "End", ",\"insightDuration\":1440"),
        // Two accounts may share an id, and an insight may go on.
        insight("2026-10-01T13:00:00Z", "told-open", "Start", "")
            .replace("\"recipientAccountId\":\"111122223333\"", "\"recipientAccountId\":\"1\""),
        insight("2026-10-01T13:00:01Z", "told-open", "Start", ""));
  }

  private static String insight(String time, String id, String state, String more) {
    return """
    {"eventVersion":"1.09","eventTime":"%s","awsRegion":"eu-west-1","eventID":"%s-%s",\
    "eventType":"AwsCloudTrailInsight","recipientAccountId":"111122223333","sharedEventID":"%s",\
    "insightDetails":{"state":"%s","eventSource":"ec2.amazonaws.com","eventName":"RunInstances",\
    "insightType":"ApiErrorRateInsight","errorCode":"Client.InstanceLimitExceeded",\
    "insightContext":{"statistics":{"baseline":{"average":0.25},"insight":{"average":7.5}%s}}},\
    "eventCategory":"Insight"}\
    """
        .formatted(time, id, state, id, state, more);
  }

  /** What is told of a day at ten. */
  private static List<String> day(String day) {
    String time = day + "T10:0";
    return List.of(
        // Three attempts, then success; and again one attempt.
        login(time + "0:00Z", "Failure", "No", ",\"errorMessage\":\"Failed authentication\""),
        login(time + "0:10Z", "Failure", "No", ",\"errorMessage\":\"Failed authentication\""),
        login(time + "0:20Z", "Failure", "No", ",\"errorMessage\":\"Failed authentication\""),
        login(time + "0:30Z", "Success", "Yes", ""),
        login(time + "0:40Z", "Failure", "Yes", ",\"errorMessage\":\"Failed authentication\""),
        event(
            time + "1:00Z",
            ROOT,
            "iam",
            "CreateAccessKey",
            "false",
            "",
            ",\"sessionCredentialFromConsole\":\"true\""),
        event(
            time + "1:10Z",
            USER,
            "sts",
            "AssumeRole",
            "true",
            "",
            ",\"requestParameters\":{\"roleArn\":\"arn:aws:iam::444455556666:role/x\",\"roleSessionName\":\"s\"},"
                + "\"responseElements\":{\"credentials\":{\"accessKeyId\":\"ASIATOLD\"},\"assumedRoleUser\":{\"assumedRoleId\":\"AROAX:s\"}}"),
        event(
            time + "1:20Z",
            USER,
            "sts",
            "AssumeRole",
            "true",
            "AccessDenied",
            ",\"requestParameters\":{\"roleArn\":\"arn:aws:iam::444455556666:role/y\",\"roleSessionName\":\"s\"}"),
        event(
            time + "1:30Z",
            ROLE,
            "sts",
            "AssumeRoot",
            "false",
            "",
            ",\"requestParameters\":{\"targetPrincipal\":\"777788889999\"}"),
        // A write with the maker's MFA, and one without; one without readOnly counts as a write.
        event(
            time + "2:00Z",
            ROLE,
            "ec2",
            "RunInstances",
            "false",
            "",
            ",\"requestParameters\":{\"iamInstanceProfile\":{\"name\":\"p\"}}"),
        event(time + "2:01Z", ROLE, "ec2", "StopInstances", "false", "SlowDown", ""),
        event(
            time + "2:02Z",
            USER,
            "lambda",
            "CreateFunction20150331",
            "false",
            "",
            ",\"requestParameters\":{\"role\":\"arn:aws:iam::111122223333:role/runs\"}"),
        event(time + "2:03Z", USER, "ec2", "DescribeInstances", "true", "RequestLimitExceeded", ""),
        event(
            time + "2:04Z",
            USER,
            "ec2",
            "DescribeInstances",
            "true",
            "Client.RequestLimitExceeded",
            ""),
        event(time + "2:05Z", USER, "ec2", "DescribeInstances", "true", "AuthFailure", ""),
        event(time + "2:06Z", USER, "invented", "Unheard", "true", "", ""),
        // Two whose ids are hidden are one caller with two names.
        event(time + "2:07Z", nameless("CORP\\\\ann"), "ec2", "StopInstances", "false", "", ""),
        event(time + "2:08Z", nameless("CORP\\\\ben"), "ec2", "StopInstances", "false", "", ""),
        // Services that act for others.
        event(
            time + "3:00Z",
            USER.replace(
                "\"userName\"", "\"invokedBy\":\"cloudformation.amazonaws.com\",\"userName\""),
            "ec2",
            "CreateVpc",
            "false",
            "",
            ""),
        event(
            time + "3:01Z",
            ROLE.replace(
                "\"accountId\":\"444455556666\",\"accessKeyId\"",
                "\"accountId\":\"444455556666\",\"invokedByDelegate\":{\"accountId\":\"999999999999\"},\"accessKeyId\""),
            "ec2",
            "CreateVpc",
            "false",
            "",
            ""),
        event(
            time + "3:02Z",
            ROLE.replace(
                "\"accountId\":\"444455556666\",\"accessKeyId\"",
                "\"accountId\":\"444455556666\",\"inScopeOf\":{\"sourceArn\":\"arn:aws:lambda:eu-west-1:1:function:f\"},\"accessKeyId\""),
            "ec2",
            "CreateVpc",
            "false",
            "",
            ""),
        // Data: one resource twice, one with two types, bytes as text and as nonsense.
        data(time + "4:00Z", "\"bytesTransferredIn\":\"12\",\"bytesTransferredOut\":0.0"),
        data(time + "4:01Z", "\"bytesTransferredIn\":\"many\",\"bytesTransferredOut\":30.0"),
        data(time + "4:02Z", "\"x\":1"),
        // The same id, another content; addresses of all kinds.
        address(day, "10.1.2.3"),
        address(day, "172.32.0.1"),
        address(day, "172.16.0.1"),
        address(day, "100.64.0.1"),
        address(day, "fd12::1"),
        address(day, "::1"),
        address(day, "2001:db8::1"),
        address(day, "AWS Internal"));
  }

  private static String nameless(String name) {
    return "{\"type\":\"SAMLUser\",\"userName\":\"%s\"}".formatted(name);
  }

  private static String address(String day, String address) {
    return event(day + "T10:05:00Z", USER, "sqs", "ListQueues", "true", "", "")
        .replace("198.51.100.7", address);
  }

  private static String login(String time, String result, String mfa, String more) {
    return event(
            time,
            USER.replace("\"accessKeyId\":\"AKIATOLD\",", ""),
            "signin",
            "ConsoleLogin",
            "false",
            "",
            ",\"responseElements\":{\"ConsoleLogin\":\"%s\"},\"additionalEventData\":{\"MFAUsed\":\"%s\"}%s"
                .formatted(result, mfa, more))
        .replace("AwsApiCall", "AwsConsoleSignIn");
  }

  private static String data(String time, String bytes) {
    return event(
            time,
            USER,
            "s3",
            "GetObject",
            "true",
            "",
            """
            ,"additionalEventData":{%s},"resources":[\
            {"type":"AWS::S3::Object","ARN":"arn:aws:s3:::told/a"},\
            {"type":"AWS::S3::Object","ARN":"arn:aws:s3:::told/a"},\
            {"type":"AWS::S3::Thing","ARN":"arn:aws:s3:::told/a"},\
            {"type":"AWS::S3::Object","ARNPrefix":"arn:aws:s3:::told/"},\
            {"type":"AWS::S3::Bucket","ARN":"arn:aws:s3:::told"}]\
            """
                .formatted(bytes))
        .replace("\"Management\"", "\"Data\"");
  }

  private static String event(
      String time,
      String identity,
      String service,
      String name,
      String readOnly,
      String error,
      String more) {
    return """
    {"eventVersion":"1.11","userIdentity":%s,"eventTime":"%s","eventSource":"%s.amazonaws.com",\
    "eventName":"%s","awsRegion":"eu-west-1","sourceIPAddress":"198.51.100.7",\
    "userAgent":"aws-cli/2.27.41 md/awscrt#0.26.1","eventID":"%s-%s-%s","readOnly":%s,\
    "eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"%s",\
    "eventCategory":"Management"%s%s}\
    """
        .formatted(
            identity,
            time,
            service,
            name,
            service,
            name,
            time,
            readOnly,
            ACCOUNT,
            error.isEmpty() ? "" : ",\"errorCode\":\"" + error + "\",\"errorMessage\":\"told\"",
            more);
  }

  private static void object(
      Path root, String kind, String minute, String name, List<String> records) throws IOException {
    Path file =
        root.resolve(
            "AWSLogs/%1$s/%2$s/eu-west-1/%3$s/%4$s/%5$s/%1$s_%2$s_eu-west-1_%6$s_%7$s.json.gz"
                .formatted(
                    ACCOUNT,
                    kind,
                    minute.substring(0, 4),
                    minute.substring(4, 6),
                    minute.substring(6, 8),
                    minute,
                    name));
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(("{\"Records\":[" + String.join(",", records) + "]}").getBytes(UTF_8));
    }
  }
}
