package pregel.cli.command;

import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pregel.algorithms.Algorithm;
import pregel.algorithms.Catalogue;
import pregel.algorithms.Ranking;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.Parameters;
import pregel.api.Parameters.Declaration;
import pregel.api.Program;
import pregel.api.StagedProgram;
import pregel.api.VertexProgram;

/**
 * What is to be run.
 *
 * @param name as the user gave it
 * @param bundled the algorithm, or null for a class of the user's
 * @param userClass the class, or null for a bundled algorithm
 */
record ProgramChoice(String name, Algorithm bundled, Class<?> userClass) {

  /** Finds a bundled algorithm, or loads a class from the jars given. */
  static ProgramChoice of(String name, List<String> classpath) {
    Optional<Algorithm> bundled = Catalogue.byName(name);
    if (bundled.isPresent()) {
      return new ProgramChoice(name, bundled.get(), null);
    }
    if (classpath.isEmpty() && name.indexOf('.') < 0) {
      throw new JobException(
          FailureKind.USAGE,
          "run: there is no algorithm \""
              + name
              + "\"; choose one of "
              + names()
              + ", or give a class and its jar with --classpath");
    }
    try {
      Class<?> found = Class.forName(name, true, loader(classpath));
      if (!VertexProgram.class.isAssignableFrom(found)
          && !StagedProgram.class.isAssignableFrom(found)) {
        throw new JobException(
            FailureKind.USAGE,
            name
                + ": is not a vertex program; implement pregel.api.VertexProgram, or StagedProgram");
      }
      return new ProgramChoice(name, null, found);
    } catch (ClassNotFoundException e) {
      throw new JobException(
          FailureKind.USAGE,
          name
              + ": no such class in "
              + (classpath.isEmpty() ? "pregel itself" : String.join(", ", classpath))
              + "; give the jar that has it with --classpath, and its full name",
          e);
    } catch (LinkageError e) {
      throw new JobException(
          FailureKind.USER_PROGRAM,
          name + ": cannot be loaded (" + e + "); compile it for this Java and add what it needs",
          e);
    }
  }

  /** All bundled names, for messages. */
  static String names() {
    StringBuilder names = new StringBuilder();
    for (Algorithm algorithm : Catalogue.all()) {
      names.append(names.length() == 0 ? "" : ", ").append(algorithm.name());
    }
    return names.toString();
  }

  boolean usesWeights() {
    return bundled == null || bundled.usesWeights();
  }

  boolean refusesNegativeWeights() {
    return bundled != null && bundled.refusesNegativeWeights();
  }

  Ranking ranking() {
    return bundled == null ? Ranking.LARGEST : bundled.ranking();
  }

  List<Declaration> declared() {
    return bundled == null ? List.of() : bundled.parameters();
  }

  Parameters parameters(Map<String, String> given) {
    return bundled == null
        ? Parameters.of(given)
        : Parameters.checked(name, bundled.parameters(), given);
  }

  /** A new instance. */
  Program create(Parameters parameters) {
    if (bundled != null) {
      return bundled.factory().apply(parameters);
    }
    try {
      for (Constructor<?> constructor : userClass.getConstructors()) {
        Class<?>[] types = constructor.getParameterTypes();
        if (types.length == 1 && types[0] == Parameters.class) {
          return (Program) constructor.newInstance(parameters);
        }
      }
      if (!parameters.asMap().isEmpty()) {
        throw new JobException(
            FailureKind.USAGE,
            "--param: "
                + name
                + " takes none; give it a public constructor with a pregel.api.Parameters");
      }
      return (Program) userClass.getConstructor().newInstance();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof JobException job) {
        throw job;
      }
      throw new JobException(
          FailureKind.USER_PROGRAM,
          name + ": its constructor threw " + e.getCause() + "; mend the program",
          e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new JobException(
          FailureKind.USAGE,
          name
              + ": cannot be created; make the class public, with a public constructor that takes"
              + " nothing or a pregel.api.Parameters",
          e);
    }
  }

  private static ClassLoader loader(List<String> classpath) {
    List<URL> urls = new ArrayList<>();
    for (String entries : classpath) {
      for (String entry : entries.split(File.pathSeparator)) {
        Path path = Path.of(entry);
        if (!Files.isReadable(path)) {
          throw new JobException(
              FailureKind.USAGE, "--classpath: " + entry + " cannot be read; check its name");
        }
        try {
          urls.add(path.toUri().toURL());
        } catch (MalformedURLException e) {
          throw new JobException(
              FailureKind.USAGE, "--classpath: " + entry + " is not a path; check its name", e);
        }
      }
    }
    // Stays open as long as the process: the program may load classes at any time.
    return new URLClassLoader(urls.toArray(new URL[0]), ProgramChoice.class.getClassLoader());
  }
}
