package pregel.peers.graphx;

import java.util.Iterator;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.graphx.Edge;
import org.apache.spark.graphx.Graph;
import org.apache.spark.graphx.lib.PageRank;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.StorageLevel;
import pregel.peers.Measurement;
import pregel.peers.Peer;
import pregel.peers.PeerGraph;
import scala.Tuple2;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Static PageRank, which counts from ranks of 1 and in the end makes them sum up to the number of
 * vertices. One partition of edges for each thread.
 */
public final class GraphXPeer implements Peer {
  private static final ClassTag<Object> ANY = ClassTag$.MODULE$.apply(Object.class);

  /** Where tasks, which run in this process, find what they make edges of. */
  private static volatile PeerGraph edges;

  private final int vertices;
  private final Graph<Object, Object> graph;

  private GraphXPeer(int vertices, Graph<Object, Object> graph) {
    this.vertices = vertices;
    this.graph = graph;
  }

  public static void main(String[] args) throws Exception {
    SparkConf configuration =
        new SparkConf()
            .setAppName("pregel-peer")
            .setMaster("local[" + args[3] + "]")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.ui.enabled", "false");
    try (var spark = new JavaSparkContext(configuration)) {
      spark.setLogLevel("ERROR");
      Measurement.main(args, (read, threads) -> load(spark, read, threads));
    }
  }

  private static GraphXPeer load(JavaSparkContext spark, PeerGraph read, int threads) {
    edges = read;
    RDD<Edge<Object>> made =
        spark
            .parallelize(IntStream.range(0, threads).boxed().toList(), threads)
            .mapPartitions(shares -> edgesOf(shares.next(), threads))
            .rdd();
    StorageLevel memory = StorageLevel.MEMORY_ONLY();
    Graph<Object, Object> graph = Graph.fromEdges(made, (Object) 1, memory, memory, ANY, ANY);
    if (graph.vertices().count() != read.vertices() || graph.edges().count() != read.edges()) {
      throw new IllegalStateException("the graph was not taken over whole");
    }
    return new GraphXPeer(read.vertices(), graph);
  }

  private static Iterator<Edge<Object>> edgesOf(int share, int shares) {
    PeerGraph all = edges;
    int from = (int) ((long) all.edges() * share / shares);
    int to = (int) ((long) all.edges() * (share + 1) / shares);
    return IntStream.range(from, to)
        .mapToObj(i -> new Edge<Object>(all.sources()[i], all.targets()[i], 1))
        .iterator();
  }

  @Override
  public Run run(int supersteps) throws Exception {
    return Measurement.difference(supersteps, this::ranks);
  }

  private double[] ranks(int supersteps) {
    Graph<Object, Object> ranked = PageRank.run(graph, supersteps, 1 - DAMPING, ANY, ANY);
    double[] ranks = new double[vertices];
    for (Tuple2<Object, Object> vertex : ranked.vertices().toJavaRDD().collect()) {
      ranks[(int) (long) (Long) vertex._1()] = (Double) vertex._2() / vertices;
    }
    ranked.unpersist(true);
    return ranks;
  }
}
