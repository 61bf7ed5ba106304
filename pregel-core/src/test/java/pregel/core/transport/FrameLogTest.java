package pregel.core.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameLogTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 20);

  @TempDir Path directory;

  private static String frame(int kind, int partition, int count, ByteBuffer body) {
    byte[] bytes = new byte[body.remaining()];
    body.get(bytes);
    return kind + " " + partition + " " + count + " " + new String(bytes, UTF_8);
  }

  private static List<String> frames(FrameLog log, int section, int round, int peer)
      throws InterruptedException {
    List<String> frames = new ArrayList<>();
    log.each(section, round, peer, (k, p, c, body) -> frames.add(frame(k, p, c, body)));
    return frames;
  }

  private static List<Integer> steps(FrameLog log, int section) throws InterruptedException {
    List<Integer> steps = new ArrayList<>();
    log.replay(
        section,
        new FrameLog.Visitor() {
          @Override
          public void opened(int round) {
            steps.add(round);
          }

          @Override
          public void finished(int round) {
            steps.add(~round);
          }
        });
    return steps;
  }

  @Test
  void givesBackWhatItWasGivenButForWhatWasDropped() throws Exception {
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      TreeMap<Integer, List<List<List<String>>>> expected = new TreeMap<>();
      try (FrameLog log = new FrameLog(directory, 1 << 20)) {
        int section = -5;
        for (int turn = 0; turn < 20; turn++) {
          section += random.nextInt(3);
          log.begin(section);
          List<List<List<String>>> rounds =
              expected.computeIfAbsent(section, s -> new ArrayList<>());
          int round = log.beginRound();
          assertThat(round).as("seed %d", seed).isEqualTo(rounds.size());
          rounds.add(List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
          for (int left = random.nextInt(6); left > 0; left--) {
            int peer = random.nextInt(3);
            byte[] body =
                Long.toString(random.nextLong()).repeat(random.nextInt(3)).getBytes(UTF_8);
            ByteBuffer given = ByteBuffer.wrap(body);
            assertThat(log.append(round, peer, left, turn, 7, given)).isTrue();
            assertThat(given.remaining()).isEqualTo(body.length);
            rounds.get(round).get(peer).add(frame(left, turn, 7, ByteBuffer.wrap(body)));
          }
          log.endRound(round);
          if (random.nextInt(5) == 0) {
            log.drop(-4, section - 2);
            expected.subMap(-4, Math.max(-4, section - 2)).clear();
          }
        }
        for (int any = -5; any <= section; any++) {
          List<List<List<String>>> rounds = expected.get(any);
          assertThat(log.rounds(any))
              .as("seed %d, section %d", seed, any)
              .isEqualTo(rounds == null ? -1 : rounds.size());
          for (int round = 0; rounds != null && round < rounds.size(); round++) {
            for (int peer = 0; peer < 3; peer++) {
              assertThat(frames(log, any, round, peer))
                  .as("seed %d, section %d, round %d", seed, any, round)
                  .isEqualTo(rounds.get(round).get(peer));
            }
          }
        }
      }
    }
    assertThat(Files.list(directory)).isEmpty();
  }

  /** An exchange may lie within another. */
  @Test
  void roundsAreOpenedAndFinishedAsTheyWere() throws Exception {
    try (FrameLog log = new FrameLog(directory, 100)) {
      log.begin(0);
      int outer = log.beginRound();
      int inner = log.beginRound();
      log.endRound(inner);
      log.append(outer, 1, 0, 0, 1, ByteBuffer.wrap(new byte[] {'a'}));
      log.endRound(outer);
      assertThat(steps(log, 0)).containsExactly(0, 1, ~1, ~0);
      assertThat(frames(log, 0, outer, 1)).containsExactly("0 0 1 a");
      assertThat(frames(log, 0, inner, 1)).isEmpty();
    }
  }

  @Test
  void endsWhereItsRoomDoes() throws Exception {
    try (FrameLog log = new FrameLog(directory, 10)) {
      log.begin(0);
      int round = log.beginRound();
      assertThat(log.append(round, 1, 0, 0, 1, ByteBuffer.allocate(10))).isTrue();
      assertThat(log.append(round, 1, 0, 0, 1, ByteBuffer.allocate(1))).isFalse();
      assertThat(log.isWhole()).isFalse();
      assertThat(log.rounds(0)).isEqualTo(-1);
      log.begin(1);
      assertThat(log.beginRound()).isNegative();
    }
  }

  @Test
  void sectionsRise() {
    try (FrameLog log = new FrameLog(directory, 10)) {
      log.begin(3);
      assertThatThrownBy(() -> log.begin(2)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
