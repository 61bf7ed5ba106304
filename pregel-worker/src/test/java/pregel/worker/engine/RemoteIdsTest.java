package pregel.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RemoteIdsTest {
  @Test
  void threadsThatMeetTheSameIdsGiveThemTheSameNumbers() throws InterruptedException {
    RemoteIds remote = new RemoteIds();
    Random random = new Random(5);
    long[] ids = random.longs(20_000).toArray();
    ids[0] = 0;
    ids[1] = -1;
    ids[2] = Long.MIN_VALUE;
    GrowingBits bits = new GrowingBits();
    List<int[]> numbers = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    for (int t = 0; t < 4; t++) {
      int[] mine = new int[ids.length];
      int offset = t * 5000;
      numbers.add(mine);
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < ids.length; i++) {
                  int at = (i + offset) % ids.length;
                  mine[at] = remote.number(ids[at]);
                  bits.set(3 * mine[at]);
                }
              });
      thread.setUncaughtExceptionHandler((who, e) -> failure.set(e));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failure.get()).isNull();
    assertThat(remote.count()).isEqualTo(ids.length);
    for (int at = 0; at < ids.length; at++) {
      assertThat(remote.id(numbers.get(0)[at])).isEqualTo(ids[at]);
      assertThat(remote.find(ids[at])).isEqualTo(numbers.get(0)[at]);
      assertThat(bits.get(3 * at)).isTrue();
      assertThat(bits.get(3 * at + 1)).isFalse();
    }
    for (int[] others : numbers) {
      assertThat(others).isEqualTo(numbers.get(0));
    }
    assertThat(remote.find(7)).isEqualTo(-1);
  }

  @Test
  void whatWasFoundIsKept() {
    RemoteIds remote = new RemoteIds();
    int some = remote.number(17);
    remote.learn();
    remote.found(some, 4);
    int nobody = remote.number(18);
    assertThat(remote.known()).isEqualTo(1);
    remote.learn();
    assertThat(remote.slot(some)).isEqualTo(4);
    assertThat(remote.slot(nobody)).isEqualTo(RemoteIds.ABSENT);
    remote.miss(nobody);
    assertThat(remote.leastMissed()).isEqualTo(18);
  }
}
