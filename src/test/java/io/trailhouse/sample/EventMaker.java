package io.trailhouse.sample;

import io.trailhouse.sample.GeneratedTrail.Partition;
import io.trailhouse.sample.Identity.Way;
import java.time.LocalDate;
import java.util.List;

/** Makes the records of one account and region, one after the other. */
final class EventMaker {

  /** The newest versions are the most frequent ones. */
  private static final List<Integer> VERSIONS =
      List.of(11, 11, 11, 11, 10, 10, 9, 8, 11, 11, 8, 9, 10, 8, 5, 7, 6, 4, 3, 2, 1);

  private static final List<String> ERRORS =
      List.of(
          "\"errorCode\":\"AccessDenied\",\"errorMessage\":\"User: is not authorized to perform:"
              + " \\\"%s\\\" because no identity-based policy allows the action\"",
          "\"errorCode\":\"ThrottlingException\",\"errorMessage\":\"Rate exceeded\"",
          "\"errorCode\":\"ResourceNotFoundException\",\"errorMessage\":\"%s: it does not exist\"",
          "\"errorCode\":\"Client.UnauthorizedOperation\",\"errorMessage\":\"You are not authorized"
              + " to perform this operation.\"",
          "\"errorCode\":\"ValidationException\"");

  private final Dice dice;
  private final Clock clock;
  private final double oddities;
  private final String account;
  private final String region;
  private final Cast cast;
  private final Setting setting;
  private final TextBuffer id = new TextBuffer();

  private Identity caller;
  private Api call;
  private int version;
  private Oddity oddity = Oddity.NONE;
  private boolean insightStarted;
  private byte[] insightId = {};

  EventMaker(
      Dice dice, Clock clock, double oddities, String account, String region, LocalDate day) {
    this.dice = dice;
    this.clock = clock;
    this.oddities = oddities;
    this.account = account;
    this.region = region;
    this.cast = new Cast(dice, account, region, day.toEpochDay() * Clock.SECONDS_OF_DAY);
    this.caller = cast.anybody();
    this.call = dice.pickEarly(caller.habits());
    this.setting = new Setting(dice, clock, account, region);
  }

  /** Makes one record and tells which partition it belongs to. */
  Partition make(FileKind kind, long second, TextBuffer out) {
    return switch (kind) {
      case EVENTS -> apiCall(second, out);
      case NETWORK_ACTIVITY -> networkActivity(second, out);
      case INSIGHT -> insight(second, out);
      case AGGREGATED -> aggregated(second, out);
      case DIGEST -> throw new IllegalArgumentException("A digest holds no records");
    };
  }

  private Partition apiCall(long second, TextBuffer out) {
    // Calls come in bursts: a program or a page makes many of them, often the same ones.
    if (dice.chance(0.12)) {
      caller = cast.anybody();
      call = dice.pickEarly(caller.habits());
    } else if (dice.chance(0.5)) {
      call = dice.pickEarly(caller.habits());
    }
    Identity who = caller;
    Api api = call;
    version = dice.pick(VERSIONS);
    oddity = dice.chance(oddities) ? dice.pick(Oddity.ALL) : Oddity.NONE;
    boolean global = api.global() || who.way() == Way.SIGN_IN;
    setting.next(second, global);
    setting.requestId(uuid());
    String source =
        switch (who.way()) {
          case SIGN_IN -> "signin.amazonaws.com";
          case SERVICE_EVENT -> "kms.amazonaws.com";
          default -> api.eventSource();
        };
    boolean failed = dice.chance(0.06) && oddity != Oddity.NULLS;

    out.add("{\"eventVersion\":\"1.").addTwoDigits(version).add('"');
    identity(who, out);
    time(second, out);
    source(source, out);
    name(who, api, out);
    out.add(",\"awsRegion\":\"").add(setting.region()).add('"');
    out.add(",\"sourceIPAddress\":\"").add(who.address()).add('"');
    userAgent(who, out);
    if (failed) {
      out.add(',').add(dice.pickEarly(ERRORS).replace("%s", api.name()));
    }
    if (oddity == Oddity.NULLS) {
      out.add(",\"errorCode\":null,\"errorMessage\":null");
    } else if (oddity == Oddity.WHITE_SPACE) {
      out.add(" ,\r\n\t\"addendum\" : {  } \n");
    }
    request(who, api, out);
    response(who, api, failed, out);
    additionalData(who, api, out);
    ids(who, out);
    if (version >= 6 || dice.chance(0.3)) {
      truth("readOnly", api.readOnly(), Oddity.READ_ONLY_AS_TEXT, out);
    }
    resources(api, out);
    afterResources(who, api, out);
    unknownFields(out);
    out.add('}');
    return new Partition(clock.date(second), global ? "us-east-1" : region, source);
  }

  private void identity(Identity who, TextBuffer out) {
    switch (oddity) {
      case IDENTITY_ABSENT -> {}
      case IDENTITY_NULL -> out.add(",\"userIdentity\":null");
      case IDENTITY_EMPTY -> out.add(",\"userIdentity\":{}");
      case UNKNOWN_IN_IDENTITY ->
          out.add(",\"userIdentity\":{\"trustScore\":0.50,\"delegates\":[{\"arn\":null}],")
              .add(who.members())
              .add('}');
      case MISSPELT_KEYS ->
          out.add(",\"userIdentity\":{")
              .add(who.members())
              .add(",\"accesKeyId\":\"AKIAIOSFODNN7EXAMPLE\"}");
      default -> out.add(",\"userIdentity\":{").add(who.members()).add('}');
    }
  }

  private void time(long second, TextBuffer out) {
    out.add(",\"eventTime\":\"");
    if (oddity == Oddity.TIME_WITH_BLANK) {
      clock.add(out, second, ' ');
      out.add(".000000000\"");
      return;
    }
    clock.add(out, second, 'T');
    if (oddity == Oddity.TIME_WITH_MILLISECONDS) {
      out.add('.').add(100L + dice.below(900));
    }
    out.add("Z\"");
  }

  private void source(String source, TextBuffer out) {
    out.add(",\"eventSource\":\"");
    out.add(oddity == Oddity.ESCAPED_SOURCE ? source.replace(".", "\\u002e") : source).add('"');
  }

  private void name(Identity who, Api api, TextBuffer out) {
    String name =
        switch (who.way()) {
          case SIGN_IN -> "ConsoleLogin";
          case SERVICE_EVENT -> "RotateKey";
          default -> api.name();
        };
    out.add(oddity == Oddity.ESCAPED_KEY ? ",\"event\\u004eame\":\"" : ",\"eventName\":\"");
    out.add(name).add('"');
  }

  private void userAgent(Identity who, TextBuffer out) {
    switch (oddity) {
      case USER_AGENT_ABSENT -> {}
      case NULLS -> out.add(",\"userAgent\":null,\"vpcEndpointAccountId\":null,\"addendum\":null");
      case USER_AGENT_HOSTILE ->
          out.add(
              ",\"userAgent\":\"<script>alert(\\\"1\\\")</script>\\u0000=cmd|' /C calc'!A0\\r"
                  + "\\n"
                  + "\"");
      case USER_AGENT_LONG ->
          out.add(",\"userAgent\":\"").add("Mozilla/5.0 (\u00fcber) ".repeat(50)).add('"');
      default -> out.add(",\"userAgent\":\"").add(who.userAgent()).add('"');
    }
  }

  private void request(Identity who, Api api, TextBuffer out) {
    out.add(",\"requestParameters\":");
    switch (oddity) {
      case REQUEST_AS_TEXT -> out.add("\"{\\\"bucketName\\\":\\\"example\\\"}\"");
      case REQUEST_AS_TEXT_NULL -> out.add("\"null\"");
      case REQUEST_AS_ARRAY -> out.add("[{\"id\":1},\"two\",3.0,null,[],{}]");
      case REQUEST_EMPTY -> out.add("{}");
      case REQUEST_OMITTED ->
          out.add("{\"omitted\":true,\"originalSize\":")
              .add(102_401L + dice.below(900_000))
              .add('}');
      case REQUEST_WITH_ODD_NUMBERS ->
          out.add("{\"threshold\":50.0,\"big\":12345678901234567890,\"huge\":1e400,")
              .add("\"small\":-1.5E-7,\"zero\":-0,\"zeros\":0.00,\"plus\":1E+2,\"n\":")
              .add(dice.below(1_000_000))
              .add('}');
      case REQUEST_WITH_ESCAPES ->
          out.add("{\"text\":\"a \\\"quoted\\\" \\\\ path\\/ \\b\\f\\n\\r\\t caf\\u00e9 ")
              .add("\\ud83d\\ude00 caf\u00e9 \u6f22\u5b57 \ud83d\ude00\",\"k\\u00e9y\\n\":\"\"}");
      case REQUEST_WITH_LONE_SURROGATE_AND_NUL ->
          out.add("{\"high\":\"\\ud800\",\"low\":\"\\udc00x\",\"nul\":\"a\\u0000b\"}");
      case REQUEST_WITH_KEYS_THAT_DIFFER_IN_CASE ->
          out.add("{\"Tagging\":\"a=b\",\"tagging\":\"\",\"TAGGING\":{\"tagging\":[]}}");
      case REQUEST_NESTED_DEEPLY -> out.add("{\"a\":[".repeat(40)).add("1").add("]}".repeat(40));
      default -> {
        if (who.way() == Way.SIGN_IN || who.way() == Way.SERVICE_EVENT) {
          out.add("null");
        } else {
          api.request().fill(out, setting);
        }
      }
    }
  }

  private void response(Identity who, Api api, boolean failed, TextBuffer out) {
    out.add(",\"responseElements\":");
    if (oddity == Oddity.RESPONSE_AS_TEXT) {
      out.add("\"\"");
    } else if (oddity == Oddity.RESPONSE_WITH_LONG_TEXT) {
      out.add("{\"log\":\"")
          .add("step \\\"build\\\" done\\n".repeat(20 + dice.below(800)))
          .add("\"}");
    } else if (who.way() == Way.SIGN_IN) {
      out.add(failed ? "{\"ConsoleLogin\":\"Failure\"}" : "{\"ConsoleLogin\":\"Success\"}");
    } else if (failed || who.way() == Way.SERVICE_EVENT) {
      out.add("null");
    } else {
      api.response().fill(out, setting);
    }
  }

  private void additionalData(Identity who, Api api, TextBuffer out) {
    if (oddity == Oddity.ADDITIONAL_DATA_AS_TEXT) {
      out.add(",\"additionalEventData\":\"bytesTransferredIn=0\"");
    } else if (who.way() == Way.SIGN_IN) {
      out.add(
              ",\"additionalEventData\":{\"LoginTo\":\"https://console.aws.amazon.com/console/home\",")
          .add("\"MobileVersion\":\"No\",\"MFAUsed\":\"Yes\"}");
    } else if (api.service().equals("s3")) {
      out.add(",\"additionalEventData\":{\"SignatureVersion\":\"SigV4\",\"CipherSuite\":")
          .add("\"TLS_AES_128_GCM_SHA256\",\"bytesTransferredIn\":")
          .add(api.readOnly() ? "0" : Long.toString(dice.below(1 << 20)))
          .add(",\"AuthenticationMethod\":\"AuthHeader\",\"x-amz-id-2\":\"");
      dice.mixed(out, 75);
      out.add("=\",\"bytesTransferredOut\":");
      out.add(api.data() && api.readOnly() ? Long.toString(dice.below(1 << 24)) : "0.0").add('}');
    }
  }

  private void ids(Identity who, TextBuffer out) {
    if (who.way() != Way.SIGN_IN || oddity == Oddity.EVENT_ID_ABSENT) {
      out.add(",\"requestID\":\"").add(setting.requestId()).add('"');
    }
    if (oddity != Oddity.EVENT_ID_ABSENT) {
      out.add(",\"eventID\":\"");
      if (oddity == Oddity.EVENT_ID_NO_GUID) {
        out.add("event ");
      }
      dice.uuid(out);
      out.add('"');
    }
  }

  private void resources(Api api, TextBuffer out) {
    switch (oddity) {
      case RESOURCES_AS_TEXT -> out.add(",\"resources\":\"null\"");
      case NULLS -> out.add(",\"resources\":null");
      case RESOURCES_EMPTY -> out.add(",\"resources\":[]");
      case RESOURCES_WITH_ODD_KEYS ->
          out.add(",\"resources\":[{\"arn\":\"arn:aws-cn:s3:::b\",\"accountid\":\"1\"},{},")
              .add(
                  "{\"ARNPrefix\":\"arn:aws:s3:::example/\",\"type\":\"AWS::S3::Object\",\"x\":[1]}]");
      case RESOURCES_WITH_NULL ->
          out.add(",\"resources\":[null,{\"ARN\":null,\"accountId\":\"\",\"type\":5},\"text\"]");
      default -> {
        Template resource = api.resource();
        if (resource != null && version >= 3) {
          out.add(",\"resources\":[{\"accountId\":\"").add(setting.account()).add("\",\"type\":\"");
          out.add(api.resourceType()).add("\",\"ARN\":\"");
          resource.fill(out, setting);
          out.add("\"}]");
        }
      }
    }
  }

  private void afterResources(Identity who, Api api, TextBuffer out) {
    if (version >= 2) {
      out.add(",\"eventType\":\"").add(eventType(who)).add('"');
    }
    if (version < 8 && dice.chance(0.3)) {
      out.add(",\"apiVersion\":\"2015-10-07\"");
    }
    if (version >= 6) {
      truth("managementEvent", !api.data(), Oddity.MANAGEMENT_EVENT_AS_TEXT, out);
    }
    if (version >= 2) {
      out.add(",\"recipientAccountId\":\"").add(setting.account()).add('"');
    }
    if (who.way() == Way.SERVICE && version >= 3) {
      out.add(",\"sharedEventID\":\"");
      dice.uuid(out);
      out.add('"');
    }
    if (api.data() && version >= 4 && dice.chance(0.3)) {
      out.add(",\"vpcEndpointId\":\"vpce-");
      setting.known().hex(out, 17);
      out.add('"');
    }
    if (who.way() == Way.SERVICE_EVENT) {
      out.add(",\"serviceEventDetails\":{\"keyId\":\"").add(setting.kmsKey());
      out.add("\",\"rotationType\":\"AUTOMATIC\"}");
    } else if (oddity == Oddity.SERVICE_DETAILS_AS_TEXT) {
      out.add(",\"serviceEventDetails\":\"null\"");
    }
    if (version >= 7) {
      out.add(",\"eventCategory\":\"").add(api.data() ? "Data" : "Management").add('"');
    }
    if (who.way() == Way.CONSOLE && version >= 8) {
      out.add(",\"sessionCredentialFromConsole\":");
      out.add(oddity == Oddity.CONSOLE_AS_BOOLEAN ? "true" : "\"true\"");
    }
    tls(who, api, out);
  }

  private static String eventType(Identity who) {
    return switch (who.way()) {
      case SIGN_IN -> "AwsConsoleSignIn";
      case SERVICE_EVENT -> "AwsServiceEvent";
      case PROGRAM, CONSOLE, SERVICE -> "AwsApiCall";
    };
  }

  private void tls(Identity who, Api api, TextBuffer out) {
    if (oddity == Oddity.TLS_EMPTY) {
      out.add(",\"tlsDetails\":{}");
      return;
    }
    boolean direct = who.way() == Way.PROGRAM || who.way() == Way.SIGN_IN;
    if (!direct || version < 8) {
      return;
    }
    boolean modern = dice.chance(0.7);
    out.add(",\"tlsDetails\":{\"tlsVersion\":\"").add(modern ? "TLSv1.3" : "TLSv1.2");
    out.add("\",\"cipherSuite\":\"");
    out.add(modern ? "TLS_AES_128_GCM_SHA256" : "ECDHE-RSA-AES128-GCM-SHA256");
    out.add("\",\"clientProvidedHostHeader\":\"").add(api.service());
    if (!api.global()) {
      out.add('.').add(setting.region());
    }
    out.add(".amazonaws.com\"");
    if (version >= 11) {
      out.add(",\"keyExchange\":\"").add(modern ? "X25519MLKEM768" : "secp256r1").add('"');
    }
    out.add(oddity == Oddity.UNKNOWN_IN_TLS ? ",\"alpn\":[\"h2\"]}" : "}");
  }

  private void truth(String field, boolean value, Oddity asText, TextBuffer out) {
    out.add(",\"").add(field).add("\":");
    String quote = oddity == asText ? "\"" : "";
    out.add(quote).add(value ? "true" : "false").add(quote);
  }

  private void unknownFields(TextBuffer out) {
    switch (oddity) {
      case UNKNOWN_TEXT -> out.add(",\"quantumSignature\":\"caf\u00e9 \\u00e9 \\\"x\\\"\"");
      case UNKNOWN_OBJECT -> out.add(",\"postureDetails\":{\"score\":50.0,\"tags\":{\"a\":[]}}");
      case UNKNOWN_ARRAY -> out.add(",\"relatedEvents\":[1e400,\"a\",{\"b\":null}]");
      case UNKNOWN_NUMBER -> out.add(",\"riskScore\":12345678901234567890.10");
      case UNKNOWN_EMPTY_KEY -> out.add(",\"\":0,\"a.b\":1,\"userIdentity.type\":\"x\"");
      case MISSPELT_KEYS -> out.add(",\"requestId\":\"r-1\",\"EventName\":\"Other\"");
      case ADDENDUM ->
          out.add(
                  ",\"addendum\":{\"reason\":\"UPDATED_DATA\",\"updatedFields\":\"responseElements\",")
              .add("\"originalRequestID\":\"r\",\"originalEventID\":\"e\"}");
      case EDGE_DEVICES -> out.add(",\"edgeDeviceDetails\":{\"type\":\"Snowball\",\"ids\":[1]}");
      case EVENT_CONTEXT ->
          out.add(",\"eventContext\":{\"requestContext\":{\"aws:PrincipalTag/team\":\"x\"}}");
      case VALUES_OF_WRONG_TYPE ->
          out.add(",\"edgeDeviceDetails\":7,\"vpcEndpointAccountId\":{\"id\":null},")
              .add("\"addendum\":\"\",\"eventContext\":[true]");
      default -> {}
    }
  }

  private Partition networkActivity(long second, TextBuffer out) {
    setting.next(second, false);
    Identity who = cast.anybody();
    List<String> services =
        List.of("s3", "ec2", "kms", "secretsmanager", "cloudtrail", "dynamodb", "sts");
    String service = dice.pickEarly(services);
    boolean denied = dice.chance(0.3);
    out.add("{\"eventVersion\":\"1.09\",\"userIdentity\":{");
    if (denied) {
      out.add("\"type\":\"AWSAccount\",\"principalId\":\"AIDACKCEVSQ6C2EXAMPLE\",\"accountId\":\"")
          .add(setting.account())
          .add('"');
    } else {
      out.add(who.members());
    }
    out.add("},\"eventTime\":\"");
    clock.add(out, second);
    out.add("\",\"eventSource\":\"").add(service).add(".amazonaws.com\",\"eventName\":\"");
    out.add(dice.pick(List.of("ListKeys", "GetObject", "DescribeInstances", "GetSecretValue")));
    out.add("\",\"awsRegion\":\"").add(setting.region());
    out.add("\",\"sourceIPAddress\":\"10.0.").add(dice.below(16)).add('.').add(dice.below(256));
    out.add('"');
    if (denied) {
      out.add(
              ",\"errorCode\":\"VpceAccessDenied\",\"errorMessage\":\"The request was denied due"
                  + " to")
          .add(" a VPC endpoint policy\"");
    }
    out.add(",\"requestID\":\"");
    dice.uuid(out);
    out.add("\",\"eventID\":\"");
    dice.uuid(out);
    out.add("\",\"eventType\":\"");
    out.add(dice.chance(0.8) ? "AwsVpceEvents" : "AwsVpceEvent");
    out.add("\",\"recipientAccountId\":\"").add(setting.account());
    out.add("\",\"sharedEventID\":\"");
    dice.uuid(out);
    out.add("\",\"vpcEndpointId\":\"vpce-");
    setting.known().hex(out, 17);
    out.add("\",\"vpcEndpointAccountId\":\"").add(setting.account());
    out.add("\",\"eventCategory\":\"NetworkActivity\",\"managementEvent\":false}");
    return new Partition(clock.date(second), region, service + ".amazonaws.com");
  }

  /** Every other record is the end of the insight that started with the one before. */
  private Partition insight(long second, TextBuffer out) {
    insightId = insightStarted ? insightId : uuid();
    Api api = dice.pick(Api.ALL);
    out.add("{\"eventVersion\":\"1.09\",\"eventTime\":\"");
    clock.add(out, second);
    out.add("\",\"awsRegion\":\"").add(region).add("\",\"eventID\":\"");
    dice.uuid(out);
    out.add("\",\"eventType\":\"AwsCloudTrailInsight\",\"recipientAccountId\":\"").add(account);
    out.add("\",\"sharedEventID\":\"").add(insightId);
    out.add("\",\"insightDetails\":{\"state\":\"").add(insightStarted ? "End" : "Start");
    out.add("\",\"eventSource\":\"").add(api.eventSource()).add("\",\"eventName\":\"");
    out.add(api.name()).add("\",\"insightType\":\"ApiCallRateInsight\",\"insightContext\":{");
    out.add("\"statistics\":{\"baseline\":{\"average\":0.0020833333},\"insight\":{\"average\":");
    out.add(dice.below(90) + 1).add(".0}");
    if (insightStarted) {
      out.add(",\"insightDuration\":").add(dice.below(60) + 1L);
    }
    out.add(",\"baselineDuration\":10080},\"attributions\":[{\"attribute\":\"userIdentityArn\",");
    out.add("\"insight\":[{\"value\":\"arn:aws:sts::").add(account);
    out.add(":assumed-role/orders-service/x\",\"average\":12.0}],\"baseline\":[]}]}},");
    out.add("\"eventCategory\":\"Insight\"}");
    insightStarted = !insightStarted;
    return new Partition(clock.date(second), region, null);
  }

  private Partition aggregated(long second, TextBuffer out) {
    long start = second - Math.floorMod(second, 300L);
    char between = dice.chance(0.8) ? 'T' : ' ';
    String zone = between == 'T' ? "Z" : "";
    String source = dice.pick(List.of("s3.amazonaws.com", "dynamodb.amazonaws.com"));
    setting.next(start, false);
    out.add("{\"eventVersion\":\"1.0\",\"accountId\":\"").add(account).add("\",\"eventId\":\"");
    dice.uuid(out);
    out.add("\",\"eventCategory\":\"Aggregated\",\"eventType\":\"AwsAggregatedEvent\",");
    out.add("\"awsRegion\":\"").add(region).add("\",\"eventSource\":\"").add(source);
    out.add("\",\"timeWindow\":{\"windowStart\":\"");
    clock.add(out, start, between);
    out.add(zone).add("\",\"windowEnd\":\"");
    clock.add(out, start + 300, between);
    out.add(zone).add("\",\"windowSize\":\"PT5M\"},\"summary\":{\"primaryDimension\":{");
    out.add("\"dimension\":\"resourceARN\",\"statistics\":[{\"name\":\"arn:aws:s3:::");
    out.add(setting.bucket()).add("\",\"value\":").add(dice.below(100_000));
    out.add("}],\"aggregationType\":\"Count\"},\"details\":[{\"dimension\":\"eventName\",");
    out.add("\"statistics\":[{\"name\":\"GetObject\",\"value\":").add(dice.below(90_000));
    out.add("},{\"name\":\"HeadObject\",\"value\":").add(dice.below(900));
    out.add(
        "}],\"aggregationType\":\"Count\"},{\"dimension\":\"userIdentity.arn\",\"statistics\":[");
    out.add("{\"name\":\"arn:aws:sts::").add(account);
    out.add(
        ":assumed-role/data-lake-etl/session\",\"value\":7}],\"aggregationType\":\"Count\"}]}}");
    return new Partition(clock.date(start), region, source);
  }

  private byte[] uuid() {
    id.clear();
    dice.uuid(id);
    return id.toBytes();
  }
}
