package io.trailhouse.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.locate.Listed;
import io.trailhouse.locate.TrailObject;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyBoundsTest {

  private static final TrailObject LOOSE = Listed.object("file:/trail/some.json.gz", 1, "1");

  @Test
  void keepTheNarrowerOfTwo() {
    assertThat(
            new KeyBounds(day(1), day(9), Set.of("a", "b"), null)
                .and(new KeyBounds(day(2), day(8), Set.of("b", "c"), Set.of("r"))))
        .isEqualTo(new KeyBounds(day(2), day(8), Set.of("b"), Set.of("r")));
  }

  @Test
  void holdNothingWhenTheyContradict() {
    assertThat(KeyBounds.days(null, day(3)).and(KeyBounds.days(day(3), null)).isEmpty()).isTrue();
  }

  @Test
  void takeDaysAfterTheEventForItsDelivery() {
    assertThat(KeyBounds.days(day(1), day(2)).delivered(3))
        .isEqualTo(KeyBounds.days(day(1), day(5)));
  }

  @Test
  void admitAnObjectWhoseKeySaysNothingWhenNothingWasAskedFor() {
    assertThat(KeyBounds.NONE.admits(LOOSE)).isTrue();
  }

  @Test
  void leaveAnObjectWhoseKeySaysNothingWhenOthersWereAskedFor() {
    assertThat(new KeyBounds(null, null, null, Set.of("r")).admits(LOOSE)).isFalse();
  }

  private static LocalDate day(int day) {
    return LocalDate.of(2026, 1, day);
  }
}
