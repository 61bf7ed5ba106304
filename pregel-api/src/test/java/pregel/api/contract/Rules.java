package pregel.api.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractThrowableAssert;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceResult;
import pregel.api.reference.ReferenceRunner;

/** Rules of the model, tested on whatever runs programs. */
public abstract class Rules {
  static final ReferenceRunner.Options OPTIONS =
      ReferenceRunner.Options.DEFAULT.withOrder(VertexOrder.ID).withMaxSupersteps(20);

  /** Three vertices, an edge from each to the next. */
  static final ReferenceGraph PATH = ReferenceGraph.directed().edge(1, 2).edge(2, 3).build();

  /** What the rules are tested on. */
  protected abstract Runner runner();

  final Runner.Outcome run(ReferenceGraph graph, Supplier<? extends VertexProgram> program) {
    return runner().run(program, graph, OPTIONS);
  }

  final Runner.Outcome run(
      ReferenceGraph graph,
      ReferenceRunner.Options options,
      Supplier<? extends VertexProgram> program) {
    return runner().run(program, graph, options);
  }

  /** What the vertices noted, by id; those that noted nothing are left out. */
  final Map<Long, String> diaries(ReferenceGraph graph, Supplier<? extends Diary> program) {
    return diaries(run(graph, program));
  }

  static Map<Long, String> diaries(Runner.Outcome outcome) {
    Map<Long, String> noted = new TreeMap<>();
    outcome
        .columns()
        .get("diary")
        .forEach(
            (id, diary) -> {
              if (!diary.equals("null")) {
                noted.put(id, (String) diary);
              }
            });
    return noted;
  }

  /** What each superstep produced and computed, as computed/active/messages/dropped. */
  static String trace(Runner.Outcome outcome) {
    StringBuilder trace = new StringBuilder();
    for (ReferenceResult.Superstep step : outcome.supersteps()) {
      trace
          .append(trace.isEmpty() ? "" : " ")
          .append(step.computed() + "/" + step.active())
          .append("/" + step.messages() + "/" + step.dropped());
    }
    return trace.toString();
  }

  /** The job fails because of its program. */
  final AbstractThrowableAssert<?, ? extends Throwable> assertFails(
      ReferenceGraph graph, Supplier<? extends VertexProgram> program) {
    return assertThatThrownBy(() -> run(graph, program))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.USER_PROGRAM));
  }
}
