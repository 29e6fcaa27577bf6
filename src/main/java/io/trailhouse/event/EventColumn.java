package io.trailhouse.event;

import static io.trailhouse.event.ColumnType.BINARY;
import static io.trailhouse.event.ColumnType.BOOLEAN;
import static io.trailhouse.event.ColumnType.BOOLEAN_TEXT;
import static io.trailhouse.event.ColumnType.DATE;
import static io.trailhouse.event.ColumnType.INT;
import static io.trailhouse.event.ColumnType.JSON;
import static io.trailhouse.event.ColumnType.RESOURCE_LIST;
import static io.trailhouse.event.ColumnType.STRING;
import static io.trailhouse.event.ColumnType.TIMESTAMP;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of the {@code events} table, in the table's order. A column either holds the field of
 * a CloudTrail record that its {@link #path} names, or says something about the record.
 *
 * <p>The fields are those of the record reference up to eventVersion 1.11: <a
 * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">record
 * contents</a>, <a
 * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html">userIdentity</a>.
 */
public enum EventColumn {
  EVENT_DATE(DATE, null, "UTC day of event_time; partition column"),
  AWS_REGION(STRING, "awsRegion", "Region the request was made to; partition column"),
  EVENT_SOURCE(
      STRING,
      "eventSource",
      "Service the request was made to; partition column, unless the lake is partitioned by date"
          + " and region"),
  EVENT_TIME(
      TIMESTAMP,
      "eventTime",
      "When the request was completed, UTC; the window's start for an aggregated event"),
  EVENT_ID(
      STRING,
      "eventID",
      "Id that CloudTrail gave the event; neither always present nor always unique"),
  EVENT_NAME(STRING, "eventName", "The API operation or action"),
  CALLER(
      STRING, null, "Stable key of who called: ARN of role or user, service name, ...; never null"),
  CALLER_KIND(
      STRING,
      null,
      "root, user, role, federated, identity-center, service, account, anonymous or unknown"),
  CALLER_NAME(STRING, null, "The caller for people to read: role, user or service name"),
  CALLER_ACCOUNT(STRING, null, "Account that the caller belongs to"),
  SESSION_NAME(STRING, null, "Name of the role session or of the federated user"),
  CREDENTIAL_KIND(
      STRING,
      null,
      "root, long-term key, temporary credentials, console, service or none: what the request was"
          + " made with"),
  RECIPIENT_ACCOUNT_ID(
      STRING,
      "recipientAccountId",
      "Account that received the event; where the record does not say: the identity's, else the"
          + " object key's"),
  SOURCE_IP_ADDRESS(
      STRING, "sourceIPAddress", "IPv4 or IPv6 address, service name, or AWS Internal"),
  USER_AGENT(STRING, "userAgent", "What the caller says it is; arbitrary text"),
  ERROR_CODE(STRING, "errorCode", "The service's error code, if the request failed"),
  ERROR_MESSAGE(STRING, "errorMessage", "The service's error text, if the request failed"),
  READ_ONLY(BOOLEAN, "readOnly", "Whether the operation only reads"),
  MANAGEMENT_EVENT(BOOLEAN, "managementEvent", "Whether it is a management event"),
  EVENT_CATEGORY(
      STRING, "eventCategory", "Management, Data, NetworkActivity, Insight or Aggregated"),
  EVENT_TYPE(STRING, "eventType", "AwsApiCall, AwsServiceEvent, AwsConsoleSignIn, ..."),
  EVENT_VERSION(STRING, "eventVersion", "Version of the record's format: major.minor"),
  REQUEST_ID(STRING, "requestID", "Id that the service gave the request"),
  SHARED_EVENT_ID(STRING, "sharedEventID", "The same for one action delivered to several accounts"),
  API_VERSION(STRING, "apiVersion", "Version of the service's API"),
  VPC_ENDPOINT_ID(STRING, "vpcEndpointId", "VPC endpoint that the request came through"),
  VPC_ENDPOINT_ACCOUNT_ID(STRING, "vpcEndpointAccountId", "Owner of that VPC endpoint"),
  USER_IDENTITY_TYPE(STRING, "userIdentity.type", "Type of the identity as CloudTrail names it"),
  USER_IDENTITY_USER_NAME(STRING, "userIdentity.userName", "Friendly name of the identity"),
  USER_IDENTITY_PRINCIPAL_ID(
      STRING, "userIdentity.principalId", "Unique id of the identity; for a session id:name"),
  USER_IDENTITY_ARN(STRING, "userIdentity.arn", "ARN of the identity that made the request"),
  USER_IDENTITY_ACCOUNT_ID(
      STRING, "userIdentity.accountId", "Account that owns the identity; anonymous on S3"),
  USER_IDENTITY_ACCESS_KEY_ID(
      STRING, "userIdentity.accessKeyId", "Access key that signed the request; may be empty"),
  USER_IDENTITY_INVOKED_BY(
      STRING, "userIdentity.invokedBy", "Service that made the request for the identity"),
  USER_IDENTITY_INVOKED_BY_DELEGATE_ACCOUNT_ID(
      STRING, "userIdentity.invokedByDelegate.accountId", "Account of the delegate that called"),
  USER_IDENTITY_ON_BEHALF_OF_USER_ID(
      STRING, "userIdentity.onBehalfOf.userId", "Identity Center user that was acted for"),
  USER_IDENTITY_ON_BEHALF_OF_IDENTITY_STORE_ARN(
      STRING, "userIdentity.onBehalfOf.identityStoreArn", "Identity store of that user"),
  USER_IDENTITY_IN_SCOPE_OF_SOURCE_ARN(
      STRING, "userIdentity.inScopeOf.sourceArn", "Resource that the service acted for"),
  USER_IDENTITY_IN_SCOPE_OF_SOURCE_ACCOUNT(
      STRING, "userIdentity.inScopeOf.sourceAccount", "Account of that resource"),
  USER_IDENTITY_IN_SCOPE_OF_ISSUER_TYPE(
      STRING, "userIdentity.inScopeOf.issuerType", "Type of resource that issued credentials"),
  USER_IDENTITY_IN_SCOPE_OF_CREDENTIALS_ISSUED_TO(
      STRING, "userIdentity.inScopeOf.credentialsIssuedTo", "Resource they were issued to"),
  USER_IDENTITY_CREDENTIAL_ID(
      STRING, "userIdentity.credentialId", "Id of the credential, for bearer tokens"),
  USER_IDENTITY_IDENTITY_PROVIDER(
      STRING, "userIdentity.identityProvider", "External provider of a SAML or web identity"),
  SESSION_ISSUER_TYPE(
      STRING, "userIdentity.sessionContext.sessionIssuer.type", "Who issued the session's keys"),
  SESSION_ISSUER_USER_NAME(
      STRING, "userIdentity.sessionContext.sessionIssuer.userName", "Role or user name of issuer"),
  SESSION_ISSUER_PRINCIPAL_ID(
      STRING, "userIdentity.sessionContext.sessionIssuer.principalId", "Unique id of the issuer"),
  SESSION_ISSUER_ARN(
      STRING, "userIdentity.sessionContext.sessionIssuer.arn", "ARN of the issuer: the role"),
  SESSION_ISSUER_ACCOUNT_ID(
      STRING, "userIdentity.sessionContext.sessionIssuer.accountId", "Account of the issuer"),
  SESSION_FEDERATED_PROVIDER(
      STRING,
      "userIdentity.sessionContext.webIdFederationData.federatedProvider",
      "Web identity provider of the session"),
  SESSION_FEDERATION_ATTRIBUTES(
      JSON,
      "userIdentity.sessionContext.webIdFederationData.attributes",
      "What the web identity provider says of the user; JSON text"),
  SESSION_CREATION_DATE(
      TIMESTAMP,
      "userIdentity.sessionContext.attributes.creationDate",
      "When the session's credentials were issued, UTC"),
  SESSION_MFA_AUTHENTICATED(
      BOOLEAN_TEXT,
      "userIdentity.sessionContext.attributes.mfaAuthenticated",
      "Whether the session was opened with MFA"),
  SESSION_SOURCE_IDENTITY(
      STRING, "userIdentity.sessionContext.sourceIdentity", "Source identity set on the session"),
  SESSION_EC2_ROLE_DELIVERY(
      STRING,
      "userIdentity.sessionContext.ec2RoleDelivery",
      "Version of the instance metadata service that delivered the credentials"),
  SESSION_ASSUMED_ROOT(
      BOOLEAN, "userIdentity.sessionContext.assumedRoot", "Whether it is a session of AssumeRoot"),
  SESSION_SIGN_IN_SESSION_ARN(
      STRING,
      "userIdentity.sessionContext.signInSessionArn",
      "Sign-in session that the session came from"),
  SESSION_CREDENTIAL_FROM_CONSOLE(
      BOOLEAN_TEXT, "sessionCredentialFromConsole", "Whether a console session made the request"),
  TLS_VERSION(STRING, "tlsDetails.tlsVersion", "TLS version of the request"),
  TLS_CIPHER_SUITE(STRING, "tlsDetails.cipherSuite", "Cipher suite of the request"),
  TLS_CLIENT_PROVIDED_HOST_HEADER(
      STRING, "tlsDetails.clientProvidedHostHeader", "Host name that the client called"),
  TLS_KEY_EXCHANGE(STRING, "tlsDetails.keyExchange", "Key exchange of the TLS handshake"),
  RESOURCES(RESOURCE_LIST, "resources", "Resources that the request touched"),
  REQUEST_PARAMETERS(JSON, "requestParameters", "Parameters of the request; JSON text"),
  RESPONSE_ELEMENTS(JSON, "responseElements", "What a change returned; JSON text"),
  ADDITIONAL_EVENT_DATA(
      JSON, "additionalEventData", "Data that is in neither request nor response; JSON text"),
  SERVICE_EVENT_DETAILS(JSON, "serviceEventDetails", "What a service event was about; JSON text"),
  INSIGHT_DETAILS(JSON, "insightDetails", "What an Insights event found; JSON text"),
  ADDENDUM(JSON, "addendum", "Why an event was delivered late or updated; JSON text"),
  EDGE_DEVICE_DETAILS(JSON, "edgeDeviceDetails", "Edge devices of the request; JSON text"),
  EVENT_CONTEXT(JSON, "eventContext", "Tags and condition keys of an enriched event; JSON text"),
  ACCOUNT_ID(STRING, "accountId", "Account of an aggregated event"),
  TIME_WINDOW_START(TIMESTAMP, "timeWindow.windowStart", "Start of an aggregated event's window"),
  TIME_WINDOW_END(TIMESTAMP, "timeWindow.windowEnd", "End of an aggregated event's window"),
  TIME_WINDOW_SIZE(STRING, "timeWindow.windowSize", "Length of that window: PT5M"),
  SUMMARY(JSON, "summary", "Dimensions and statistics of an aggregated event; JSON text"),
  UNKNOWN_FIELDS(
      JSON,
      null,
      "What no column holds exactly, at its path in the record; JSON text, null in most rows"),
  RECORD_SHAPE(
      STRING,
      null,
      "What columns cannot say of the record: path=null, path={}, path=absent where a column was"
          + " filled from elsewhere, path=whole where unknown_fields has the whole of it"),
  CONTENT_HASH(
      BINARY,
      null,
      "Hash of the record, white space outside strings left out, keyed with a key of the lake: the"
          + " same for second deliveries"),
  RECORD_BYTES(INT, null, "Length of the record in its file, bytes of JSON"),
  SOURCE_FILE(STRING, null, "Object that the event was read from"),
  SOURCE_INDEX(INT, null, "Position of the record in that object, from 0"),
  RUN_ID(STRING, null, "Run that wrote the row; see runs");

  private static final EventColumn[] COLUMNS = values();

  private static final Map<String, EventColumn> BY_NAME =
      Stream.of(COLUMNS).collect(Collectors.toMap(EventColumn::columnName, Function.identity()));

  /** The columns that the table can be partitioned by, in order. */
  public static final List<EventColumn> PARTITION_COLUMNS =
      List.of(EVENT_DATE, AWS_REGION, EVENT_SOURCE);

  private final ColumnType type;
  private final @Nullable String path;
  private final String comment;
  private final String columnName;

  EventColumn(ColumnType type, @Nullable String path, String comment) {
    this.type = type;
    this.path = path;
    this.comment = comment;
    this.columnName = name().toLowerCase(Locale.ROOT);
  }

  /** How many columns there are. */
  public static int count() {
    return COLUMNS.length;
  }

  /** The column of this name; null if the table has none. */
  public static @Nullable EventColumn named(String columnName) {
    return BY_NAME.get(columnName);
  }

  /** The column's name in the table. */
  public String columnName() {
    return columnName;
  }

  /** What the column holds. */
  public ColumnType type() {
    return type;
  }

  /**
   * Where the value stands in a record, {@code userIdentity.sessionContext.sourceIdentity} say;
   * null for a column that says something about the record.
   */
  public @Nullable String path() {
    return path;
  }

  /** The column's comment in the table's schema. */
  public String comment() {
    return comment;
  }

  /** Whether the table can be partitioned by this column. */
  public boolean isPartitionColumn() {
    return PARTITION_COLUMNS.contains(this);
  }
}
