package pregel.api;

import java.util.List;

/**
 * Decides what a vertex becomes when the changes requested for it, in one superstep, are in
 * conflict. Declared with {@link Schema#resolve}; called for every id for which a vertex was
 * requested to be added or removed, or that got a message without existing.
 */
@FunctionalInterface
public interface VertexResolver {

  /**
   * Removals come first, the first of several additions wins, and an addition of a vertex that
   * exists changes nothing.
   */
  VertexResolver DEFAULT =
      change -> {
        boolean stays = change.exists() && change.removals() == 0;
        if (stays) {
          return Resolution.keep();
        }
        if (!change.additions().isEmpty()) {
          return Resolution.add(change.additions().get(0));
        }
        return change.isCreatedByMessage() ? Resolution.add(change.plain()) : Resolution.absent();
      };

  Resolution resolve(Change change);

  /**
   * What was requested for an id.
   *
   * @param id the vertex's id
   * @param exists whether there is such a vertex before
   * @param removals how many asked for its removal
   * @param additions those who asked for its addition, in order of their ids and of their requests
   * @param hasMessages whether messages wait for it
   * @param isCreatedByMessage whether it does not exist, has messages, and the program creates
   *     unknown targets
   */
  record Change(
      long id,
      boolean exists,
      int removals,
      List<NewVertex> additions,
      boolean hasMessages,
      boolean isCreatedByMessage) {

    /** A vertex with this id and initial values. */
    public NewVertex plain() {
      return new NewVertex(id);
    }
  }

  /** What a resolver decided. */
  sealed interface Resolution {

    /** Whether a requested vertex is the one that there is from now on. */
    default boolean adds(NewVertex requested) {
      return this instanceof Add addition && addition.vertex() == requested;
    }

    /** The vertex stays as it is, or stays absent. */
    static Resolution keep() {
      return new Keep();
    }

    /** There is no such vertex. */
    static Resolution absent() {
      return new Absent();
    }

    /** The vertex is a new one, whatever there was. */
    static Resolution add(NewVertex vertex) {
      return new Add(vertex);
    }

    /** See {@link #keep}. */
    record Keep() implements Resolution {}

    /** See {@link #absent}. */
    record Absent() implements Resolution {}

    /** See {@link #add}. */
    record Add(NewVertex vertex) implements Resolution {}
  }
}
