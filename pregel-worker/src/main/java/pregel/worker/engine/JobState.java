package pregel.worker.engine;

import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.util.function.Supplier;
import pregel.api.Direction;
import pregel.api.Schema;
import pregel.api.VertexProgram;
import pregel.core.graph.Adjacency;
import pregel.core.graph.Graph;

/**
 * What all threads of a worker share while a job runs, whatever the type of its messages. Bitmap
 * words belong to blocks, and a block to one thread at a time; the scalar fields change only
 * between supersteps.
 */
public final class JobState {
  /** Edges that one fold takes at a time; longer rows fold in blocks, then the blocks in order. */
  public static final int FOLD_BLOCK = 65_536;

  public final Graph graph;
  public final VertexProgram program;
  public final Schema schema;
  public final Blocks blocks;
  public final int vertices;

  /** Edges of a receiver, by slot: in the direction against the broadcasts. */
  public final IntBuffer inboxDegrees;

  /**
   * Edges of a sender, by slot: in the direction of the broadcasts. Null when BOTH in a directed
   * graph.
   */
  public final IntBuffer sendDegrees;

  /** Whether broadcasts travel both ways in a directed graph, so that degrees are sums. */
  public final boolean bothWays;

  /** Outgoing edges, by slot. */
  public final IntBuffer outDegrees;

  /** Incoming edges, by slot. */
  public final IntBuffer inDegrees;

  /** Directed edges of the whole graph. */
  public final long directedEdges;

  /** Threads that compute. */
  public final int threads;

  /** The degrees in the direction of the broadcasts, summed over the 64 vertices of a word. */
  public final long[] sendDegreeOfWord;

  /** Vertices that are computed next even without a message. */
  public final long[] active;

  /** Vertices that want no more messages. Allocated up front: one bit per vertex. */
  public final long[] closed;

  /** Active vertices per block. */
  public final int[] activeInBlock;

  /** Partial results of the double aggregators: by aggregator, by block. */
  public final double[][] doublePartials;

  /** Partial results of the long aggregators: by aggregator, by block. */
  public final long[][] longPartials;

  /** Neighbour lists, if the program reads them. */
  public final NeighborRows neighborRows;

  /** The superstep that is running. */
  public int superstep;

  /** How its broadcasts arrive. */
  public Mode mode = Mode.NONE;

  /** The rows that receivers read when pulling; set before the first superstep that pulls. */
  public Adjacency pullRows;

  JobState(
      Graph graph, VertexProgram program, Schema schema, NeighborRows neighborRows, int threads) {
    this.threads = threads;
    this.outDegrees = graph.outDegrees();
    this.inDegrees = graph.inDegrees();
    this.directedEdges = graph.directedEdges();
    this.graph = graph;
    this.program = program;
    this.schema = schema;
    this.neighborRows = neighborRows;
    this.vertices = graph.vertices();
    this.blocks = new Blocks(graph.partitions());
    Direction direction = schema.mainChannel().direction();
    this.bothWays = direction == Direction.BOTH && !graph.isUndirected();
    this.sendDegrees = direction == Direction.IN ? graph.inDegrees() : graph.outDegrees();
    this.inboxDegrees = direction == Direction.IN ? graph.outDegrees() : graph.inDegrees();
    this.active = Bits.full(vertices);
    this.closed = Bits.forSlots(vertices);
    this.sendDegreeOfWord = new long[active.length];
    for (int slot = 0; slot < vertices; slot++) {
      sendDegreeOfWord[slot >>> 6] += sendDegree(slot);
    }
    this.activeInBlock = new int[blocks.count()];
    for (int block = 0; block < blocks.count(); block++) {
      activeInBlock[block] = blocks.end(block) - blocks.start(block);
    }
    this.doublePartials = new double[schema.doubleAggregators().size()][blocks.count()];
    this.longPartials = new long[schema.longAggregators().size()][blocks.count()];
  }

  /** The program's working space, made for one thread. */
  public Object[] newScratch() {
    return schema.scratches().stream().map(Supplier::get).toArray();
  }

  /** Messages that one broadcast of this vertex makes. */
  public int sendDegree(int slot) {
    return bothWays
        ? graph.outDegrees().get(slot) + graph.inDegrees().get(slot)
        : sendDegrees.get(slot);
  }

  /** Messages that this vertex gets when everybody broadcasts. */
  public int inboxDegree(int slot) {
    return bothWays ? sendDegree(slot) : inboxDegrees.get(slot);
  }

  /** Whether no edge's weight is infinite or NaN. */
  public boolean hasFiniteWeights() {
    Direction direction = graph.has(Direction.IN) ? Direction.IN : Direction.OUT;
    Adjacency adjacency = graph.adjacency(direction);
    for (int partition = 0; partition < graph.partitions().partitions(); partition++) {
      DoubleBuffer weights = adjacency.rows(partition).weights();
      for (int k = 0; weights != null && k < weights.capacity(); k++) {
        if (!Double.isFinite(weights.get(k))) {
          return false;
        }
      }
    }
    return true;
  }

  /** The rows in which a sender finds its receivers. */
  public Adjacency sendRows() {
    return graph.adjacency(schema.mainChannel().direction());
  }
}
