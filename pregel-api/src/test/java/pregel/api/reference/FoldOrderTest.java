package pregel.api.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.DoubleAggregator;
import pregel.api.DoubleMessages;
import pregel.api.LongColumn;
import pregel.api.LongCombiner;
import pregel.api.LongMessages;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;

/** In which order messages and contributions are folded. */
class FoldOrderTest {

  @Test
  void foldsBroadcastsByPositionOfTheSenders() {
    ReferenceGraph graph = ReferenceGraph.directed().edge(3, 0).edge(1, 0).edge(2, 0).build();
    assertThat(
            TextProgram.received(
                graph, 0, TextProgram::bracketing, v -> v.sendToNeighbors("" + v.id())))
        .containsEntry(0L, "((12)3)")
        .containsEntry(1L, null);
  }

  @Test
  void leavesOutSendersThatWereSilent() {
    ReferenceGraph graph = ReferenceGraph.directed().edge(3, 0).edge(1, 0).edge(2, 0).build();
    assertThat(
            TextProgram.received(
                graph,
                0,
                TextProgram::bracketing,
                v -> {
                  if (v.id() != 2) {
                    v.sendToNeighbors("" + v.id());
                  }
                }))
        .containsEntry(0L, "(13)");
  }

  @Test
  void foldsParallelEdgesByTheRawBitsOfTheirWeights() {
    ReferenceGraph graph =
        ReferenceGraph.directed()
            .edge(1, 0, 2)
            .edge(1, 0, 0.5)
            .edge(1, 0, -2)
            .edge(1, 0, -1)
            .edge(1, 0, 0)
            .build();
    assertThat(
            TextProgram.received(
                graph,
                0,
                schema ->
                    TextProgram.bracketing(schema)
                        .alongEdges((String text, double weight) -> text + weight),
                v -> v.sendToNeighbors("w")))
        .containsEntry(0L, "((((w-1.0w-2.0)w0.0)w0.5)w2.0)");
  }

  @Test
  void mergesIncomingAndOutgoingEdgesOfBroadcastsAlongBoth() {
    ReferenceGraph graph =
        ReferenceGraph.directed().edge(3, 5).edge(5, 1).edge(5, 4).edge(4, 5).edge(5, 5).build();
    assertThat(
            TextProgram.received(
                graph,
                0,
                schema -> TextProgram.bracketing(schema).sendAlong(Direction.BOTH),
                v -> v.sendToNeighbors("" + v.id())))
        .containsEntry(5L, "(((((13)4)4)5)5)")
        .containsEntry(4L, "(55)");
  }

  @Test
  void sendsAgainstTheEdgesWhenAskedTo() {
    ReferenceGraph graph = ReferenceGraph.directed().edge(3, 5).edge(5, 1).build();
    assertThat(
            TextProgram.received(
                graph,
                0,
                schema -> schema.sendAlong(Direction.IN),
                v -> v.sendToNeighbors("" + v.id())))
        .containsEntry(3L, "5")
        .containsEntry(5L, "1")
        .containsEntry(1L, null);
  }

  @Test
  void sendsOnceAlongUndirectedEdgesInAnyDirection() {
    ReferenceGraph graph = ReferenceGraph.undirected().edge(3, 5).edge(5, 5).build();
    for (Direction direction : Direction.values()) {
      assertThat(
              TextProgram.received(
                  graph,
                  0,
                  schema -> schema.sendAlong(direction),
                  v -> v.sendToNeighbors("" + v.id())))
          .containsEntry(3L, "5")
          .containsEntry(5L, "3 5");
    }
  }

  @Test
  void foldsBlocksOf65536EdgesByThemselves() {
    ReferenceGraph.Builder star = ReferenceGraph.directed();
    for (int leaf = 1; leaf <= 65_540; leaf++) {
      star.edge(leaf, 0);
    }
    // Writes down how deep the calls are nested: flat it would be 65,540.
    var depth =
        new VertexProgram.OfLong() {
          private LongColumn column;

          @Override
          public void open(Schema schema) {
            column = schema.longColumn("depth");
            schema.combine(
                new LongCombiner() {
                  @Override
                  public long identity() {
                    return -1;
                  }

                  @Override
                  public long combine(long left, long right) {
                    return left == -1 ? right : Math.max(left, right) + 1;
                  }
                });
          }

          @Override
          public void compute(Vertex vertex, LongMessages messages) {
            if (vertex.superstep() == 0) {
              vertex.sendToNeighbors(0L);
            } else {
              column.set(vertex, messages.combined());
            }
            vertex.voteToHalt();
          }
        };
    var result = ReferenceRunner.run(depth, star.build(), VertexOrder.ID, 0, 2);
    assertThat(result.longs("depth")).containsEntry(0L, 65_536L);
  }

  @Test
  void foldsAddressedMessagesPerPartitionOfTheSenders() {
    ReferenceGraph.Builder graph = ReferenceGraph.directed();
    for (int id = 0; id < 128; id++) {
      graph.vertices(id);
    }
    assertThat(
            TextProgram.received(
                graph.build(),
                2,
                TextProgram::bracketing,
                v -> {
                  if (v.id() == 5 || v.id() == 6 || v.id() == 70 || v.id() == 90) {
                    v.send(99, v.id() + "a");
                    v.send(99, v.id() + "b");
                  }
                }))
        .containsEntry(99L, "((((5a5b)6a)6b)(((70a70b)90a)90b))");
  }

  @Test
  void combinesTheBroadcastsWithTheAddressedMessages() {
    ReferenceGraph graph = ReferenceGraph.directed().edge(1, 0).edge(2, 0).vertices(3).build();
    assertThat(
            TextProgram.received(
                graph,
                0,
                TextProgram::bracketing,
                v -> {
                  v.send(0, "a" + v.id());
                  v.sendToNeighbors("b" + v.id());
                }))
        .containsEntry(0L, "((b1b2)(((a0a1)a2)a3))");
  }

  @Test
  void deliversFurtherBroadcastsEdgeByEdge() {
    ReferenceGraph graph = ReferenceGraph.directed().edge(1, 0, 4).edge(2, 0, 5).build();
    assertThat(
            TextProgram.received(
                graph,
                0,
                schema ->
                    TextProgram.bracketing(schema)
                        .alongEdges((String text, double weight) -> text + (int) weight),
                v -> {
                  v.sendToNeighbors("first");
                  v.sendToNeighbors("second");
                }))
        .containsEntry(0L, "((first4first5)(second4second5))");
  }

  @Test
  void takesTheFirstBroadcastBeforeAnyAddressedMessage() {
    ReferenceGraph graph = ReferenceGraph.directed().edge(2, 0).edge(3, 0).vertices(1).build();
    assertThat(
            TextProgram.received(
                graph,
                0,
                schema -> schema.combine(Combiner.FIRST),
                v -> {
                  v.send(0, "a" + v.id());
                  v.send(1, "a" + v.id());
                  v.send(1, "again" + v.id());
                  v.sendToNeighbors("b" + v.id());
                }))
        .containsEntry(0L, "b2")
        .containsEntry(1L, "a0");
  }

  @Test
  void givesEveryMessageWithoutACombiner() {
    ReferenceGraph graph = ReferenceGraph.directed().edge(2, 0).edge(3, 0).edge(3, 0).build();
    assertThat(
            TextProgram.received(
                graph,
                0,
                schema -> {},
                v -> {
                  v.send(0, "a" + v.id());
                  v.sendToNeighbors("b" + v.id());
                }))
        .containsEntry(0L, "b2 b3 b3 a0 a2 a3");
  }

  @Test
  void sumsDoublesFromMinusZero() {
    ReferenceGraph graph = ReferenceGraph.directed().edge(1, 0).build();
    List<Double> seen = new ArrayList<>();
    var program =
        new VertexProgram.OfDouble() {
          @Override
          public void open(Schema schema) {
            schema.combine(Combiner.SUM);
          }

          @Override
          public void compute(Vertex vertex, DoubleMessages messages) {
            if (vertex.id() == 0) {
              seen.add(messages.combined());
            }
            if (vertex.superstep() == 0) {
              vertex.sendToNeighbors(-0.0);
            }
            vertex.voteToHalt();
          }
        };
    ReferenceRunner.run(program, graph);
    assertThat(seen).containsExactly(-0.0, -0.0);
  }

  @Test
  void foldsAggregatorsInBlocksOf4096Positions() {
    double[] values = new double[5000];
    values[4095] = 1; // would be lost in a block with either of its successors
    values[4096] = -1e17;
    values[4097] = 1e17;
    assertThat(sums(values, 1, new ArrayList<>())).containsExactly(0.0, 1.0, 0.0);
  }

  @Test
  void foldsAggregatorsBlockByBlockAndThenPartitionByPartition() {
    double[] values = new double[20_000];
    var random = new SplittableRandom(7);
    for (int id = 0; id < values.length; id++) {
      values[id] = Math.scalb(random.nextDouble() - 0.5, random.nextInt(60));
    }
    List<Integer> partitions = new ArrayList<>();
    List<Double> sums = sums(values, 3, partitions);

    double whole = 0;
    int start = 0;
    while (start < values.length) {
      int end = start;
      while (end < values.length && partitions.get(end).equals(partitions.get(start))) {
        end++;
      }
      double partition = 0;
      for (int from = start; from < end; from += 4096) {
        double block = 0;
        for (int i = from; i < Math.min(from + 4096, end); i++) {
          block += values[i];
        }
        partition += block;
      }
      whole += partition;
      start = end;
    }
    assertThat(partitions).contains(0, 1, 2);
    // Nobody feeds it after superstep 0: it reads its identity again.
    assertThat(sums).containsExactly(0.0, whole, 0.0);
  }

  /** What a sum of these values, contributed in superstep 0, reads in supersteps 0 to 2. */
  private static List<Double> sums(double[] values, int partitions, List<Integer> owners) {
    ReferenceGraph.Builder graph = ReferenceGraph.directed();
    for (int id = 0; id < values.length; id++) {
      graph.vertices(id);
    }
    List<Double> read = new ArrayList<>();
    var program =
        new VertexProgram.OfDouble() {
          private DoubleAggregator sum;

          @Override
          public void open(Schema schema) {
            sum = schema.doubleAggregator("sum", Combiner.SUM);
          }

          @Override
          public void compute(Vertex vertex, DoubleMessages messages) {
            if (vertex.id() == 0) {
              read.add(sum.value());
            }
            if (vertex.superstep() == 0) {
              sum.add(vertex, values[(int) vertex.id()]);
            }
            if (vertex.superstep() == 2) {
              vertex.voteToHalt();
            }
          }
        };
    owners.addAll(
        ReferenceRunner.run(program, graph.build(), VertexOrder.ID, partitions, 10).partitions());
    return read;
  }
}
