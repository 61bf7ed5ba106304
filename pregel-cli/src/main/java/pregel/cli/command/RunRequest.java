package pregel.cli.command;

import java.util.Map;
import java.util.function.ToLongFunction;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.Parameters;
import pregel.api.Parameters.Declaration;
import pregel.api.Program;
import pregel.cli.program.ProgramClass;
import pregel.core.graph.Graph;
import pregel.core.graph.HeldEdgeColumn;
import pregel.loaders.read.EdgeColumnChoice;

/**
 * What a user wants to be run: what was said on the command line, and the program that it names.
 */
record RunRequest(RunOptions options, ProgramChoice choice) {

  /** Finds the program; for a command. */
  static RunRequest of(String command, RunOptions options) {
    return new RunRequest(options, ProgramChoice.of(command, options.program, options.classpath));
  }

  /** Whether weights are read. */
  boolean weights() {
    return options.graphOptions.weighted
        || choice.bundled() != null
            && choice.usesWeights()
            && BenchmarkParameters.nameWeights(choice.name(), options.inputs);
  }

  /** What the program is given, before the graph is known. */
  Parameters given() {
    return choice.parameters(options.given, unresolved());
  }

  /** What the program is given: what was said, and for the rest what the input says of itself. */
  Parameters given(Map<String, String> properties) {
    return choice.parameters(
        BenchmarkParameters.merged(choice.name(), options.given, properties), unresolved());
  }

  /** Refuses unknown or ill-typed parameters before any work; needed ones may still come. */
  void checkGiven() {
    Parameters checked = given();
    if (choice.bundled() == null) {
      // A class of the user's may refuse its parameters itself: better now than after loading.
      ProgramClass.schema(choice.create(checked));
      return;
    }
    for (Declaration declaration : choice.declared()) {
      if (declaration.defaultValue() == null
          && !checked.has(declaration.name())
          && !BenchmarkParameters.mayName(choice.name(), declaration.name(), options.inputs)) {
        checked.text(declaration.name());
      }
    }
  }

  /** Any name is a vertex until the graph tells; null where ids are integers. */
  ToLongFunction<String> unresolved() {
    return new GraphLoading(options.graphOptions, null).hasNames(options.inputs) ? name -> 0 : null;
  }

  /** The columns of edges that a class of the user's reads; bundled algorithms read none. */
  EdgeColumnChoice edgeColumns() {
    if (choice.bundled() != null) {
      return EdgeColumnChoice.NONE;
    }
    Program created = choice.create(given());
    return EdgeColumnChoice.of(
        ProgramClass.schema(created).edgeColumns().stream().map(HeldEdgeColumn::of).toList());
  }

  /** Refuses a parameter that names a vertex which is not there. */
  void requireVertices(Parameters parameters, Graph graph) {
    for (ProgramChoice.NamedVertex named : choice.namedVertices(parameters)) {
      if (graph.ids().slot(named.id()) < 0) {
        throw missing(named, graph.ids().text(named.id()));
      }
    }
  }

  /** A parameter names a vertex that is not there. */
  static JobException missing(ProgramChoice.NamedVertex named, Object id) {
    return new JobException(
        FailureKind.INPUT,
        "--param "
            + named.parameter()
            + ": vertex "
            + id
            + " is not in the graph; give the id of a vertex that is");
  }
}
