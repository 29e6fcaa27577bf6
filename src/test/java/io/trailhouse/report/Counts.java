package io.trailhouse.report;

import static java.util.Map.entry;

import java.util.Map;

/** How each report that comes with Trailhouse is counted by hand. */
final class Counts {

  static final Map<String, Count> BY_REPORT =
      Map.ofEntries(
          entry("overview", HealthCounts::overview),
          entry("callers", CallerCounts::callers),
          entry("caller-timeline", CallerCounts::timeline),
          entry("access-keys", CallerCounts::accessKeys),
          entry("cross-account", CallerCounts::crossAccount),
          entry("delegated-activity", CallerCounts::delegated),
          entry("source-addresses", CallerCounts::addresses),
          entry("new-behaviour", CallerCounts::newBehaviour),
          entry("sessions", SessionCounts::sessions),
          entry("root-activity", SignInCounts::rootActivity),
          entry("console-logins", SignInCounts::consoleLogins),
          entry("role-assumptions", SignInCounts::roleAssumptions),
          entry("without-mfa", SignInCounts::withoutMfa),
          entry("console-changes", SignInCounts::consoleChanges),
          entry("access-denied", ErrorCounts::accessDenied),
          entry("errors", ErrorCounts::errors),
          entry("throttling", ErrorCounts::throttling),
          entry("permissions-used", PermissionCounts::permissionsUsed),
          entry("apis", ApiCounts::apis),
          entry("services", ApiCounts::services),
          entry("service-detail", ApiCounts::serviceDetail),
          entry("usage-trend", ApiCounts::trend),
          entry("regions", ApiCounts::regions),
          entry("user-agents", ApiCounts::userAgents),
          entry("tls", ApiCounts::tls),
          entry("network-activity", ApiCounts::networkActivity),
          entry("volume", ApiCounts::volume),
          entry("data-access", ResourceCounts::dataAccess),
          entry("resource-changes", ResourceCounts::changes),
          entry("insights", HealthCounts::insights),
          entry("trail-health", HealthCounts::trailHealth));

  private Counts() {}
}
