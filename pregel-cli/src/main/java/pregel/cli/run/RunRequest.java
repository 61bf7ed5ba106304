package pregel.cli.run;

import java.util.Map;
import java.util.function.ToLongFunction;
import pregel.api.Parameters;
import pregel.api.Parameters.Declaration;
import pregel.cli.load.GraphLoading;
import pregel.cli.option.RunOptions;
import pregel.cli.program.BenchmarkParameters;
import pregel.cli.program.ProgramChoice;
import pregel.cli.program.ProgramClass;
import pregel.core.graph.Graph;

/**
 * What a user wants to be run: what was said on the command line, and the program that it names.
 */
public record RunRequest(RunOptions options, ProgramChoice choice) {

  /** Finds the program; for a command. */
  public static RunRequest of(String command, RunOptions options) {
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
  public void checkGiven() {
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
  public ToLongFunction<String> unresolved() {
    return new GraphLoading(options.graphOptions, null).hasNames(options.inputs) ? name -> 0 : null;
  }

  /** Refuses a parameter that names a vertex which is not there. */
  public void requireVertices(Parameters parameters, Graph graph) {
    for (ProgramChoice.NamedVertex named : choice.namedVertices(parameters)) {
      if (graph.ids().slot(named.id()) < 0) {
        throw named.missing(graph.ids().text(named.id()));
      }
    }
  }
}
