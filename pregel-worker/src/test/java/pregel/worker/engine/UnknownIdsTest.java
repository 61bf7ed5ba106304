package pregel.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnknownIdsTest {
  @Test
  void numbersIdsInTheOrderInWhichTheyCome() {
    Random random = new Random(7);
    UnknownIds unknown = new UnknownIds();
    for (int round = 0; round < 3; round++) {
      Map<Long, Integer> expected = new HashMap<>();
      for (int i = 0; i < 5_000; i++) {
        long id = random.nextInt(2) == 0 ? random.nextLong() : random.nextInt(500);
        assertThat(unknown.find(id)).isEqualTo(expected.getOrDefault(id, -1));
        expected.putIfAbsent(id, expected.size());
        assertThat(unknown.number(id)).isEqualTo(expected.get(id));
      }
      assertThat(unknown.count()).isEqualTo(expected.size());
      expected.forEach((id, number) -> assertThat(unknown.id(number)).isEqualTo(id));
      unknown.clear();
      assertThat(unknown.count()).isZero();
    }
  }
}
