package io.trailhouse.iam;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which resources a policy can limit an action to. Names come from requests, so whatever IAM would
 * take for a wildcard or a variable in them is written such that it stands for itself: <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">policy
 * variables</a>.
 */
public final class IamResources {

  /** What a policy says for all resources. */
  static final String ALL = "*";

  /** No ARN is longer; longer text is somebody's game. */
  private static final int LONGEST = 2048;

  private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9._-]{1,255}");

  private IamResources() {}

  /**
   * What to allow an action for.
   *
   * @param action such as {@code s3:GetObject}
   * @param arns ARNs that the event names
   * @param prefixes what the ARNs begin with that the event stands for without naming them
   * @return those of them that the action can be limited to, escaped; {@link #ALL} if there is none
   */
  public static List<String> of(
      String action, Collection<String> arns, Collection<String> prefixes) {
    IamReference.Action known = IamReference.action(action);
    if (known == null) {
      return List.of(ALL);
    }
    TreeSet<String> resources = new TreeSet<>();
    for (String arn : arns) {
      if (fits(known, arn)) {
        resources.add(escaped(arn));
      }
    }
    for (String prefix : prefixes) {
      if (!arns.contains(prefix) && fits(known, prefix + "x")) {
        resources.add(escaped(prefix) + "*");
      }
    }
    return resources.isEmpty() ? List.of(ALL) : List.copyOf(resources);
  }

  /** The ARNs of a bucket and, if a key is given, of the object in it; none for odd names. */
  public static List<String> ofBucket(
      String partition, @Nullable String bucket, @Nullable String key) {
    if (bucket == null || !BUCKET.matcher(bucket).matches()) {
      return List.of();
    }
    String arn = "arn:" + partition + ":s3:::" + bucket;
    return key == null || key.isEmpty() ? List.of(arn) : List.of(arn, arn + "/" + key);
  }

  /** The partition of an ARN, else of a region. */
  public static String partition(@Nullable String arn, @Nullable String region) {
    if (arn != null && arn.startsWith("arn:aws")) {
      int end = arn.indexOf(':', "arn:".length());
      return end < 0 ? "aws" : arn.substring("arn:".length(), end);
    }
    if (region != null && region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region != null && region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  private static boolean fits(IamReference.Action action, String arn) {
    return arn.length() <= LONGEST
        && action.arns().stream().anyMatch(pattern -> pattern.matcher(arn).matches());
  }

  /** The text such that IAM takes it for itself. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '*' || c == '?' || c == '$') {
        escaped.append("${").append(c).append('}');
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
