package io.trailhouse.report;

import io.trailhouse.caller.CallerKind;
import io.trailhouse.iam.IamActions;
import io.trailhouse.iam.IamPolicy;
import io.trailhouse.iam.IamResources;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The report of the least policy: which actions a call needs is told by {@link IamActions}. */
final class PermissionCounts {

  private static final List<String> DATA_SERVICES =
      List.of("dynamodb", "lambda", "s3", "sns", "sqs");

  private static final Pattern PASSED =
      Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:(?:role|instance-profile)/[\\w+=,.@/-]+");

  private static final Pattern OBJECT = Pattern.compile("arn:[a-z-]+:s3:::([^/]+)/.*");

  private PermissionCounts() {}

  static List<Line> permissionsUsed(Scope scope) {
    Map<String, Set<String>> logged = servicesWithDataEvents(scope);
    List<Line> lines = new ArrayList<>();
    Group.by(
            scope.events().stream().filter(PermissionCounts::needsPermission).toList(), Keys.CALLER)
        .forEach((line, group) -> lines.add(add(line, group, logged)));
    return lines;
  }

  private static Line add(Line line, Group group, Map<String, Set<String>> logged) {
    Set<IamPolicy.Permission> allowed = permissions(group, PermissionCounts::isAllowed);
    Set<IamPolicy.Permission> denied = permissions(group, Counted::denied);
    String policy = allowed.isEmpty() ? null : IamPolicy.of(allowed);
    CallerKind kind = group.events().get(0).caller().kind();
    String account = group.most(event -> event.caller().account());
    return line.with("caller_kind", kind.label())
        .with("caller_account", account)
        .with("actions", actions(allowed))
        .with("events", group.count())
        .with("policy", policy)
        .with("policy_fits", policy == null ? null : fits(policy.length(), kind))
        .with("policy_widened", widened(allowed))
        .with("denied_actions", actions(denied))
        .with("denied_policy", denied.isEmpty() ? null : IamPolicy.of(denied))
        .with(
            "unknown",
            group.events().stream()
                .map(PermissionCounts::unknown)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .limit(50)
                .collect(PermissionCounts.listed(", ")))
        .with(
            "not_in_trail",
            notInTrail(group, account == null ? Set.of() : logged.getOrDefault(account, Set.of())));
  }

  private static java.util.stream.Collector<CharSequence, ?, @Nullable String> listed(
      String between) {
    return Collectors.collectingAndThen(
        Collectors.joining(between), text -> text.isEmpty() ? null : text);
  }

  private static boolean needsPermission(Counted event) {
    boolean hasPolicy =
        Set.of(CallerKind.ROLE, CallerKind.USER, CallerKind.FEDERATED, CallerKind.IDENTITY_CENTER)
            .contains(event.caller().kind());
    String type = event.text("/eventType");
    return hasPolicy && !"AwsServiceEvent".equals(type) && !"AwsConsoleSignIn".equals(type);
  }

  /** Allowed is also what failed for another reason than permissions. */
  private static boolean isAllowed(Counted event) {
    String error = event.error();
    return error == null
        || List.of("NoSuch", "NotFound", "DoesNotExist", "AlreadyExists", "DryRunOperation")
            .stream()
            .anyMatch(error::contains);
  }

  private static @Nullable List<String> actionsOf(Counted event) {
    String source = event.source();
    String name = event.name();
    return source == null || name == null ? null : IamActions.of(source, name);
  }

  private static Set<IamPolicy.Permission> permissions(Group group, Predicate<Counted> wanted) {
    Set<IamPolicy.Permission> permissions =
        new TreeSet<>(
            java.util.Comparator.comparing(IamPolicy.Permission::action)
                .thenComparing(IamPolicy.Permission::resource));
    for (Counted event : group.events()) {
      List<String> actions = actionsOf(event);
      if (wanted.test(event) && actions != null) {
        for (String action : actions) {
          for (String resource : IamResources.of(action, arns(event), prefixes(event))) {
            permissions.add(new IamPolicy.Permission(action, resource));
          }
        }
      }
    }
    return permissions;
  }

  private static List<String> arns(Counted event) {
    String source = String.valueOf(event.source());
    if (!event.hasResources() && source.startsWith("s3")) {
      return IamResources.ofBucket(
          IamResources.partition(event.caller().key(), event.region()),
          event.text("/requestParameters/bucketName"),
          event.text("/requestParameters/key"));
    }
    return named(event.resources().stream().map(Counted.Resource::arn).toList());
  }

  private static List<String> prefixes(Counted event) {
    return named(event.resources().stream().map(Counted.Resource::prefix).toList());
  }

  private static List<String> named(Collection<@Nullable String> texts) {
    List<String> named = new ArrayList<>();
    for (String text : texts) {
      if (text != null) {
        named.add(text);
      }
    }
    return named;
  }

  private static long actions(Set<IamPolicy.Permission> permissions) {
    return permissions.stream().map(IamPolicy.Permission::action).distinct().count();
  }

  /** IAM's quotas on the length of policies. */
  private static String fits(int length, CallerKind kind) {
    if (length <= 6144) {
      return "managed policy";
    }
    return length <= 10240 && kind == CallerKind.ROLE
        ? "inline policy of a role"
        : "nowhere, it is too long";
  }

  private static @Nullable String widened(Set<IamPolicy.Permission> permissions) {
    Map<List<String>, Integer> objects = new HashMap<>();
    for (IamPolicy.Permission permission : permissions) {
      Matcher object = OBJECT.matcher(permission.resource());
      if (object.matches()) {
        objects.merge(List.of(permission.action(), object.group(1)), 1, Integer::sum);
      }
    }
    return objects.entrySet().stream()
        .filter(entry -> entry.getValue() > 20)
        .map(entry -> entry.getKey().get(1))
        .distinct()
        .sorted()
        .collect(listed(", "));
  }

  private static @Nullable String unknown(Counted event) {
    return event.source() == null || event.name() == null || actionsOf(event) != null
        ? null
        : service(event) + ":" + event.name();
  }

  private static String service(Counted event) {
    return String.valueOf(event.source()).split("\\.", -1)[0];
  }

  private static Map<String, Set<String>> servicesWithDataEvents(Scope scope) {
    Map<String, Set<String>> services = new TreeMap<>();
    for (Counted event : scope.events()) {
      if ("Data".equals(event.category())) {
        services
            .computeIfAbsent(String.valueOf(event.account()), same -> new TreeSet<>())
            .add(service(event));
      }
    }
    return services;
  }

  private static @Nullable String notInTrail(Group group, Set<String> logged) {
    List<String> parts = new ArrayList<>();
    String passed =
        group.events().stream()
            .map(PermissionCounts::passed)
            .filter(Objects::nonNull)
            .distinct()
            .sorted()
            .limit(20)
            .collect(listed(", "));
    if (passed != null) {
      parts.add("iam:PassRole for " + passed);
    }
    List<String> silent = DATA_SERVICES.stream().filter(one -> !logged.contains(one)).toList();
    if (!silent.isEmpty()) {
      parts.add(
          "calls on data of services without data events in the window: "
              + String.join(", ", silent));
    }
    String through =
        group.events().stream()
            .map(event -> event.text("/userIdentity/invokedBy"))
            .filter(Objects::nonNull)
            .distinct()
            .sorted()
            .limit(20)
            .collect(listed(", "));
    if (through != null) {
      parts.add(
          "made by services for the caller, so that aws:CalledVia could narrow it: " + through);
    }
    return parts.isEmpty() ? null : String.join("; ", parts);
  }

  /** The role that a call hands to a service, with the call. */
  private static @Nullable String passed(Counted event) {
    String name = String.valueOf(event.name());
    boolean speaksOfPolicies =
        Arrays.asList("iam", "sts", "kms").contains(service(event))
            || List.of("Policy", "Permission", "Grant", "Tag").stream().anyMatch(name::contains);
    if (event.reads() || speaksOfPolicies) {
      return null;
    }
    String request = String.valueOf(event.json().path("requestParameters"));
    Matcher role = PASSED.matcher(request);
    if (role.find()) {
      return name + " with " + role.group();
    }
    return service(event).equals("ec2") && request.contains("iamInstanceProfile")
        ? name + " with an instance profile"
        : null;
  }
}
