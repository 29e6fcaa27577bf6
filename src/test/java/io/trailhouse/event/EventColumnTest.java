package io.trailhouse.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EventColumnTest {

  @Test
  void namesTheColumnsThatQueriesAreWrittenAgainst() {
    assertThat(Arrays.stream(EventColumn.values()).map(EventColumn::columnName))
        .containsExactly(
            "event_date",
            "aws_region",
            "event_source",
            "event_time",
            "event_id",
            "event_name",
            "caller",
            "caller_kind",
            "caller_name",
            "caller_account",
            "session_name",
            "credential_kind",
            "recipient_account_id",
            "source_ip_address",
            "user_agent",
            "error_code",
            "error_message",
            "read_only",
            "management_event",
            "event_category",
            "event_type",
            "event_version",
            "request_id",
            "shared_event_id",
            "api_version",
            "vpc_endpoint_id",
            "vpc_endpoint_account_id",
            "user_identity_type",
            "user_identity_user_name",
            "user_identity_principal_id",
            "user_identity_arn",
            "user_identity_account_id",
            "user_identity_access_key_id",
            "user_identity_invoked_by",
            "user_identity_invoked_by_delegate_account_id",
            "user_identity_on_behalf_of_user_id",
            "user_identity_on_behalf_of_identity_store_arn",
            "user_identity_in_scope_of_source_arn",
            "user_identity_in_scope_of_source_account",
            "user_identity_in_scope_of_issuer_type",
            "user_identity_in_scope_of_credentials_issued_to",
            "user_identity_credential_id",
            "user_identity_identity_provider",
            "session_issuer_type",
            "session_issuer_user_name",
            "session_issuer_principal_id",
            "session_issuer_arn",
            "session_issuer_account_id",
            "session_federated_provider",
            "session_federation_attributes",
            "session_creation_date",
            "session_mfa_authenticated",
            "session_source_identity",
            "session_ec2_role_delivery",
            "session_assumed_root",
            "session_sign_in_session_arn",
            "session_credential_from_console",
            "tls_version",
            "tls_cipher_suite",
            "tls_client_provided_host_header",
            "tls_key_exchange",
            "resources",
            "request_parameters",
            "response_elements",
            "additional_event_data",
            "service_event_details",
            "insight_details",
            "addendum",
            "edge_device_details",
            "event_context",
            "account_id",
            "time_window_start",
            "time_window_end",
            "time_window_size",
            "summary",
            "unknown_fields",
            "record_shape",
            "content_hash",
            "record_bytes",
            "source_file",
            "source_index",
            "run_id");
  }

  @Test
  void hasAColumnForEveryFieldOfTheRecordReference() {
    assertThat(Arrays.stream(EventColumn.values()).map(EventColumn::path).filter(Objects::nonNull))
        .containsExactlyInAnyOrder(
            "eventTime",
            "eventVersion",
            "eventSource",
            "eventName",
            "awsRegion",
            "sourceIPAddress",
            "userAgent",
            "errorCode",
            "errorMessage",
            "requestParameters",
            "responseElements",
            "additionalEventData",
            "requestID",
            "eventID",
            "readOnly",
            "apiVersion",
            "resources",
            "eventType",
            "recipientAccountId",
            "sharedEventID",
            "vpcEndpointId",
            "serviceEventDetails",
            "managementEvent",
            "eventCategory",
            "addendum",
            "sessionCredentialFromConsole",
            "edgeDeviceDetails",
            "tlsDetails.tlsVersion",
            "tlsDetails.cipherSuite",
            "tlsDetails.clientProvidedHostHeader",
            "tlsDetails.keyExchange",
            "vpcEndpointAccountId",
            "eventContext",
            "insightDetails",
            "accountId",
            "timeWindow.windowStart",
            "timeWindow.windowEnd",
            "timeWindow.windowSize",
            "summary",
            "userIdentity.type",
            "userIdentity.userName",
            "userIdentity.principalId",
            "userIdentity.arn",
            "userIdentity.accountId",
            "userIdentity.accessKeyId",
            "userIdentity.invokedBy",
            "userIdentity.invokedByDelegate.accountId",
            "userIdentity.onBehalfOf.userId",
            "userIdentity.onBehalfOf.identityStoreArn",
            "userIdentity.inScopeOf.sourceArn",
            "userIdentity.inScopeOf.sourceAccount",
            "userIdentity.inScopeOf.issuerType",
            "userIdentity.inScopeOf.credentialsIssuedTo",
            "userIdentity.credentialId",
            "userIdentity.identityProvider",
            "userIdentity.sessionContext.sessionIssuer.type",
            "userIdentity.sessionContext.sessionIssuer.userName",
            "userIdentity.sessionContext.sessionIssuer.principalId",
            "userIdentity.sessionContext.sessionIssuer.arn",
            "userIdentity.sessionContext.sessionIssuer.accountId",
            "userIdentity.sessionContext.webIdFederationData.federatedProvider",
            "userIdentity.sessionContext.webIdFederationData.attributes",
            "userIdentity.sessionContext.attributes.creationDate",
            "userIdentity.sessionContext.attributes.mfaAuthenticated",
            "userIdentity.sessionContext.sourceIdentity",
            "userIdentity.sessionContext.ec2RoleDelivery",
            "userIdentity.sessionContext.assumedRoot",
            "userIdentity.sessionContext.signInSessionArn");
  }

  @Test
  void commentsEveryColumn() {
    assertThat(EventColumn.values()).allMatch(column -> column.comment().matches("[^\\n]{8,}"));
  }

  @Test
  void partitionsByDayRegionAndSource() {
    assertThat(Arrays.stream(EventColumn.values()).filter(EventColumn::isPartitionColumn))
        .isEqualTo(EventColumn.PARTITION_COLUMNS)
        .isEqualTo(
            List.of(EventColumn.EVENT_DATE, EventColumn.AWS_REGION, EventColumn.EVENT_SOURCE));
  }

  @Test
  void findsAColumnByItsName() {
    assertThat(List.of(EventColumn.values()))
        .allMatch(column -> EventColumn.named(column.columnName()) == column);
  }

  @Test
  void knowsNoColumnOfAnotherName() {
    assertThat(EventColumn.named("eventTime")).isNull();
  }

  @Test
  void agreesWithTheStructOfResources() {
    assertThat(EventColumn.RESOURCES.type().sqlType())
        .isEqualTo(
            Arrays.stream(ResourceField.values())
                .map(field -> field.columnName() + ":string")
                .toList()
                .toString()
                .replace("[", "array<struct<")
                .replace("]", ">>")
                .replace(" ", ""));
  }
}
