package io.trailhouse.render;

import io.trailhouse.report.Chart;
import io.trailhouse.report.Report;
import io.trailhouse.report.ReportAnswer;
import io.trailhouse.report.ReportWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers of a busy day as they might be: the columns of real reports, values made up. */
final class SampleAnswers {

  static final LocalDate DAY = LocalDate.of(2026, 10, 1);

  private static final String REPORTS =
      """
      caller-activity/access-denied | Access denied | Who is refused what, and who is probing? | bar denied by caller top 20
        caller TEXT stable key of the caller
        event_source TEXT service
        event_name TEXT API
        error_code TEXT error
        denied COUNT refusals, count
        apis_denied COUNT different APIs that the caller was refused in the window, count
        message TEXT one of the messages
        first_seen TIME earliest, UTC
        last_seen TIME latest, UTC
        events_before COUNT in the window before, count
        change TEXT new, up, down or same against the window before
      caller-activity/access-keys | Access keys | Whose key, and used where? | none
        access_key_id TEXT the key
        credential_kind TEXT what kind of credential it is
        caller TEXT stable key of its owner
        events COUNT events, count
        errors COUNT events with an error code, count
        addresses COUNT different source addresses, count
        user_agents COUNT different user agents, count
        apis COUNT different APIs, count
        regions COUNT different regions, count
        first_seen TIME earliest, UTC
        last_seen TIME latest, UTC
      caller-activity/caller-timeline | Caller timeline | When was each caller active? | heat events by hour per caller top 12
        caller TEXT stable key of the caller
        hour TIME start of the hour, UTC
        events COUNT events, count
        errors COUNT events with an error code, count
      caller-activity/callers | Callers | Who is active, and how? | bar events by caller_name top 20
        caller TEXT stable key of the caller
        caller_kind TEXT root, user, role, federated, identity-center, service, account, anonymous or unknown
        caller_name TEXT the caller for people to read
        caller_account TEXT account that the caller belongs to
        events COUNT events, count
        writes COUNT events that are not read-only, count
        errors COUNT events with an error code, count
        error_rate NUMBER errors / events, 0 to 1
        apis COUNT different event source and name, count
        event_sources COUNT different services, count
        regions COUNT different regions, count
        addresses COUNT different source addresses, count
        user_agents COUNT different user agents, count
        first_seen TIME earliest event, UTC
        last_seen TIME latest event, UTC
        events_before COUNT in the window before, count
        change TEXT new, up, down or same against the window before
      caller-activity/console-logins | Console sign-ins | Who signed in to the console, from where, with MFA? | line failed_before by event_time per result
        event_time TIME when, UTC
        caller TEXT stable key of the caller
        caller_name TEXT the caller for people to read
        recipient_account_id TEXT account
        result TEXT Success or Failure
        mfa TRUTH whether MFA was used
        source_ip_address TEXT address
        failed_before COUNT failed attempts of the caller since the last success, count
        user_agent TEXT browser
        event_id TEXT id of the event
      caller-activity/cross-account | Cross-account access | Who comes from elsewhere? | bar events by caller_account top 20
        caller_account TEXT account of the caller
        recipient_account_id TEXT account that was called
        caller TEXT stable key of the caller
        event_source TEXT service
        event_name TEXT API
        events COUNT events, count
        errors COUNT events with an error code, count
      caller-activity/delegated-activity | Delegated activity | Which AWS services acted, and for whom? | bar events by service top 20
        service TEXT service that called
        delegate_account TEXT account of the delegate, if one called
        source_arn TEXT resource that the service acted for
        caller TEXT on whose behalf
        event_source TEXT service that was called
        event_name TEXT API
        events COUNT events, count
        errors COUNT events with an error code, count
      caller-activity/role-assumptions | Role assumptions | Who became whom? | bar assumptions by role top 20
        caller TEXT who assumed the role
        caller_account TEXT account of the caller
        role TEXT ARN of the role
        role_account TEXT account of the role
        cross_account TRUTH whether the accounts differ
        session_name TEXT name of the session
        event_name TEXT AssumeRole, AssumeRoleWithSAML, ...
        assumptions COUNT successful ones, count
        refused COUNT failed ones, count
        first_seen TIME earliest, UTC
        last_seen TIME latest, UTC
      caller-activity/root-activity | Root activity | What did root do? | none
        event_time TIME when, UTC
        recipient_account_id TEXT account
        event_source TEXT service
        event_name TEXT API
        aws_region TEXT region
        source_ip_address TEXT address
        mfa TRUTH whether the session was opened with MFA, where the record says it
        error_code TEXT error, if it failed
        event_id TEXT id of the event
      caller-activity/source-addresses | Source addresses | Which addresses, and which callers? | bar events by source_ip_address top 20
        source_ip_address TEXT address or service name
        address_kind TEXT public, private or service
        callers COUNT different callers, count
        accounts COUNT different accounts, count
        events COUNT events, count
        errors COUNT events with an error code, count
        first_seen TIME earliest in the window, UTC
        last_seen TIME latest, UTC
        events_before COUNT in the window before, count
        change TEXT new, up, down or same against the window before
      caller-activity/without-mfa | Without MFA | Which people changed something without MFA? | bar events by caller_name top 20
        caller TEXT stable key of the caller
        caller_name TEXT the caller for people to read
        recipient_account_id TEXT account
        event_source TEXT service
        event_name TEXT API
        events COUNT events, count
        first_seen TIME earliest, UTC
        last_seen TIME latest, UTC
      caller-activity/new-behaviour | New behaviour | What was never seen before the window? | bar events by subject per kind top 20
        kind TEXT api, region or address of a caller; service of an account
        subject TEXT the caller, or the account
        value TEXT what is new to it
        first_seen TIME when it came first, UTC
        events COUNT events in the window, count
      caller-activity/sessions | Sessions | When did each person's sittings begin and end? | none
        person TEXT who
        caller TEXT stable key of the caller
        client TEXT console, CLI, SDK, ...
        started TIME first event, UTC
        ended TIME last event, UTC
        duration COUNT from the first event to the last, seconds
        events COUNT events, count
      caller-activity/permissions-used | Permissions used | What is the least policy that would have sufficed? | none
        caller TEXT stable key of the caller
        actions COUNT different IAM actions, count
        denied_actions COUNT different IAM actions that were denied, count
        policy TEXT IAM policy, JSON
        not_shown TEXT what a trail cannot show
      api-usage/apis | APIs | Which calls, by whom, and how well? | bar events by event_name top 20
        event_source TEXT service
        event_name TEXT API
        events COUNT events, count
        callers COUNT different callers, count
        errors COUNT events with an error code, count
        error_rate NUMBER errors / events, 0 to 1
        throttled COUNT events that were throttled, count
        first_seen TIME earliest, UTC
        last_seen TIME latest, UTC
        events_before COUNT in the window before, count
        change TEXT new, up, down or same against the window before
      api-usage/data-access | Data access | Which objects and tables are touched most? | bar events by resource top 20
        resource TEXT ARN of the resource
        event_source TEXT service
        event_name TEXT API
        events COUNT events, count
        callers COUNT different callers, count
        errors COUNT events with an error code, count
        bytes_in COUNT sent to it, bytes
        bytes_out COUNT read from it, bytes
      api-usage/errors | Errors | Which errors, and where? | bar errors by error_code top 20
        error_code TEXT error
        event_source TEXT service
        event_name TEXT API
        errors COUNT count
        callers COUNT different callers, count
        message TEXT one of the messages
        first_seen TIME earliest, UTC
        last_seen TIME latest, UTC
        events_before COUNT in the window before, count
        change TEXT new, up, down or same against the window before
      api-usage/insights | Insights | Which anomalies did AWS report, from when to when? | none
        shared_event_id TEXT id that start and end share
        recipient_account_id TEXT account
        aws_region TEXT region
        insight_type TEXT ApiCallRateInsight or ApiErrorRateInsight
        event_source TEXT service
        event_name TEXT API
        error_code TEXT error, for an error rate
        started TIME start, UTC; null if it is before the window
        ended TIME end, UTC; null if it goes on
        baseline_average NUMBER calls a minute before
        insight_average NUMBER calls a minute during it
      api-usage/network-activity | Network activity | Which traffic goes through VPC endpoints, and what is denied there? | bar events by vpc_endpoint_id top 20
        vpc_endpoint_id TEXT endpoint
        vpc_endpoint_account_id TEXT owner of the endpoint
        recipient_account_id TEXT account
        event_source TEXT service
        event_name TEXT API
        error_code TEXT error, if it was denied
        events COUNT events, count
        callers COUNT different callers, count
      api-usage/regions | Regions | Which regions are used, and which are used for the first time? | bar events by aws_region
        aws_region TEXT region
        events COUNT events, count
        writes COUNT events that are not read-only, count
        callers COUNT different callers, count
        accounts COUNT different accounts, count
        events_before COUNT events in the window before, count
        first_seen TIME earliest in the window, UTC
        change TEXT new, up, down or same against the window before
      api-usage/resource-changes | Resource changes | What was changed, when and by whom? | none
        resource TEXT ARN of the resource
        event_time TIME when, UTC
        caller TEXT stable key of the caller
        event_source TEXT service
        event_name TEXT API
        error_code TEXT error, if it failed
        event_id TEXT id of the event
      api-usage/service-detail | Service detail | All about each service: its operations by caller, error and day | none
        event_source TEXT service
        event_name TEXT API
        caller TEXT stable key of the caller
        error_code TEXT error; null for success
        event_date DAY day, UTC
        events COUNT events, count
      api-usage/services | Services | Which services, with what share, more or less than before? | bar events by event_source top 20
        event_source TEXT service
        events COUNT events, count
        share NUMBER events / all events, 0 to 1
        events_before COUNT events in the window before, count
        callers COUNT different callers, count
        errors COUNT events with an error code, count
        change TEXT new, up, down or same against the window before
      api-usage/throttling | Throttling | Who runs into limits, and how hard? | bar throttled by event_name top 20
        event_source TEXT service
        event_name TEXT API
        caller TEXT stable key of the caller
        events COUNT events, count
        throttled COUNT events that were throttled, count
        share NUMBER throttled / events, 0 to 1
        peak_per_minute COUNT most events of the caller and API in one minute, count
      api-usage/tls | TLS | Which versions, ciphers and key exchanges, and who is not ready for newer ones? | bar events by tls_version
        tls_version TEXT version
        tls_key_exchange TEXT key exchange
        tls_cipher_suite TEXT cipher suite
        event_source TEXT service
        caller TEXT stable key of the caller
        events COUNT events, count
        last_seen TIME latest, UTC
      api-usage/trail-health | Trail health | Is anything missing from the trail? | none
        recipient_account_id TEXT account
        aws_region TEXT region
        event_category TEXT category
        events COUNT events, count
        first_event TIME earliest, UTC
        last_event TIME latest, UTC
        silent_hours COUNT hours of the span without an event, count
      api-usage/usage-trend | Usage trend | How much, when, and of what kind? | line events by hour per event_category
        hour TIME start of the hour, UTC
        event_category TEXT Management, Data, NetworkActivity, Insight or Aggregated
        reads COUNT read-only events, count
        writes COUNT other events, count
        events COUNT events, count
      api-usage/volume | Volume | What makes the trail big? | bar bytes by event_source top 20
        event_source TEXT service
        event_name TEXT API
        event_category TEXT category
        events COUNT events, count
        bytes COUNT JSON of the records, bytes
        bytes_share NUMBER bytes / all bytes, 0 to 1
      api-usage/user-agents | User agents | Which tools and SDK versions are in use? | bar events by client top 20
        client TEXT tool
        version TEXT its version
        callers COUNT different callers, count
        events COUNT events, count
        user_agent TEXT one of the user agents
      """;

  private static final Pattern CHART =
      Pattern.compile("(\\w+) (\\w+) by (\\w+)(?: per (\\w+))?(?: top (\\d+))?");

  private static final List<String> ROLES =
      List.of(
          "deploy-prod",
          "AWSReservedSSO_Administrator_3f9d2c81",
          "ci-runner",
          "data-lake-etl",
          "eks-node-group-blue",
          "lambda-orders-consumer",
          "terraform",
          "security-audit",
          "backup-agent",
          "grafana-reader",
          "AWSServiceRoleForECS",
          "sagemaker-notebooks");

  private static final List<String> USERS =
      List.of("alice", "bob", "carol.novak", "deploy-bot", "legacy-uploader", "zo\u00eb");

  private static final List<String> ACCOUNTS =
      List.of("111122223333", "444455556666", "777788889999", "123456789012");

  private static final List<String> REGIONS =
      List.of("eu-west-1", "us-east-1", "eu-central-1", "ap-southeast-2");

  private static final List<String> APIS =
      List.of(
          "s3.amazonaws.com GetObject",
          "s3.amazonaws.com PutObject",
          "sts.amazonaws.com AssumeRole",
          "ec2.amazonaws.com DescribeInstances",
          "kms.amazonaws.com Decrypt",
          "ssm.amazonaws.com GetParametersByPath",
          "monitoring.amazonaws.com PutMetricData",
          "dynamodb.amazonaws.com GetItem",
          "lambda.amazonaws.com Invoke",
          "iam.amazonaws.com GetRole",
          "logs.amazonaws.com CreateLogStream",
          "ecr.amazonaws.com BatchGetImage",
          "secretsmanager.amazonaws.com GetSecretValue",
          "ec2.amazonaws.com AuthorizeSecurityGroupIngress",
          "signin.amazonaws.com ConsoleLogin",
          "cloudformation.amazonaws.com DescribeStacks",
          "iam.amazonaws.com CreateAccessKey");

  private static final List<String> ERRORS =
      List.of(
          "AccessDenied",
          "ThrottlingException",
          "NoSuchKey",
          "Client.UnauthorizedOperation",
          "ResourceNotFoundException",
          "ValidationException",
          "NoSuchBucketPolicy");

  private static final List<String> AGENTS =
      List.of(
          "aws-cli/2.17.44 md/awscrt#0.21.2 ua/2.0 os/linux#6.8.0 md/arch#x86_64"
              + " lang/python#3.11.9",
          "aws-sdk-java/2.29.52 Linux/6.1 OpenJDK_64-Bit_Server_VM/17.0.12 md/io#sync"
              + " vendor/Eclipse",
          "APN/1.0 HashiCorp/1.0 Terraform/1.9.5 (+https://www.terraform.io)"
              + " terraform-provider-aws/5.66.0",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/129.0"
              + " Safari/537.36",
          "cloudformation.amazonaws.com",
          "Boto3/1.35.10 md/Botocore#1.35.10");

  private static final List<String> CLIENTS =
      List.of("aws-cli v2", "AWS SDK for Java", "Terraform", "console", "Boto3", "CloudFormation");

  private final Random dice = new Random(4);

  private SampleAnswers() {}

  /** About thirty, the overview first. */
  static List<ReportAnswer> all() {
    SampleAnswers sample = new SampleAnswers();
    List<ReportAnswer> answers = new ArrayList<>();
    answers.add(sample.overview());
    for (String report : REPORTS.split("\n(?=\\S)", -1)) {
      answers.add(sample.answer(report.strip().lines().toList()));
    }
    return answers;
  }

  static PageHeading heading() {
    return new PageHeading(
        "s3a://acme-audit/lake",
        new ReportWindow(DAY, DAY.plusDays(1), Set.of(), Set.of(), Set.of(), Set.of()),
        Instant.parse("2026-10-02T02:14:09Z"));
  }

  private ReportAnswer overview() {
    List<ReportAnswer.Column> columns =
        Columns.of(
            "events COUNT",
            "events_before COUNT",
            "callers COUNT",
            "people COUNT",
            "accounts COUNT",
            "regions COUNT",
            "event_sources COUNT",
            "apis COUNT",
            "errors COUNT",
            "denied COUNT",
            "throttled COUNT",
            "root_events COUNT",
            "writes_without_mfa COUNT",
            "failed_logins COUNT",
            "new_behaviours COUNT",
            "quarantined COUNT",
            "late_events COUNT",
            "first_event TIME",
            "last_event TIME");
    List<@Nullable Object> row =
        new ArrayList<>(
            List.of(
                1_042_318L,
                934_207L,
                412L,
                37L,
                4L,
                6L,
                58L,
                431L,
                21_804L,
                1_377L,
                5_210L,
                3L,
                18L,
                7L,
                26L,
                0L,
                1_204L));
    row.add(time(12));
    row.add(Instant.parse("2026-10-01T23:59:41Z"));
    return new ReportAnswer(
        report("", "overview", "Overview", "What happened?", null, columns),
        columns,
        List.of(row),
        1,
        Map.of());
  }

  private ReportAnswer answer(List<String> lines) {
    String[] head = lines.get(0).split(" *\\| ?", -1);
    String[] place = head[0].split("/", 2);
    List<ReportAnswer.Column> columns =
        lines.stream().skip(1).map(String::strip).map(SampleAnswers::column).toList();
    Report report = report(place[0], place[1], head[1], head[2], chart(head[3]), columns);
    List<List<@Nullable Object>> rows = rows(report, columns);
    boolean isCompared = columns.stream().anyMatch(column -> column.name().equals("change"));
    return new ReportAnswer(
        report,
        columns,
        rows,
        report.name().equals("source-addresses") ? 45_231 : rows.size(),
        isCompared ? Map.of("new", 12L, "gone", 3L, "up", 40L, "down", 2L, "same", 9L) : Map.of());
  }

  private static ReportAnswer.Column column(String line) {
    String[] parts = line.split(" ", 3);
    return new ReportAnswer.Column(parts[0], ReportAnswer.Type.valueOf(parts[1]), parts[2]);
  }

  static Report report(
      String group,
      String name,
      String title,
      String question,
      @Nullable Chart chart,
      List<ReportAnswer.Column> columns) {
    List<Report.Column> named =
        columns.stream().map(c -> new Report.Column(c.name(), c.comment())).toList();
    return new Report(
        name,
        group,
        title,
        question,
        named,
        chart,
        List.of(),
        null,
        columns.get(0).name(),
        "SELECT 1");
  }

  static @Nullable Chart chart(String text) {
    Matcher chart = CHART.matcher(text);
    return chart.matches()
        ? new Chart(
            Chart.Form.valueOf(chart.group(1).toUpperCase(Locale.ROOT)),
            chart.group(2),
            chart.group(3),
            chart.group(4),
            chart.group(5) == null ? 0 : Integer.parseInt(chart.group(5)))
        : null;
  }

  private List<List<@Nullable Object>> rows(Report report, List<ReportAnswer.Column> columns) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    int size =
        switch (report.name()) {
          case "network-activity" -> 0;
          case "usage-trend" -> 72;
          case "caller-timeline" -> 24 * 14;
          case "root-activity" -> 3;
          case "source-addresses" -> 700;
          default -> 8 + dice.nextInt(60);
        };
    for (int at = 0; at < size; at++) {
      rows.add(row(report, columns, at));
    }
    int first =
        columns.stream().map(ReportAnswer.Column::type).toList().indexOf(ReportAnswer.Type.COUNT);
    if (first >= 0 && report.chart() != null && report.chart().form() == Chart.Form.BAR) {
      rows.sort(
          Comparator.comparing(row -> -((Long) java.util.Objects.requireNonNull(row.get(first)))));
    }
    return rows;
  }

  private List<@Nullable Object> row(Report report, List<ReportAnswer.Column> columns, int at) {
    String[] api = APIS.get(dice.nextInt(APIS.size())).split(" ", 2);
    List<@Nullable Object> row = new ArrayList<>();
    for (ReportAnswer.Column column : columns) {
      row.add(
          switch (column.type()) {
            case TEXT -> text(report, column.name(), at, api);
            case COUNT -> count(column, at, report);
            case NUMBER -> dice.nextInt(3) == 0 ? 0.0 : Math.pow(dice.nextDouble(), 3);
            case TRUTH -> dice.nextInt(4) > 0;
            case TIME ->
                column.name().equals("hour") ? hour(report, at) : time(dice.nextInt(86_400));
            case DAY -> DAY;
          });
    }
    return row;
  }

  private Instant hour(Report report, int at) {
    int hour = report.name().equals("usage-trend") ? at / 3 : at % 24;
    return time(hour * 3600);
  }

  private static Instant time(int second) {
    return DAY.atStartOfDay(ZoneOffset.UTC).toInstant().plus(second, ChronoUnit.SECONDS);
  }

  private Long count(ReportAnswer.Column column, int at, Report report) {
    if (column.name().equals("silent_hours")) {
      return (long) Math.max(0, dice.nextInt(14) - 9);
    }
    if (column.comment().contains("bytes")) {
      return (long) Math.pow(10, 3 + 9 * dice.nextDouble());
    }
    if (column.comment().startsWith("different") || column.name().startsWith("failed")) {
      return (long) dice.nextInt(40);
    }
    if (report.name().equals("usage-trend")) {
      double day = 1 + Math.sin((at / 3 - 7) * Math.PI / 12);
      return (long) ((3 - at % 3) * (3000 + 9000 * day) * (0.85 + 0.3 * dice.nextDouble()));
    }
    return (long) Math.pow(10, 5 * dice.nextDouble() * 40 / (40 + at));
  }

  private @Nullable String text(Report report, String column, int at, String[] api) {
    return switch (column) {
      case "event_source", "service" -> api[0];
      case "event_name" -> api[1];
      case "caller", "role", "subject" ->
          report.name().equals("caller-timeline") ? arn(at / 24) : arn(dice.nextInt(18));
      case "caller_name", "person" -> dice.nextBoolean() ? pick(ROLES) : pick(USERS);
      case "caller_kind" -> pick(List.of("role", "user", "service", "root", "identity-center"));
      case "aws_region" -> at < REGIONS.size() ? REGIONS.get(at) : pick(REGIONS);
      case "error_code" -> pick(ERRORS);
      case "message" ->
          "User: %s is not authorized to perform: %s on resource: arn:aws:s3:::acme-reports/2026/%d"
                  .formatted(arn(dice.nextInt(12)), api[1], dice.nextInt(10_000))
              + " because no identity-based policy allows the action";
      case "event_category" -> List.of("Management", "Data", "NetworkActivity").get(at % 3);
      case "source_ip_address" ->
          "%d.%d.%d.%d"
              .formatted(3 + dice.nextInt(200), dice.nextInt(250), at % 250, dice.nextInt(250));
      case "address_kind" -> pick(List.of("public", "private", "service"));
      case "access_key_id" -> "AKIA" + letters(16);
      case "credential_kind" -> pick(List.of("long-term key", "temporary credentials", "console"));
      case "user_agent" -> pick(AGENTS);
      case "client" -> pick(CLIENTS);
      case "version" -> "%d.%d.%d".formatted(dice.nextInt(3), dice.nextInt(40), dice.nextInt(20));
      case "result" -> dice.nextInt(4) == 0 ? "Failure" : "Success";
      case "change" -> pick(List.of("same", "up", "down", "new", "up", "same"));
      case "kind" -> pick(List.of("api", "region", "address"));
      case "value" -> api[0].replace(".amazonaws.com", ":") + api[1];
      case "policy" -> POLICY;
      case "not_shown" -> dice.nextBoolean() ? null : "iam:PassRole, data events of s3";
      case "tls_version" -> dice.nextInt(9) == 0 ? "TLSv1.2" : "TLSv1.3";
      case "tls_cipher_suite" -> "TLS_AES_128_GCM_SHA256";
      case "tls_key_exchange" -> pick(List.of("X25519MLKEM768", "x25519", "secp256r1"));
      case "resource", "source_arn" -> "arn:aws:s3:::acme-%s/part-%d".formatted(letters(4), at);
      case "event_id" ->
          "%08x-0f3c-4b1e-9a77-%012x".formatted(dice.nextInt(), dice.nextInt(99_999));
      case "session_name" -> pick(USERS) + "@example.com";
      case "vpc_endpoint_id" -> "vpce-0" + dice.nextInt(99_999);
      default -> column.contains("account") ? pick(ACCOUNTS) : null;
    };
  }

  private static final String POLICY =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:ListBucket"],\
      "Resource":["arn:aws:s3:::acme-reports","arn:aws:s3:::acme-reports/*"]},\
      {"Effect":"Allow","Action":"kms:Decrypt","Resource":"*"}]}\
      """;

  private static String arn(int at) {
    String account = ACCOUNTS.get(at % ACCOUNTS.size());
    return at % 3 == 0
        ? "arn:aws:iam::%s:user/%s".formatted(account, USERS.get(at % USERS.size()))
        : "arn:aws:iam::%s:role/service/%s".formatted(account, ROLES.get(at % ROLES.size()));
  }

  private String letters(int count) {
    StringBuilder letters = new StringBuilder();
    for (int at = 0; at < count; at++) {
      letters.append((char) ('A' + dice.nextInt(26)));
    }
    return letters.toString();
  }

  private <T> T pick(List<T> values) {
    return values.get(dice.nextInt(values.size()));
  }
}
