package pregel.worker.engine;

import java.nio.IntBuffer;
import java.util.List;
import java.util.function.Supplier;
import pregel.api.Phase;
import pregel.api.Schema;
import pregel.api.VertexProgram;
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

  /** Outgoing edges, by slot. */
  public final IntBuffer outDegrees;

  /** Incoming edges, by slot. */
  public final IntBuffer inDegrees;

  /** Directed edges of the whole graph. */
  public final long directedEdges;

  /** Threads that compute. */
  public final int threads;

  /** How the broadcasts of each channel travel. */
  public final List<Route> routes;

  /** Vertices that are computed next even without a message. */
  public final long[] active;

  /** Vertices that want no more messages. Allocated up front: one bit per vertex. */
  public final long[] closed;

  /** Active vertices per block. */
  public final int[] activeInBlock;

  /** The questions of each kind that the program declared. */
  public final List<Questions> questions;

  /** What vertices contribute to aggregators. */
  public final Partials partials;

  /** Neighbour lists, if the program reads them. */
  public final NeighborRows neighborRows;

  /** The seed of all random numbers. */
  public final long seed;

  /** The superstep that is running. */
  public int superstep;

  /** Its phase; null in a program of one message type. */
  public Phase phase;

  JobState(
      Graph graph,
      VertexProgram program,
      Schema schema,
      NeighborRows neighborRows,
      int threads,
      long seed) {
    this.threads = threads;
    this.seed = seed;
    this.outDegrees = graph.outDegrees();
    this.inDegrees = graph.inDegrees();
    this.directedEdges = graph.directedEdges();
    this.graph = graph;
    this.program = program;
    this.schema = schema;
    this.neighborRows = neighborRows;
    this.vertices = graph.vertices();
    this.blocks = new Blocks(graph.partitions());
    this.routes = schema.channels().stream().map(channel -> new Route(graph, channel)).toList();
    this.questions =
        schema.requests().stream().map(requests -> new Questions(requests, vertices)).toList();
    this.active = Bits.full(vertices);
    this.closed = Bits.forSlots(vertices);
    this.activeInBlock = new int[blocks.count()];
    for (int block = 0; block < blocks.count(); block++) {
      activeInBlock[block] = blocks.end(block) - blocks.start(block);
    }
    this.partials = new Partials(schema, blocks);
  }

  /** The program's working space, made for one thread. */
  public Object[] newScratch() {
    return schema.scratches().stream().map(Supplier::get).toArray();
  }
}
