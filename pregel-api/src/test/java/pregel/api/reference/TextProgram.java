package pregel.api.reference;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import pregel.api.Codec;
import pregel.api.Messages;
import pregel.api.ObjectColumn;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;

/** A program whose messages are texts, so that a combiner can write down how it was called. */
final class TextProgram implements VertexProgram.Of<String> {
  static final Codec<String> TEXT =
      new Codec<>() {
        @Override
        public void write(String value, DataOutput out) throws IOException {
          out.writeUTF(value);
        }

        @Override
        public String read(DataInput in) throws IOException {
          return in.readUTF();
        }
      };

  private final Consumer<Schema> open;
  private final BiConsumer<Vertex, Messages<String>> compute;

  private TextProgram(Consumer<Schema> open, BiConsumer<Vertex, Messages<String>> compute) {
    this.open = open;
    this.compute = compute;
  }

  /** What every vertex received in superstep 1, by id, after {@code send} ran in superstep 0. */
  static Map<Long, Object> received(
      ReferenceGraph graph, int partitions, Consumer<Schema> open, Consumer<Vertex> send) {
    var inbox =
        new Object() {
          ObjectColumn<String> column;
        };
    var program =
        new TextProgram(
            schema -> {
              inbox.column = schema.objectColumn("inbox", TEXT);
              schema.messages(TEXT);
              open.accept(schema);
            },
            (vertex, messages) -> {
              if (vertex.superstep() == 0) {
                send.accept(vertex);
              } else {
                StringBuilder all = new StringBuilder();
                while (messages.hasNext()) {
                  all.append(all.isEmpty() ? "" : " ").append(messages.next());
                }
                inbox.column.set(vertex, all.toString());
              }
              vertex.voteToHalt();
            });
    return ReferenceRunner.run(program, graph, VertexOrder.ID, partitions, 2).objects("inbox");
  }

  /** Writes down every call as a pair of brackets. */
  static Schema bracketing(Schema schema) {
    return schema.combine((String left, String right) -> "(" + left + right + ")");
  }

  @Override
  public void open(Schema schema) {
    open.accept(schema);
  }

  @Override
  public void compute(Vertex vertex, Messages<String> messages) {
    compute.accept(vertex, messages);
  }
}
