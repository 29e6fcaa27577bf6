package io.trailhouse.sample;

import io.trailhouse.sample.Identity.Way;
import java.util.ArrayList;
import java.util.List;

/** Everybody who calls into one account on one day. Most of them are sessions of roles. */
final class Cast {

  static final List<String> ROLES =
      List.of(
          "orders-service",
          "TerraformDeploy",
          "ecs-task-billing",
          "lambda-thumbnail",
          "cdk-hnb659fds-deploy-role",
          "eks-node",
          "MonitoringReader",
          "data-lake-etl",
          "BackupRole",
          "AWSServiceRoleForECS",
          "SecurityAudit",
          "AWSReservedSSO_Developer_0123456789abcdef");

  private static final List<String> USERS =
      List.of("backup-uploader", "legacy-ci", "alice", "bob", "grafana-reader");

  private static final List<String> SERVICES =
      List.of(
          "autoscaling.amazonaws.com",
          "ecs-tasks.amazonaws.com",
          "lambda.amazonaws.com",
          "config.amazonaws.com",
          "cloudtrail.amazonaws.com",
          "ec2.amazonaws.com");

  private static final List<String> PROGRAMS =
      List.of(
          "aws-sdk-java/2.31.60 md/io#sync md/http#Apache ua/2.1 os/Linux#6.1.134"
              + " lang/java#21.0.7 md/OpenJDK_64-Bit_Server_VM#21.0.7+6-LTS"
              + " md/vendor#Amazon.com_Inc. md/en_US exec-env/AWS_ECS_FARGATE m/D,E",
          "APN/1.0 HashiCorp/1.0 Terraform/1.9.8 (+https://www.terraform.io)"
              + " terraform-provider-aws/5.94.1"
              + " (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.36.3"
              + " ua/2.1 os/linux lang/go#1.23.7 md/GOOS#linux md/GOARCH#amd64 m/E,i",
          "Boto3/1.38.36 md/Botocore#1.38.36 ua/2.1 os/linux#5.10.236-227.928.amzn2.x86_64"
              + " md/arch#x86_64 lang/python#3.12.9 md/pyimpl#CPython cfg/retry-mode#legacy"
              + " exec-env/AWS_Lambda_python3.12 Botocore/1.38.36",
          "aws-cli/2.27.41 md/awscrt#0.26.1 ua/2.1 os/macos#24.5.0 md/arch#arm64"
              + " lang/python#3.13.4 md/pyimpl#CPython m/E,AB,b cfg/retry-mode#standard"
              + " md/installer#exe md/prompt#off md/command#ec2.describe-instances",
          "aws-sdk-js/3.741.0 ua/2.1 os/linux#6.8.0-1021-azure lang/js md/nodejs#22.12.0"
              + " api/cloudformation#3.741.0 m/E,n aws-cdk/2.1020.2",
          "aws-sdk-go/1.55.5 (go1.22.12; linux; amd64) amazon-ssm-agent/3.3.1732.0",
          "aws-sdk-ruby2/2.0.0.rc4 ruby/1.9.3 x86_64-linux Seahorse/0.1.0");

  private static final List<String> BROWSERS =
      List.of(
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/140.0.0.0 Safari/537.36",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0",
          "AWS Internal");

  private final Dice dice;
  private final Clock clock = new Clock();
  private final String account;
  private final String region;
  private final long dayStart;
  private final List<Identity> everybody = new ArrayList<>();

  Cast(Dice dice, String account, String region, long dayStart) {
    this.dice = dice;
    this.account = account;
    this.region = region;
    this.dayStart = dayStart;
    for (int i = 0; i < 44; i++) {
      everybody.add(roleSession(i));
    }
    for (int i = 0; i < 15; i++) {
      everybody.add(user(USERS.get(i % USERS.size()), i % 4 == 2));
    }
    for (String service : SERVICES) {
      everybody.add(service(service));
      everybody.add(service(service));
    }
    for (int i = 0; i < 3; i++) {
      everybody.add(foreignAccount(i));
    }
    everybody.add(root());
    everybody.add(anonymous());
    everybody.add(federatedUser());
    everybody.add(samlUser());
    everybody.add(webIdentityUser());
    everybody.add(identityCenterUser());
    everybody.add(directory());
    everybody.add(serviceEvent());
    everybody.add(signIn());
    everybody.add(unknown());
  }

  Identity anybody() {
    return dice.pick(everybody);
  }

  private Identity roleSession(int number) {
    int roleNumber = number % ROLES.size();
    String role = ROLES.get(roleNumber);
    boolean person = role.startsWith("AWSReservedSSO");
    boolean linked = role.startsWith("AWSServiceRole");
    String path = linked ? "aws-service-role/ecs.amazonaws.com/" : person ? "aws-reserved/" : "";
    String session = person ? "alice@example.com" : linked ? "ECSSession" : sessionName(roleNumber);
    String roleId = "AROA" + fixedId(role, 10) + "EXAMPLE";
    String members =
        """
        "type":"AssumedRole","principalId":"%1$s:%2$s","arn":"arn:aws:sts::%3$s:assumed-role/%4$s/%2$s",\
        "accountId":"%3$s",%5$s"sessionContext":{"sessionIssuer":{"type":"Role","principalId":"%1$s",\
        "arn":"arn:aws:iam::%3$s:role/%6$s%4$s","accountId":"%3$s","userName":"%4$s"},%7$s\
        "attributes":{"creationDate":"%8$s","mfaAuthenticated":"%9$s"}%10$s}%11$s\
        """
            .formatted(
                roleId,
                session,
                account,
                role,
                linked ? "" : "\"accessKeyId\":\"" + accessKey("ASIA") + "\",",
                path,
                dice.chance(0.4) ? "\"webIdFederationData\":{}," : "",
                sometimeToday(),
                person,
                roleNumber == 5 ? ",\"ec2RoleDelivery\":\"2.0\"" : "",
                extras(person, linked));
    if (linked) {
      return identity(members, Way.SERVICE, "ecs.amazonaws.com", "ecs.amazonaws.com", 6);
    }
    return person
        ? identity(members, Way.CONSOLE, address(roleNumber), dice.pick(BROWSERS), 40)
        : identity(members, Way.PROGRAM, address(roleNumber), program(roleNumber), 12);
  }

  private String extras(boolean person, boolean linked) {
    if (person) {
      return """
      ,"onBehalfOf":{"userId":"%s","identityStoreArn":"arn:aws:identitystore::111122223333:identitystore/d-9067example"}\
      """
          .formatted(fixedUuid("alice"));
    }
    return linked ? ",\"invokedBy\":\"ecs.amazonaws.com\"" : "";
  }

  private Identity user(String name, boolean console) {
    String members =
        """
        "type":"IAMUser","principalId":"AIDA%1$sEXAMPLE","arn":"arn:aws:iam::%2$s:user/%3$s",\
        "accountId":"%2$s","accessKeyId":"%4$s","userName":"%3$s"%5$s\
        """
            .formatted(
                fixedId(name, 10),
                account,
                name,
                console ? accessKey("ASIA") : "AKIA" + fixedId(name + account, 9) + "EXAMPLE",
                console
                    ? ",\"sessionContext\":{\"sessionIssuer\":{},\"webIdFederationData\":{},"
                        + "\"attributes\":{\"creationDate\":\""
                        + sometimeToday()
                        + "\",\"mfaAuthenticated\":\"true\"}}"
                    : "");
    int number = USERS.indexOf(name);
    return console
        ? identity(members, Way.CONSOLE, address(20 + number), dice.pick(BROWSERS), 40)
        : identity(members, Way.PROGRAM, address(20 + number), program(number + 1), 5);
  }

  private Identity root() {
    return identity(
        """
        "type":"Root","principalId":"%1$s","arn":"arn:aws:iam::%1$s:root","accountId":"%1$s",\
        "accessKeyId":"%2$s","sessionContext":{"attributes":{"creationDate":"%3$s",\
        "mfaAuthenticated":"false"}}\
        """
            .formatted(account, accessKey("ASIA"), sometimeToday()),
        Way.CONSOLE,
        address(40),
        BROWSERS.get(0),
        10);
  }

  private Identity service(String service) {
    String scope =
        service.startsWith("lambda")
            ? ",\"inScopeOf\":{\"sourceArn\":\"arn:aws:lambda:%1$s:%2$s:function:webhook\",\"sourceAccount\":\"%2$s\",\"issuerType\":\"AWS::Lambda::Function\",\"credentialsIssuedTo\":\"arn:aws:lambda:%1$s:%2$s:function:webhook\"}"
                .formatted(region, account)
            : "";
    return identity(
        "\"type\":\"AWSService\",\"invokedBy\":\"" + service + "\"" + scope,
        Way.SERVICE,
        service,
        service,
        List.of(
            Api.named("sts", "AssumeRole"),
            Api.named("kms", "Decrypt"),
            Api.named("kms", "GenerateDataKey"),
            Api.named("s3", "GetBucketAcl"),
            Api.named("s3", "PutObject")));
  }

  private Identity foreignAccount(int number) {
    return identity(
        """
        "type":"AWSAccount","principalId":"AROA%1$sEXAMPLE:partner-sync","accountId":"99990000111%2$d\"\
        """
            .formatted(fixedId("partner" + number, 10), number),
        Way.PROGRAM,
        address(50 + number),
        program(2),
        List.of(
            Api.named("sts", "AssumeRole"),
            Api.named("s3", "GetObject"),
            Api.named("s3", "ListObjects"),
            Api.named("kms", "Decrypt")));
  }

  private Identity anonymous() {
    return identity(
        "\"type\":\"AWSAccount\",\"principalId\":\"\",\"accountId\":\"anonymous\"",
        Way.PROGRAM,
        address(60),
        "[curl/8.7.1]",
        List.of(Api.named("s3", "GetObject"), Api.named("s3", "ListObjects")));
  }

  private Identity federatedUser() {
    return identity(
        """
        "type":"FederatedUser","principalId":"%1$s:carol","arn":"arn:aws:sts::%1$s:federated-user/carol",\
        "accountId":"%1$s","accessKeyId":"%2$s","sessionContext":{"sessionIssuer":{"type":"IAMUser",\
        "principalId":"AIDA%3$sEXAMPLE","arn":"arn:aws:iam::%1$s:user/broker","accountId":"%1$s",\
        "userName":"broker"},"attributes":{"creationDate":"%4$s","mfaAuthenticated":"false"}}\
        """
            .formatted(account, accessKey("ASIA"), fixedId("broker", 10), sometimeToday()),
        Way.PROGRAM,
        address(61),
        program(3),
        8);
  }

  private Identity samlUser() {
    return identity(
        """
        "type":"SAMLUser","principalId":"SAMLEXAMPLE+abc=:dave@example.com","userName":"dave@example.com",\
        "identityProvider":"SAMLEXAMPLE+abc=\"\
        """,
        Way.PROGRAM,
        address(62),
        BROWSERS.get(1),
        List.of(Api.named("sts", "AssumeRoleWithSAML")));
  }

  private Identity webIdentityUser() {
    return identity(
        """
        "type":"WebIdentityUser","principalId":"arn:aws:iam::%1$s:oidc-provider/token.actions.example.com:sts.amazonaws.com:repo:example/app:ref:refs/heads/main",\
        "userName":"repo:example/app:ref:refs/heads/main",\
        "identityProvider":"arn:aws:iam::%1$s:oidc-provider/token.actions.example.com\"\
        """
            .formatted(account),
        Way.PROGRAM,
        address(63),
        program(4),
        List.of(Api.named("sts", "AssumeRoleWithWebIdentity")));
  }

  private Identity identityCenterUser() {
    return identity(
        """
        "type":"IdentityCenterUser","accountId":"%1$s","onBehalfOf":{"userId":"%2$s",\
        "identityStoreArn":"arn:aws:identitystore::111122223333:identitystore/d-9067example"},\
        "credentialId":"%3$s\"\
        """
            .formatted(account, fixedUuid("erin"), fixedUuid("credential" + dayStart)),
        Way.PROGRAM,
        address(64),
        program(3),
        List.of(Api.named("sso", "GetRoleCredentials"), Api.named("sso", "ListAccountRoles")));
  }

  private Identity directory() {
    return identity(
        "\"type\":\"Directory\",\"accountId\":\"" + account + "\",\"userName\":\"CORP\\\\frank\"",
        Way.CONSOLE,
        address(65),
        BROWSERS.get(1),
        4);
  }

  private Identity serviceEvent() {
    return identity(
        "\"accountId\":\"" + account + "\",\"invokedBy\":\"kms.amazonaws.com\"",
        Way.SERVICE_EVENT,
        "kms.amazonaws.com",
        "kms.amazonaws.com",
        List.of(Api.named("kms", "DescribeKey")));
  }

  private Identity signIn() {
    return identity(
        """
        "type":"IAMUser","principalId":"AIDA%1$sEXAMPLE","accountId":"%2$s","accessKeyId":"",\
        "userName":"alice\"\
        """
            .formatted(fixedId("alice", 10), account),
        Way.SIGN_IN,
        address(22),
        BROWSERS.get(0),
        List.of(Api.named("iam", "GetUser")));
  }

  private Identity unknown() {
    return identity(
        "\"type\":\"Unknown\",\"principalId\":\"\",\"accountId\":\"\",\"userName\":\"\"",
        Way.PROGRAM,
        address(66),
        program(6),
        3);
  }

  private Identity identity(String members, Way way, String address, String agent, int habits) {
    return identity(members, way, address, agent, habits(members.length() % 7, habits));
  }

  private static Identity identity(
      String members, Way way, String address, String agent, List<Api> habits) {
    return new Identity(members, address, agent, habits, way);
  }

  private List<Api> habits(int taste, int count) {
    List<Api> habits = new ArrayList<>();
    while (habits.size() < count) {
      Api api = dice.pick(Api.ALL);
      // Operations that are called often are in many programs, and the taste keeps programs apart.
      if (dice.below(10) < api.weight() && (api.name().length() % 7 != taste || count > 20)) {
        habits.add(api);
      }
    }
    return List.copyOf(habits);
  }

  private String sessionName(int role) {
    return switch (role % 4) {
      case 0 -> hex(32);
      case 1 -> "aws-go-sdk-17590" + dice.below(100_000) + "0000";
      case 2 -> "i-0" + hex(16);
      default -> "botocore-session-17590" + (10_000 + dice.below(80_000));
    };
  }

  private String hex(int digits) {
    TextBuffer out = new TextBuffer();
    dice.hex(out, digits);
    return out.toString();
  }

  private String accessKey(String prefix) {
    TextBuffer out = new TextBuffer();
    dice.letters(out, 9);
    return prefix + out + "EXAMPLE";
  }

  private String sometimeToday() {
    TextBuffer out = new TextBuffer();
    clock.add(out, dayStart + dice.below(Clock.SECONDS_OF_DAY));
    return out.toString();
  }

  private String program(int number) {
    return PROGRAMS.get(number % PROGRAMS.size());
  }

  private String address(int number) {
    int host = Math.floorMod(account.hashCode() + number * 7, 250) + 1;
    return switch (number % 8) {
      case 1, 5 -> "198.51.100." + host;
      case 2, 6 -> "203.0.113." + host;
      case 7 -> "2001:db8:85a3::8a2e:370:%x".formatted(7000 + host);
      default -> "192.0.2." + host;
    };
  }

  private static String fixedId(String of, int length) {
    TextBuffer out = new TextBuffer();
    new Dice(of.hashCode()).letters(out, length);
    return out.toString();
  }

  private static String fixedUuid(String of) {
    TextBuffer out = new TextBuffer();
    new Dice(of.hashCode()).uuid(out);
    return out.toString();
  }
}
