package pregel.core.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import pregel.api.Direction;
import pregel.api.VertexOrder;
import pregel.core.graph.Adjacency;
import pregel.core.graph.BuildOptions;
import pregel.core.graph.EdgeBlock;
import pregel.core.graph.EdgeInput;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphBuilder;

class GraphShareTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);

  @Test
  void everyRowLiesWithItsOwnerAndKeepsItsOrder() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Random random = new Random(seed * 0x9E3779B97F4A7C15L);
      Graph graph = graph(random);
      Ownership ownership = ownership(graph, random);
      List<Direction> directions = List.of(Direction.IN, Direction.OUT);
      List<GraphShare> shares = CutGraph.cut(graph, ownership, directions);
      for (int partition = 0; partition < ownership.owners().length; partition++) {
        GraphShare owner = shares.get(ownership.ownerOf(partition));
        for (Direction direction : directions) {
          for (int slot = ownership.partitions().start(partition);
              slot < ownership.partitions().end(partition);
              slot++) {
            assertThat(row(owner, direction, slot))
                .as("seed %d, %s row of slot %d", seed, direction, slot)
                .isEqualTo(row(graph.adjacency(direction), slot));
          }
        }
      }
    }
  }

  @Test
  void ownedPartitionsStartAtWholeWordsAndSlotsAreInCanonicalOrder() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Random random = new Random(seed * 0x9E3779B97F4A7C15L);
      Graph graph = graph(random);
      Ownership ownership = ownership(graph, random);
      int owned = 0;
      for (GraphShare share : CutGraph.cut(graph, ownership, List.of(Direction.IN))) {
        LocalSlots slots = share.slots();
        for (int partition = 0; partition < slots.partitions().partitions(); partition++) {
          int start = slots.partitions().start(partition);
          assertThat(start % 64).as("seed %d", seed).isZero();
          int whole = slots.wholePartition(partition);
          if (whole >= 0) {
            assertThat(slots.partitions().end(partition) - start)
                .as("seed %d", seed)
                .isEqualTo(ownership.partitions().end(whole) - ownership.partitions().start(whole));
          }
        }
        for (int slot = 0; slot < slots.count(); slot++) {
          assertThat(slots.local(slots.whole(slot))).as("seed %d", seed).isEqualTo(slot);
          assertThat(slot == 0 || slots.whole(slot - 1) < slots.whole(slot)).isTrue();
          int wholeSlot = slots.whole(slot);
          assertThat(share.graph().ids().id(slot)).isEqualTo(graph.ids().id(wholeSlot));
          assertThat(share.graph().ids().slot(graph.ids().id(wholeSlot))).isEqualTo(slot);
          owned += slots.isOwned(slot) ? 1 : 0;
        }
      }
      assertThat(owned).as("seed %d", seed).isEqualTo(graph.vertices());
    }
  }

  @Test
  void bothEndsOfAHaloListTheSameVertices() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Random random = new Random(seed * 0x9E3779B97F4A7C15L);
      Graph graph = graph(random);
      List<GraphShare> shares =
          CutGraph.cut(graph, ownership(graph, random), List.of(Direction.IN));
      for (GraphShare sender : shares) {
        for (GraphShare receiver : shares) {
          int[] sends = sender.halo(Direction.IN).sends()[receiver.worker()];
          int[] receives = receiver.halo(Direction.IN).receives()[sender.worker()];
          assertThat(Arrays.stream(sends).map(sender.slots()::whole).toArray())
              .as("seed %d", seed)
              .isEqualTo(Arrays.stream(receives).map(receiver.slots()::whole).toArray());
          assertThat(sends).isSorted();
        }
      }
    }
  }

  @Test
  void turnedRowsNameTheOwnedReceiversOfEverySender() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Random random = new Random(seed * 0x9E3779B97F4A7C15L);
      Graph graph = graph(random);
      for (GraphShare share :
          CutGraph.cut(graph, ownership(graph, random), List.of(Direction.IN))) {
        Adjacency turned = share.turned(Direction.IN);
        for (int slot = 0; slot < share.slots().count(); slot++) {
          List<Integer> expected = new ArrayList<>();
          for (int target : row(graph.adjacency(Direction.OUT), share.slots().whole(slot))) {
            int local = share.slots().local(target);
            if (local >= 0 && share.slots().isOwned(local)) {
              expected.add(target);
            }
          }
          Adjacency.Rows rows = turned.rows(share.slots().partitions().partitionOf(slot));
          List<Integer> found = new ArrayList<>();
          for (int k = rows.start(slot); k < rows.end(slot); k++) {
            found.add(share.slots().whole(rows.targets()[k]));
          }
          assertThat(found).as("seed %d, slot %d", seed, slot).isEqualTo(expected);
        }
      }
    }
  }

  private static int[] row(GraphShare share, Direction direction, int wholeSlot) {
    int slot = share.slots().local(wholeSlot);
    return Arrays.stream(row(share.graph().adjacency(direction), slot))
        .map(share.slots()::whole)
        .toArray();
  }

  private static int[] row(Adjacency adjacency, int slot) {
    Adjacency.Rows rows = adjacency.rows(adjacency.partitions().partitionOf(slot));
    return Arrays.copyOfRange(rows.targets(), rows.start(slot), rows.end(slot));
  }

  private static Graph graph(Random random) {
    boolean undirected = random.nextBoolean();
    int vertices = 1 + random.nextInt(2000);
    int edges = random.nextInt(6000);
    EdgeBlock block = new EdgeBlock(Math.max(1, edges), false);
    for (int i = 0; i < edges; i++) {
      block.add(random.nextInt(vertices), (long) (vertices * Math.pow(random.nextDouble(), 3)));
    }
    EdgeInput input =
        new EdgeInput(
            new ArrayList<>(List.of(block)),
            random.nextBoolean() ? new long[] {5, 4000} : null,
            undirected,
            false,
            false,
            new EdgeInput.Counts(0, 0, 0));
    BuildOptions options =
        new BuildOptions(
            random.nextBoolean() ? VertexOrder.DEGREE : VertexOrder.ID,
            BuildOptions.Duplicates.KEEP,
            false,
            BuildOptions.UnknownVertices.CREATE,
            1 + random.nextInt(12),
            2);
    return GraphBuilder.build(input, options, Direction.IN).graph();
  }

  private static Ownership ownership(Graph graph, Random random) {
    int workers = 1 + random.nextInt(5);
    int[] owners = new int[graph.partitions().partitions()];
    for (int partition = 0; partition < owners.length; partition++) {
      owners[partition] = random.nextInt(workers);
    }
    return new Ownership(graph.partitions(), owners, workers);
  }
}
