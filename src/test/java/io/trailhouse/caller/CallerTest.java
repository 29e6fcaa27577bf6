package io.trailhouse.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CallerTest {

  private static final String ROLE_SESSION = "arn:aws:sts::111122223333:assumed-role/Admin/jane";

  /** Identities as {@code member=value ...}, and the caller behind each. */
  static List<Arguments> identities() {
    return List.of(
        row(
            "type=Root principalId=111122223333 arn=arn:aws:iam::111122223333:root"
                + " accountId=111122223333 userName=my-alias",
            "arn:aws:iam::111122223333:root | root | root | 111122223333 | null | root"),
        row(
            "type=Root principalId=111122223333 accountId=111122223333 fromConsole",
            "111122223333 | root | root | 111122223333 | null | root"),
        row(
            "type=IAMUser principalId=AIDA1 arn=arn:aws:iam::111122223333:user/division/Alice"
                + " accountId=111122223333 accessKeyId=AKIA1 userName=Alice",
            "arn:aws:iam::111122223333:user/division/Alice | user | Alice | 111122223333 | null"
                + " | long-term key"),
        row(
            "type=IAMUser arn=arn:aws:iam::111122223333:user/division/Alice accessKeyId=ASIA1",
            "arn:aws:iam::111122223333:user/division/Alice | user | Alice | 111122223333 | null"
                + " | temporary credentials"),
        row(
            "type=IAMUser arn=arn:aws:iam::1:user/Alice accountId=1 accessKeyId= userName=Alice",
            "arn:aws:iam::1:user/Alice | user | Alice | 1 | null | long-term key"),
        row(
            "type=IAMUser arn=arn:aws:iam::1:user/Alice accountId=1 accessKeyId= inSession",
            "arn:aws:iam::1:user/Alice | user | Alice | 1 | null | temporary credentials"),
        row(
            "type=IAMUser arn=arn:aws:iam::1:user/Alice accessKeyId=AKIA1 inSession",
            "arn:aws:iam::1:user/Alice | user | Alice | 1 | null | long-term key"),
        row(
            "type=IAMUser arn=arn:aws:iam::1:user/Alice accessKeyId=ASIA1 fromConsole",
            "arn:aws:iam::1:user/Alice | user | Alice | 1 | null | console"),
        row(
            "type=IAMUser arn=arn:aws:iam::1:user/Alice eventType=AwsConsoleAction",
            "arn:aws:iam::1:user/Alice | user | Alice | 1 | null | console"),
        row(
            "type=IAMUser accountId=1 accessKeyId= userName=HIDDEN_DUE_TO_SECURITY_REASONS"
                + " eventType=AwsConsoleSignIn",
            "unknown | user | HIDDEN_DUE_TO_SECURITY_REASONS | 1 | null | console"),
        row(
            "type=IAMUser arn=arn:aws:iam::1:user/Alice accessKeyId=AKIA1"
                + " invokedBy=cloudformation.amazonaws.com",
            "arn:aws:iam::1:user/Alice | user | Alice | 1 | null | long-term key"),
        row(
            "type=AssumedRole principalId=AROA1:jane arn="
                + ROLE_SESSION
                + " accountId=111122223333"
                + " accessKeyId=ASIA1 issuerUserName=Admin"
                + " issuerArn=arn:aws:iam::111122223333:role/ops/Admin"
                + " issuerAccountId=111122223333",
            "arn:aws:iam::111122223333:role/ops/Admin | role | Admin | 111122223333 | jane"
                + " | temporary credentials"),
        row(
            "type=AssumedRole arn="
                + ROLE_SESSION
                + " accountId=111122223333"
                + " invokedBy=ec2.amazonaws.com",
            "arn:aws:sts::111122223333:assumed-role/Admin | role | Admin | 111122223333 | jane"
                + " | temporary credentials"),
        row(
            "type=AssumedRole principalId=AROA1:i-0123 accountId=111122223333",
            "AROA1 | role | AROA1 | 111122223333 | i-0123 | temporary credentials"),
        row(
            "type=AssumedRole principalId=AROA1:jane issuerArn= issuerUserName=",
            "AROA1 | role | AROA1 | null | jane | temporary credentials"),
        row("type=AssumedRole", "unknown | role | unknown | null | null | temporary credentials"),
        row(
            "type=AssumedRole arn=arn:aws-cn:sts::111122223333:assumed-role/Admin/jane"
                + " issuerArn=arn:aws-cn:iam::111122223333:role/Admin",
            "arn:aws-cn:iam::111122223333:role/Admin | role | Admin | 111122223333 | jane"
                + " | temporary credentials"),
        row(
            "type=AssumedRole arn=arn:aws-us-gov:sts::111122223333:assumed-role/Admin/jane",
            "arn:aws-us-gov:sts::111122223333:assumed-role/Admin | role | Admin | 111122223333"
                + " | jane | temporary credentials"),
        row(
            "type=Role arn=arn:aws:iam::1:role/service-role/Crawler principalId=AROA1",
            "arn:aws:iam::1:role/service-role/Crawler | role | Crawler | 1 | null"
                + " | temporary credentials"),
        row(
            "type=FederatedUser principalId=1:bob arn=arn:aws:sts::1:federated-user/bob"
                + " accountId=1 accessKeyId=ASIA1",
            "arn:aws:sts::1:federated-user/bob | federated | bob | 1 | bob"
                + " | temporary credentials"),
        row(
            "type=SAMLUser principalId=q=:carol userName=carol",
            "q=:carol | federated | carol | null | null | none"),
        row(
            "type=SAMLUser principalId=q=:carol userName=carol eventType=AwsConsoleSignIn",
            "q=:carol | federated | carol | null | null | console"),
        row(
            "type=WebIdentityUser principalId=accounts.google.com:app:dan userName=dan",
            "accounts.google.com:app:dan | federated | dan | null | null | none"),
        row(
            "type=Directory principalId=d-1 accountId=1 userName=erin accessKeyId=ASIA1",
            "d-1 | federated | erin | 1 | null | temporary credentials"),
        row(
            "type=IdentityCenterUser accountId=1 onBehalfOfUserId=94482488 principalId=x"
                + " userName=fay",
            "94482488 | identity-center | fay | 1 | null | temporary credentials"),
        row(
            "type=IdentityCenterUser accountId=1",
            "unknown | identity-center | unknown | 1 | null | temporary credentials"),
        row(
            "type=AWSService invokedBy=ec2.amazonaws.com",
            "ec2.amazonaws.com | service | ec2.amazonaws.com | null | null | service"),
        row("type=AWSService", "unknown | service | unknown | null | null | service"),
        row(
            "accountId=111122223333 invokedBy=backup.amazonaws.com",
            "backup.amazonaws.com | service | backup.amazonaws.com | null | null | service"),
        row(
            "type= invokedBy=backup.amazonaws.com",
            "backup.amazonaws.com | service | backup.amazonaws.com | null | null | service"),
        row(
            "accountId=1 eventType=AwsServiceEvent",
            "unknown | service | unknown | null | null | service"),
        row(
            "type=AWSAccount principalId=AROA1:jane accountId=444455556666",
            "444455556666 | account | 444455556666 | 444455556666 | null | temporary credentials"),
        row(
            "type=AWSAccount principalId=AIDA1 accountId=444455556666 accessKeyId=AKIA1",
            "444455556666 | account | 444455556666 | 444455556666 | null | long-term key"),
        row(
            "type=AWSAccount principalId=AIDA1 accountId=444455556666",
            "444455556666 | account | 444455556666 | 444455556666 | null | none"),
        row(
            "type=AWSAccount principalId= accountId=anonymous",
            "anonymous | anonymous | anonymous | null | null | none"),
        row(
            "type=AWSAccount principalId= accountId=ANONYMOUS_PRINCIPAL",
            "anonymous | anonymous | anonymous | null | null | none"),
        row(
            "type=Unknown principalId=Anonymous",
            "anonymous | anonymous | anonymous | null | null | none"),
        row("type=Unknown principalId=p", "p | unknown | p | null | null | none"),
        row("type=Unknown", "unknown | unknown | unknown | null | null | none"),
        row(
            "type=NewKindOf2030 principalId=p arn=arn:aws:x::1:y",
            "p | unknown | p | 1 | null | none"),
        row("principalId=p", "p | unknown | p | null | null | none"),
        row("", "unknown | unknown | unknown | null | null | none"));
  }

  @ParameterizedTest
  @MethodSource("identities")
  void isTold(String identity, String expected) {
    Caller caller = Caller.of(identity(identity));
    assertThat(
            String.join(
                " | ",
                caller.key(),
                caller.kind().label(),
                caller.name(),
                String.valueOf(caller.account()),
                String.valueOf(caller.sessionName()),
                caller.credentialKind().label()))
        .isEqualTo(expected);
  }

  @Test
  void hasTheKindsThatReportsAreWrittenAgainst() {
    assertThat(Arrays.stream(CallerKind.values()).map(CallerKind::label))
        .containsExactly(
            "root",
            "user",
            "role",
            "federated",
            "identity-center",
            "service",
            "account",
            "anonymous",
            "unknown");
  }

  @Test
  void hasTheCredentialKindsThatReportsAreWrittenAgainst() {
    assertThat(Arrays.stream(CredentialKind.values()).map(CredentialKind::label))
        .containsExactly(
            "root", "long-term key", "temporary credentials", "console", "service", "none");
  }

  private static Arguments row(String identity, String caller) {
    return Arguments.of(identity, caller);
  }

  private static UserIdentity identity(String text) {
    Map<String, String> members = new TreeMap<>();
    for (String member : text.split(" ", -1)) {
      int equals = member.indexOf('=');
      members.put(
          equals < 0 ? member : member.substring(0, equals),
          equals < 0 ? "" : member.substring(equals + 1));
    }
    return new UserIdentity(
        member(members, "type"),
        member(members, "userName"),
        member(members, "principalId"),
        member(members, "arn"),
        member(members, "accountId"),
        member(members, "accessKeyId"),
        member(members, "invokedBy"),
        member(members, "onBehalfOfUserId"),
        member(members, "issuerUserName"),
        member(members, "issuerArn"),
        member(members, "issuerAccountId"),
        member(members, "eventType"),
        members.containsKey("fromConsole"),
        members.containsKey("inSession"));
  }

  private static @Nullable String member(Map<String, String> members, String name) {
    return members.get(name);
  }
}
