package io.trailhouse.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.trailhouse.caller.Caller;
import io.trailhouse.caller.CallerKind;
import io.trailhouse.caller.UserIdentity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An event to be counted: a record as it stands in its object, read with a JSON parser that knows
 * nothing of columns.
 *
 * @param json the record
 * @param delivery the object that it came in
 * @param index its place there, from 0
 * @param bytes its length there
 * @param time when it happened
 * @param caller who called
 * @param person who stands behind the caller; null if nobody is known
 */
record Counted(
    JsonNode json,
    Delivery delivery,
    int index,
    int bytes,
    Instant time,
    Caller caller,
    @Nullable Person person) {

  /** Who is known to stand behind a caller, by which proof, and who made the session. */
  record Person(String name, String rule, @Nullable String chainedTo) {}

  /** A resource that a record names, by its ARN or what that begins with. */
  record Resource(@Nullable String arn, @Nullable String prefix, @Nullable String type) {

    @Nullable String name() {
      return arn == null ? prefix : arn;
    }
  }

  /** Reads a record; null if it has no time. */
  static @Nullable Counted of(JsonNode json, Delivery delivery, int index, int bytes) {
    Instant time = time(json.path("eventTime"));
    Instant happened = time == null ? time(json.at("/timeWindow/windowStart")) : time;
    return happened == null
        ? null
        : new Counted(json, delivery, index, bytes, happened, caller(json), null);
  }

  Counted with(@Nullable Person known) {
    return new Counted(json, delivery, index, bytes, time, caller, known);
  }

  private static Caller caller(JsonNode json) {
    String identity = "/userIdentity/";
    String issuer = "/userIdentity/sessionContext/sessionIssuer/";
    String session = "/userIdentity/sessionContext/attributes/";
    return Caller.of(
        new UserIdentity(
            text(json.at(identity + "type")),
            text(json.at(identity + "userName")),
            text(json.at(identity + "principalId")),
            text(json.at(identity + "arn")),
            text(json.at(identity + "accountId")),
            text(json.at(identity + "accessKeyId")),
            text(json.at(identity + "invokedBy")),
            text(json.at(identity + "onBehalfOf/userId")),
            text(json.at(issuer + "userName")),
            text(json.at(issuer + "arn")),
            text(json.at(issuer + "accountId")),
            text(json.path("eventType")),
            json.path("sessionCredentialFromConsole").asBoolean(),
            time(json.at(session + "creationDate")) != null
                || truth(json.at(session + "mfaAuthenticated")) != null));
  }

  private static @Nullable Instant time(JsonNode node) {
    String text = text(node);
    if (text == null) {
      return null;
    }
    String stamp =
        text.replaceFirst(
                "^(\\d{4})(\\d\\d)(\\d\\d)T(\\d\\d)(\\d\\d)(\\d\\d)Z$", "$1-$2-$3T$4:$5:$6Z")
            .replace(' ', 'T');
    return stamp.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z?")
        ? Instant.parse(stamp.endsWith("Z") ? stamp : stamp + "Z")
        : null;
  }

  private static @Nullable String text(JsonNode node) {
    return node.isValueNode() && !node.isNull() ? node.asText() : null;
  }

  private static @Nullable Boolean truth(JsonNode node) {
    String text = text(node);
    return "true".equals(text) ? Boolean.TRUE : "false".equals(text) ? Boolean.FALSE : null;
  }

  // What the record says.

  /** The text of a member such as {@code /userIdentity/arn}; null if there is none. */
  @Nullable String text(String pointer) {
    return text(json.at(pointer));
  }

  @Nullable Boolean truth(String pointer) {
    return truth(json.at(pointer));
  }

  /** The number of a member; null if it is none. */
  @Nullable Double number(String pointer) {
    String text = text(pointer);
    return text == null || !text.matches("[-+0-9.eE]+") ? null : Double.valueOf(text);
  }

  LocalDate day() {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  Instant hour() {
    return time.truncatedTo(ChronoUnit.HOURS);
  }

  Instant minute() {
    return time.truncatedTo(ChronoUnit.MINUTES);
  }

  @Nullable String id() {
    String id = text("/eventID");
    return id == null ? text("/eventId") : id;
  }

  @Nullable String source() {
    return text("/eventSource");
  }

  @Nullable String name() {
    return text("/eventName");
  }

  /** Service and name of the call. */
  String api() {
    return source() + ":" + name();
  }

  @Nullable String region() {
    return text("/awsRegion");
  }

  /** The account that the event is told to. */
  @Nullable String account() {
    String recipient = text("/recipientAccountId");
    if (recipient != null) {
      return recipient;
    }
    String own = text("/userIdentity/accountId");
    if (own != null && own.matches("\\d.*")) {
      return own;
    }
    String aggregated = text("/accountId");
    return aggregated == null ? delivery.account() : aggregated;
  }

  @Nullable String category() {
    return text("/eventCategory");
  }

  @Nullable String address() {
    return text("/sourceIPAddress");
  }

  @Nullable String agent() {
    return text("/userAgent");
  }

  @Nullable String error() {
    return text("/errorCode");
  }

  @Nullable String message() {
    return text("/errorMessage");
  }

  /** Who held the credentials, as the lake's table of people names it. */
  String actor() {
    String key = text("/userIdentity/accessKeyId");
    String principal = text("/userIdentity/principalId");
    Instant created = time(json.at("/userIdentity/sessionContext/attributes/creationDate"));
    CallerKind kind = caller.kind();
    boolean isAssumedRoot = Boolean.TRUE.equals(truth("/userIdentity/sessionContext/assumedRoot"));
    boolean isItself =
        switch (kind) {
          case SERVICE, ANONYMOUS, USER -> true;
          case ROOT -> !isAssumedRoot;
          default -> false;
        };
    if (isItself) {
      return caller.key();
    }
    if (kind == CallerKind.ACCOUNT) {
      return filled(principal, caller.key());
    }
    if (key != null && key.startsWith("ASIA")) {
      return key;
    }
    if (kind == CallerKind.IDENTITY_CENTER || kind == CallerKind.UNKNOWN) {
      return filled(text("/userIdentity/onBehalfOf/userId"), caller.key());
    }
    return principal != null && !principal.isEmpty() && created != null
        ? principal + "@" + created.getEpochSecond()
        : filled(text("/userIdentity/arn"), caller.key());
  }

  private static String filled(@Nullable String text, String otherwise) {
    return text == null || text.isEmpty() ? otherwise : text;
  }

  @Nullable String personName() {
    return person == null ? null : person.name();
  }

  /** Whether the record has a list of resources, if an empty one. */
  boolean hasResources() {
    JsonNode list = json.path("resources");
    for (JsonNode node : list) {
      if (!node.isObject()) {
        return false;
      }
    }
    return list.isArray();
  }

  /** The resources of a list of them; none if it is something else. */
  List<Resource> resources() {
    List<Resource> resources = new ArrayList<>();
    if (hasResources()) {
      for (JsonNode node : json.path("resources")) {
        resources.add(
            new Resource(member(node, "arn"), member(node, "arnprefix"), member(node, "type")));
      }
    }
    return resources;
  }

  /** Services spell these members' names in different cases. */
  private static @Nullable String member(JsonNode node, String lowerCaseName) {
    return node.properties().stream()
        .filter(member -> member.getKey().toLowerCase(Locale.ROOT).equals(lowerCaseName))
        .filter(member -> member.getValue().isTextual())
        .map(member -> member.getValue().asText())
        .findFirst()
        .orElse(null);
  }

  // What it means.

  boolean reads() {
    return Boolean.TRUE.equals(truth("/readOnly"));
  }

  boolean writes() {
    return !reads();
  }

  boolean failed() {
    return error() != null;
  }

  boolean denied() {
    return errorHas("accessdenied", "unauthorized", "forbidden") || errorIs("authfailure");
  }

  boolean throttled() {
    return errorHas("throttl", "requestlimitexceeded", "toomanyrequests", "throughputexceeded")
        || errorIs("slowdown");
  }

  private boolean errorHas(String... parts) {
    String error = error();
    return error != null
        && List.of(parts).stream().anyMatch(error.toLowerCase(Locale.ROOT)::contains);
  }

  private boolean errorIs(String whole) {
    return whole.equalsIgnoreCase(error());
  }

  /** Whether it is of the service whose name begins so, in whatever AWS partition. */
  boolean isOf(String service) {
    String source = source();
    return source != null && source.startsWith(service + ".");
  }

  boolean isConsoleLogin() {
    return isOf("signin") && "ConsoleLogin".equals(name());
  }

  /** Whether a person wrote something, and the trail shows no MFA for it. */
  boolean writesWithoutMfa() {
    boolean byPerson =
        switch (caller.kind()) {
          case ROOT, USER, FEDERATED, IDENTITY_CENTER -> true;
          case ROLE ->
              person != null
                  && person.rule().equals("link")
                  && person.name().matches("arn:.*(:user/.*|:root)");
          case SERVICE, ACCOUNT, ANONYMOUS, UNKNOWN -> false;
        };
    boolean mfa =
        Boolean.TRUE.equals(truth("/userIdentity/sessionContext/attributes/mfaAuthenticated"));
    return byPerson && writes() && !mfa && source() != null && !isOf("signin");
  }

  /** Seconds from the event to its delivery; null if the object's key does not say when. */
  @Nullable Long lag() {
    Instant delivered = delivery.time();
    return delivered == null ? null : ChronoUnit.SECONDS.between(time, delivered);
  }

  boolean late() {
    Instant delivered = delivery.time();
    return delivered != null && delivered.isAfter(time.plus(1, ChronoUnit.HOURS));
  }
}
