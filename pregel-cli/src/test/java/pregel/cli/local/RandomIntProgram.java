package pregel.cli.local;

import pregel.api.Combiner;
import pregel.api.DoubleAggregator;
import pregel.api.IntColumn;
import pregel.api.IntCombiner;
import pregel.api.IntEdgeFunction;
import pregel.api.IntMessages;
import pregel.api.LongAggregator;
import pregel.api.LongColumn;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/** A program of int messages that does at random everything a program may do. */
final class RandomIntProgram implements VertexProgram.OfInt {
  private final Whim whim;
  private final long[] ids;
  private IntColumn value;
  private LongColumn heard;
  private DoubleAggregator total;
  private LongAggregator most;

  RandomIntProgram(long seed, long[] ids) {
    this.whim = new Whim(seed);
    this.ids = ids;
  }

  @Override
  public void open(Schema schema) {
    value = schema.intColumn("value").initially((int) 7);
    heard = schema.longColumn("heard");
    total = schema.doubleAggregator("total", Combiner.SUM);
    most = schema.longAggregator("most", Combiner.MAX);
    schema.sendAlong(whim.direction());
    if (whim.combiner() != null) {
      schema.combine(whim.combiner());
    } else if (whim.hasOwnCombiner()) {
      schema.combine(new Own());
    }
    if (whim.edgeFunction() == 2) {
      schema.alongEdges(IntEdgeFunction.PLUS_WEIGHT);
    } else if (whim.edgeFunction() == 3) {
      schema.alongEdges((IntEdgeFunction) (message, weight) -> (int) (message * weight + 1));
    }
  }

  @Override
  public void compute(Vertex vertex, IntMessages messages) {
    long id = vertex.id();
    int step = vertex.superstep();
    if (whim.combines() && whim.chance(id, step, 20, 50)) {
      boolean empty = messages.isEmpty();
      heard.set(vertex, heard.get(vertex) * 31 + (empty ? 1 : 2));
      value.set(vertex, (int) (value.get(vertex) / 2 + messages.combinedOr((int) 3)));
    } else {
      while (messages.hasNext()) {
        int message = messages.next();
        heard.set(vertex, heard.get(vertex) + Double.doubleToRawLongBits(message) * 17);
        value.set(vertex, (int) Math.max(value.get(vertex), message));
      }
    }
    if (whim.chance(id, step, 25, 30)) {
      long seen = Double.doubleToRawLongBits(total.value()) * 13 + most.value();
      heard.set(vertex, heard.get(vertex) * 3 + seen);
    }
    if (whim.chance(id, step, 21, 40)) {
      total.add(vertex, whim.value(id, step, 22) + total.value() / 7);
      most.add(vertex, heard.get(vertex) % 1000 + most.value() / 2);
    }
    if (whim.broadcasts(id, step)) {
      vertex.sendToNeighbors((int) (value.get(vertex) / 5 + whim.value(id, step, 23)));
      if (whim.broadcastsAgain(id, step)) {
        vertex.sendToNeighbors((int) whim.value(id, step, 24));
      }
    }
    for (int letter = whim.letters(id, step); letter > 0; letter--) {
      int target = whim.pick(id, step, 30 + letter, ids.length + 1);
      long to = target == ids.length ? 123_456_789_123L : ids[target];
      vertex.send(to, (int) (value.get(vertex) / 3 + letter));
    }
    if (whim.closes(id, step)) {
      vertex.close();
    } else if (whim.halts(id, step)) {
      vertex.voteToHalt();
    }
  }

  /** A combiner that no engine knows. */
  private static final class Own implements IntCombiner {
    @Override
    public int identity() {
      return 0;
    }

    @Override
    public int combine(int left, int right) {
      return left ^ right;
    }
  }
}
