package pregel.cli.local;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import pregel.api.Codec;
import pregel.api.Combiner;
import pregel.api.LongColumn;
import pregel.api.Messages;
import pregel.api.ObjectColumn;
import pregel.api.ObjectCombiner;
import pregel.api.ObjectEdgeFunction;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/** A program of text messages that does at random everything a program may do. */
final class RandomObjectProgram implements VertexProgram.Of<String> {
  private static final int LONGEST = 40;

  private final Whim whim;
  private final long[] ids;
  private ObjectColumn<String> value;
  private LongColumn heard;

  RandomObjectProgram(long seed, long[] ids) {
    this.whim = new Whim(seed);
    this.ids = ids;
  }

  @Override
  public void open(Schema schema) {
    value = schema.objectColumn("value", new TextCodec());
    heard = schema.longColumn("heard");
    schema.messages(new TextCodec()).sendAlong(whim.direction());
    if (whim.combiner() == Combiner.FIRST) {
      schema.combine(Combiner.FIRST);
    } else if (whim.combines()) {
      schema.combine(
          (ObjectCombiner<String>) (left, right) -> left.compareTo(right) <= 0 ? left : right);
    }
    if (whim.edgeFunction() == 3) {
      schema.alongEdges((ObjectEdgeFunction<String>) (message, weight) -> message + weight);
    }
  }

  @Override
  public void compute(Vertex vertex, Messages<String> messages) {
    long id = vertex.id();
    int step = vertex.superstep();
    if (whim.combines() && whim.chance(id, step, 20, 50)) {
      heard.set(vertex, heard.get(vertex) * 31 + (messages.isEmpty() ? 1 : 2));
      value.set(vertex, messages.combinedOr("none"));
    } else {
      while (messages.hasNext()) {
        String message = messages.next();
        heard.set(vertex, heard.get(vertex) + message.hashCode() * 17L);
        value.set(vertex, message);
      }
    }
    String shortened = "" + value.get(vertex);
    shortened = shortened.substring(Math.max(0, shortened.length() - LONGEST));
    if (whim.broadcasts(id, step)) {
      vertex.sendToNeighbors(shortened + id);
      if (whim.broadcastsAgain(id, step)) {
        vertex.sendToNeighbors("again" + id);
      }
    }
    for (int letter = whim.letters(id, step); letter > 0; letter--) {
      int target = whim.pick(id, step, 30 + letter, ids.length + 1);
      vertex.send(target == ids.length ? 123_456_789_123L : ids[target], shortened + letter);
    }
    if (whim.closes(id, step)) {
      vertex.close();
    } else if (whim.halts(id, step)) {
      vertex.voteToHalt();
    }
  }

  private static final class TextCodec implements Codec<String> {
    @Override
    public void write(String text, DataOutput out) throws IOException {
      out.writeUTF(text);
    }

    @Override
    public String read(DataInput in) throws IOException {
      return in.readUTF();
    }
  }
}
