package io.trailhouse.people;

import static io.trailhouse.people.Story.DAY;
import static io.trailhouse.people.Story.onBehalfOf;
import static io.trailhouse.people.Story.root;
import static io.trailhouse.people.Story.session;
import static io.trailhouse.people.Story.sourceIdentity;
import static io.trailhouse.people.Story.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.SparkTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SparkTest
class PeopleTest {

  private static final String ALICE = "arn:aws:iam::111122223333:user/alice";
  private static final String CREATED = DAY + "T08:00:00";

  private final SparkSession spark;
  @TempDir private Path folder;
  private Story story;

  PeopleTest(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeEach
  void begin() {
    story = new Story(spark, folder);
  }

  @Test
  void knowsTheUserOfIdentityCenterThatARequestWasMadeFor() {
    story
        .event(
            "09:00",
            session(
                Story.ACCOUNT, "r", "s", "ASIA1", CREATED, sourceIdentity("x"), onBehalfOf("u-1")))
        .ingest();
    assertThat(story.who("ASIA1")).isEqualTo("identity-center:d-906/u-1 identity-center");
  }

  @Test
  void knowsAUserOfIdentityCenterWithoutARole() {
    story
        .event(
            "09:00",
            "{\"type\":\"IdentityCenterUser\",\"accountId\":\"1\"" + onBehalfOf("u-1") + "}")
        .event("09:01", "{\"type\":\"Unknown\",\"principalId\":\"1\"" + onBehalfOf("u-2") + "}")
        .ingest();
    assertThat(List.of(story.who("u-1"), story.who("u-2")))
        .containsExactly(
            "identity-center:d-906/u-1 identity-center",
            "identity-center:d-906/u-2 identity-center");
  }

  @Test
  void putsTheSourceIdentityAboveWhoeverMadeTheSession() {
    story
        .assumes("08:00", user("alice"), "ASIA1", "AROAr:s")
        .event("09:00", session("r", "s", "ASIA1", CREATED, sourceIdentity("Bob@Example.com")))
        .ingest();
    assertThat(story.who("ASIA1")).isEqualTo("bob@example.com source-identity");
  }

  @Test
  void followsTheKeyThatACallMade() {
    story
        .assumes("08:00", user("alice"), "ASIA1", "AROAr:s")
        .event("09:00", session("r", "s", "ASIA1"))
        .ingest();
    assertThat(story.who("ASIA1")).isEqualTo(ALICE + " link");
  }

  @Test
  void putsTheLinkAboveTheNameOfTheSession() {
    story
        .assumes("08:00", user("alice"), "ASIA1", "AROAr:bob@example.com")
        .event("09:00", session("r", "bob@example.com", "ASIA1"))
        .ingest();
    assertThat(story.who("ASIA1")).isEqualTo(ALICE + " link");
  }

  @Test
  void followsASessionThatWasRefreshedWithoutACall() {
    story
        .assumes("08:00", user("alice"), "ASIA1", "AROAr:s")
        .event("09:00", session("r", "s", "ASIA2"))
        .event("09:00", session("r", "s", ""))
        .event("09:00", session("r", "s", "ASIA3", DAY + "T08:00:30", ""))
        .ingest();
    assertThat(List.of(story.who("ASIA2"), story.who("AROAr:s@1790841600"), story.who("ASIA3")))
        .containsExactly(ALICE + " link", ALICE + " link", "");
  }

  @Test
  void takesANameThatLooksLikeAnAddress() {
    story
        .event("09:00", session("r", "Bob.B@Example.com", "ASIA1"))
        .event("09:00", session("r", "i-0123456789", "ASIA2"))
        .event("09:00", session("r", "bob@localhost", "ASIA3"))
        .ingest();
    assertThat(List.of(story.who("ASIA1"), story.who("ASIA2"), story.who("ASIA3")))
        .containsExactly("bob.b@example.com session-name", "", "");
  }

  @Test
  void takesUsersAndRootForPeople() {
    story.event("09:00", user("alice")).event("09:00", root()).ingest();
    assertThat(List.of(story.who(ALICE), story.who("arn:aws:iam::111122223333:root")))
        .containsExactly(ALICE + " iam-user", "arn:aws:iam::111122223333:root root");
  }

  @Test
  void takesNoServiceNoAccountAndNoStrangerForAPerson() {
    story
        .event("09:00", "{\"type\":\"AWSService\",\"invokedBy\":\"ec2.amazonaws.com\"}")
        .event("09:00", "{\"type\":\"AWSAccount\",\"principalId\":\"AIDAx\",\"accountId\":\"9\"}")
        .event(
            "09:00", "{\"type\":\"AWSAccount\",\"principalId\":\"\",\"accountId\":\"anonymous\"}")
        .event(
            "09:00",
            "{\"type\":\"IAMUser\",\"principalId\":\"AIDAy\",\"accountId\":\"1\",\"userName\":\"HIDDEN_DUE_TO_SECURITY_REASONS\"}")
        .event("09:00", "{}")
        .ingest();
    assertThat(story.people().people().collectAsList()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void followsAChainAcrossAccounts(int depth) {
    String maker = user("alice");
    for (int link = 1; link <= depth; link++) {
      story.assumes("08:00", maker, "ASIA" + link, "AROAr" + link + ":s");
      maker = session("00000000000" + link, "r" + link, "s", "ASIA" + link, CREATED, "", "");
    }
    story.event("09:00", maker).ingest();
    assertThat(
            List.of(
                story.who("ASIA" + depth),
                story.sql(
                    "SELECT depth, chained_to FROM {people} WHERE actor = 'ASIA%d'"
                        .formatted(depth))))
        .containsExactly(
            ALICE + " link",
            List.of("[%d,%s]".formatted(depth, depth == 1 ? ALICE : "ASIA" + (depth - 1))));
  }

  @Test
  void knowsACallerFromAnotherAccountByItsPrincipalId() {
    story
        .assumes(
            "08:00",
            "{\"type\":\"AWSAccount\",\"principalId\":\"AIDAalice\",\"accountId\":\"9\"}",
            "ASIA1",
            "AROAr:s")
        .event("07:00", user("999999999999", "alice"))
        .event("09:00", session("r", "s", "ASIA1"))
        .ingest();
    assertThat(story.who("ASIA1")).isEqualTo("arn:aws:iam::999999999999:user/alice link");
  }

  @Test
  void showsACallerFromAnAccountThatIsNotInTheLake() {
    story
        .assumes(
            "08:00",
            "{\"type\":\"AWSAccount\",\"principalId\":\"AIDAalice\",\"accountId\":\"9\"}",
            "ASIA1",
            "AROAr:bob@example.com")
        .event("09:00", session("r", "bob@example.com", "ASIA1"))
        .ingest();
    story.people();
    assertThat(
            story.sql(
                "SELECT person, person_rule, chained_to, depth FROM {people} WHERE actor ="
                    + " 'ASIA1'"))
        .containsExactly("[bob@example.com,session-name,AIDAalice,0]");
  }

  @Test
  void followsASwitchOfRolesInTheConsole() {
    story
        .event(
            "08:00:03",
            session("r", "alice", "", CREATED, ""),
            "signin",
            "SwitchRole",
            ",\"responseElements\":{\"SwitchRole\":\"Success\"},\"additionalEventData\":{\"SwitchFrom\":\""
                + ALICE
                + "\"}")
        .event("09:00", session("r", "alice", "ASIA1"))
        .ingest();
    assertThat(story.who("ASIA1")).isEqualTo(ALICE + " link");
  }

  @Test
  void followsASignInToARoleOfIdentityCenter() {
    String permissionSet = "AWSReservedSSO_Developer_0123456789abcdef";
    story
        .event(
            "07:00",
            "{\"type\":\"Unknown\",\"principalId\":\"1\",\"userName\":\"alice\""
                + onBehalfOf("u-1")
                + "}",
            "signin",
            "UserAuthentication",
            ",\"serviceEventDetails\":{\"UserAuthentication\":\"Success\"}")
        .event("09:00", session(permissionSet, "Alice", "ASIA1"))
        .event("09:00", session("AWSReservedSSOx", "alice", "ASIA2"))
        .ingest();
    assertThat(List.of(story.who("ASIA1"), story.who("ASIA2")))
        .containsExactly("identity-center:d-906/u-1 link", "");
  }

  @Test
  void followsRootThatWasAssumed() {
    String assumedRoot =
        "{\"type\":\"Root\",\"principalId\":\"1\",\"arn\":\"arn:aws:iam::1:root\",\"accountId\":\"1\",\"accessKeyId\":\"ASIA1\",\"sessionContext\":{\"assumedRoot\":true}}";
    story
        .event(
            "08:00",
            user("alice"),
            "sts",
            "AssumeRoot",
            ",\"responseElements\":{\"credentials\":{\"accessKeyId\":\"ASIA1\"}}")
        .event("09:00", assumedRoot)
        .ingest();
    assertThat(story.who("ASIA1")).isEqualTo(ALICE + " link");
  }

  @Test
  void isNotCaughtInACircle() {
    story
        .assumes("08:00", session("r", "s", "ASIA1"), "ASIA2", "AROAr:s")
        .assumes("08:00", session("r", "s", "ASIA2"), "ASIA3", "AROAr:s")
        .assumes("08:00", session("r", "s", "ASIA3"), "ASIA1", "AROAr:s")
        .assumes("08:00", session("r", "bob@example.com", "ASIA4"), "ASIA4", "AROAr:s")
        .assumes("08:00", session("r", "s", "ASIA3"), "ASIA5", "AROAr:s")
        .event("09:00", session("r", "carol@example.com", "ASIA5"))
        .ingest();
    assertThat(
            List.of(
                story.who("ASIA1"),
                story.who("ASIA2"),
                story.who("ASIA3"),
                story.who("ASIA4"),
                story.who("ASIA5")))
        .containsExactly(
            "", "", "", "bob@example.com session-name", "carol@example.com session-name");
  }

  @Test
  void letsAProofThatContradictsItselfProveNothing() {
    story
        .event(
            "09:00",
            session(
                Story.ACCOUNT, "r", "s", "ASIA1", CREATED, sourceIdentity("x"), onBehalfOf("u-1")))
        .event(
            "09:00",
            session(
                Story.ACCOUNT, "r", "s", "ASIA1", CREATED, sourceIdentity("x"), onBehalfOf("u-2")))
        .assumes("08:00", user("alice"), "ASIA2", "AROAr:s2")
        .assumes("08:00", user("bob"), "ASIA2", "AROAr:s2")
        .event("09:00", session("r", "carol@example.com", "ASIA2"))
        .ingest();
    assertThat(List.of(story.who("ASIA1"), story.who("ASIA2")))
        .containsExactly("x source-identity", "carol@example.com session-name");
  }

  @Test
  void ignoresCallsThatWereRefused() {
    story
        .event(
            "08:00",
            user("alice"),
            "sts",
            "AssumeRole",
            ",\"errorCode\":\"AccessDenied\",\"responseElements\":{\"credentials\":{\"accessKeyId\":\"ASIA1\"}}")
        .event("09:00", session("r", "s", "ASIA1"))
        .ingest();
    assertThat(story.who("ASIA1")).isEmpty();
  }

  @Test
  void livesWithAnswersOfAnyShape() {
    for (String odd :
        List.of(
            "null",
            "\"null\"",
            "[1]",
            "{\"credentials\":\"none\"}",
            "{\"credentials\":{\"accessKeyId\":7}}")) {
      story.event("08:00", user("alice"), "sts", "AssumeRole", ",\"responseElements\":" + odd);
    }
    story.event("09:00", session("r", "s", "ASIA1")).ingest();
    assertThat(story.who("ASIA1")).isEmpty();
  }

  @Test
  void looksBackAsFarAsItIsToldAndNoFarther() {
    story
        .assumes("2026-09-30T12:00:00", user("alice"), "ASIA1", "AROAr:s")
        .assumes("2026-09-30T11:59:59", user("alice"), "ASIA2", "AROAr:t")
        .event("09:00", session("r", "s", "ASIA1", "2026-09-30T12:00:00", ""))
        .event("09:00", session("r", "t", "ASIA2", "2026-09-30T11:59:59", ""))
        .ingest();
    People usual = story.people();
    List<String> seen = List.of(story.who(usual, "ASIA1"), story.who(usual, "ASIA2"));
    People far = story.people(DAY, 1, Duration.ofHours(36));
    List<String> seenFar = List.of(story.who(far, "ASIA1"), story.who(far, "ASIA2"));
    People none = story.people(DAY, 1, Duration.ZERO);
    assertThat(List.of(seen, seenFar, List.of(story.who(none, "ASIA1"))))
        .containsExactly(
            List.of(ALICE + " link", ""), List.of(ALICE + " link", ALICE + " link"), List.of(""));
  }

  @Test
  void resolvesEachDayOfAWindowFromWhatItSees() {
    story
        .event("2026-09-30T23:00:00", session("r", "s", "ASIA1", "2026-09-30T22:00:00", ""))
        .event("01:00", session("r", "s", "ASIA1", "2026-09-30T22:00:00", sourceIdentity("x")))
        .event("2026-10-03T01:00:00", session("r", "s", "ASIA1", "2026-09-30T22:00:00", ""))
        .ingest();
    assertThat(
            story.people("2026-09-29", 7).people().collectAsList().stream()
                .map(row -> row.get(0) + " " + row.get(2)))
        .containsExactly("2026-10-01 x");
  }

  @Test
  void hasNobodyInALakeWithoutEvents() {
    story.lake().createMissingTables();
    assertThat(story.people("2026-10-01", 3).sessions().collectAsList()).isEmpty();
  }
}
