package pregel.api.reference;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import pregel.api.LongMessages;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/** A program with long messages, written where it is used. */
record LongProgram(Consumer<Schema> opening, BiConsumer<Vertex, LongMessages> computing)
    implements VertexProgram.OfLong {

  @Override
  public void open(Schema schema) {
    opening.accept(schema);
  }

  @Override
  public void compute(Vertex vertex, LongMessages messages) {
    computing.accept(vertex, messages);
  }
}
