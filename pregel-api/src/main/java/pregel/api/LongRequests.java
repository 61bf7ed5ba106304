package pregel.api;

import java.util.Objects;

/**
 * Questions to other vertices whose answers are longs: a vertex asks in one superstep and reads the
 * answer in the next. However many ask the same vertex, it answers once; it is neither computed nor
 * woken up for that, but who asked is computed in the next superstep. Declared with {@link
 * Schema#longRequests}.
 */
public final class LongRequests extends Requests {
  private final Answer answer;

  /** What a vertex answers: a pure function of its columns after the superstep of the question. */
  @FunctionalInterface
  public interface Answer {
    long of(Vertex asked);
  }

  LongRequests(String name, int index, Answer answer) {
    super(name, index);
    this.answer = Objects.requireNonNull(answer);
  }

  /** Asks a vertex by its external id. */
  public void ask(Vertex vertex, long targetId) {
    vertex.ask(this, targetId);
  }

  /**
   * The answer of a vertex that this one asked in the superstep before; {@code otherwise} if there
   * is none.
   */
  public long answerOr(Vertex vertex, long targetId, long otherwise) {
    return vertex.answerOr(this, targetId, otherwise);
  }

  /** What makes the answers; for engines. */
  public Answer answer() {
    return answer;
  }
}
