package io.trailhouse.cli;

import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Refuses secrets on a command line, where everybody on the machine can read them. */
final class Secrets {

  private static final Pattern KEY =
      Pattern.compile("(?i).*(secret|secret[._-]?key|password|(session|bearer|access)[._-]?token)");

  /** A key of S3's own encryption that the caller keeps; those that KMS keeps are named. */
  private static final Pattern ENCRYPTION_KEY = Pattern.compile("(?i).*encryption[._-]key");

  private static final Pattern NAME_OF_KEY =
      Pattern.compile(
          "(?i)arn:.*|alias/.*|mrk-[0-9a-f]+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final Pattern ADDRESS = Pattern.compile("(?i)\\w+://[^/@]*:[^@]*@.*");

  /** An option whose whole value is a secret. */
  private static final String WEBHOOK = "--webhook";

  private static final String REFUSED =
      "%s is refused, for everybody on the machine can read a command line";

  private static final String IN_A_FILE = "; write it into a file that --config names";

  private static final String INSTEAD =
      "; leave credentials to AWS_PROFILE, to AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or to the"
          + " machine's role, or write the setting into a file that --config names";

  private Secrets() {}

  /**
   * Looks for settings, options and addresses that hold a secret.
   *
   * @throws ParameterException without the secret, if there is one
   */
  static void refuseIn(CommandLine commandLine, String[] args) {
    for (int i = 0; i < args.length; i++) {
      String text = args[i];
      if (text.startsWith(ConfigFile.CONF + "=")) {
        refuseSetting(commandLine, text.substring(ConfigFile.CONF.length() + 1));
      } else if (text.equals(ConfigFile.CONF) && i + 1 < args.length) {
        refuseSetting(commandLine, args[i + 1]);
      } else if (text.equals(WEBHOOK) || text.startsWith(WEBHOOK + "=")) {
        throw new ParameterException(commandLine, REFUSED.formatted(WEBHOOK) + IN_A_FILE);
      } else if (holdsAddressWithSecret(text)) {
        throw new ParameterException(
            commandLine,
            "An address must not hold credentials, for everybody on the machine can read a command"
                + " line"
                + INSTEAD);
      }
    }
  }

  private static boolean holdsAddressWithSecret(String text) {
    String value = text.startsWith("--") ? text.substring(text.indexOf('=') + 1) : text;
    return value.toLowerCase(Locale.ROOT).startsWith("s3") && ADDRESS.matcher(value).matches();
  }

  private static void refuseSetting(CommandLine commandLine, String setting) {
    int equals = setting.indexOf('=');
    if (equals < 0) {
      return;
    }
    String key = setting.substring(0, equals);
    if (isSecret(key, setting.substring(equals + 1))) {
      throw new ParameterException(
          commandLine, REFUSED.formatted(ConfigFile.CONF + " " + key) + INSTEAD);
    }
  }

  private static boolean isSecret(String key, String value) {
    return KEY.matcher(key).matches()
        || (ENCRYPTION_KEY.matcher(key).matches() && !NAME_OF_KEY.matcher(value).matches());
  }
}
