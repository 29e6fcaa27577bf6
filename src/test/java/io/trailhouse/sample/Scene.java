package io.trailhouse.sample;

import java.time.Instant;
import java.util.List;

/** A stretch of the story in one account and region; each call takes place some seconds later. */
final class Scene {

  private final List<SampleEvent> events;
  private final Dice dice;
  private final String account;
  private final String region;
  private final Setting setting;
  private final Clock clock = new Clock();
  private long now;

  Scene(List<SampleEvent> events, Dice dice, String start, String account, String region) {
    this.events = events;
    this.dice = dice;
    this.account = account;
    this.region = region;
    this.now = Instant.parse(start).getEpochSecond();
    this.setting = new Setting(dice, clock, account, region);
  }

  /** Calls that succeed, each named as in {@code s3:GetObject}. */
  Scene calls(Actor who, String... apis) {
    for (String api : apis) {
      call(who, named(api), "");
    }
    return this;
  }

  Scene calls(int times, Actor who, String... apis) {
    for (int i = 0; i < times; i++) {
      calls(who, apis);
    }
    return this;
  }

  /** Calls that are not allowed. */
  Scene refused(Actor who, String... apis) {
    for (String api : apis) {
      String message =
          "User: %s is not authorized to perform: %s because no identity-based policy allows the %s action"
              .formatted(who.arn(), api, api);
      String code = api.startsWith("ec2:") ? "Client.UnauthorizedOperation" : "AccessDenied";
      call(who, named(api), error(code, message));
    }
    return this;
  }

  /** A call that fails for another reason. */
  Scene fails(Actor who, String api, String code, String message) {
    call(who, named(api), error(code, message));
    return this;
  }

  /**
   * A call whose parameters the story knows.
   *
   * @param more what follows them: JSON members, each after a comma
   */
  Scene says(
      Actor who,
      String type,
      String source,
      String name,
      String request,
      String response,
      String more) {
    pass();
    boolean signIn = source.startsWith("signin.");
    record(
        FileKind.EVENTS,
        head(who, source, name, signIn ? "us-east-1" : region, "")
            + ",\"requestParameters\":"
            + request
            + ",\"responseElements\":"
            + response
            + ",\"requestID\":\""
            + uuid()
            + "\",\"eventID\":\""
            + uuid()
            + "\",\"readOnly\":"
            + !signIn
            + ",\"eventType\":\""
            + type
            + "\",\"managementEvent\":true,\"recipientAccountId\":\""
            + account
            + "\",\"eventCategory\":\"Management\""
            + more
            + tls(who, signIn ? "us-east-1.signin.aws.amazon.com" : source)
            + "}");
    return this;
  }

  /** A record whose text the story knows but for its time and its id. */
  Scene raw(FileKind kind, String json) {
    pass();
    record(kind, json.replace("<time>", time()).replace("<uuid>", uuid()));
    return this;
  }

  Scene pause(int seconds) {
    now += seconds;
    return this;
  }

  String uuid() {
    TextBuffer out = new TextBuffer();
    dice.uuid(out);
    return out.toString();
  }

  String time() {
    TextBuffer out = new TextBuffer();
    clock.add(out, now);
    return out.toString();
  }

  private void call(Actor who, Api api, String error) {
    pass();
    setting.next(now, api.global());
    String requestId = uuid();
    TextBuffer out = new TextBuffer();
    out.add(requestId);
    setting.requestId(out.toBytes());
    out.clear();
    String eventRegion = api.global() ? "us-east-1" : region;
    out.add(head(who, api.eventSource(), api.name(), eventRegion, error));
    out.add(",\"requestParameters\":");
    api.request().fill(out, setting);
    out.add(",\"responseElements\":");
    if (error.isEmpty()) {
      api.response().fill(out, setting);
    } else {
      out.add("null");
    }
    if (api.service().equals("s3")) {
      out.add(",\"additionalEventData\":{\"SignatureVersion\":\"SigV4\",\"bytesTransferredIn\":");
      out.add(api.readOnly() ? "0.0" : Long.toString(dice.below(1 << 20)));
      out.add(",\"AuthenticationMethod\":\"AuthHeader\",\"bytesTransferredOut\":");
      out.add(api.data() && api.readOnly() ? dice.below(1 << 22) : 0).add('}');
    }
    out.add(",\"requestID\":\"").add(requestId).add("\",\"eventID\":\"").add(uuid());
    out.add("\",\"readOnly\":").add(Boolean.toString(api.readOnly()));
    Template resource = api.resource();
    if (resource != null) {
      out.add(",\"resources\":[{\"accountId\":\"").add(account).add("\",\"type\":\"");
      out.add(api.resourceType()).add("\",\"ARN\":\"");
      resource.fill(out, setting);
      out.add("\"}]");
    }
    out.add(",\"eventType\":\"AwsApiCall\",\"managementEvent\":");
    out.add(Boolean.toString(!api.data())).add(",\"recipientAccountId\":\"").add(account);
    out.add("\",\"eventCategory\":\"").add(api.data() ? "Data" : "Management").add('"');
    if (who.console()) {
      out.add(",\"sessionCredentialFromConsole\":\"true\"");
    }
    out.add(tls(who, api.service() + "." + eventRegion + ".amazonaws.com")).add('}');
    record(FileKind.EVENTS, out.toString());
  }

  private String head(Actor who, String source, String name, String eventRegion, String error) {
    return """
    {"eventVersion":"1.11","userIdentity":%s,"eventTime":"%s","eventSource":"%s","eventName":"%s",\
    "awsRegion":"%s","sourceIPAddress":"%s","userAgent":"%s"%s\
    """
        .formatted(
            who.identity(), time(), source, name, eventRegion, who.address(), who.agent(), error);
  }

  private static String tls(Actor who, String host) {
    if (who.tls().isEmpty()) {
      return "";
    }
    boolean modern = who.tls().equals("TLSv1.3");
    return """
    ,"tlsDetails":{"tlsVersion":"%s","cipherSuite":"%s","clientProvidedHostHeader":"%s","keyExchange":"%s"}\
    """
        .formatted(
            who.tls(),
            modern ? "TLS_AES_128_GCM_SHA256" : "ECDHE-RSA-AES128-GCM-SHA256",
            host,
            modern ? "X25519MLKEM768" : "secp256r1");
  }

  private static String error(String code, String message) {
    return ",\"errorCode\":\"" + code + "\",\"errorMessage\":\"" + message + "\"";
  }

  private void pass() {
    now += 1L + dice.below(4);
  }

  private void record(FileKind kind, String json) {
    events.add(new SampleEvent(kind, account, region, now, json));
  }

  private static Api named(String api) {
    int colon = api.indexOf(':');
    return Api.named(api.substring(0, colon), api.substring(colon + 1));
  }
}
