package pregel.api.contract;

import java.util.EnumSet;
import java.util.Set;

/** What a {@link RandomProgram} may do beside computing, sending, halting and closing. */
public enum Ingredient {
  /** Several phases, and a master program that chooses between them, overwrites and stops. */
  PHASES,
  /** Aggregators of every kind, read by vertices, hooks and the master program. */
  AGGREGATORS,
  /** Vertices ask each other. */
  QUESTIONS,
  /** Random numbers of the engine. */
  RANDOM_NUMBERS,
  /** Vertices read their edges and send along them. */
  EDGES,
  /** Vertices read the lists of their neighbours. */
  NEIGHBORS,
  /** Values of vertices and edges from the input. */
  INPUT_COLUMNS,
  /** Vertices change their own edges, weights among them, and remove themselves. */
  LOCAL_CHANGES,
  /** Vertices request that vertices and edges be added and removed. */
  REQUESTED_CHANGES,
  /** Added edges give way to those with the same ends. */
  SIMPLE_EDGES,
  /** Messages to unknown ids create vertices. */
  CREATION,
  /** A resolver of the program's own. */
  RESOLVER;

  /** Everything that leaves the graph as it is. */
  public static Set<Ingredient> withoutChanges() {
    return EnumSet.range(PHASES, INPUT_COLUMNS);
  }

  /** Everything. */
  public static Set<Ingredient> all() {
    return EnumSet.allOf(Ingredient.class);
  }
}
