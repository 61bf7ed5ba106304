package pregel.peers.giraph;

import java.util.List;
import org.apache.giraph.combiner.DoubleSumMessageCombiner;
import org.apache.giraph.conf.GiraphConfiguration;
import org.apache.giraph.edge.LongNullArrayEdges;
import org.apache.giraph.io.formats.IdWithValueTextOutputFormat;
import org.apache.giraph.utils.InternalVertexRunner;
import pregel.peers.Measurement;
import pregel.peers.Peer;
import pregel.peers.PeerGraph;

/**
 * One worker in this process, with as many threads as told. Ids, edges, messages and their combiner
 * are of the types for which Giraph has primitive stores. Every run is a job, which reads the graph
 * again.
 */
public final class GiraphPeer implements Peer {
  private final String[] lines;
  private final int threads;

  private GiraphPeer(String[] lines, int threads) {
    this.lines = lines;
    this.threads = threads;
  }

  public static void main(String[] args) throws Exception {
    Measurement.main(args, (graph, threads) -> new GiraphPeer(lines(graph), threads));
    // Threads of Giraph's own would keep the process.
    System.exit(0);
  }

  private static String[] lines(PeerGraph graph) {
    int[][] rows = graph.rows();
    String[] lines = new String[rows.length];
    StringBuilder line = new StringBuilder();
    for (int v = 0; v < rows.length; v++) {
      line.setLength(0);
      line.append(v);
      for (int neighbor : rows[v]) {
        line.append(' ').append(neighbor);
      }
      lines[v] = line.toString();
    }
    return lines;
  }

  @Override
  public Run run(int supersteps) throws Exception {
    GiraphConfiguration configuration = new GiraphConfiguration();
    configuration.setComputationClass(RankComputation.class);
    configuration.setOutEdgesClass(LongNullArrayEdges.class);
    configuration.setMessageCombinerClass(DoubleSumMessageCombiner.class);
    configuration.setVertexInputFormatClass(NeighborLines.class);
    configuration.setVertexOutputFormatClass(IdWithValueTextOutputFormat.class);
    configuration.setWorkerContextClass(SuperstepClock.class);
    configuration.setNumComputeThreads(threads);
    configuration.setInt(RankComputation.ROUNDS, supersteps);
    double[] ranks = new double[lines.length];
    for (String line : InternalVertexRunner.run(configuration, lines)) {
      String[] idAndRank = line.split("\t");
      ranks[Integer.parseInt(idAndRank[0])] = Double.parseDouble(idAndRank[1]);
    }
    List<Long> begun = SuperstepClock.take();
    // From the first that folds to the last: what begins after that is the job's end.
    double nanos = (double) (begun.get(supersteps) - begun.get(1)) / (supersteps - 1);
    return new Run(nanos, ranks);
  }
}
