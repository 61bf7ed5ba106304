package pregel.api;

import java.util.Objects;

/**
 * Questions to other vertices whose answers are objects: a vertex asks in one superstep and reads
 * the answer in the next. However many ask the same vertex, it answers once; it is neither computed
 * nor woken up for that, but who asked is computed in the next superstep. Declared with {@link
 * Schema#objectRequests}.
 *
 * @param <T> the type of an answer; immutable
 */
public final class ObjectRequests<T> extends Requests {
  private final Codec<T> codec;
  private final Answer<T> answer;

  /** What a vertex answers: a pure function of its columns after the superstep of the question. */
  @FunctionalInterface
  public interface Answer<T> {
    T of(Vertex asked);
  }

  ObjectRequests(String name, int index, Codec<T> codec, Answer<T> answer) {
    super(name, index);
    this.codec = Objects.requireNonNull(codec);
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
  public T answerOr(Vertex vertex, long targetId, T otherwise) {
    return vertex.answerOr(this, targetId, otherwise);
  }

  /** Writes and reads answers; for engines. */
  public Codec<T> codec() {
    return codec;
  }

  /** What makes the answers; for engines. */
  public Answer<T> answer() {
    return answer;
  }
}
