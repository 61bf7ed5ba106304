package pregel.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrewTimesTest {
  @Test
  void comparesTheSlowestWithTheMean() {
    CrewTimes times =
        new CrewTimes(List.of("a", "b", "c"), List.of(1_000_000L, 4_000_000L, 1_000_000L));
    assertThat(times.slowest()).isEqualTo(1);
    assertThat(times.skew()).isEqualTo(2.0);
    assertThat(times).hasToString("a 1.0 ms, b 4.0 ms, c 1.0 ms, skew 2.00");
  }

  @Test
  void namesOfManyTheSlowestOnly() {
    List<Long> nanos = new java.util.ArrayList<>(Collections.nCopies(9, 1_000_000L));
    nanos.set(5, 10_000_000L);
    CrewTimes times = new CrewTimes(List.of("0", "1", "2", "3", "4", "five", "6", "7", "8"), nanos);
    assertThat(times).hasToString("slowest five 10.0 ms, skew 5.00");
  }

  @Test
  void hasNoSkewWhereNothingTookTime() {
    assertThat(new CrewTimes(List.of("a", "b"), List.of(0L, 0L)).skew()).isEqualTo(1.0);
    assertThatThrownBy(() -> new CrewTimes(List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
