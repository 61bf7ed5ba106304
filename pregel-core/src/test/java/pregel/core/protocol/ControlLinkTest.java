package pregel.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pregel.api.FailureKind;
import pregel.core.checkpoint.PartInfo;
import pregel.core.commit.OutputPart;
import pregel.core.job.SuperstepOrder;
import pregel.core.job.Traffic;
import pregel.core.job.Verdict;
import pregel.core.protocol.ControlMessage.Abandon;
import pregel.core.protocol.ControlMessage.Checkpoint;
import pregel.core.protocol.ControlMessage.Checkpointed;
import pregel.core.protocol.ControlMessage.Computed;
import pregel.core.protocol.ControlMessage.Failed;
import pregel.core.protocol.ControlMessage.Load;
import pregel.core.protocol.ControlMessage.Loaded;
import pregel.core.protocol.ControlMessage.Rejoin;
import pregel.core.protocol.ControlMessage.Release;
import pregel.core.protocol.ControlMessage.Stand;
import pregel.core.protocol.ControlMessage.Standing;
import pregel.core.protocol.ControlMessage.Superstep;
import pregel.core.protocol.ControlMessage.Write;
import pregel.core.protocol.ControlMessage.Written;
import pregel.core.transport.Attempt;
import pregel.core.transport.Hello;
import pregel.core.transport.Link;
import pregel.core.transport.MemoryNetwork;
import pregel.core.transport.MemoryTransport;
import pregel.core.transport.OutFrame;
import pregel.core.transport.Purpose;
import pregel.core.transport.TransportException;
import pregel.core.transport.TransportOptions;

@Timeout(60)
class ControlLinkTest {
  private static final Attempt ATTEMPT = new Attempt(11, 3, 2);
  private static final Traffic TRAFFIC =
      new Traffic(new long[] {1, 2}, new long[] {3, 4}, new long[] {5, 6}, new long[] {7, 8});

  private static final PartInfo PART = new PartInfo(8, 2, "worker-1", 99, 7, List.of("older"));

  private static final LoadReport REPORT =
      new LoadReport(
          10,
          20,
          40,
          true,
          64,
          -5,
          TRAFFIC,
          Map.of("graph.name", "Zürich"),
          true,
          Map.of("3", 3L, "Zürich", Long.MAX_VALUE),
          new LoadReport.InputCounts(1, 2, 3, 4, 5, 6));

  private static List<ControlMessage> oneOfEach() {
    return List.of(
        new Load(
            "job-1",
            new byte[] {1, 2, 3},
            1,
            List.of(new Member("127.0.0.1", 4711), new Member("::1", 1)),
            new SavedState(2, 8, List.of(PART))),
        new Rejoin(
            "job-1",
            1,
            List.of(new Member("127.0.0.1", 4711), new Member("::1", 1)),
            0,
            new SavedState(2, 8, List.of(PART)),
            11),
        new Rejoin(
            "job-1", 0, List.of(new Member("127.0.0.1", 4711), new Member("::1", 1)), 1, null, 0),
        new Checkpoint(),
        new Checkpointed(List.of(PART), "the disk is full"),
        new Loaded(REPORT),
        new Superstep(new SuperstepOrder(7, -1, true), TRAFFIC, MasterValues.of(new byte[] {9})),
        new Computed(new byte[5], new NetworkCounts(100, 3), 17),
        new Write(9, Verdict.STOP_AT_LIMIT, MasterValues.in("1-9-2", 1 << 21, 77)),
        new Written(List.of(new OutputPart("part-0", 17)), 3),
        new Release(),
        new Abandon(),
        new Stand(),
        new Standing(-1, null, null, null, null),
        new Standing(
            1,
            new SavedState(2, 8, List.of(PART)),
            REPORT,
            new Superstep(
                new SuperstepOrder(7, 1, false), TRAFFIC, MasterValues.of(new byte[] {9})),
            new Computed(new byte[5], new NetworkCounts(100, 3), 17)),
        new Failed(FailureKind.USER_PROGRAM, true, "my.Program: vertex 7: no; correct it"));
  }

  /** Arrays in records compare by identity; their bytes are what counts. */
  private static void assertSame(ControlMessage found, ControlMessage expected) {
    assertThat(ControlCodec.kind(found)).isEqualTo(ControlCodec.kind(expected));
    assertThat(ControlCodec.encode(found)).isEqualTo(ControlCodec.encode(expected));
  }

  @Test
  void everyMessageComesBackFromItsBytes() throws IOException {
    for (ControlMessage message : oneOfEach()) {
      ControlMessage read =
          ControlCodec.decode(ControlCodec.kind(message), ControlCodec.encode(message));
      assertThat(read)
          .usingRecursiveComparison()
          .as(message.getClass().getSimpleName())
          .isEqualTo(message);
    }
  }

  @Test
  void bytesThatAreNoMessageAreRefused() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 2000; round++) {
      List<ControlMessage> all = oneOfEach();
      ControlMessage message = all.get(random.nextInt(all.size()));
      byte[] bytes = ControlCodec.encode(message);
      int kind = random.nextInt(4) == 0 ? random.nextInt(64) : ControlCodec.kind(message);
      for (int flips = random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        ControlMessage read = ControlCodec.decode(kind, bytes);
        assertThat(ControlCodec.kind(read)).as("seed " + seed).isEqualTo(kind);
      } catch (IOException refused) {
        assertThat(refused).as("seed " + seed).isNotNull();
      }
    }
    assertThatThrownBy(() -> ControlCodec.decode(7, new byte[1]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("1 bytes too many");
    assertThatThrownBy(() -> ControlCodec.decode(4, new byte[] {127, 127, 127, 127}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("where 0 are left");
  }

  @Test
  void messagesArriveInOrderWithTheirSuperstepsHoweverLong() throws Exception {
    BlockingQueue<ControlMessage> arrived = new LinkedBlockingQueue<>();
    BlockingQueue<Integer> supersteps = new LinkedBlockingQueue<>();
    BlockingQueue<Link> accepted = new LinkedBlockingQueue<>();
    try (var network = new MemoryNetwork();
        var there = new MemoryTransport(network, TransportOptions.defaults());
        var here = new MemoryTransport(network, TransportOptions.defaults())) {
      ControlLink master = ControlLink.over(dial(there, here, accepted), (m, s) -> {}, e -> {});
      ControlLink.over(
          accepted.take(),
          (message, superstep) -> {
            arrived.add(message);
            supersteps.add(superstep);
          },
          e -> {});
      byte[] large = new byte[(5 << 20) + 3];
      new Random(1).nextBytes(large);
      master.send(new Computed(large, NetworkCounts.NONE, 0), 4);
      for (ControlMessage message : oneOfEach()) {
        master.send(message, 5);
      }
      master.flush(Duration.ofSeconds(10));
      assertSame(arrived.poll(10, TimeUnit.SECONDS), new Computed(large, NetworkCounts.NONE, 0));
      assertThat(supersteps.take()).isEqualTo(4);
      for (ControlMessage message : oneOfEach()) {
        assertSame(arrived.poll(10, TimeUnit.SECONDS), message);
        assertThat(supersteps.take()).isEqualTo(5);
      }
    }
  }

  @Test
  void aPieceOutOfOrderFailsTheLink() throws Exception {
    BlockingQueue<Link> accepted = new LinkedBlockingQueue<>();
    BlockingQueue<TransportException> failures = new LinkedBlockingQueue<>();
    try (var network = new MemoryNetwork();
        var there = new MemoryTransport(network, TransportOptions.defaults());
        var here = new MemoryTransport(network, TransportOptions.defaults())) {
      Link dialled = dial(there, here, accepted);
      ControlLink.over(accepted.take(), (m, s) -> {}, failures::add);
      OutFrame frame = dialled.allocate(1);
      frame.body().put((byte) 0);
      dialled.send(frame, 5, 0, 1, 2);
      TransportException failure = failures.poll(10, TimeUnit.SECONDS);
      assertThat(failure.kind()).isEqualTo(FailureKind.PROTOCOL);
      assertThat(failure).hasMessageContaining("piece 1 of 2 of a control message, expected 0");
    }
  }

  private static Link dial(MemoryTransport there, MemoryTransport here, BlockingQueue<Link> accept)
      throws InterruptedException {
    InetSocketAddress address =
        there.bind(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new Hello("test", "worker", "build", Purpose.DATA, Attempt.NONE, -1),
            accept::add);
    Link link =
        here.connect(address, new Hello("test", "master", "build", Purpose.CONTROL, ATTEMPT, -1));
    assertThat(link.attempt()).isEqualTo(ATTEMPT);
    assertThat(link.peer().purpose()).isEqualTo(Purpose.CONTROL);
    return link;
  }
}
