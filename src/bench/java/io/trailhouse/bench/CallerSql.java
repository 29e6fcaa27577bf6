package io.trailhouse.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The caller columns as a peer's user would write them: the common cases of {@link
 * io.trailhouse.caller.Caller} in a {@code CASE} each, in the SQL that Spark and DuckDB share. The
 * record is {@code r}.
 */
final class CallerSql {

  private static final String IDENTITY = "r.userIdentity";
  private static final String ISSUER = "r.userIdentity.sessionContext.sessionIssuer";

  private CallerSql() {}

  /** Expressions by column name. */
  static Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put(
        "caller",
        """
        coalesce(CASE $type
          WHEN 'AssumedRole' THEN coalesce($issuer.arn, $identity.arn)
          WHEN 'AWSService' THEN $identity.invokedBy
          WHEN 'AWSAccount' THEN $identity.accountId
          WHEN 'IdentityCenterUser' THEN $identity.onBehalfOf.userId
          ELSE coalesce($identity.arn, $identity.invokedBy) END,
          $identity.principalId, 'unknown')\
        """);
    columns.put(
        "caller_kind",
        """
        CASE $type
          WHEN 'Root' THEN 'root' WHEN 'IAMUser' THEN 'user'
          WHEN 'AssumedRole' THEN 'role' WHEN 'Role' THEN 'role'
          WHEN 'FederatedUser' THEN 'federated' WHEN 'SAMLUser' THEN 'federated'
          WHEN 'WebIdentityUser' THEN 'federated' WHEN 'Directory' THEN 'federated'
          WHEN 'IdentityCenterUser' THEN 'identity-center'
          WHEN 'AWSService' THEN 'service' WHEN 'AWSAccount' THEN 'account'
          ELSE CASE WHEN $identity.invokedBy IS NULL THEN 'unknown' ELSE 'service' END END\
        """);
    columns.put(
        "caller_name",
        """
        coalesce($issuer.userName, $identity.userName, $identity.invokedBy,
          $identity.accountId, 'unknown')\
        """);
    columns.put("caller_account", "coalesce($issuer.accountId, $identity.accountId)");
    columns.put(
        "session_name", "CASE $type WHEN 'AssumedRole' THEN split_part($identity.arn, '/', 3) END");
    columns.put(
        "credential_kind",
        """
        CASE $type
          WHEN 'Root' THEN 'root' WHEN 'AWSService' THEN 'service'
          WHEN 'IAMUser' THEN CASE WHEN $identity.accessKeyId LIKE 'ASIA%'
            THEN 'temporary credentials' ELSE 'long-term key' END
          ELSE CASE WHEN $identity.accessKeyId IS NULL
            THEN 'none' ELSE 'temporary credentials' END END\
        """);
    columns.replaceAll(
        (name, sql) ->
            sql.replace("$type", IDENTITY + ".type")
                .replace("$identity", IDENTITY)
                .replace("$issuer", ISSUER));
    return columns;
  }
}
