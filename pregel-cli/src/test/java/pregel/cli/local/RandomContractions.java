package pregel.cli.local;

import java.util.SplittableRandom;
import pregel.api.Combiner;
import pregel.api.ContractedGraph;
import pregel.api.Contraction;
import pregel.api.Direction;
import pregel.api.DoubleColumn;
import pregel.api.DoubleEdgeFunction;
import pregel.api.DoubleMessages;
import pregel.api.EdgeFold;
import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.Schema;
import pregel.api.StageGraph;
import pregel.api.StagedProgram;
import pregel.api.Stages;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/**
 * Contracts a graph several times by labels that a seed decides, and leaves for every vertex the
 * sums of the weights at its group, whose last bits depend on the order of all folds.
 */
final class RandomContractions implements StagedProgram {
  private static final int LEVELS = 3;

  private final long seed;
  private final LongColumn[] group = new LongColumn[LEVELS];
  private final DoubleColumn[] weight = new DoubleColumn[LEVELS];

  RandomContractions(long seed) {
    this.seed = seed;
  }

  @Override
  public void open(Schema result) {
    for (int level = 0; level < LEVELS; level++) {
      group[level] = result.longColumn("group" + level);
      weight[level] = result.doubleColumn("weight" + level);
    }
  }

  @Override
  public void run(Stages stages) {
    SplittableRandom random = new SplittableRandom(seed);
    StageGraph graph = stages.graph();
    int[] groups = new int[graph.vertices()];
    for (int slot = 0; slot < groups.length; slot++) {
      groups[slot] = slot;
    }
    for (int level = 0; level < LEVELS; level++) {
      EdgeFold fold =
          random.nextBoolean()
              ? EdgeFold.SUM
              : EdgeFold.values()[random.nextInt(EdgeFold.values().length)];
      Labels labels = new Labels(random.nextLong(), 1 + random.nextInt(2 * graph.vertices()));
      stages.run(graph, labels);
      ContractedGraph contracted =
          stages.contract(graph, labels.label, new Contraction(fold, random.nextInt(3) > 0));
      WeightAt sums = new WeightAt();
      stages.run(contracted, sums);
      for (int slot = 0; slot < groups.length; slot++) {
        groups[slot] = contracted.groupOf(groups[slot]);
        group[level].put(slot, contracted.id(groups[slot]));
        weight[level].put(slot, sums.weight.at(groups[slot]));
      }
      stages.report("edges" + level, contracted.edges());
      graph = contracted;
    }
  }

  private static final class Labels implements VertexProgram.OfLong {
    private final long seed;
    private final int bound;
    private LongColumn label;

    Labels(long seed, int bound) {
      this.seed = seed;
      this.bound = bound;
    }

    @Override
    public void open(Schema schema) {
      label = schema.longColumn("label");
    }

    @Override
    public void compute(Vertex vertex, LongMessages messages) {
      label.set(vertex, new SplittableRandom(seed ^ vertex.id()).nextInt(bound));
      vertex.voteToHalt();
    }
  }

  private static final class WeightAt implements VertexProgram.OfDouble {
    private DoubleColumn weight;

    @Override
    public void open(Schema schema) {
      weight = schema.doubleColumn("weight");
      schema
          .sendAlong(Direction.BOTH)
          .alongEdges(DoubleEdgeFunction.PLUS_WEIGHT)
          .combine(Combiner.SUM);
    }

    @Override
    public void compute(Vertex vertex, DoubleMessages weights) {
      if (vertex.superstep() == 0) {
        vertex.sendToNeighbors((double) vertex.order());
      } else {
        weight.set(vertex, weights.combined());
      }
      vertex.voteToHalt();
    }
  }
}
