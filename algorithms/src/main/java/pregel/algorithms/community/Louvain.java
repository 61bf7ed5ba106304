package pregel.algorithms.community;

import pregel.api.ContractedGraph;
import pregel.api.Contraction;
import pregel.api.EdgeFold;
import pregel.api.LongColumn;
import pregel.api.Parameters;
import pregel.api.Schema;
import pregel.api.StageGraph;
import pregel.api.StagedProgram;
import pregel.api.Stages;

/**
 * Finds communities of high modularity (Blondel, Guillaume, Lambiotte and Lefebvre 2008): vertices
 * move between the communities of their neighbours, communities become the vertices of a smaller
 * graph, and so on until the modularity grows no more.
 *
 * <p>Before a community becomes a vertex it is split into its connected parts, which cannot lower
 * the modularity; so every community is connected (as Traag, Waltman and van Eck 2019 ask for).
 * Directions of edges are ignored; a self-loop of an undirected graph counts once in the degree of
 * its vertex.
 */
public final class Louvain implements StagedProgram {
  private final double tolerance;
  private final int rounds;
  private LongColumn community;

  public Louvain(Parameters parameters) {
    tolerance = parameters.realOr("tolerance", 1e-6);
    rounds = parameters.integerOr("rounds", 25);
  }

  @Override
  public void open(Schema result) {
    community = result.longColumn("community").asVertexId();
  }

  @Override
  public void run(Stages stages) {
    StageGraph input = stages.graph();
    int[] groups = new int[input.vertices()];
    for (int slot = 0; slot < groups.length; slot++) {
      groups[slot] = slot;
    }
    WeightUnit unit = unit(stages);
    StageGraph graph = input;
    LocalMoving moving = new LocalMoving(unit, tolerance, rounds, Double.NEGATIVE_INFINITY);
    stages.run(graph, moving);
    int levels = 0;
    while (moving.anyMoved()) {
      CommunityParts parts = new CommunityParts(moving.community());
      stages.run(graph, parts);
      ContractedGraph contracted =
          stages.contract(graph, parts.part(), Contraction.folding(EdgeFold.SUM));
      double worst = moving.modularity() + tolerance;
      LocalMoving next = new LocalMoving(unit, tolerance, rounds, worst);
      stages.run(contracted, next);
      if (next.modularity() <= worst) {
        break;
      }
      for (int slot = 0; slot < groups.length; slot++) {
        groups[slot] = contracted.groupOf(groups[slot]);
      }
      graph = contracted;
      moving = next;
      levels++;
    }
    for (int slot = 0; slot < groups.length; slot++) {
      community.put(slot, graph.id(groups[slot]));
    }
    stages.report("modularity", moving.modularity());
    stages.report("communities", graph.vertices());
    stages.report("levels", levels);
  }

  private static WeightUnit unit(Stages stages) {
    HeaviestEdge heaviest = new HeaviestEdge();
    stages.run(stages.graph(), heaviest);
    return WeightUnit.of(heaviest.weight(), 2 * stages.graph().edges());
  }
}
