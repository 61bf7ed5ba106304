package pregel.cli.program;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.Parameters;
import pregel.api.Parameters.Declaration;
import pregel.api.Program;
import pregel.api.Schema;
import pregel.api.StagedProgram;
import pregel.api.VertexProgram;
import pregel.worker.engine.ProgramFailure;

/**
 * A program of the user's, by name.
 *
 * <p>It has a public constructor that takes {@link Parameters}, or nothing. A method {@code public
 * static List<Parameters.Declaration> parameters()} declares what it takes, so that names, types
 * and ranges are checked before it is created; without one, whatever is given is passed on.
 */
public final class ProgramClass {
  private static final String DECLARING = "parameters";

  /** Java 17 writes class files of version 61, and each release since one more. */
  private static final int BEFORE_JAVA = 44;

  private final Class<?> type;
  private final List<Declaration> declared;

  private ProgramClass(Class<?> type, List<Declaration> declared) {
    this.type = type;
    this.declared = declared;
  }

  /**
   * Loads a class and checks that it can serve.
   *
   * @param classpath jars and directories; where there are none, the engine's own classes serve
   * @throws JobException of kind USAGE if there is no such program, USER_PROGRAM if its code fails
   */
  public static ProgramClass load(String name, List<String> classpath) {
    ProgramPath path = ProgramPath.of(classpath);
    Class<?> type = find(name, path);
    if (!VertexProgram.class.isAssignableFrom(type)
        && !StagedProgram.class.isAssignableFrom(type)) {
      throw usage(
          name + ": is not a vertex program; implement pregel.api.VertexProgram, or StagedProgram",
          null);
    }
    if (Modifier.isAbstract(type.getModifiers())) {
      throw usage(
          name
              + ": is "
              + (type.isInterface() ? "an interface" : "abstract")
              + ", so none can be created; name a class that extends it",
          null);
    }
    try {
      return new ProgramClass(type, declared(type));
    } catch (LinkageError e) {
      throw unlinked(name, e);
    }
  }

  /** What the class declares; null if it declares nothing. */
  public List<Declaration> declared() {
    return declared;
  }

  /** Whether the class takes what it is given. */
  public boolean takesParameters() {
    return constructor(Parameters.class) != null;
  }

  /**
   * What was given, checked if the class declares what it takes.
   *
   * @param vertexIds the id that a vertex's name stands for, negative if there is no such vertex;
   *     null where ids are integers
   */
  public Parameters parameters(Map<String, String> given, ToLongFunction<String> vertexIds) {
    return declared == null
        ? Parameters.of(given).withVertexIds(vertexIds)
        : Parameters.checked(type.getName(), declared, given, vertexIds);
  }

  /** A new instance. */
  public Program create(Parameters parameters) {
    Constructor<?> taking = constructor(Parameters.class);
    if (taking != null) {
      return create(taking, parameters);
    }
    if (!parameters.asMap().isEmpty()) {
      throw usage(
          "--param: "
              + type.getName()
              + " takes none; give it a public constructor with a pregel.api.Parameters",
          null);
    }
    Constructor<?> bare = constructor();
    if (bare == null) {
      throw cannotCreate(null);
    }
    return create(bare);
  }

  /** What an instance declares, told without any graph. */
  public static Schema schema(Program program) {
    try {
      if (program instanceof VertexProgram vertexProgram) {
        return Schema.of(vertexProgram, 0);
      }
      Schema schema = new Schema(0);
      ((StagedProgram) program).open(schema);
      return schema;
    } catch (RuntimeException | Error e) {
      throw ProgramFailure.of(program.getClass().getName() + ".open", e);
    }
  }

  private static Class<?> find(String name, ProgramPath path) {
    ClassLoader loader =
        path.isEmpty() ? ProgramClass.class.getClassLoader() : new ProgramLoader(path);
    try {
      return Class.forName(name, true, loader);
    } catch (ClassNotFoundException e) {
      throw usage(
          name
              + ": no such class in "
              + (path.isEmpty() ? "pregel itself" : path.toString())
              + "; give the jar that has it with --classpath, and its full name",
          e);
    } catch (LinkageError e) {
      if (e instanceof NoClassDefFoundError && e.getMessage().contains("wrong name")) {
        throw usage(
            name + ": is not the name of a class; give its full name, as example.MyProgram", e);
      }
      throw unlinked(name, e);
    }
  }

  private static JobException unlinked(String name, LinkageError e) {
    if (e instanceof UnsupportedClassVersionError newer) {
      return new JobException(
          FailureKind.USER_PROGRAM,
          name + ": " + newer(newer) + "; compile it with --release 17, or start a newer Java",
          e);
    } else if (e instanceof ExceptionInInitializerError) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return ProgramFailure.of(name + ": its static initializer", cause);
    } else if (e instanceof NoClassDefFoundError && e.getMessage() != null) {
      return new JobException(
          FailureKind.USER_PROGRAM,
          name
              + ": needs the class "
              + e.getMessage().replace('/', '.')
              + ", which is not in --classpath; add its jar",
          e);
    }
    return new JobException(
        FailureKind.USER_PROGRAM,
        name + ": cannot be loaded (" + e + "); compile it against this version of pregel-api",
        e);
  }

  private static String newer(UnsupportedClassVersionError e) {
    var version =
        Pattern.compile("class file version ([0-9]+)").matcher(String.valueOf(e.getMessage()));
    String compiled =
        version.find()
            ? "Java " + (Integer.parseInt(version.group(1)) - BEFORE_JAVA)
            : "a newer Java";
    return "was compiled for " + compiled + ", and this is Java " + Runtime.version().feature();
  }

  private static List<Declaration> declared(Class<?> type) {
    Method method;
    try {
      method = type.getMethod(DECLARING);
    } catch (NoSuchMethodException e) {
      return null;
    }
    boolean isStatic = Modifier.isStatic(method.getModifiers());
    if (!isStatic || !List.class.isAssignableFrom(method.getReturnType())) {
      return null; // a method of the program's own
    }
    try {
      method.setAccessible(true); // the class itself need not be public
      List<Declaration> declared = new ArrayList<>();
      for (Object each : (List<?>) method.invoke(null)) {
        declared.add((Declaration) each);
      }
      return declared;
    } catch (InvocationTargetException e) {
      throw ProgramFailure.of(type.getName() + "." + DECLARING + "()", e.getCause());
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new JobException(
          FailureKind.USER_PROGRAM,
          type.getName()
              + "."
              + DECLARING
              + "(): does not give a list of Parameters.Declaration ("
              + e
              + "); correct the program",
          e);
    }
  }

  private Constructor<?> constructor(Class<?>... types) {
    try {
      return type.getConstructor(types);
    } catch (NoSuchMethodException e) {
      return null;
    } catch (LinkageError e) {
      throw unlinked(type.getName(), e);
    }
  }

  private Program create(Constructor<?> constructor, Object... arguments) {
    try {
      return (Program) constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw ProgramFailure.of(type.getName() + ": its constructor", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw cannotCreate(e);
    } catch (LinkageError e) {
      throw unlinked(type.getName(), e);
    }
  }

  private JobException cannotCreate(Exception cause) {
    return usage(
        type.getName()
            + ": cannot be created; make the class public, with a public constructor that takes"
            + " nothing or a pregel.api.Parameters",
        cause);
  }

  private static JobException usage(String message, Throwable cause) {
    return new JobException(FailureKind.USAGE, message, cause);
  }
}
