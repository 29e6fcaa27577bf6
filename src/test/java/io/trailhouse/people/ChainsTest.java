package io.trailhouse.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.people.Chains.Found;
import io.trailhouse.people.Chains.Said;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChainsTest {

  private static final Said NOTHING = new Said(null, null);
  private static final Found NOBODY = new Found(null, null, 0);

  @Test
  void followsAMillionLinks() {
    Chains chains = new Chains();
    chains.actor("a0", NOTHING, new Said("alice", "iam-user"));
    for (int i = 1; i <= 1_000_000; i++) {
      chains.actor("a" + i, NOTHING, NOTHING);
      chains.candidate("a" + i, 1, "a" + (i - 1));
    }
    assertThat(chains.find("a1000000")).isEqualTo(new Found("alice", "link", 1_000_000));
  }

  @Test
  void takesTheBestWayThatDoesNotContradictItself() {
    Chains chains = new Chains();
    for (String actor : List.of("child", "a", "b", "c")) {
      chains.actor(actor, NOTHING, new Said(actor, "iam-user"));
    }
    chains.candidate("child", 1, "a");
    chains.candidate("child", 1, "b");
    chains.candidate("child", 1, "a");
    chains.candidate("child", 3, "b");
    chains.candidate("child", 2, "c");
    assertThat(chains.find("child")).isEqualTo(new Found("c", "link", 1));
  }

  @Test
  void fallsBackToWhatAnActorSaysItselfIfItsParentIsNobody() {
    Chains chains = new Chains();
    chains.actor("child", NOTHING, new Said("bob@example.com", "session-name"));
    chains.actor("parent", NOTHING, NOTHING);
    chains.candidate("child", 1, "parent");
    assertThat(chains.find("child")).isEqualTo(new Found("bob@example.com", "session-name", 0));
  }

  @Test
  void breaksACircleAtAStrongProof() {
    Chains chains = new Chains();
    chains.actor("a", new Said("x", "source-identity"), NOTHING);
    chains.actor("b", NOTHING, NOTHING);
    chains.candidate("a", 1, "b");
    chains.candidate("b", 1, "a");
    assertThat(List.of(chains.find("a"), chains.find("b")))
        .containsExactly(new Found("x", "source-identity", 0), new Found("x", "link", 1));
  }

  @Test
  void findsNobodyInACircleOrThroughOne() {
    Chains chains = new Chains();
    chains.actor("a", NOTHING, NOTHING);
    chains.actor("b", NOTHING, new Said("bob", "session-name"));
    chains.actor("c", NOTHING, NOTHING);
    chains.candidate("a", 1, "b");
    chains.candidate("b", 1, "a");
    chains.candidate("c", 1, "b");
    assertThat(List.of(chains.find("c"), chains.find("a"), chains.find("b")))
        .containsExactly(NOBODY, NOBODY, new Found("bob", "session-name", 0));
  }

  /** The same by climbing from each actor on its own. */
  @Property(tries = 300)
  void agreesWithClimbingInAnyOrder(@ForAll Random random) {
    int count = 1 + random.nextInt(12);
    Map<String, Said> strong = new HashMap<>();
    Map<String, Said> weak = new HashMap<>();
    Map<String, String> parent = new HashMap<>();
    Chains chains = new Chains();
    List<String> actors =
        IntStream.range(0, count).mapToObj(Integer::toString).collect(Collectors.toList());
    for (String actor : actors) {
      strong.put(actor, random.nextInt(6) == 0 ? new Said("S" + actor, "strong") : NOTHING);
      weak.put(actor, random.nextInt(3) == 0 ? new Said("W" + actor, "weak") : NOTHING);
      chains.actor(actor, strong.getOrDefault(actor, NOTHING), weak.getOrDefault(actor, NOTHING));
    }
    for (String actor : actors) {
      String above = Integer.toString(random.nextInt(count));
      if (random.nextInt(4) > 0 && !above.equals(actor)) {
        parent.put(actor, above);
        chains.candidate(actor, 1, above);
      }
    }
    List<String> asked = new ArrayList<>(actors);
    java.util.Collections.shuffle(asked, random);
    Map<String, Found> found = new HashMap<>();
    asked.forEach(actor -> found.put(actor, chains.find(actor)));
    Map<String, Found> climbed = new HashMap<>();
    actors.forEach(actor -> climbed.put(actor, climb(actor, strong, weak, parent)));
    assertThat(found).isEqualTo(climbed);
  }

  private static Found climb(
      String actor, Map<String, Said> strong, Map<String, Said> weak, Map<String, String> parent) {
    List<String> path = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (@Nullable String at = actor; at != null; at = parent.get(at)) {
      if (!seen.add(at)) {
        return own(weak.getOrDefault(actor, NOTHING), 0);
      }
      path.add(at);
      if (strong.getOrDefault(at, NOTHING).person() != null) {
        return new Found(
            strong.getOrDefault(at, NOTHING).person(),
            path.size() == 1 ? "strong" : "link",
            path.size() - 1);
      }
    }
    for (int i = path.size() - 1; i >= 0; i--) {
      Said said = weak.getOrDefault(path.get(i), NOTHING);
      if (said.person() != null) {
        return i == 0 ? own(said, 0) : new Found(said.person(), "link", i);
      }
    }
    return NOBODY;
  }

  private static Found own(Said said, int depth) {
    return new Found(said.person(), said.rule(), depth);
  }
}
