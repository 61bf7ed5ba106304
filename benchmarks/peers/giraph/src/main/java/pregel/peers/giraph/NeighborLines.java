package pregel.peers.giraph;

import java.util.ArrayList;
import java.util.List;
import org.apache.giraph.edge.Edge;
import org.apache.giraph.edge.EdgeFactory;
import org.apache.giraph.io.formats.TextVertexInputFormat;
import org.apache.hadoop.io.DoubleWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** Lines of ids: a vertex, then its neighbours. */
public final class NeighborLines
    extends TextVertexInputFormat<LongWritable, DoubleWritable, NullWritable> {

  @Override
  public TextVertexReader createVertexReader(InputSplit split, TaskAttemptContext context) {
    return new Reader();
  }

  private final class Reader extends TextVertexReaderFromEachLineProcessed<String[]> {
    @Override
    protected String[] preprocessLine(Text line) {
      return line.toString().split(" ");
    }

    @Override
    protected LongWritable getId(String[] ids) {
      return new LongWritable(Long.parseLong(ids[0]));
    }

    @Override
    protected DoubleWritable getValue(String[] ids) {
      return new DoubleWritable();
    }

    @Override
    protected Iterable<Edge<LongWritable, NullWritable>> getEdges(String[] ids) {
      List<Edge<LongWritable, NullWritable>> edges = new ArrayList<>(ids.length - 1);
      for (int i = 1; i < ids.length; i++) {
        edges.add(EdgeFactory.create(new LongWritable(Long.parseLong(ids[i]))));
      }
      return edges;
    }
  }
}
