package pregel.worker.engine;

import pregel.api.Combiner;
import pregel.api.DoubleCombiner;
import pregel.api.DoubleEdgeFunction;
import pregel.api.IntCombiner;
import pregel.api.IntEdgeFunction;
import pregel.api.LongCombiner;
import pregel.api.LongEdgeFunction;
import pregel.api.ObjectCombiner;
import pregel.api.ObjectEdgeFunction;
import pregel.api.Schema;
import pregel.api.VertexProgram;

/** Refuses declarations that do not fit the type of a program's messages, before anything runs. */
final class SchemaCheck {
  private SchemaCheck() {}

  static void check(VertexProgram program, Schema schema) {
    if (program instanceof VertexProgram.OfDouble) {
      check(schema, "double", DoubleCombiner.class, DoubleEdgeFunction.class);
    } else if (program instanceof VertexProgram.OfLong) {
      check(schema, "long", LongCombiner.class, LongEdgeFunction.class);
    } else if (program instanceof VertexProgram.OfInt) {
      check(schema, "int", IntCombiner.class, IntEdgeFunction.class);
    } else if (program instanceof VertexProgram.Of) {
      if (schema.messageCodec() == null) {
        throw new IllegalArgumentException(
            "object messages need a codec; call schema.messages(codec) in open");
      }
      if (schema.combiner() instanceof Combiner known && known != Combiner.FIRST) {
        throw new IllegalArgumentException(
            "object messages combine with an ObjectCombiner or FIRST, not with " + known);
      }
      check(schema, "object", ObjectCombiner.class, ObjectEdgeFunction.class);
    }
  }

  private static void check(
      Schema schema, String type, Class<?> combinerType, Class<?> edgeFunctionType) {
    Object combiner = schema.combiner();
    if (combiner != null && !(combiner instanceof Combiner) && !combinerType.isInstance(combiner)) {
      throw new IllegalArgumentException(
          "the messages are of type " + type + "; declare a " + combinerType.getSimpleName());
    }
    Object function = schema.edgeFunction();
    if (function != null && !edgeFunctionType.isInstance(function)) {
      throw new IllegalArgumentException(
          "the messages are of type " + type + "; declare a " + edgeFunctionType.getSimpleName());
    }
  }
}
