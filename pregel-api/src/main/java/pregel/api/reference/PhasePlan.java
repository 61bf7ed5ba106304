package pregel.api.reference;

import java.util.ArrayList;
import java.util.List;
import pregel.api.Phase;
import pregel.api.Schema;

/**
 * Which phase the next superstep runs.
 *
 * @param due the phase that runs if the master program is silent; null if it must choose, or if the
 *     program has no phases
 * @param choice the phases that the master program may choose
 * @param wakesAll whether every vertex that is not closed becomes active
 */
record PhasePlan(Phase due, List<Phase> choice, boolean wakesAll) {

  /** Superstep 0 runs the phase declared first. */
  static PhasePlan first(Schema schema) {
    if (schema.phases().isEmpty()) {
      return new PhasePlan(null, List.of(), false);
    }
    Phase first = schema.phases().get(0);
    return new PhasePlan(first, List.of(first), false);
  }

  /**
   * What follows a superstep.
   *
   * @param phase the phase it ran; null if the program has none
   * @param isAtRest whether nothing is left to do
   */
  static PhasePlan after(Phase phase, boolean isAtRest) {
    if (phase == null) {
      return new PhasePlan(null, List.of(), false);
    }
    List<Phase> choice = new ArrayList<>(phase.followers());
    if (isAtRest && phase.whenQuiet() != null) {
      choice.add(phase.whenQuiet());
      return new PhasePlan(phase.whenQuiet(), choice, true);
    }
    if (choice.contains(phase)) {
      return new PhasePlan(phase, choice, false);
    }
    return new PhasePlan(choice.size() == 1 ? choice.get(0) : null, choice, false);
  }
}
