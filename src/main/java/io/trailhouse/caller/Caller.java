package io.trailhouse.caller;

import org.jspecify.annotations.Nullable;

/**
 * Who called, as every report names it.
 *
 * @param key stable name of the caller: the role's ARN for a session, the user's or root's ARN, the
 *     service's name, the foreign account's id, else the principal id, else {@code unknown}
 * @param kind what kind of principal it is
 * @param name the caller for people to read
 * @param account the account that the caller belongs to; null for services and where unknown
 * @param sessionName name of the role session or federated user; null where there is none
 * @param credentialKind what the request was made with
 */
public record Caller(
    String key,
    CallerKind kind,
    String name,
    @Nullable String account,
    @Nullable String sessionName,
    CredentialKind credentialKind) {

  private static final String UNKNOWN = "unknown";
  private static final String ANONYMOUS = "anonymous";

  /** The caller behind an identity. */
  public static Caller of(UserIdentity identity) {
    CallerKind kind = kindOf(identity);
    String key = keyOf(kind, identity);
    return new Caller(
        key,
        kind,
        nameOf(kind, key, identity),
        accountOf(kind, identity),
        sessionNameOf(kind, identity),
        credentialKindOf(kind, identity));
  }

  private static CallerKind kindOf(UserIdentity identity) {
    if (isAnonymous(identity)) {
      return CallerKind.ANONYMOUS;
    }
    String type = filled(identity.type());
    if (type == null) {
      // invokedBy stands on many identities that are no service; only without a type it decides.
      boolean service =
          filled(identity.invokedBy()) != null || "AwsServiceEvent".equals(identity.eventType());
      return service ? CallerKind.SERVICE : CallerKind.UNKNOWN;
    }
    return switch (type) {
      case "Root" -> CallerKind.ROOT;
      case "IAMUser" -> CallerKind.USER;
      case "AssumedRole", "Role" -> CallerKind.ROLE;
      case "FederatedUser", "SAMLUser", "WebIdentityUser", "Directory" -> CallerKind.FEDERATED;
      case "IdentityCenterUser" -> CallerKind.IDENTITY_CENTER;
      case "AWSService" -> CallerKind.SERVICE;
      case "AWSAccount" -> CallerKind.ACCOUNT;
      default -> CallerKind.UNKNOWN;
    };
  }

  /** Services spell it differently, and in different members. */
  private static boolean isAnonymous(UserIdentity identity) {
    return ANONYMOUS.equalsIgnoreCase(identity.accountId())
        || "ANONYMOUS_PRINCIPAL".equals(identity.accountId())
        || ANONYMOUS.equalsIgnoreCase(identity.principalId());
  }

  private static String keyOf(CallerKind kind, UserIdentity identity) {
    String key =
        switch (kind) {
          case ROLE -> roleKey(identity);
          case ROOT, USER, FEDERATED -> identity.arn();
          case IDENTITY_CENTER -> identity.onBehalfOfUserId();
          case SERVICE -> identity.invokedBy();
          case ACCOUNT -> identity.accountId();
          case ANONYMOUS -> ANONYMOUS;
          case UNKNOWN -> null;
        };
    return firstFilled(key, identity.principalId(), UNKNOWN);
  }

  private static @Nullable String roleKey(UserIdentity identity) {
    if (filled(identity.issuerArn()) != null) {
      return identity.issuerArn();
    }
    String arn = filled(identity.arn());
    if (arn != null) {
      int session = sessionSlash(arn);
      return session < 0 ? arn : arn.substring(0, session);
    }
    String principalId = filled(identity.principalId());
    if (principalId == null) {
      return null;
    }
    int colon = principalId.indexOf(':');
    return colon <= 0 ? principalId : principalId.substring(0, colon);
  }

  private static String nameOf(CallerKind kind, String key, UserIdentity identity) {
    return switch (kind) {
      case ROOT -> "root";
      case ROLE -> firstFilled(identity.issuerUserName(), lastPart(key), key);
      case USER, FEDERATED, IDENTITY_CENTER -> firstFilled(identity.userName(), lastPart(key), key);
      case SERVICE, ACCOUNT, ANONYMOUS, UNKNOWN -> key;
    };
  }

  private static @Nullable String accountOf(CallerKind kind, UserIdentity identity) {
    return switch (kind) {
      case SERVICE, ANONYMOUS -> null;
      case ROLE ->
          firstFilledOrNull(
              identity.issuerAccountId(), identity.accountId(), arnAccount(identity.arn()));
      case ROOT, USER, FEDERATED, IDENTITY_CENTER, ACCOUNT, UNKNOWN ->
          firstFilledOrNull(identity.accountId(), arnAccount(identity.arn()), null);
    };
  }

  private static @Nullable String sessionNameOf(CallerKind kind, UserIdentity identity) {
    String arn = filled(identity.arn());
    if (kind == CallerKind.FEDERATED) {
      int slash = arn == null ? -1 : arn.indexOf(":federated-user/");
      return arn == null || slash < 0
          ? null
          : filled(arn.substring(slash + ":federated-user/".length()));
    }
    if (kind != CallerKind.ROLE) {
      return null;
    }
    int slash = arn == null ? -1 : sessionSlash(arn);
    if (arn != null && slash >= 0) {
      return filled(arn.substring(slash + 1));
    }
    String principalId = identity.principalId();
    int colon = principalId == null ? -1 : principalId.indexOf(':');
    return principalId == null || colon < 0 ? null : filled(principalId.substring(colon + 1));
  }

  private static CredentialKind credentialKindOf(CallerKind kind, UserIdentity identity) {
    return switch (kind) {
      case ROOT -> CredentialKind.ROOT;
      case SERVICE -> CredentialKind.SERVICE;
      case ROLE, IDENTITY_CENTER -> CredentialKind.TEMPORARY_CREDENTIALS;
      case FEDERATED -> federatedCredentialKind(identity);
      case USER -> userCredentialKind(identity);
      case ACCOUNT, UNKNOWN -> foreignCredentialKind(identity);
      case ANONYMOUS -> CredentialKind.NONE;
    };
  }

  /** A SAML or web identity trades its assertion for credentials; before that it has none. */
  private static CredentialKind federatedCredentialKind(UserIdentity identity) {
    boolean signed =
        "FederatedUser".equals(identity.type()) || filled(identity.accessKeyId()) != null;
    if (signed) {
      return CredentialKind.TEMPORARY_CREDENTIALS;
    }
    return consoleEvent(identity) ? CredentialKind.CONSOLE : CredentialKind.NONE;
  }

  private static CredentialKind userCredentialKind(UserIdentity identity) {
    if (identity.fromConsole() || consoleEvent(identity)) {
      return CredentialKind.CONSOLE;
    }
    // The key may be left out for security reasons; a session still tells itself.
    String key = filled(identity.accessKeyId());
    boolean temporary = key == null ? identity.inSession() : key.startsWith("ASIA");
    return temporary ? CredentialKind.TEMPORARY_CREDENTIALS : CredentialKind.LONG_TERM_KEY;
  }

  /**
   * Only ids tell: <a
   * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids">prefixes
   * of unique ids</a>.
   */
  private static CredentialKind foreignCredentialKind(UserIdentity identity) {
    String key = firstFilled(identity.accessKeyId(), "", "");
    String principalId = firstFilled(identity.principalId(), "", "");
    if (key.startsWith("ASIA") || principalId.startsWith("AROA")) {
      return CredentialKind.TEMPORARY_CREDENTIALS;
    }
    return key.startsWith("AKIA") ? CredentialKind.LONG_TERM_KEY : CredentialKind.NONE;
  }

  private static boolean consoleEvent(UserIdentity identity) {
    return "AwsConsoleSignIn".equals(identity.eventType())
        || "AwsConsoleAction".equals(identity.eventType());
  }

  /** Where the session name starts in an ARN of {@code …:assumed-role/ROLE/SESSION}; -1 if not. */
  private static int sessionSlash(String arn) {
    int role = arn.indexOf(":assumed-role/");
    return role < 0 ? -1 : arn.indexOf('/', role + ":assumed-role/".length());
  }

  private static String lastPart(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  /** The fifth part of an ARN, whatever its AWS partition. */
  private static @Nullable String arnAccount(@Nullable String arn) {
    if (arn == null) {
      return null;
    }
    int start = 0;
    for (int colons = 0; colons < 4; colons++) {
      start = arn.indexOf(':', start) + 1;
      if (start == 0) {
        return null;
      }
    }
    int end = arn.indexOf(':', start);
    return end < 0 ? null : filled(arn.substring(start, end));
  }

  private static @Nullable String filled(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private static String firstFilled(@Nullable String a, @Nullable String b, String otherwise) {
    String found = firstFilledOrNull(a, b, null);
    return found == null ? otherwise : found;
  }

  private static @Nullable String firstFilledOrNull(
      @Nullable String a, @Nullable String b, @Nullable String c) {
    if (filled(a) != null) {
      return a;
    }
    return filled(b) != null ? b : filled(c);
  }
}
