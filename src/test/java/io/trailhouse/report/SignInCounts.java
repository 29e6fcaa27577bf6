package io.trailhouse.report;

import io.trailhouse.caller.Caller;
import io.trailhouse.caller.CallerKind;
import io.trailhouse.caller.Client;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reports on how people come in, and what they change by hand. */
final class SignInCounts {

  private static final Comparator<Counted> BY_TIME =
      Comparator.comparing(Counted::time)
          .thenComparing(Counted::id, Comparator.nullsFirst(Comparator.<String>naturalOrder()));

  private SignInCounts() {}

  static List<Line> rootActivity(Scope scope) {
    return scope.events().stream()
        .filter(event -> event.caller().kind() == CallerKind.ROOT)
        .map(
            event ->
                new Line()
                    .with("event_time", event.time())
                    .with("recipient_account_id", event.account())
                    .with("event_source", event.source())
                    .with("event_name", event.name())
                    .with("aws_region", event.region())
                    .with("source_ip_address", event.address())
                    .with("mfa", rootMfa(event))
                    .with("user_agent", event.agent())
                    .with("error_code", event.error())
                    .with("event_id", event.id()))
        .toList();
  }

  private static @Nullable Boolean rootMfa(Counted event) {
    Boolean session = event.truth("/userIdentity/sessionContext/attributes/mfaAuthenticated");
    return session == null ? mfaUsed(event) : session;
  }

  private static @Nullable Boolean mfaUsed(Counted event) {
    String used = event.text("/additionalEventData/MFAUsed");
    return used == null ? null : used.equals("Yes");
  }

  static boolean hasFailed(Counted login) {
    return !"Success".equals(login.text("/responseElements/ConsoleLogin"));
  }

  static List<Line> consoleLogins(Scope scope) {
    List<Line> lines = new ArrayList<>();
    Map<List<@Nullable String>, Integer> failedSince = new HashMap<>();
    for (Counted login :
        scope.events().stream().filter(Counted::isConsoleLogin).sorted(BY_TIME).toList()) {
      List<@Nullable String> who = new ArrayList<>();
      who.add(login.caller().key());
      who.add(login.account());
      int failedBefore = failedSince.getOrDefault(who, 0);
      failedSince.put(who, hasFailed(login) ? failedBefore + 1 : 0);
      String result = login.text("/responseElements/ConsoleLogin");
      lines.add(
          new Line()
              .with("event_time", login.time())
              .with("caller", login.caller().key())
              .with("caller_name", login.caller().name())
              .with("person", login.personName())
              .with("recipient_account_id", login.account())
              .with("result", result == null ? "Failure" : result)
              .with("mfa", mfaUsed(login))
              .with("source_ip_address", login.address())
              .with("failed_before", failedBefore)
              .with("error_message", login.message())
              .with("user_agent", login.agent())
              .with("event_id", login.id()));
    }
    return lines;
  }

  static List<Line> roleAssumptions(Scope scope) {
    List<Counted> assumed =
        scope.events().stream()
            .filter(event -> event.isOf("sts") && event.name() != null)
            .filter(event -> Objects.requireNonNull(event.name()).startsWith("AssumeRo"))
            .toList();
    List<Line> lines = new ArrayList<>();
    Group.by(
            assumed,
            Keys.CALLER,
            new Group.Key("role", SignInCounts::role),
            new Group.Key(
                "session_name", event -> event.text("/requestParameters/roleSessionName")),
            Keys.NAME)
        .forEach(
            (line, group) -> {
              Caller caller = group.events().get(0).caller();
              String role = role(group.events().get(0));
              String roleAccount = role == null ? null : accountOf(role);
              boolean isKnown = roleAccount != null && caller.account() != null;
              lines.add(
                  line.with("person", group.firstFive(Counted::personName))
                      .with("caller_account", caller.account())
                      .with("role_account", roleAccount)
                      .with(
                          "cross_account",
                          isKnown ? !Objects.equals(roleAccount, caller.account()) : null)
                      .with("chained", caller.kind() == CallerKind.ROLE)
                      .with("assumptions", group.count(event -> !event.failed()))
                      .with("refused", group.errors())
                      .with("first_seen", group.first())
                      .with("last_seen", group.last()));
            });
    return lines;
  }

  /** AssumeRoot names an account instead of a role. */
  private static @Nullable String role(Counted event) {
    String role = event.text("/requestParameters/roleArn");
    return role == null ? event.text("/requestParameters/targetPrincipal") : role;
  }

  private static @Nullable String accountOf(String arn) {
    String[] parts = arn.split(":", -1);
    return parts.length < 5 || parts[4].isEmpty() ? null : parts[4];
  }

  static List<Line> withoutMfa(Scope scope) {
    List<Line> lines = new ArrayList<>();
    Group.by(
            scope.events().stream().filter(Counted::writesWithoutMfa).toList(),
            Keys.PERSON,
            Keys.CALLER,
            new Group.Key("credential_kind", event -> event.caller().credentialKind().label()),
            Keys.ACCOUNT,
            Keys.SOURCE,
            Keys.NAME)
        .forEach(
            (line, group) ->
                lines.add(
                    line.with("caller_name", group.most(event -> event.caller().name()))
                        .with("events", group.count())
                        .with("errors", group.errors())
                        .with("first_seen", group.first())
                        .with("last_seen", group.last())));
    return lines;
  }

  static List<Line> consoleChanges(Scope scope) {
    return scope.events().stream()
        .filter(SignInCounts::isByHand)
        .map(
            event ->
                new Line()
                    .with("event_time", event.time())
                    .with("person", event.personName())
                    .with("caller", event.caller().key())
                    .with(
                        "client",
                        isFromConsole(event) ? "console" : Client.of(event.agent()).client())
                    .with("recipient_account_id", event.account())
                    .with("aws_region", event.region())
                    .with("event_source", event.source())
                    .with("event_name", event.name())
                    .with("resource", resources(event))
                    .with("error_code", event.error())
                    .with("event_id", event.id()))
        .toList();
  }

  private static boolean isByHand(Counted event) {
    boolean canBe =
        Set.of(
                CallerKind.ROOT,
                CallerKind.USER,
                CallerKind.ROLE,
                CallerKind.FEDERATED,
                CallerKind.IDENTITY_CENTER)
            .contains(event.caller().kind());
    boolean isIndirect =
        event.text("/userIdentity/invokedBy") != null
            || "AwsServiceEvent".equals(event.text("/eventType"));
    boolean isSignIn = event.source() == null || event.isOf("signin") || event.isOf("sts");
    String platform = Client.of(event.agent()).platform();
    boolean isTyped = platform.equals("command line") && event.person() != null;
    return canBe
        && event.writes()
        && !isIndirect
        && !isSignIn
        && (isFromConsole(event) || platform.equals("console") || isTyped);
  }

  private static boolean isFromConsole(Counted event) {
    return Boolean.TRUE.equals(event.truth("/sessionCredentialFromConsole"));
  }

  private static @Nullable String resources(Counted event) {
    String names =
        event.resources().stream()
            .map(Counted.Resource::name)
            .filter(Objects::nonNull)
            .distinct()
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? null : names;
  }
}
