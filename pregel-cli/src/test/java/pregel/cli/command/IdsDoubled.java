package pregel.cli.command;

import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.Parameters;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/** A program of a user's: gives every vertex a multiple of its id. */
public final class IdsDoubled implements VertexProgram.OfLong {
  private final int factor;
  private LongColumn product;

  public IdsDoubled(Parameters parameters) {
    factor = parameters.integerOr("factor", 2);
  }

  @Override
  public void open(Schema schema) {
    product = schema.longColumn("product");
  }

  @Override
  public void compute(Vertex vertex, LongMessages messages) {
    if (factor == 0) {
      throw new IllegalStateException("a factor of nothing");
    }
    product.set(vertex, factor * vertex.id());
    vertex.voteToHalt();
  }
}
