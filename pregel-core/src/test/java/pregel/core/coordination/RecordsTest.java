package pregel.core.coordination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RecordsTest {
  private static final String WHERE = "/pregel/somewhere";

  /** A record, its bytes, and how they are read. */
  private record Kind<T>(T value, byte[] bytes, Function<byte[], T> decode) {}

  private static final List<Kind<?>> KINDS =
      List.of(
          kind(
              new WorkerRecord("w-1", "host.example", 65535, 96, Long.MAX_VALUE, "0.1-abc", -5),
              WorkerRecord::encode,
              bytes -> WorkerRecord.decode(WHERE, bytes)),
          kind(
              new MasterRecord("m.1", "::1", 1, Integer.MAX_VALUE),
              MasterRecord::encode,
              bytes -> MasterRecord.decode(WHERE, bytes)),
          kind(
              new EpochRecord(3, 1L << 60, -1, "m"),
              EpochRecord::encode,
              bytes -> EpochRecord.decode(WHERE, bytes)),
          kind(
              new JobHead(17, "j+0123", 1 << 20, -9),
              JobHead::encode,
              bytes -> JobHead.decode(WHERE, bytes)),
          kind(
              new JobState(
                  JobStatus.FAILED,
                  3,
                  4,
                  5,
                  143,
                  "e\u00e4\u20ac\ud83d\ude00",
                  Map.of("triangles", 3.0, "\u00e4", -0.0),
                  new JobState.Spent(2, 1L << 40)),
              JobState::encode,
              bytes -> JobState.decode(WHERE, bytes)),
          kind(
              new PartitionAssignment(2, List.of("a", "b"), new int[] {0, 1, 1}),
              PartitionAssignment::encode,
              bytes -> PartitionAssignment.decode(WHERE, bytes)),
          kind(
              List.of(new CheckpointPointer(2, 5, 1, "new"), new CheckpointPointer(1, 9, 1, "old")),
              CheckpointPointer::encode,
              bytes -> CheckpointPointer.decode(WHERE, bytes)));

  private static <T> Kind<T> kind(T value, Function<T, byte[]> encode, Function<byte[], T> decode) {
    return new Kind<>(value, encode.apply(value), decode);
  }

  @Test
  void comeBackAsTheyWere() {
    for (Kind<?> kind : KINDS) {
      assertThat((Object) kind.decode.apply(kind.bytes)).isEqualTo(kind.value);
    }
  }

  @Test
  void areRefusedWhenCutOrLongerOrOfAnotherKind() {
    for (Kind<?> kind : KINDS) {
      for (int length = 0; length < kind.bytes.length; length++) {
        refuses(kind, Arrays.copyOf(kind.bytes, length));
      }
      refuses(kind, Arrays.copyOf(kind.bytes, kind.bytes.length + 1));
      for (Kind<?> other : KINDS) {
        if (!other.equals(kind)) {
          refuses(kind, other.bytes);
        }
      }
    }
  }

  @Test
  void neverFailOtherwiseThanByRefusal() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      Kind<?> kind = KINDS.get(random.nextInt(KINDS.size()));
      byte[] bytes = kind.bytes.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        assertThat(kind.decode.apply(bytes)).isNotNull();
      } catch (CoordinationException e) {
        assertThat(e.getMessage()).as("seed %s, try %s", seed, i).startsWith(WHERE + ": ");
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", try " + i + ": " + kind.value, e);
      }
    }
  }

  @Test
  void longMessagesAreShortened() {
    JobState state = new JobState(JobStatus.FAILED, 1, 1, 1, 50, "\u20ac".repeat(5000));
    assertThat(state.message()).endsWith("\u20ac...").hasSizeLessThan(1400);
    assertThat(JobState.decode(WHERE, state.encode())).isEqualTo(state);
  }

  @Test
  void namesCannotLeaveTheirPlace() {
    for (String name :
        List.of("", "..", "a/b", "/", ".a", "a b", "\u00e4", "a\u0000", "a".repeat(101))) {
      assertThatThrownBy(() -> new JobRecord(name, 1, new byte[0]))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("use 1 to 100 letters");
    }
    for (String root : List.of("", "/", "pregel", "/pregel/", "/a//b", "/a/../b")) {
      assertThatThrownBy(() -> new Layout(root))
          .as(root)
          .isInstanceOf(CoordinationException.class)
          .hasMessageContaining("is not a path of names");
    }
  }

  @Test
  void jobsGoForwards() {
    JobState running = new JobState(JobStatus.RUNNING, 2, 1, 7, 0, "");
    assertThat(running.mayBecome(new JobState(JobStatus.RUNNING, 2, 1, 6, 0, ""))).isTrue();
    assertThat(running.mayBecome(new JobState(JobStatus.COMMITTING, 3, 1, 7, 0, ""))).isTrue();
    assertThat(running.mayBecome(new JobState(JobStatus.STARTING, 2, 2, -1, 0, ""))).isTrue();
    assertThat(running.mayBecome(new JobState(JobStatus.STARTING, 2, 1, -1, 0, ""))).isFalse();
    assertThat(running.mayBecome(new JobState(JobStatus.RUNNING, 1, 1, 8, 0, ""))).isFalse();
    assertThat(running.mayBecome(new JobState(JobStatus.FAILED, 2, 0, 8, 1, ""))).isFalse();
    JobState ended = new JobState(JobStatus.CANCELLED, 2, 1, 7, 143, "");
    assertThat(running.mayBecome(ended)).isTrue();
    assertThat(ended.mayBecome(ended)).isTrue();
    assertThat(ended.mayBecome(new JobState(JobStatus.STARTING, 2, 2, -1, 0, ""))).isFalse();
  }

  private static void refuses(Kind<?> kind, byte[] bytes) {
    assertThatThrownBy(() -> kind.decode.apply(bytes))
        .as("%s of %s bytes", kind.value, bytes.length)
        .isInstanceOf(CoordinationException.class)
        .hasMessageStartingWith(WHERE + ": ");
  }
}
