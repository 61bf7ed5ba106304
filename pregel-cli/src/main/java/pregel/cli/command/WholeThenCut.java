package pregel.cli.command;

// NOT FOR MAIN: stands in for distributed loading until ShareLoader is there.

import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import pregel.api.Direction;
import pregel.cli.cluster.JobDefinition;
import pregel.cli.progress.ProgressStyle;
import pregel.core.graph.Adjacency;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphColumns;
import pregel.core.graph.OffHeap;
import pregel.core.protocol.LoadReport.InputCounts;
import pregel.core.share.GraphShare;
import pregel.core.share.LocalSlots;
import pregel.core.share.Ownership;
import pregel.core.transport.Rounds;
import pregel.loaders.read.EdgeColumnChoice;

final class WholeThenCut {
  private final JobDefinition job;
  private final ProgramChoice choice;
  private final int threads;
  private GraphShare share;
  private Map<String, String> properties = Map.of();
  private InputCounts counts = InputCounts.NONE;

  WholeThenCut(JobDefinition job, ProgramChoice choice, int threads) {
    this.job = job;
    this.choice = choice;
    this.threads = threads;
  }

  void load(Rounds rounds, Consumer<Map<String, String>> early) {
    GraphOptions options = GraphOptions.of(job.graphOptions(), threads);
    Terminal silent = new Terminal(System.out, System.err, true, false, ProgressStyle.NEVER);
    LoadedGraph loaded =
        new GraphLoading(options, silent, EdgeColumnChoice.NONE)
            .load(
                job.inputs(),
                job.weights(),
                choice.refusesNegativeWeights(),
                () -> Direction.IN,
                found -> {
                  properties = found;
                  early.accept(found);
                });
    Graph graph = loaded.graph();
    if (loaded.counts() != null && rounds.self() == 0) {
      counts =
          new InputCounts(
              loaded.counts().lines(),
              loaded.counts().skipped(),
              loaded.counts().bytes(),
              loaded.report().duplicates(),
              loaded.report().selfLoops(),
              loaded.report().unknownDropped());
    }
    int[] owners = new int[graph.partitions().partitions()];
    for (int partition = 0; partition < owners.length; partition++) {
      owners[partition] = partition % rounds.workers();
    }
    share = cut(graph, new Ownership(graph.partitions(), owners, rounds.workers()), rounds.self());
  }

  GraphShare share() {
    return share;
  }

  Map<String, String> properties() {
    return properties;
  }

  InputCounts counts() {
    return counts;
  }

  private static GraphShare cut(Graph graph, Ownership ownership, int worker) {
    Adjacency.Rows[] in = rows(graph, Direction.IN, ownership, worker);
    Adjacency.Rows[] out =
        graph.isUndirected() ? null : rows(graph, Direction.OUT, ownership, worker);
    List<Adjacency.Rows[]> held = new ArrayList<>();
    held.add(in);
    if (out != null) {
      held.add(out);
    }
    LocalSlots slots = LocalSlots.of(ownership, worker, held);
    long[] ids = new long[slots.count()];
    for (int slot = 0; slot < ids.length; slot++) {
      ids[slot] = graph.ids().id(slots.whole(slot));
    }
    IntBuffer outDegrees =
        GraphShare.degrees(
            slots.count(),
            slot -> slots.isOwned(slot) ? graph.outDegrees().get(slots.whole(slot)) : 0);
    IntBuffer inDegrees =
        graph.isUndirected()
            ? outDegrees
            : GraphShare.degrees(
                slots.count(),
                slot -> slots.isOwned(slot) ? graph.inDegrees().get(slots.whole(slot)) : 0);
    return GraphShare.of(
        ownership,
        worker,
        slots,
        new GraphShare.Totals(graph.vertices(), graph.edges(), graph.directedEdges()),
        new GraphShare.Shape(graph.isUndirected(), graph.isWeighted(), graph.order()),
        in,
        out,
        GraphShare.ids(ids),
        outDegrees,
        inDegrees,
        new GraphColumns(List.of(), graph.edgeColumns()),
        2);
  }

  private static Adjacency.Rows[] rows(
      Graph graph, Direction direction, Ownership ownership, int worker) {
    Adjacency adjacency = graph.adjacency(direction);
    Adjacency.Rows[] found = new Adjacency.Rows[ownership.owners().length];
    for (int partition : ownership.partitionsOf(worker)) {
      Adjacency.Rows rows = adjacency.rows(partition);
      List<Buffer> columns = new ArrayList<>();
      for (Buffer column : rows.columns()) {
        if (column instanceof DoubleBuffer doubles) {
          DoubleBuffer copy = OffHeap.doubles(doubles.capacity());
          copy.put(0, doubles, 0, doubles.capacity());
          columns.add(copy);
        } else {
          LongBuffer copy = OffHeap.longs(column.capacity());
          copy.put(0, (LongBuffer) column, 0, column.capacity());
          columns.add(copy);
        }
      }
      found[partition] =
          new Adjacency.Rows(
              rows.firstSlot(), rows.offsets(), rows.targets().clone(), rows.weights(), columns);
    }
    return found;
  }
}
