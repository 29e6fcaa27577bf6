package io.trailhouse.caller;

import org.jspecify.annotations.Nullable;

/**
 * What a record says of its identity, as far as it tells the caller; null where the record does not
 * say. The first components are the members of {@code userIdentity}, then those of its session
 * issuer, then what the event itself says: its type, whether a console session made the request,
 * and whether the identity was in a session.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html">CloudTrail
 *     userIdentity element</a>
 */
public record UserIdentity(
    @Nullable String type,
    @Nullable String userName,
    @Nullable String principalId,
    @Nullable String arn,
    @Nullable String accountId,
    @Nullable String accessKeyId,
    @Nullable String invokedBy,
    @Nullable String onBehalfOfUserId,
    @Nullable String issuerUserName,
    @Nullable String issuerArn,
    @Nullable String issuerAccountId,
    @Nullable String eventType,
    boolean fromConsole,
    boolean inSession) {}
