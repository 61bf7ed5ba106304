package pregel.core.contract;

import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import pregel.api.Contraction;
import pregel.api.Direction;
import pregel.api.EdgeFold;
import pregel.api.JobException;
import pregel.api.LongColumn;
import pregel.core.graph.Adjacency;
import pregel.core.graph.BuildOptions;
import pregel.core.graph.BuildThreads;
import pregel.core.graph.EdgeBlock;
import pregel.core.graph.EdgeInput;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphBuilder;

/**
 * Contracts a graph, as {@link pregel.api.Stages#contract} says.
 *
 * <p>The groups are divided into runs with about the same number of incoming arcs; a task folds
 * those of its groups, one group after another, in a table of the groups at the other ends. What
 * comes out is the edges of the new graph, each once, and is built like those of a file. So memory
 * grows with the result and by a few numbers per vertex, and every fold is one task's, in one
 * order, however many threads there are.
 */
public final class GraphContraction {
  private static final int TASKS_PER_THREAD = 8;
  private static final int BLOCK = 1 << 14;

  /**
   * A contracted graph.
   *
   * @param graph its vertices are the groups, its edges have weights
   * @param groupSlots for every slot of the graph before, the slot of its group
   * @param origins the edges behind those of the graph, or null if the fold does not keep them
   */
  public record Contracted(Graph graph, int[] groupSlots, Origins origins) {}

  /** What one task made of its groups. */
  private record Part(List<EdgeBlock> edges, Origins.Run origins) {}

  private final Graph graph;
  private final Contraction how;
  private final Origins before;
  private final Groups groups;
  private final Adjacency arcs;

  private GraphContraction(Graph graph, Groups groups, Contraction how, Origins before) {
    this.graph = graph;
    this.groups = groups;
    this.how = how;
    this.before = before;
    this.arcs = graph.adjacency(Direction.IN);
  }

  /**
   * Contracts a graph.
   *
   * @param label the group of every slot
   * @param before the origins of the graph's edges; null if they are edges of the input themselves
   * @throws JobException of kind USER_PROGRAM if a label is negative
   */
  public static Contracted contract(
      Graph graph, LongColumn label, Contraction how, Origins before, int threads) {
    BuildThreads crew = BuildThreads.of(threads, graph.directedEdges() + graph.vertices());
    Groups groups = Groups.of(graph, label, crew);
    return new GraphContraction(graph, groups, how, before).contract(crew, threads);
  }

  private Contracted contract(BuildThreads crew, int threads) {
    int[] starts = groups.divide(graph.inDegrees(), threads * TASKS_PER_THREAD);
    Part[] parts = new Part[starts.length - 1];
    crew.each(parts.length, task -> parts[task] = fold(starts[task], starts[task + 1]));
    List<EdgeBlock> blocks = new ArrayList<>();
    Origins.Run[] runs = new Origins.Run[parts.length];
    for (int task = 0; task < parts.length; task++) {
      blocks.addAll(parts[task].edges());
      runs[task] = parts[task].origins();
    }
    EdgeInput input =
        new EdgeInput(
            blocks,
            groups.labels(),
            graph.isUndirected(),
            false,
            true,
            new EdgeInput.Counts(0, 0, 0));
    BuildOptions options =
        new BuildOptions(
            graph.order(),
            BuildOptions.Duplicates.KEEP,
            false,
            BuildOptions.UnknownVertices.FAIL,
            0,
            threads);
    Graph contracted = GraphBuilder.build(input, options, Direction.IN).graph();
    Origins origins =
        how.fold() == EdgeFold.LEAST_EDGE
            ? new Origins(groups.labels(), runs, graph.isUndirected())
            : null;
    return new Contracted(contracted, groups.slotsIn(contracted), origins);
  }

  /** Folds the arcs that lead to the groups from one to before another. */
  private Part fold(int firstGroup, int endGroup) {
    List<EdgeBlock> blocks = new ArrayList<>();
    EdgeBlock block = new EdgeBlock(Math.min(BLOCK, 16 + endGroup - firstGroup), true);
    ArcTable table = new ArcTable(how.fold());
    boolean keepsOrigins = how.fold() == EdgeFold.LEAST_EDGE;
    Origins.Run origins = keepsOrigins ? new Origins.Run(firstGroup, endGroup) : null;
    for (int group = firstGroup; group < endGroup; group++) {
      table.clear();
      for (int at = groups.firstMember(group); at < groups.firstMember(group + 1); at++) {
        add(groups.member(at), group, table);
      }
      if (keepsOrigins) {
        origins.append(table);
      }
      for (int place = 0; place < table.size(); place++) {
        if (block.isFull()) {
          blocks.add(block);
          block = new EdgeBlock(BLOCK, true);
        }
        block.add(groups.label(table.group(place)), groups.label(group), table.weight(place));
      }
    }
    blocks.add(block);
    return new Part(blocks, origins);
  }

  /**
   * Adds the arcs of a vertex. An undirected edge between two groups is left to the one with the
   * smaller label; inside a group it is met from both of its ends.
   */
  private void add(int target, int group, ArcTable table) {
    Adjacency.Rows rows = arcs.rows(graph.partitions().partitionOf(target));
    IntBuffer offsets = rows.offsets();
    int[] sources = rows.targets();
    DoubleBuffer weights = rows.weights();
    int row = target - rows.firstSlot();
    int end = offsets.get(row + 1);
    for (int arc = offsets.get(row); arc < end; arc++) {
      int source = sources[arc];
      int other = groups.of(source);
      if (other == group ? !how.keepsLoops() : graph.isUndirected() && other < group) {
        continue;
      }
      double weight = weights == null ? 1 : weights.get(arc);
      if (how.fold() == EdgeFold.LEAST_EDGE) {
        addOrigin(source, target, weight, other, table);
      } else {
        table.add(other, weight);
      }
    }
  }

  private void addOrigin(int source, int target, double weight, int other, ArcTable table) {
    if (before != null) {
      long place = before.find(rank(source), rank(target));
      table.addOrigin(other, weight, before.source(place), before.target(place));
      return;
    }
    long from = graph.ids().id(source);
    long to = graph.ids().id(target);
    boolean swaps = graph.isUndirected() && from > to;
    table.addOrigin(other, weight, swaps ? to : from, swaps ? from : to);
  }

  private int rank(int slot) {
    IntBuffer ranks = graph.ids().ranksBySlot();
    return ranks == null ? slot : ranks.get(slot);
  }
}
