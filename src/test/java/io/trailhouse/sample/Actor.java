package io.trailhouse.sample;

/**
 * Somebody in the story of the sample trail.
 *
 * @param arn who he is, as services write it into their refusals
 * @param identity his userIdentity, a JSON object
 * @param address where he calls from
 * @param agent what he calls with
 * @param console whether his calls come from the console
 * @param tls TLS version of his calls; empty for services, which call from inside
 */
record Actor(
    String arn, String identity, String address, String agent, boolean console, String tls) {

  private static final String TLS_13 = "TLSv1.3";

  static final String TERRAFORM =
      "APN/1.0 HashiCorp/1.0 Terraform/1.9.8 (+https://www.terraform.io)"
          + " terraform-provider-aws/5.94.1"
          + " (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.36.3 ua/2.1"
          + " os/linux lang/go#1.23.7 md/GOOS#linux md/GOARCH#amd64";
  static final String CDK =
      "aws-sdk-js/3.741.0 ua/2.1 os/linux#6.8.0-1021-azure lang/js md/nodejs#22.12.0"
          + " api/cloudformation#3.741.0 aws-cdk/2.1020.2";
  static final String CLI =
      "aws-cli/2.27.41 md/awscrt#0.26.1 ua/2.1 os/macos#24.5.0 md/arch#arm64 lang/python#3.13.4"
          + " md/pyimpl#CPython m/E,AB,b cfg/retry-mode#standard md/installer#exe md/prompt#off";
  static final String BROWSER =
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/140.0.0.0 Safari/537.36";
  static final String JAVA =
      "aws-sdk-java/2.31.60 md/io#sync md/http#Apache ua/2.1 os/Linux#6.1.134 lang/java#21.0.7"
          + " exec-env/AWS_ECS_FARGATE m/D,E";
  static final String BOTO =
      "Boto3/1.38.36 md/Botocore#1.38.36 ua/2.1 os/linux#5.10.236 md/arch#x86_64"
          + " lang/python#3.12.9 md/pyimpl#CPython cfg/retry-mode#legacy";
  static final String RUBY = "aws-sdk-ruby2/2.0.0.rc4 ruby/1.9.3 x86_64-linux Seahorse/0.1.0";

  /**
   * A session of a role.
   *
   * @param more further members of userIdentity or its sessionContext, at the end of the latter
   */
  static Actor session(String account, String role, String session, String created, String more) {
    String id = roleId(account, role);
    String arn = "arn:aws:sts::%s:assumed-role/%s/%s".formatted(account, role, session);
    String identity =
        """
        {"type":"AssumedRole","principalId":"%1$s:%2$s","arn":"%3$s","accountId":"%4$s",\
        "accessKeyId":"ASIA%5$sEXAMPLE","sessionContext":{"sessionIssuer":{"type":"Role",\
        "principalId":"%1$s","arn":"%6$s","accountId":"%4$s",\
        "userName":"%7$s"},"attributes":{"creationDate":"%8$s","mfaAuthenticated":"false"}%9$s}\
        """
            .formatted(
                id,
                session,
                arn,
                account,
                key(role, session, created),
                roleArn(account, role),
                role,
                created,
                more);
    return new Actor(arn, identity, "192.0.2.10", JAVA, false, TLS_13);
  }

  static Actor user(String account, String name, String key) {
    String arn = "arn:aws:iam::%s:user/%s".formatted(account, name);
    String identity =
        """
        {"type":"IAMUser","principalId":"AIDA%sEXAMPLE","arn":"%s","accountId":"%s",\
        "accessKeyId":"%s","userName":"%s"}\
        """
            .formatted(letters(arn, 10), arn, account, key, name);
    return new Actor(arn, identity, "192.0.2.10", JAVA, false, TLS_13);
  }

  static Actor root(String account, String created) {
    String arn = "arn:aws:iam::%s:root".formatted(account);
    String identity =
        """
        {"type":"Root","principalId":"%1$s","arn":"%2$s","accountId":"%1$s",\
        "accessKeyId":"ASIA%3$sEXAMPLE","sessionContext":{"attributes":{"creationDate":"%4$s",\
        "mfaAuthenticated":"false"}}}\
        """
            .formatted(account, arn, letters(arn, 9), created);
    return new Actor(arn, identity, "192.0.2.10", BROWSER, true, "");
  }

  static Actor service(String name) {
    return new Actor(
        name, "{\"type\":\"AWSService\",\"invokedBy\":\"" + name + "\"}", name, name, false, "");
  }

  /** Any other userIdentity. */
  static Actor of(String identity) {
    return new Actor("", identity, "192.0.2.10", BROWSER, false, TLS_13);
  }

  Actor from(String newAddress, String newAgent) {
    return new Actor(arn, identity, newAddress, newAgent, console, tls);
  }

  /** The same in the console, whose calls come without TLS details. */
  Actor inConsole() {
    return new Actor(arn, identity, address, BROWSER, true, "");
  }

  Actor withTls(String newTls) {
    return new Actor(arn, identity, address, agent, console, newTls);
  }

  /** The same, while a service calls for him. */
  Actor through(String service) {
    String invoked =
        identity.substring(0, identity.length() - 1) + ",\"invokedBy\":\"" + service + "\"}";
    return new Actor(arn, invoked, service, service, false, "");
  }

  /** The access key of a session; the call that opens the session returns it. */
  static String key(String role, String session, String created) {
    return letters(role + session + created, 9);
  }

  static String roleId(String account, String role) {
    return "AROA" + letters(account + role, 10) + "EXAMPLE";
  }

  static String roleArn(String account, String role) {
    String path = "/";
    if (role.startsWith("AWSReservedSSO_")) {
      path = "/aws-reserved/sso.amazonaws.com/eu-west-1/";
    } else if (role.startsWith("AWSServiceRole")) {
      path = "/aws-service-role/ecs.amazonaws.com/";
    }
    return "arn:aws:iam::" + account + ":role" + path + role;
  }

  private static String letters(String of, int count) {
    TextBuffer out = new TextBuffer();
    new Dice(of.hashCode()).letters(out, count);
    return out.toString();
  }
}
