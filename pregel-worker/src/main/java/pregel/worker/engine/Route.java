package pregel.worker.engine;

import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import pregel.api.Channel;
import pregel.api.Direction;
import pregel.core.graph.Adjacency;
import pregel.core.graph.Graph;

/**
 * How the broadcasts of one channel travel: along which edges, and in the running superstep how
 * they arrive. Shared by all threads; changes only between supersteps.
 */
public final class Route {
  public final Channel channel;

  /** Whether broadcasts travel both ways in a directed graph, so that degrees are sums. */
  public final boolean bothWays;

  /** The degrees in the direction of the broadcasts, summed over the 64 vertices of a word. */
  public final long[] sendDegreeOfWord;

  /** How the broadcasts that the running superstep reads arrive. */
  public Mode mode = Mode.NONE;

  /** Whether the running superstep reads any message. */
  public boolean carries;

  /** Whether the running superstep may send, or has old broadcasts to forget. */
  public boolean accepts;

  /** The rows that receivers read when pulling; set before the first superstep that pulls. */
  public Adjacency pullRows;

  // Traffic of the superstep before, for choosing the mode.
  long senders;
  long senderDegrees;
  long addressed;

  /** Broadcasters of the superstep before that. */
  long staleSenders;

  /** Edges along which open vertices can still be reached. */
  long openEdges;

  private final Graph graph;
  private final IntBuffer sendDegrees;
  private final IntBuffer inboxDegrees;

  Route(Graph graph, Channel channel) {
    this.graph = graph;
    this.channel = channel;
    Direction direction = channel.direction();
    this.bothWays = direction == Direction.BOTH && !graph.isUndirected();
    this.sendDegrees = direction == Direction.IN ? graph.inDegrees() : graph.outDegrees();
    this.inboxDegrees = direction == Direction.IN ? graph.outDegrees() : graph.inDegrees();
    this.sendDegreeOfWord = Bits.forSlots(graph.vertices());
    for (int slot = 0; slot < graph.vertices(); slot++) {
      sendDegreeOfWord[slot >>> 6] += sendDegree(slot);
    }
    this.openEdges = bothWays ? 2 * graph.directedEdges() : graph.directedEdges();
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

  /** The rows in which a sender finds its receivers. */
  public Adjacency sendRows() {
    return graph.adjacency(channel.direction());
  }

  /** Makes the rows in which a receiver finds its senders. */
  void openPullRows() {
    pullRows = graph.adjacency(channel.direction().reversed());
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
}
