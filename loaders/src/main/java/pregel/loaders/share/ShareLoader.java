package pregel.loaders.share;

import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import pregel.api.Direction;
import pregel.core.assignment.AssignmentRule;
import pregel.core.graph.Adjacency;
import pregel.core.graph.BuildOptions;
import pregel.core.graph.DividedBuilder;
import pregel.core.graph.DividedGraph;
import pregel.core.graph.EdgeInput;
import pregel.core.graph.GraphColumns;
import pregel.core.graph.OffHeap;
import pregel.core.graph.VertexIds;
import pregel.core.protocol.LoadReport.InputCounts;
import pregel.core.share.GraphShare;
import pregel.core.share.LocalSlots;
import pregel.core.share.Ownership;
import pregel.core.transport.Collective;
import pregel.core.transport.Rounds;
import pregel.loaders.read.PartReader;
import pregel.loaders.read.ReadOptions;
import pregel.loaders.read.ReadPart;

/**
 * Loads a graph from text on several workers. Each reads its part of the bytes; then they build the
 * graph together and each gets the share of it that it would be given if one had loaded it all.
 */
public final class ShareLoader {

  /**
   * What a worker has loaded.
   *
   * @param share its part of the graph; the halos are still to be agreed
   * @param properties what the input says of itself
   * @param counts what it met, to be added up: what was met in building is the first worker's
   */
  public record Loaded(GraphShare share, Map<String, String> properties, InputCounts counts) {}

  private ShareLoader() {}

  /**
   * Loads this worker's share; all workers call this with the same arguments.
   *
   * @param inputs as {@link PartReader#read} takes them
   * @param rule by what partitions are assigned to workers
   * @param rows told the properties of the input, says before the graph is built in which
   *     directions rows are needed: IN, OUT or both
   * @throws pregel.api.JobException for what is wrong with the input, the same on all workers
   */
  public static Loaded load(
      List<String> inputs,
      ReadOptions reading,
      BuildOptions building,
      AssignmentRule rule,
      Function<Map<String, String>, Set<Direction>> rows,
      Rounds rounds)
      throws InterruptedException {
    Collective together = new Collective(rounds);
    ReadPart read = PartReader.read(inputs, reading, together);
    Set<Direction> needed = rows.apply(read.properties());
    BuildOptions options = read.listsEveryEnd() ? building.creatingVertices() : building;
    EdgeInput input = read.edges();
    DividedGraph part =
        DividedBuilder.build(
            input,
            options,
            rule,
            needed.contains(Direction.IN),
            needed.contains(Direction.OUT),
            together);
    GraphShare share = share(part, input, together, building.threads());
    EdgeInput.Counts met = input.read();
    boolean first = together.self() == 0;
    InputCounts counts =
        new InputCounts(
            met.lines(),
            met.skipped(),
            met.bytes(),
            first ? part.report().duplicates() : 0,
            first ? part.report().selfLoops() : 0,
            first ? part.report().unknownDropped() : 0);
    return new Loaded(share, read.properties(), counts);
  }

  private static GraphShare share(
      DividedGraph part, EdgeInput input, Collective together, int threads)
      throws InterruptedException {
    Ownership ownership = new Ownership(part.partitions(), part.owners(), together.workers());
    List<Adjacency.Rows[]> held = new ArrayList<>();
    if (part.in() != null) {
      held.add(part.in());
    }
    if (part.out() != null) {
      held.add(part.out());
    }
    LocalSlots slots = LocalSlots.of(ownership, together.self(), held);
    IntBuffer out =
        GraphShare.degrees(
            slots.count(), slot -> slots.isOwned(slot) ? part.outDegree(slots.whole(slot)) : 0);
    IntBuffer in =
        input.undirected()
            ? out
            : GraphShare.degrees(
                slots.count(), slot -> slots.isOwned(slot) ? part.inDegree(slots.whole(slot)) : 0);
    return GraphShare.of(
        ownership,
        together.self(),
        slots,
        new GraphShare.Totals(part.vertices(), part.edges(), part.directedEdges()),
        new GraphShare.Shape(input.undirected(), input.weighted(), part.order()),
        part.in(),
        part.out(),
        ids(part, slots),
        out,
        in,
        new GraphColumns(new DealtColumns(part, ownership, slots, together).deal(input), List.of()),
        threads);
  }

  /** The ids of the local slots. The whole graph's are visited in order, so none is sorted. */
  private static VertexIds ids(DividedGraph part, LocalSlots slots) {
    int count = slots.count();
    LongBuffer sorted = OffHeap.longs(count);
    IntBuffer slotOfRank = OffHeap.ints(count);
    IntBuffer rankOfSlot = OffHeap.ints(count);
    part.visit(
        (id, slot) -> {
          int local = slots.local(slot);
          if (local >= 0) {
            rankOfSlot.put(local, sorted.position());
            slotOfRank.put(sorted.position(), local);
            sorted.put(id);
          }
        });
    return new VertexIds(count, sorted.rewind(), 0, slotOfRank, rankOfSlot);
  }
}
