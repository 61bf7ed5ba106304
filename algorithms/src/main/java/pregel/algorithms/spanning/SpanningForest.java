package pregel.algorithms.spanning;

import java.util.Arrays;
import pregel.api.ContractedGraph;
import pregel.api.Contraction;
import pregel.api.DoubleColumn;
import pregel.api.EdgeFold;
import pregel.api.LongColumn;
import pregel.api.Parameters;
import pregel.api.Schema;
import pregel.api.StageGraph;
import pregel.api.StagedProgram;
import pregel.api.Stages;

/**
 * Finds the minimum spanning forest (Boruvka 1926): every tree, a single vertex at first, takes the
 * least edge that leads out of it; the trees so joined become the vertices of a smaller graph, in
 * which each edge remembers the least edge of the input behind it; and so on until no edge is left.
 *
 * <p>Directions are ignored. Edges are ordered by weight, of equal ones by the smaller of the two
 * ends and then by the larger, so that there is one such forest. Each tree hangs from its vertex
 * with the smallest id.
 */
public final class SpanningForest implements StagedProgram {
  private static final Contraction LEAST = Contraction.folding(EdgeFold.LEAST_EDGE).withoutLoops();

  private LongColumn tree;
  private LongColumn parent;
  private DoubleColumn weight;

  public SpanningForest(Parameters parameters) {}

  @Override
  public void open(Schema result) {
    tree = result.longColumn("tree").asVertexId();
    parent =
        result
            .longColumn("parent")
            .initially(TreeParents.NOBODY)
            .absentAt(TreeParents.NOBODY)
            .asVertexId();
    weight = result.doubleColumn("weight").initially(Double.NaN).absentAt(Double.NaN);
  }

  @Override
  public void run(Stages stages) {
    StageGraph input = stages.graph();
    ContractedGraph trees = stages.contract(input, ids(input), LEAST);
    int[] treeOf = new int[input.vertices()];
    for (int slot = 0; slot < treeOf.length; slot++) {
      treeOf[slot] = trees.groupOf(slot);
    }
    ForestEdges forest = new ForestEdges();
    int rounds = 0;
    while (trees.edges() > 0) {
      LeastEdges least = new LeastEdges(trees);
      stages.run(trees, least);
      take(least.toward(), trees, forest);
      TreeRoots roots = new TreeRoots(least.toward());
      stages.run(trees, roots);
      trees = stages.contract(trees, roots.root(), LEAST);
      for (int slot = 0; slot < treeOf.length; slot++) {
        treeOf[slot] = trees.groupOf(treeOf[slot]);
      }
      rounds++;
    }
    nameTrees(input, treeOf, trees.vertices());
    TreeParents parents = new TreeParents(tree, forest.links(input));
    stages.run(input, parents);
    stages.report("total_weight", keep(parents, input.vertices()));
    stages.report("trees", trees.vertices());
    stages.report("rounds", rounds);
  }

  private static LongColumn ids(StageGraph graph) {
    LongColumn ids = new Schema(graph.vertices()).longColumn("id");
    for (int slot = 0; slot < graph.vertices(); slot++) {
      ids.put(slot, graph.id(slot));
    }
    return ids;
  }

  /** Takes the edges that trees chose; an edge that both of its ends chose once. */
  private static void take(LongColumn toward, ContractedGraph trees, ForestEdges forest) {
    for (int slot = 0; slot < trees.vertices(); slot++) {
      long other = toward.at(slot);
      if (other != LeastEdges.NOWHERE) {
        long id = trees.id(slot);
        if (id < other || toward.at(trees.slot(other)) != id) {
          forest.add(trees.origin(id, other));
        }
      }
    }
  }

  /** Names every tree after the smallest id in it. */
  private void nameTrees(StageGraph input, int[] treeOf, int trees) {
    long[] smallest = new long[trees];
    Arrays.fill(smallest, Long.MAX_VALUE);
    for (int slot = 0; slot < treeOf.length; slot++) {
      smallest[treeOf[slot]] = Math.min(smallest[treeOf[slot]], input.id(slot));
    }
    for (int slot = 0; slot < treeOf.length; slot++) {
      tree.put(slot, smallest[treeOf[slot]]);
    }
  }

  /** Keeps the parents as the result and returns the weight of all edges together. */
  private double keep(TreeParents parents, int vertices) {
    double sum = 0;
    for (int slot = 0; slot < vertices; slot++) {
      parent.put(slot, parents.parent().at(slot));
      weight.put(slot, parents.weight().at(slot));
      if (!parents.weight().isAbsent(slot)) {
        sum += parents.weight().at(slot);
      }
    }
    return sum;
  }
}
