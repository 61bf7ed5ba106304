package pregel.api;

/**
 * A combiner of object messages: commutative, associative, without side effects on its arguments.
 *
 * @param <M> the type of a message
 */
@FunctionalInterface
public interface ObjectCombiner<M> {
  M combine(M left, M right);
}
