package io.trailhouse.people;

import static io.trailhouse.people.Story.DAY;
import static io.trailhouse.people.Story.onBehalfOf;
import static io.trailhouse.people.Story.root;
import static io.trailhouse.people.Story.session;
import static io.trailhouse.people.Story.sourceIdentity;
import static io.trailhouse.people.Story.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.SparkTest;
import io.trailhouse.table.Partitioning;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

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

  /** A sentence, what happens, and who the actors of {@code actor: who} are. */
  private record Scene(String sentence, Consumer<Story> happening, List<String> actors) {

    Scene(String sentence, Consumer<Story> happening, String... actors) {
      this(sentence, happening, List.of(actors));
    }
  }

  /** All in one lake: to make one takes long. No scene has an actor of another one but alice. */
  @TestFactory
  Stream<DynamicTest> knowsWhoStandsBehindAnActor() {
    List<Scene> scenes = scenes();
    scenes.forEach(scene -> scene.happening().accept(story));
    story.ingest().people();
    Map<String, String> who = new TreeMap<>();
    for (Row row :
        story.rows("SELECT actor, person, person_rule, chained_to, depth FROM {people}")) {
      who.put(row.getString(0), row.mkString(" ").substring(row.getString(0).length() + 1));
    }
    return scenes.stream()
        .map(
            scene ->
                DynamicTest.dynamicTest(
                    scene.sentence(),
                    () ->
                        assertThat(
                                scene.actors().stream()
                                    .map(actor -> actor.substring(0, actor.indexOf(": ")))
                                    .map(actor -> actor + ": " + who.get(actor)))
                            .containsExactlyElementsOf(scene.actors())));
  }

  private static List<Scene> scenes() {
    List<Scene> scenes = new ArrayList<>();
    scenes.add(
        new Scene(
            "by the user of Identity Center that a request was made for",
            s ->
                s.event(
                    "09:00",
                    session(
                        Story.ACCOUNT,
                        "ra",
                        "s",
                        "ASIAa",
                        CREATED,
                        sourceIdentity("x"),
                        onBehalfOf("u-a"))),
            "ASIAa: identity-center:d-906/u-a identity-center null 0"));
    scenes.add(
        new Scene(
            "by the user of Identity Center without a role",
            s ->
                s.event(
                        "09:00",
                        "{\"type\":\"IdentityCenterUser\",\"accountId\":\"1\""
                            + onBehalfOf("u-b1")
                            + "}")
                    .event(
                        "09:01",
                        "{\"type\":\"Unknown\",\"principalId\":\"1\"" + onBehalfOf("u-b2") + "}"),
            "u-b1: identity-center:d-906/u-b1 identity-center null 0",
            "u-b2: identity-center:d-906/u-b2 identity-center null 0"));
    scenes.add(
        new Scene(
            "by the source identity rather than by whoever made the session",
            s ->
                s.assumes("08:00", user("alice"), "ASIAc", "AROArc:s")
                    .event(
                        "09:00",
                        session("rc", "s", "ASIAc", CREATED, sourceIdentity("Bob@Example.com"))),
            "ASIAc: bob@example.com source-identity " + ALICE + " 0"));
    scenes.add(
        new Scene(
            "by the key that a call made, rather than by the session's name",
            s ->
                s.assumes("08:00", user("alice"), "ASIAd", "AROArd:bob@example.com")
                    .event("09:00", session("rd", "bob@example.com", "ASIAd")),
            "ASIAd: " + ALICE + " link " + ALICE + " 1"));
    scenes.add(
        new Scene(
            "by the time of creation if a session was refreshed without a call",
            s ->
                s.assumes("08:00", user("alice"), "ASIAe1", "AROAre:s")
                    .event("09:00", session("re", "s", "ASIAe2"))
                    .event("09:00", session("re", "s", ""))
                    .event("09:00", session("re", "s", "ASIAe3", DAY + "T08:00:30", "")),
            "ASIAe2: " + ALICE + " link " + ALICE + " 1",
            "AROAre:s@1790841600: " + ALICE + " link " + ALICE + " 1",
            "ASIAe3: null null null null"));
    scenes.add(
        new Scene(
            "by a name that looks like an address, and by no other name",
            s ->
                s.event("09:00", session("rf", "Bob.B@Example.com", "ASIAf1"))
                    .event("09:00", session("rf", "i-0123456789", "ASIAf2"))
                    .event("09:00", session("rf", "bob@localhost", "ASIAf3")),
            "ASIAf1: bob.b@example.com session-name null 0",
            "ASIAf2: null null null null",
            "ASIAf3: null null null null"));
    scenes.add(
        new Scene(
            "by the name in a SAML assertion",
            s ->
                s.event(
                        "08:00",
                        "{\"type\":\"SAMLUser\",\"principalId\":\"IdP:dave\",\"userName\":\"Dave@example.com\"}",
                        "sts",
                        "AssumeRoleWithSAML",
                        Story.made("ASIAg", "AROArg:d"))
                    .event("09:00", session("rg", "d", "ASIAg")),
            "IdP:dave: dave@example.com session-name null 0",
            "ASIAg: dave@example.com link IdP:dave 1"));
    scenes.add(
        new Scene(
            "by being a user or root",
            s -> s.event("09:00", user("alice")).event("09:00", root()),
            ALICE + ": " + ALICE + " iam-user null 0",
            "arn:aws:iam::111122223333:root: arn:aws:iam::111122223333:root root null 0"));
    scenes.add(
        new Scene(
            "but not behind services, accounts and strangers",
            s ->
                s.event("09:00", "{\"type\":\"AWSService\",\"invokedBy\":\"ec2.amazonaws.com\"}")
                    .event(
                        "09:00",
                        "{\"type\":\"AWSAccount\",\"principalId\":\"AIDAx\",\"accountId\":\"9\"}")
                    .event(
                        "09:00",
                        "{\"type\":\"AWSAccount\",\"principalId\":\"\",\"accountId\":\"anonymous\"}")
                    .event(
                        "09:00",
                        "{\"type\":\"IAMUser\",\"principalId\":\"AIDAy\",\"userName\":\"HIDDEN_DUE_TO_SECURITY_REASONS\"}")
                    .event("09:00", "{}"),
            "ec2.amazonaws.com: null null null null",
            "AIDAx: null null null null",
            "anonymous: null null null null",
            "AIDAy: null null null null",
            "unknown: null null null null"));
    for (int depth = 1; depth <= 5; depth++) {
      int links = depth;
      scenes.add(
          new Scene(
              "over %d accounts".formatted(depth),
              s -> chain(s, links),
              "ASIAh%1$d%1$d: %2$s link %3$s %1$d"
                  .formatted(depth, ALICE, depth == 1 ? ALICE : "ASIAh" + depth + (depth - 1))));
    }
    scenes.add(
        new Scene(
            "by the principal id of a caller from another account",
            s ->
                s.assumes("08:00", stranger("AIDAian"), "ASIAi", "AROAri:s")
                    .event("07:00", user("999999999999", "ian"))
                    .event("09:00", session("ri", "s", "ASIAi")),
            "ASIAi: arn:aws:iam::999999999999:user/ian link arn:aws:iam::999999999999:user/ian 1"));
    scenes.add(
        new Scene(
            "or shows the id if that account is not in the lake",
            s ->
                s.assumes("08:00", stranger("AIDAjoe"), "ASIAj", "AROArj:bob@example.com")
                    .event("09:00", session("rj", "bob@example.com", "ASIAj")),
            "ASIAj: bob@example.com session-name AIDAjoe 0"));
    scenes.add(
        new Scene(
            "by a switch of roles in the console, also from a user that is not in the lake",
            s ->
                s.event(
                        "08:00:03",
                        session("rk", "kim", "", CREATED, ""),
                        "signin",
                        "SwitchRole",
                        ",\"responseElements\":{\"SwitchRole\":\"Success\"},\"additionalEventData\":{\"SwitchFrom\":\"arn:aws:iam::9:user/kim\"}")
                    .event("09:00", session("rk", "kim", "ASIAk")),
            "ASIAk: arn:aws:iam::9:user/kim link arn:aws:iam::9:user/kim 1"));
    scenes.add(
        new Scene(
            "by the sign-in to a role of Identity Center",
            s ->
                s.event(
                        "07:00",
                        "{\"type\":\"Unknown\",\"principalId\":\"1\",\"userName\":\"lea\""
                            + onBehalfOf("u-l")
                            + "}",
                        "signin",
                        "UserAuthentication",
                        ",\"serviceEventDetails\":{\"UserAuthentication\":\"Success\"}")
                    .event(
                        "09:00",
                        session("AWSReservedSSO_Developer_0123456789abcdef", "Lea", "ASIAl1"))
                    .event("09:00", session("AWSReservedSSOx", "lea", "ASIAl2")),
            "ASIAl1: identity-center:d-906/u-l link u-l 1",
            "ASIAl2: null null null null"));
    scenes.add(
        new Scene(
            "of root that was assumed",
            s ->
                s.event(
                        "08:00",
                        user("alice"),
                        "sts",
                        "AssumeRoot",
                        ",\"responseElements\":{\"credentials\":{\"accessKeyId\":\"ASIAm\"}}")
                    .event(
                        "09:00",
                        "{\"type\":\"Root\",\"principalId\":\"1\",\"arn\":\"arn:aws:iam::1:root\",\"accountId\":\"1\",\"accessKeyId\":\"ASIAm\",\"sessionContext\":{\"assumedRoot\":true}}"),
            "ASIAm: " + ALICE + " link " + ALICE + " 1"));
    scenes.add(
        new Scene(
            "but not by going in circles",
            s ->
                s.assumes("08:00", session("rn", "s", "ASIAn1"), "ASIAn2", "x")
                    .assumes("08:00", session("rn", "s", "ASIAn2"), "ASIAn1", "x")
                    .assumes("08:00", session("rn", "b@example.com", "ASIAn3"), "ASIAn3", "x")
                    .assumes("08:00", session("rn", "s", "ASIAn2"), "ASIAn4", "x")
                    .event("09:00", session("rn", "carol@example.com", "ASIAn4")),
            "ASIAn1: null null ASIAn2 null",
            "ASIAn2: null null ASIAn1 null",
            "ASIAn3: b@example.com session-name null 0",
            "ASIAn4: carol@example.com session-name ASIAn2 0"));
    scenes.add(
        new Scene(
            "by the next proof if one contradicts itself",
            s ->
                s.event(
                        "09:00",
                        session(
                            Story.ACCOUNT,
                            "ro",
                            "s",
                            "ASIAo1",
                            CREATED,
                            sourceIdentity("x"),
                            onBehalfOf("u-1")))
                    .event(
                        "09:00",
                        session(
                            Story.ACCOUNT,
                            "ro",
                            "s",
                            "ASIAo1",
                            CREATED,
                            sourceIdentity("x"),
                            onBehalfOf("u-2")))
                    .assumes("08:00", user("alice"), "ASIAo2", "AROAro:t")
                    .assumes("08:00", user("oskar"), "ASIAo2", "AROAro:t")
                    .event("09:00", session("ro", "carol@example.com", "ASIAo2")),
            "ASIAo1: x source-identity null 0",
            "ASIAo2: carol@example.com session-name null 0"));
    scenes.add(
        new Scene(
            "but not by a call that was refused",
            s ->
                s.event(
                        "08:00",
                        user("alice"),
                        "sts",
                        "AssumeRole",
                        ",\"errorCode\":\"AccessDenied\"" + Story.made("ASIAp", "x"))
                    .event("09:00", session("rp", "s", "ASIAp")),
            "ASIAp: null null null null"));
    scenes.add(
        new Scene(
            "whatever the shape of an answer",
            s -> {
              for (String odd :
                  List.of(
                      "null",
                      "\"null\"",
                      "[1]",
                      "{\"credentials\":\"none\"}",
                      "{\"credentials\":{\"accessKeyId\":7}}")) {
                s.event(
                    "08:00", user("alice"), "sts", "AssumeRole", ",\"responseElements\":" + odd);
              }
              s.event("09:00", session("rq", "s", "ASIAq"));
            },
            "ASIAq: null null null null"));
    return scenes;
  }

  private static void chain(Story story, int links) {
    String maker = user("alice");
    for (int link = 1; link <= links; link++) {
      String key = "ASIAh" + links + link;
      story.assumes("08:00", maker, key, "AROArh" + links + link + ":s");
      maker = session("00000000000" + link, "rh" + links + link, "s", key, CREATED, "", "");
    }
    story.event("09:00", maker);
  }

  private static String stranger(String principalId) {
    return "{\"type\":\"AWSAccount\",\"principalId\":\"%s\",\"accountId\":\"9\"}"
        .formatted(principalId);
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
    story.lake().createMissingTables(Partitioning.DATE_REGION_SOURCE);
    assertThat(story.people("2026-10-01", 3).sessions().collectAsList()).isEmpty();
  }
}
