package pregel.peers.giraph;

import org.apache.giraph.graph.BasicComputation;
import org.apache.giraph.graph.Vertex;
import org.apache.hadoop.io.DoubleWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import pregel.peers.Peer;

/** PageRank, in as many rounds as the configuration says. Nobody is without edges. */
public final class RankComputation
    extends BasicComputation<LongWritable, DoubleWritable, NullWritable, DoubleWritable> {
  static final String ROUNDS = "pregel.peers.rounds";

  private final DoubleWritable share = new DoubleWritable();
  private int rounds;

  @Override
  public void preSuperstep() {
    rounds = getConf().getInt(ROUNDS, 0);
  }

  @Override
  public void compute(
      Vertex<LongWritable, DoubleWritable, NullWritable> vertex, Iterable<DoubleWritable> shares) {
    double n = getTotalNumVertices();
    double rank = 1 / n;
    if (getSuperstep() > 0) {
      double sum = 0;
      for (DoubleWritable received : shares) {
        sum += received.get();
      }
      rank = (1 - Peer.DAMPING) / n + Peer.DAMPING * sum;
    }
    vertex.getValue().set(rank);
    if (getSuperstep() == rounds) {
      vertex.voteToHalt();
    } else {
      share.set(rank / vertex.getNumEdges());
      sendMessageToAllEdges(vertex, share);
    }
  }
}
