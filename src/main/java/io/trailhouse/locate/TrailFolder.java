package io.trailhouse.locate;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the path of a folder tells of the objects in it; shared by all of them.
 *
 * @param path the full path, scheme included, without a slash at its end
 * @param level where in a trail's layout it stands
 * @param kind what a trail keeps here; null outside trails and in a trail of a kind not known
 * @param account the account in front of {@code CloudTrail}
 * @param region the folder below {@code CloudTrail}
 * @param days the days whose deliveries it holds, all of them if the path does not say
 */
record TrailFolder(
    String path,
    FolderLevel level,
    @Nullable ObjectKind kind,
    @Nullable String account,
    @Nullable String region,
    Days days)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final String LOGS = "AWSLogs";
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern ORGANIZATION = Pattern.compile("o-[A-Za-z0-9]+");
  private static final Pattern YEAR = Pattern.compile("[0-9]{4}");
  private static final Pattern TWO_DIGITS = Pattern.compile("[0-9]{2}");

  /**
   * Reads a folder's path.
   *
   * @param rootDepth how many of its names the user gave: those are wanted whatever they are, so
   *     only names below are hidden or another service's
   */
  static TrailFolder of(String path, int rootDepth) {
    List<String> names = names(path);
    for (String name : names.subList(Math.min(rootDepth, names.size()), names.size())) {
      if (isHidden(name)) {
        return plain(path, FolderLevel.HIDDEN, Days.ALL);
      }
    }

    int logs = names.lastIndexOf(LOGS);
    int account = accountAt(names, logs);
    return account < 0
        ? outsideTrails(path, names, logs, rootDepth)
        : insideTrail(path, names, account);
  }

  /** How many names a path has below its scheme and bucket. */
  static int depth(String path) {
    return names(path).size();
  }

  static boolean isHidden(String name) {
    return name.startsWith("_") || name.startsWith(".");
  }

  static boolean isAccount(String name) {
    return ACCOUNT.matcher(name).matches();
  }

  /** The day whose deliveries it holds, if it is only one. */
  @Nullable LocalDate day() {
    return days.isOneDay() ? days.first() : null;
  }

  /** Whether it is one that CloudTrail delivers to, or stands among such. */
  boolean isInTrail() {
    return level != FolderLevel.LOOSE || names(path).contains(LOGS);
  }

  /** Whether it is in a folder like {@code CloudTrail-Lake}, whose files only names can tell. */
  boolean isTrailOfUnknownKind() {
    return kind == null && account != null && level != FolderLevel.ACCOUNT;
  }

  /** The folder of a day somewhere below a region, relative to this one. */
  String dayBelow(LocalDate day) {
    String year = "%04d/".formatted(day.getYear());
    String month = "%02d/".formatted(day.getMonthValue());
    String last = "%02d".formatted(day.getDayOfMonth());
    return switch (level) {
      case REGION -> year + month + last;
      case YEAR -> month + last;
      case MONTH -> last;
      case LOOSE, LOGS, ORGANIZATION, ACCOUNT, TRAIL, DAY, IRREGULAR, HIDDEN, FOREIGN ->
          throw new IllegalStateException("no days below " + path);
    };
  }

  private static List<String> names(String path) {
    String below = path.substring(namesStart(path));
    return Arrays.stream(below.split("/", -1)).filter(name -> !name.isEmpty()).toList();
  }

  /** Where scheme and bucket end: a bucket may be called like an account. */
  private static int namesStart(String path) {
    int scheme = path.indexOf(':');
    int slash = path.indexOf('/');
    if (scheme < 0 || (slash >= 0 && slash < scheme)) {
      return 0;
    }
    if (!path.startsWith("//", scheme + 1)) {
      return scheme + 1;
    }
    int bucketEnd = path.indexOf('/', scheme + 3);
    return bucketEnd < 0 ? path.length() : bucketEnd;
  }

  /**
   * The place of the account in front of the trail, or -1. Directly below {@code AWSLogs} any name
   * will do (accounts are anonymised in copies), elsewhere it must look like an account.
   */
  private static int accountAt(List<String> names, int logs) {
    if (logs >= 0) {
      int account = logs + (isOrganization(names, logs + 1) ? 2 : 1);
      if (isTrail(names, account + 1)) {
        return account;
      }
    }
    for (int i = names.size() - 2; i > logs; i--) {
      if (isTrail(names, i + 1) && isAccount(names.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isTrail(List<String> names, int at) {
    return at < names.size()
        && (names.get(at).equals("CloudTrail") || names.get(at).startsWith("CloudTrail-"));
  }

  private static boolean isOrganization(List<String> names, int at) {
    return at >= 0 && at < names.size() && ORGANIZATION.matcher(names.get(at)).matches();
  }

  private static TrailFolder outsideTrails(
      String path, List<String> names, int logs, int rootDepth) {
    if (logs < 0) {
      return plain(path, FolderLevel.LOOSE, looseDay(names));
    }
    if (logs == names.size() - 1) {
      return plain(path, FolderLevel.LOGS, Days.ALL);
    }

    int account = logs + (isOrganization(names, logs + 1) ? 2 : 1);
    if (account == names.size()) {
      return plain(path, FolderLevel.ORGANIZATION, Days.ALL);
    }
    return belowLogs(path, names, account, rootDepth);
  }

  private static TrailFolder belowLogs(
      String path, List<String> names, int account, int rootDepth) {
    String name = names.get(account);
    boolean last = account == names.size() - 1;
    if (last && isAccount(name)) {
      return new TrailFolder(path, FolderLevel.ACCOUNT, null, name.intern(), null, Days.ALL);
    }
    // Flow logs partitioned for Hive stand under aws-account-id=<account>.
    boolean partition = name.contains("=") && account >= rootDepth;
    boolean service = !last && isAccount(name) && account + 1 >= rootDepth;
    return partition || service
        ? plain(path, FolderLevel.FOREIGN, Days.ALL)
        : plain(path, FolderLevel.LOOSE, looseDay(names));
  }

  private static TrailFolder insideTrail(String path, List<String> names, int account) {
    int region = account + 2;
    List<String> below = names.subList(Math.min(region + 1, names.size()), names.size());
    FolderLevel level = FolderLevel.TRAIL;
    Days days = Days.ALL;
    if (region < names.size()) {
      Days named = days(below);
      level = named == null ? FolderLevel.IRREGULAR : levelBelowRegion(below.size());
      days = named == null ? Days.ALL : named;
    }
    return new TrailFolder(
        path,
        level,
        ObjectKind.ofFolder(names.get(account + 1)),
        names.get(account).intern(),
        region < names.size() ? names.get(region).intern() : null,
        days);
  }

  private static FolderLevel levelBelowRegion(int names) {
    return switch (names) {
      case 0 -> FolderLevel.REGION;
      case 1 -> FolderLevel.YEAR;
      case 2 -> FolderLevel.MONTH;
      default -> FolderLevel.DAY;
    };
  }

  /** The days of YYYY, YYYY/MM or YYYY/MM/DD, null if the names are none of these. */
  private static @Nullable Days days(List<String> names) {
    if (names.isEmpty()) {
      return Days.ALL;
    }
    boolean dated =
        YEAR.matcher(names.get(0)).matches()
            && (names.size() < 2 || TWO_DIGITS.matcher(names.get(1)).matches())
            && (names.size() < 3 || TWO_DIGITS.matcher(names.get(2)).matches());
    if (!dated) {
      return null;
    }
    try {
      LocalDate first = LocalDate.of(number(names, 0), number(names, 1), number(names, 2));
      return switch (names.size()) {
        case 1 -> Days.between(first, first.plusYears(1));
        case 2 -> Days.between(first, first.plusMonths(1));
        default -> Days.of(first);
      };
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static int number(List<String> names, int at) {
    return at < names.size() ? Integer.parseInt(names.get(at)) : 1;
  }

  private static Days looseDay(List<String> names) {
    for (int i = names.size() - 3; i >= 0; i--) {
      Days day = days(names.subList(i, i + 3));
      if (day != null) {
        return day;
      }
    }
    return Days.ALL;
  }

  private static TrailFolder plain(String path, FolderLevel level, Days days) {
    return new TrailFolder(path, level, null, null, null, days);
  }
}
