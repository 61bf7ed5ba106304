package pregel.api;

/**
 * What every vertex does in every superstep (Malewicz et al., Pregel, SIGMOD 2010).
 *
 * <p>Implement one of the nested interfaces, chosen by the type of the messages. One instance
 * serves a whole job and is shared by its threads: {@link #open} binds columns and declares
 * combiner, direction and aggregators; afterwards the fields are only read. State that belongs to a
 * vertex lives in columns. {@code compute} is called once per superstep for every vertex that is
 * active or has a message; it must depend on nothing but its arguments, the columns of its own
 * vertex, and aggregated values.
 */
public interface VertexProgram extends Program {

  /** Called once, before superstep 0: declares everything the program uses. */
  void open(Schema schema);

  /** A program whose messages are doubles. */
  interface OfDouble extends VertexProgram {
    void compute(Vertex vertex, DoubleMessages messages);
  }

  /** A program whose messages are longs. */
  interface OfLong extends VertexProgram {
    void compute(Vertex vertex, LongMessages messages);
  }

  /** A program whose messages are ints. */
  interface OfInt extends VertexProgram {
    void compute(Vertex vertex, IntMessages messages);
  }

  /**
   * A program whose messages are objects; {@link #open} must declare their codec with {@link
   * Schema#messages}.
   *
   * @param <M> the type of a message; immutable once sent
   */
  interface Of<M> extends VertexProgram {
    void compute(Vertex vertex, Messages<M> messages);
  }

  /**
   * A program of several phases, or with several channels of messages: {@link #open} declares both,
   * and each phase has a {@code compute} of its own. The phase declared first runs first.
   */
  interface OfPhases extends VertexProgram {}
}
