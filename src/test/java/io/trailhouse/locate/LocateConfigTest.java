package io.trailhouse.locate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocateConfigTest {

  private static final LocalDate DAY = LocalDate.of(2024, 1, 2);

  @Test
  void refusesAWindowWithoutDays() {
    assertThatThrownBy(() -> new LocateConfig(List.of("t"), DAY, DAY, Set.of(), Set.of(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--from 2024-01-02 must be before --to 2024-01-02, whose own day is not included");
  }

  @Test
  void refusesToLookNowhere() {
    assertThatThrownBy(() -> new LocateConfig(List.of(), null, null, Set.of(), Set.of(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("At least one trail is needed");
  }

  @Test
  void refusesAnAccountThatIsNone() {
    assertThatThrownBy(() -> new LocateConfig(List.of("t"), null, null, Set.of("42"), Set.of(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--account must be the twelve digits of an AWS account, cannot be: 42");
  }

  @Test
  void refusesAnEmptyRegion() {
    assertThatThrownBy(() -> new LocateConfig(List.of("t"), null, null, Set.of(), Set.of(" "), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--region must not be empty, such as eu-central-1");
  }

  @Test
  void refusesToListNothingAtATime() {
    assertThatThrownBy(() -> new LocateConfig(List.of("t"), null, null, Set.of(), Set.of(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("At least 1 folder must be listed at a time, cannot be: 0");
  }
}
