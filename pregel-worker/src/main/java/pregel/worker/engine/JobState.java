package pregel.worker.engine;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import pregel.api.Column;
import pregel.api.Direction;
import pregel.api.Phase;
import pregel.api.Schema;
import pregel.api.VertexProgram;
import pregel.core.graph.Adjacency;
import pregel.core.graph.ChangingGraph;
import pregel.core.graph.Graph;
import pregel.core.graph.OrientedRows;
import pregel.core.graph.PartitionMap;
import pregel.core.graph.VertexIds;
import pregel.core.share.GraphShare;

/**
 * What all threads of a worker share while a job runs, whatever the type of its messages. Bitmap
 * words belong to blocks, and a block to one thread at a time; the scalar fields change only
 * between supersteps.
 */
public final class JobState {
  /** Edges that one fold takes at a time; longer rows fold in blocks, then the blocks in order. */
  public static final int FOLD_BLOCK = 65_536;

  public final Graph graph;

  /** What this worker holds of a graph that several have; null if it has all of it. */
  public final GraphShare share;

  public final VertexProgram program;
  public final Schema schema;
  public Blocks blocks;

  /** Slots, those without a vertex included. */
  public int vertices;

  /** Vertices that exist. */
  public int existing;

  /** The ids of all slots. */
  public VertexIds ids;

  /** Slots from this one on are of added ids; those before it are positions in canonical order. */
  public int firstAdded = Integer.MAX_VALUE;

  /** Slots without a position before the first added one. */
  public int gap;

  /** The edges that vertices read, if the program declared it. */
  public Adjacency outRows;

  public Adjacency inRows;

  /** The graph as the program changes it; null if it does not. */
  public final Topology topology;

  /** Which partition owns which slots. */
  public PartitionMap partitions;

  /** Outgoing edges, by slot. */
  public IntBuffer outDegrees;

  /** Incoming edges, by slot. */
  public IntBuffer inDegrees;

  /** Directed edges of the whole graph. */
  public long directedEdges;

  /** Threads that compute. */
  public final int threads;

  /** How the broadcasts of each channel travel. */
  public final List<Route> routes;

  /** Vertices that are computed next even without a message. */
  public long[] active;

  /** Vertices that want no more messages. Allocated up front: one bit per vertex. */
  public long[] closed;

  /** Active vertices per block. */
  public int[] activeInBlock;

  /** The questions of each kind that the program declared. */
  public final List<Questions> questions;

  /** What vertices contribute to aggregators. */
  public Partials partials;

  /** Neighbour lists as they were when the superstep began, if the program reads them. */
  public OrientedRows neighborRows;

  /** Ids that other workers may have a vertex of; null if there are no other workers. */
  public final RemoteIds remoteIds;

  /** Targets from this number on, a multiple of 64, are of {@link #remoteIds}. */
  public int firstRemote;

  /** The seed of all random numbers. */
  public final long seed;

  /** The superstep that is running. */
  public int superstep;

  /** Whether vertices tell it: not those of a monotone program, but to a watch. */
  public boolean showsSupersteps;

  /** Its phase; null in a program of one message type. */
  public Phase phase;

  JobState(
      Graph graph, GraphShare share, VertexProgram program, Schema schema, int threads, long seed) {
    this.threads = threads;
    this.seed = seed;
    this.topology =
        schema.isTopologyChanging() ? new Topology(graph, share, schema, threads) : null;
    this.outDegrees = graph.outDegrees();
    this.inDegrees = graph.inDegrees();
    this.directedEdges = share == null ? graph.directedEdges() : share.totals().directedEdges();
    this.graph = graph;
    this.share = share;
    this.remoteIds = needsRemoteIds(share, topology) ? new RemoteIds() : null;
    this.program = program;
    this.schema = schema;
    this.showsSupersteps = !schema.isMonotone();
    this.vertices = graph.vertices();
    this.firstRemote = vertices + 63 & -64;
    this.existing = share == null ? vertices : Math.toIntExact(share.totals().vertices());
    this.ids = graph.ids();
    this.partitions = graph.partitions();
    this.blocks = new Blocks(partitions);
    this.routes =
        schema.channels().stream()
            .map(channel -> new Route(graph, share, topology, channel))
            .toList();
    this.questions =
        schema.requests().stream()
            .map(requests -> new Questions(requests, vertices, remoteIds))
            .toList();
    this.active = Bits.full(vertices);
    this.closed = Bits.forSlots(vertices);
    if (share != null) {
      leaveOthers();
    }
    if (topology != null) {
      refresh();
    } else {
      this.outRows = schema.needsOutEdges() ? graph.adjacency(Direction.OUT) : null;
      this.inRows = schema.needsInEdges() ? graph.adjacency(Direction.IN) : null;
    }
    refreshNeighbors();
    this.activeInBlock = new int[blocks.count()];
    for (int block = 0; block < blocks.count(); block++) {
      activeInBlock[block] = isOwned(block) ? blocks.end(block) - blocks.start(block) : 0;
    }
    this.partials = newPartials();
  }

  private static boolean needsRemoteIds(GraphShare share, Topology topology) {
    return share != null && (share.ownership().workers() > 1 || topology != null);
  }

  /** Vertices of other workers are never computed here. */
  private void leaveOthers() {
    long[] owned = share.slots().owned();
    for (int word = 0; word < owned.length; word++) {
      closed[word] |= Bits.mask(word << 6, vertices) & ~owned[word];
      active[word] &= owned[word];
    }
  }

  private Partials newPartials() {
    int[] own = new int[partitions.partitions()];
    int[] whole = new int[own.length];
    int count = 0;
    for (int partition = 0; partition < own.length; partition++) {
      int number = share == null ? partition : share.slots().wholePartition(partition);
      if (number >= 0) {
        own[count] = partition;
        whole[count++] = number;
      }
    }
    return new Partials(schema, blocks, Arrays.copyOf(own, count), Arrays.copyOf(whole, count));
  }

  /** Whether the vertices of a block are computed here, rather than by another worker. */
  public boolean isOwned(int block) {
    return share == null || share.slots().wholePartition(blocks.partition(block)) >= 0;
  }

  /** Partitions of the whole graph, whoever has them. */
  public int allPartitions() {
    return share == null ? partitions.partitions() : share.ownership().owners().length;
  }

  /** The number in the whole graph of the partition of a block. */
  public int wholePartition(int block) {
    int partition = blocks.partition(block);
    return share == null ? partition : share.slots().wholePartition(partition);
  }

  /** The position of a vertex in canonical order. */
  public long order(int slot) {
    if (share != null) {
      int whole = share.slots().whole(slot);
      return topology == null ? whole : topology.whole().position(whole);
    }
    return slot < firstAdded ? slot : slot - gap;
  }

  /** The program's working space, made for one thread. */
  public Object[] newScratch() {
    return schema.scratches().stream().map(Supplier::get).toArray();
  }

  /** The slot of an id, or -1. */
  public int slot(long id) {
    return ids.slot(id);
  }

  /** The slot of an id that was asked, or the number that stands for it; -1 if there is none. */
  public int asked(long id) {
    int slot = slot(id);
    if (slot >= 0 || remoteIds == null) {
      return slot;
    }
    int number = remoteIds.find(id);
    return number < 0 ? -1 : firstRemote + number;
  }

  /** Takes over the edges and the vertices that the graph has now. */
  void refresh() {
    ChangingGraph changed = topology.graph();
    outDegrees = changed.outDegrees();
    inDegrees = changed.isUndirected() ? outDegrees : changed.inDegrees();
    directedEdges = share == null ? changed.directedEdges() : topology.whole().directedEdges();
    existing = share == null ? changed.vertices() : topology.whole().existing();
    routes.forEach(Route::refresh);
    outRows = changed.adjacency(Direction.OUT);
    inRows = schema.needsInEdges() ? changed.adjacency(Direction.IN) : null;
  }

  /** Lists neighbours anew, after the graph changed. */
  void refreshNeighbors() {
    if (schema.needsNeighborLists()) {
      neighborRows =
          topology == null
              ? OrientedRows.byPosition(graph, threads)
              : OrientedRows.byPosition(topology.graph(), threads);
    }
  }

  /** Follows the growth of the graph. */
  void rearrange(SlotMoves moves) {
    ChangingGraph changed = topology.graph();
    vertices = changed.slots();
    partitions = changed.partitions();
    blocks = new Blocks(partitions);
    partials = newPartials();
    ids = changed.all();
    firstAdded = changed.firstAdded();
    gap = changed.gap();
    active = moves.moved(active);
    closed = moves.moved(closed);
    firstRemote = vertices + 63 & -64;
    if (share != null) {
      leaveOthers();
    }
    questions.forEach(kind -> kind.rearrange(moves));
    for (Column column : schema.columns()) {
      column.rearrange(moves.oldSlots());
    }
    refresh();
  }

  /** Vertices that are gone are never computed; counts who is active. */
  long shutVacant() {
    long[] vacant = topology.graph().vacant();
    long all = 0;
    activeInBlock = new int[blocks.count()];
    for (int word = 0; word << 6 < vertices; word++) {
      closed[word] |= vacant[word];
      active[word] &= ~vacant[word];
      int count = Long.bitCount(active[word]);
      if (count > 0) {
        activeInBlock[blocks.of(word << 6)] += count;
        all += count;
      }
    }
    return all;
  }
}
