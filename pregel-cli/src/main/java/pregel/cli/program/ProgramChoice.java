package pregel.cli.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import pregel.algorithms.Algorithm;
import pregel.algorithms.Catalogue;
import pregel.algorithms.Ranking;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.Parameters;
import pregel.api.Parameters.Declaration;
import pregel.api.Program;
import pregel.core.graph.HeldEdgeColumn;
import pregel.loaders.read.EdgeColumnChoice;

/**
 * What is to be run.
 *
 * @param name as the user gave it
 * @param bundled the algorithm, or null for a class of the user's
 * @param userClass the class, or null for a bundled algorithm
 */
public record ProgramChoice(String name, Algorithm bundled, ProgramClass userClass) {

  /** Finds a bundled algorithm, or loads a class from the jars given; for a command. */
  public static ProgramChoice of(String command, String name, List<String> classpath) {
    Optional<Algorithm> bundled = Catalogue.byName(name);
    if (bundled.isPresent()) {
      return new ProgramChoice(name, bundled.get(), null);
    }
    if (classpath.isEmpty() && name.indexOf('.') < 0) {
      throw new JobException(
          FailureKind.USAGE,
          command
              + ": there is no algorithm \""
              + name
              + "\"; choose one of "
              + names()
              + ", or give a class and its jar with --classpath");
    }
    return new ProgramChoice(name, null, ProgramClass.load(name, classpath));
  }

  /** All bundled names, for messages. */
  public static String names() {
    StringBuilder names = new StringBuilder();
    for (Algorithm algorithm : Catalogue.all()) {
      names.append(names.length() == 0 ? "" : ", ").append(algorithm.name());
    }
    return names.toString();
  }

  public boolean usesWeights() {
    return bundled == null || bundled.usesWeights();
  }

  public boolean refusesNegativeWeights() {
    return bundled != null && bundled.refusesNegativeWeights();
  }

  public Ranking ranking() {
    return bundled == null ? Ranking.LARGEST : bundled.ranking();
  }

  /** What it declares; nothing for a class that takes whatever it is given. */
  public List<Declaration> declared() {
    if (bundled != null) {
      return bundled.parameters();
    }
    return userClass.declared() == null ? List.of() : userClass.declared();
  }

  /**
   * @param vertexIds the id that a vertex's name stands for, negative if there is no such vertex;
   *     null where ids are integers
   */
  public Parameters parameters(Map<String, String> given, ToLongFunction<String> vertexIds) {
    return bundled == null
        ? userClass.parameters(given, vertexIds)
        : Parameters.checked(name, bundled.parameters(), given, vertexIds);
  }

  /** A vertex that a parameter names. */
  public record NamedVertex(String parameter, long id) {

    /**
     * There is no such vertex.
     *
     * @param name of the vertex as the user knows it
     */
    public JobException missing(Object name) {
      return new JobException(
          FailureKind.INPUT,
          "--param "
              + parameter
              + ": vertex "
              + name
              + " is not in the graph; give the id of a vertex that is");
    }
  }

  /** The vertices that parameters name. */
  public List<NamedVertex> namedVertices(Parameters parameters) {
    List<NamedVertex> found = new ArrayList<>();
    for (Declaration declaration : declared()) {
      String name = declaration.name();
      if (parameters.has(name)) {
        switch (declaration.type()) {
          case VERTEX -> found.add(new NamedVertex(name, parameters.vertex(name)));
          case VERTICES -> {
            for (long id : parameters.vertices(name)) {
              found.add(new NamedVertex(name, id));
            }
          }
          case INTEGER, REAL, TEXT -> {}
        }
      }
    }
    return found;
  }

  /**
   * The columns of edges that a class of the user's reads; bundled algorithms read none.
   *
   * @param parameters with which it is created
   */
  public EdgeColumnChoice edgeColumns(Parameters parameters) {
    return bundled != null
        ? EdgeColumnChoice.NONE
        : EdgeColumnChoice.of(
            ProgramClass.schema(create(parameters)).edgeColumns().stream()
                .map(HeldEdgeColumn::of)
                .toList());
  }

  /** A new instance. */
  public Program create(Parameters parameters) {
    return bundled == null ? userClass.create(parameters) : bundled.factory().apply(parameters);
  }
}
