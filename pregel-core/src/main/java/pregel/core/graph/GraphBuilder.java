package pregel.core.graph;

import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import pregel.api.Direction;
import pregel.api.FailureKind;
import pregel.api.JobException;

/**
 * Makes a graph of what a reader found.
 *
 * <p>Ids become ranks, in the reader's own blocks; edges that are not wanted go; degrees and
 * locality give every rank its slot; and rows are filled partition by partition. Beside the blocks
 * and the rows nothing is held that grows with the edges, and the outcome is the same for any
 * number of threads and any division of the edges into blocks.
 */
public final class GraphBuilder {

  /**
   * A built graph.
   *
   * @param graph ready to run on
   * @param report what was met
   */
  public record Built(Graph graph, BuildReport report) {}

  private final EdgeInput input;
  private final BuildOptions options;
  private final NumberedEdges numbered;
  private final EdgeChunk[] chunks;
  private final EdgeCensus.Arcs arcs;
  private final BuildThreads threads;

  private GraphBuilder(EdgeInput input, BuildOptions options) {
    this.input = input;
    this.options = options;
    this.numbered = NumberedEdges.of(input);
    this.chunks = EdgeChunk.cut(input.blocks());
    this.arcs =
        !input.undirected()
            ? EdgeCensus.Arcs.DIRECTED
            : input.symmetric() ? EdgeCensus.Arcs.SYMMETRIC : EdgeCensus.Arcs.MIRRORED;
    long work = input.vertices() == null ? 0 : input.vertices().length;
    for (EdgeChunk chunk : chunks) {
      work += chunk.listed();
    }
    this.threads = BuildThreads.of(options.threads(), work);
  }

  /**
   * Builds a graph, consuming the input's blocks.
   *
   * <p>Edges with unknown ends are judged first, then self-loops, then duplicates; a vertex stays
   * even if none of its edges do.
   *
   * @param first the direction to build rows for; others are made when asked for
   */
  public static Built build(EdgeInput input, BuildOptions options, Direction first) {
    requireMergeable(options.duplicates(), input.weighted());
    return new GraphBuilder(input, options).build(first);
  }

  /** Refuses to merge by weights that are not there. */
  static void requireMergeable(BuildOptions.Duplicates duplicates, boolean weighted) {
    if (duplicates != BuildOptions.Duplicates.KEEP
        && duplicates != BuildOptions.Duplicates.DROP
        && !weighted) {
      throw new JobException(
          FailureKind.USAGE,
          "--duplicates: "
              + duplicates.name().toLowerCase(Locale.ROOT)
              + " needs weights and the edges have none; add --weighted, or choose keep or drop");
    }
  }

  private Built build(Direction first) {
    IdRanks ranks = rankIds();
    int vertices = ranks.count();
    long duplicates = mergeDuplicates(vertices);
    EdgeCensus census = EdgeCensus.of(chunks, vertices, arcs, threads);
    CanonicalOrder order = CanonicalOrder.of(options.order(), vertices, census, threads);
    VertexIds ids = vertexIds(ranks, order);
    if (order.slotOfRank() != null) {
      threads.each(chunks.length, i -> chunks[i].place(order.slotOfRank()));
    }

    IntBuffer in = bySlot(census.in(), order);
    IntBuffer out = arcs == EdgeCensus.Arcs.DIRECTED ? bySlot(census.out(), order) : in;
    PartitionMap partitions = divide(census, in, out);
    boolean outgoing = arcs == EdgeCensus.Arcs.DIRECTED && first == Direction.OUT;
    RowBuilder builder =
        new RowBuilder(
            chunks,
            partitions,
            (outgoing ? out : in)::get,
            partitions.all(),
            input.weighted() || numbered != null,
            threads);
    Adjacency.Rows[] built =
        arcs == EdgeCensus.Arcs.MIRRORED
            ? builder.mirrored()
            : outgoing ? builder.outgoing() : builder.incoming();
    Adjacency rows =
        new Adjacency(partitions, numbered == null ? built : numbered.resolve(built, threads));
    if (options.duplicates() == BuildOptions.Duplicates.KEEP) {
      duplicates = asListed(builder.parallelEdges(), builder.parallelLoops());
    }

    Graph graph =
        new Graph(
            ids,
            partitions,
            input.undirected(),
            input.weighted(),
            order.order(),
            census.edges(),
            out,
            in,
            outgoing ? null : rows,
            outgoing ? rows : null,
            new GraphColumns(columns(ranks, ids), input.edgeColumns()),
            options.threads());
    return new Built(graph, report(duplicates));
  }

  /** Ids with names become 0, 1, 2, ..., so that a name without a vertex leaves no gap. */
  private VertexIds vertexIds(IdRanks ranks, CanonicalOrder order) {
    int vertices = ranks.count();
    VertexNames names = input.names();
    if (names == null) {
      return new VertexIds(
          vertices, ranks.sorted(), ranks.firstId(), order.slotOfRank(), order.rankOfSlot());
    }
    VertexNames kept = names.count() == vertices ? names : names.keep(ranks, threads);
    return new VertexIds(vertices, null, 0, order.slotOfRank(), order.rankOfSlot(), kept);
  }

  private List<VertexColumn> columns(IdRanks ranks, VertexIds ids) {
    if (input.columns().isEmpty()) {
      return List.of();
    }
    int[] slots = new int[input.columns().get(0).present().length];
    LongBuffer seen = OffHeap.longs((int) ((ids.count() + 63L) >>> 6));
    for (int place = 0; place < slots.length; place++) {
      int slot = ids.slotOfRank(ranks.rank(input.vertices()[place]));
      if ((seen.get(slot >>> 6) >>> slot & 1) != 0) {
        throw new JobException(
            FailureKind.INPUT,
            "vertex "
                + ids.text(ids.id(slot))
                + ": has two lines in the vertex file; keep the one whose values hold");
      }
      seen.put(slot >>> 6, seen.get(slot >>> 6) | 1L << slot);
      slots[place] = slot;
    }
    List<VertexColumn> columns = new ArrayList<>();
    for (ListedColumn listed : input.columns()) {
      columns.add(column(listed, slots, ids.count()));
    }
    return columns;
  }

  private VertexColumn column(ListedColumn listed, int[] slots, int vertices) {
    boolean text = listed.type() == VertexColumn.Type.STRING;
    LongBuffer bits = text ? null : OffHeap.longs(vertices);
    LongBuffer present = OffHeap.longs((int) ((vertices + 63L) >>> 6));
    byte[][] texts = text ? new byte[vertices][] : null;
    for (int place = 0; place < slots.length; place++) {
      if (listed.present()[place]) {
        int slot = slots[place];
        present.put(slot >>> 6, present.get(slot >>> 6) | 1L << slot);
        if (text) {
          texts[slot] = listed.texts()[place];
        } else {
          bits.put(slot, listed.bits()[place]);
        }
      }
    }
    return new VertexColumn(
        listed.name(),
        listed.type(),
        bits,
        present,
        text ? Texts.copy(vertices, Texts.source(texts), threads) : null);
  }

  private IdRanks rankIds() {
    boolean listOnly =
        input.vertices() != null
            && options.unknownVertices() != BuildOptions.UnknownVertices.CREATE;
    IdRanks ranks =
        new IdCollector(listOnly ? new EdgeChunk[0] : chunks, input.vertices(), threads).collect();
    threads.each(chunks.length, i -> chunks[i].rank(ranks, options.dropSelfLoops()));
    if (options.unknownVertices() == BuildOptions.UnknownVertices.FAIL) {
      for (EdgeChunk chunk : chunks) {
        if (chunk.unknown() > 0) {
          throw unknownVertex(chunk, ranks);
        }
      }
    }
    return ranks;
  }

  private JobException unknownVertex(EdgeChunk chunk, IdRanks ranks) {
    long source = chunk.firstUnknownSource();
    return unknownVertex(text(source), text(chunk.firstUnknownTarget()), ranks.rank(source) < 0);
  }

  /** The failure for an edge with an unknown end. */
  static JobException unknownVertex(String source, String target, boolean isSource) {
    return new JobException(
        FailureKind.INPUT,
        "edge "
            + source
            + " "
            + target
            + ": vertex "
            + (isSource ? source : target)
            + " is not in the vertex list; add it there, or choose --unknown-vertices create or"
            + " drop");
  }

  private String text(long id) {
    return input.names() == null ? Long.toString(id) : input.names().name(id);
  }

  /** Merges parallel edges if asked to and returns how many went. */
  private long mergeDuplicates(int vertices) {
    if (options.duplicates() == BuildOptions.Duplicates.KEEP) {
      return 0;
    }
    DuplicateMerger merger =
        new DuplicateMerger(
            chunks,
            vertices,
            arcs == EdgeCensus.Arcs.MIRRORED,
            options.duplicates(),
            numbered,
            threads);
    merger.merge();
    return arcs == EdgeCensus.Arcs.MIRRORED
        ? merger.mergedEdges() + merger.mergedLoops()
        : asListed(merger.mergedEdges(), merger.mergedLoops());
  }

  /** Edges met in rows, as the data set counts them: those of an undirected graph stand twice. */
  private long asListed(long edges, long loops) {
    return (arcs == EdgeCensus.Arcs.DIRECTED ? edges : edges / 2) + loops;
  }

  private IntBuffer bySlot(int[] byRank, CanonicalOrder order) {
    IntBuffer slots = OffHeap.ints(byRank.length);
    if (order.rankOfSlot() == null) {
      slots.put(0, byRank);
    } else {
      for (int slot = 0; slot < byRank.length; slot++) {
        slots.put(slot, byRank[order.rankOfSlot().get(slot)]);
      }
    }
    return slots;
  }

  private PartitionMap divide(EdgeCensus census, IntBuffer in, IntBuffer out) {
    int[] degrees = census.spare();
    for (int slot = 0; slot < degrees.length; slot++) {
      degrees[slot] =
          arcs == EdgeCensus.Arcs.DIRECTED ? in.get(slot) + out.get(slot) : in.get(slot);
    }
    int count =
        options.partitions() > 0
            ? options.partitions()
            : PartitionMap.partitionsFor(census.directedEdges());
    return PartitionMap.divide(degrees, count);
  }

  private BuildReport report(long duplicates) {
    long loops = 0;
    long unknown = 0;
    for (EdgeChunk chunk : chunks) {
      loops += chunk.loops();
      unknown += chunk.unknown();
    }
    return new BuildReport(duplicates, loops, unknown);
  }
}
