package pregel.core.graph;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import pregel.core.assignment.AssignmentRule;
import pregel.core.assignment.JointAssignment;
import pregel.core.graph.BuildOptions.Duplicates;
import pregel.core.graph.BuildOptions.UnknownVertices;
import pregel.core.transport.Collective;

/**
 * Makes a graph as {@link GraphBuilder} does, of what several workers have read, and leaves to each
 * of them the rows of its partitions. All take the same steps: they agree on the ids, so that every
 * one can make ranks of its own edges; merge parallel edges, if asked to, where hashing lets these
 * meet; add up degrees; then all decide order, partitions and owners by themselves and alike; and
 * edges go to the owners of their ends.
 *
 * <p>While this lasts a worker holds some 20 bytes for every vertex of the whole graph; of the
 * edges it holds those that it has read and those that it needs.
 */
public final class DividedBuilder {
  private final EdgeInput input;
  private final BuildOptions options;
  private final JointAssignment assignment;
  private final Collective together;
  private final EdgeCensus.Arcs arcs;
  private final BuildThreads threads;
  private EdgeChunk[] chunks;

  private DividedBuilder(
      EdgeInput input, BuildOptions options, AssignmentRule rule, Collective together, long edges) {
    this.input = input;
    this.options = options;
    this.assignment = JointAssignment.of(rule, options.threads(), together);
    this.together = together;
    this.chunks = EdgeChunk.cutInOrder(input.blocks());
    this.arcs =
        !input.undirected()
            ? EdgeCensus.Arcs.DIRECTED
            : input.symmetric() ? EdgeCensus.Arcs.SYMMETRIC : EdgeCensus.Arcs.MIRRORED;
    this.threads = BuildThreads.of(options.threads(), edges);
  }

  /**
   * Builds this worker's part, consuming the input's blocks.
   *
   * @param input what this worker has read; there is a vertex list on all workers or on none
   * @param rule by what partitions are assigned to workers
   * @param in whether incoming rows are needed; in an undirected graph there are no others
   * @param out whether outgoing rows are needed
   */
  public static DividedGraph build(
      EdgeInput input,
      BuildOptions options,
      AssignmentRule rule,
      boolean in,
      boolean out,
      Collective together)
      throws InterruptedException {
    GraphBuilder.requireMergeable(options.duplicates(), input.weighted());
    long edges = input.vertices() == null ? 0 : input.vertices().length;
    for (EdgeBlock block : input.blocks()) {
      edges += block.size();
    }
    return new DividedBuilder(input, options, rule, together, edges)
        .build(in || input.undirected(), out && !input.undirected());
  }

  private DividedGraph build(boolean in, boolean out) throws InterruptedException {
    IdRanks ranks = rankIds();
    long loops = 0;
    long unknown = 0;
    for (EdgeChunk chunk : chunks) {
      loops += chunk.loops();
      unknown += chunk.unknown();
    }
    long[] merged = mergeDuplicates(ranks.count());
    EdgeCensus census = EdgeCensus.of(chunks, ranks.count(), arcs, threads).with(together);
    CanonicalOrder order = CanonicalOrder.of(options.order(), ranks.count(), census, threads);
    if (order.slotOfRank() != null) {
      threads.each(chunks.length, i -> chunks[i].place(order.slotOfRank()));
    }
    int[] degrees = census.spare();
    for (int slot = 0; slot < degrees.length; slot++) {
      degrees[slot] = census.degree(rank(order, slot));
    }
    PartitionMap partitions =
        PartitionMap.divide(
            degrees,
            options.partitions() > 0
                ? options.partitions()
                : PartitionMap.partitionsFor(census.directedEdges()));
    int[] owners = owners(partitions, order, census, in, out);
    sendToOwners(partitions, owners, in, out);

    int[] mine =
        IntStream.range(0, owners.length).filter(p -> owners[p] == together.self()).toArray();
    RowBuilder incoming = rows(partitions, mine, slot -> census.in()[rank(order, slot)]);
    RowBuilder outgoing = rows(partitions, mine, slot -> census.out()[rank(order, slot)]);
    Adjacency.Rows[] inRows =
        !in ? null : arcs == EdgeCensus.Arcs.MIRRORED ? incoming.mirrored() : incoming.incoming();
    Adjacency.Rows[] outRows = out ? outgoing.outgoing() : null;
    chunks = null;
    if (options.duplicates() == Duplicates.KEEP) {
      RowBuilder counting = in ? incoming : outgoing;
      merged = new long[] {counting.parallelEdges(), counting.parallelLoops()};
    }
    long[] met = together.sum(merged[0], merged[1], loops, unknown);
    BuildReport report = new BuildReport(asListed(met[0], met[1]), met[2], met[3]);
    return new DividedGraph(ranks, order, census, partitions, owners, inRows, outRows, report);
  }

  private int[] owners(
      PartitionMap partitions, CanonicalOrder order, EdgeCensus census, boolean in, boolean out)
      throws InterruptedException {
    long[] loads =
        partitions.loads(
            slot -> {
              int rank = rank(order, slot);
              return (in ? census.in()[rank] : 0) + (out ? census.out()[rank] : 0);
            });
    int directions = in && out ? 2 : 1;
    return assignment.owners(
        loads,
        Adjacency.bytes(census.in().length, directions * census.directedEdges(), input.weighted()),
        () -> EdgesBetween.of(chunks, partitions, threads));
  }

  private static int rank(CanonicalOrder order, int slot) {
    return order.rankOfSlot() == null ? slot : order.rankOfSlot().get(slot);
  }

  private RowBuilder rows(
      PartitionMap partitions, int[] mine, PartitionScratch.RowLengths lengths) {
    return new RowBuilder(chunks, partitions, lengths, mine, input.weighted(), threads);
  }

  private IdRanks rankIds() throws InterruptedException {
    boolean listOnly =
        input.vertices() != null && options.unknownVertices() != UnknownVertices.CREATE;
    IdRanks ranks =
        new IdCollector(listOnly ? new EdgeChunk[0] : chunks, input.vertices(), threads)
            .collect(together);
    threads.each(chunks.length, i -> chunks[i].rank(ranks, options.dropSelfLoops()));
    if (options.unknownVertices() == UnknownVertices.FAIL) {
      failOnUnknown(ranks);
    }
    return ranks;
  }

  /** Fails on all workers with the edge that comes first in the input. */
  private void failOnUnknown(IdRanks ranks) throws InterruptedException {
    long[] first = {Long.MAX_VALUE, 0, 0};
    for (EdgeChunk chunk : chunks) {
      if (chunk.unknown() > 0 && chunk.order() < first[0]) {
        first = new long[] {chunk.order(), chunk.firstUnknownSource(), chunk.firstUnknownTarget()};
      }
    }
    for (long[] other : together.gather(first)) {
      first = other[0] < first[0] ? other : first;
    }
    if (first[0] < Long.MAX_VALUE) {
      throw GraphBuilder.unknownVertex(
          Long.toString(first[1]), Long.toString(first[2]), ranks.rank(first[1]) < 0);
    }
  }

  /** Merges parallel edges if asked to; returns how many went here, self-loops apart. */
  private long[] mergeDuplicates(int vertices) throws InterruptedException {
    if (options.duplicates() == Duplicates.KEEP) {
      return new long[2];
    }
    int workers = together.workers();
    if (workers > 1) {
      chunks =
          new EdgeExchange(together, input.weighted(), true, threads)
              .run(
                  chunks,
                  (source, target) ->
                      (int)
                          ((IdSet.hash(
                                          (long) Math.min(source, target) << 32
                                              | Math.max(source, target))
                                      >>> 32)
                                  * workers
                              >>> 32));
    } else {
      Arrays.sort(chunks, Comparator.comparingLong(EdgeChunk::order));
    }
    DuplicateMerger merger =
        new DuplicateMerger(
            chunks,
            vertices,
            arcs == EdgeCensus.Arcs.MIRRORED,
            options.duplicates(),
            null,
            threads);
    merger.merge();
    return new long[] {merger.mergedEdges(), merger.mergedLoops()};
  }

  private void sendToOwners(PartitionMap partitions, int[] owners, boolean in, boolean out)
      throws InterruptedException {
    if (together.workers() == 1) {
      return;
    }
    int[] ownerOfGroup = partitions.partitionsOfGroups();
    for (int group = 0; group < ownerOfGroup.length; group++) {
      ownerOfGroup[group] = owners[ownerOfGroup[group]];
    }
    boolean both = arcs == EdgeCensus.Arcs.MIRRORED || in && out;
    int decisive = in ? 1 : 0;
    chunks =
        new EdgeExchange(together, input.weighted(), false, threads)
            .run(chunks, both ? new EitherEnd(ownerOfGroup) : new OneEnd(ownerOfGroup, decisive));
  }

  /** To the owner of one of the ends. */
  private record OneEnd(int[] ownerOfGroup, int end) implements EdgeExchange.Route {
    @Override
    public int worker(int source, int target) {
      return ownerOfGroup[(end == 0 ? source : target) >>> PartitionMap.GROUP_LOG];
    }
  }

  /** To the owners of both ends, but once if they are the same. */
  private record EitherEnd(int[] ownerOfGroup) implements EdgeExchange.Route {
    @Override
    public int worker(int source, int target) {
      return ownerOfGroup[source >>> PartitionMap.GROUP_LOG];
    }

    @Override
    public int secondWorker(int source, int target) {
      int owner = ownerOfGroup[target >>> PartitionMap.GROUP_LOG];
      return owner == ownerOfGroup[source >>> PartitionMap.GROUP_LOG] ? -1 : owner;
    }
  }

  /** Edges met in rows, as the data set counts them. */
  private long asListed(long edges, long loops) {
    boolean twice =
        arcs == EdgeCensus.Arcs.SYMMETRIC
            || arcs == EdgeCensus.Arcs.MIRRORED && options.duplicates() == Duplicates.KEEP;
    return (twice ? edges / 2 : edges) + loops;
  }
}
