package pregel.api.contract;

import pregel.api.Channel;
import pregel.api.LongMessages;
import pregel.api.ObjectColumn;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/** A program whose vertices note what they see, in the column "diary". */
abstract class Diary implements VertexProgram {
  private ObjectColumn<String> diary;

  @Override
  public final void open(Schema schema) {
    diary = schema.objectColumn("diary", Codecs.TEXT);
    declare(schema);
  }

  /** What the program declares beside its diary. */
  void declare(Schema schema) {}

  final void note(Vertex vertex, Object seen) {
    String before = diary.get(vertex);
    diary.set(vertex, before == null ? seen.toString() : before + " " + seen);
  }

  /** A diary with long messages. */
  abstract static class OfLongs extends Diary implements VertexProgram.OfLong {
    @Override
    public abstract void compute(Vertex vertex, LongMessages messages);
  }

  /** A diary with one phase. */
  abstract static class OfOnePhase extends Diary implements VertexProgram.OfPhases {
    @Override
    final void declare(Schema schema) {
      declareChannels(schema);
      schema
          .phase("only", this::compute)
          .reads(schema.channels().toArray(Channel[]::new))
          .writes(schema.channels().toArray(Channel[]::new));
    }

    abstract void declareChannels(Schema schema);

    abstract void compute(Vertex vertex);
  }

  /** A diary with several phases. */
  abstract static class OfPhases extends Diary implements VertexProgram.OfPhases {}
}
