package pregel.worker.engine;

import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.VertexProgram;

/** What came out of a user's code, told as a failure of the job. */
public final class ProgramFailure {
  /** A program around another, which is the one that failures name. */
  public interface Wrapper extends VertexProgram {
    VertexProgram wrapped();
  }

  private ProgramFailure() {}

  /** What a program is called in messages. */
  public static String nameOf(VertexProgram program) {
    VertexProgram named = program instanceof Wrapper wrapper ? wrapper.wrapped() : program;
    return named.getClass().getName();
  }

  /**
   * Thrown while a vertex was computed.
   *
   * @return {@code thrown} itself if it is a failure of the job already
   */
  public static JobException in(
      VertexProgram program, long vertex, int superstep, Throwable thrown) {
    return of(nameOf(program) + ": vertex " + vertex + ", superstep " + superstep, thrown);
  }

  /** Thrown at a place that {@code where} names. */
  public static JobException of(String where, Throwable thrown) {
    if (thrown instanceof JobException job) {
      return job;
    }
    if (thrown instanceof OutOfMemoryError) {
      return new JobException(
          FailureKind.MEMORY,
          where + ": " + text(thrown) + "; give more with --memory, or keep less in the program",
          thrown);
    }
    return new JobException(
        FailureKind.USER_PROGRAM, where + ": " + text(thrown) + "; correct the program", thrown);
  }

  /**
   * Whether the program's own code, or code that came with it in its jars, was running: a combiner
   * or a codec is called far from any vertex.
   */
  public static boolean isFrom(VertexProgram program, Throwable thrown) {
    Class<?> type = program.getClass();
    ClassLoader loader = type.getClassLoader();
    String name = loader == null || loader.getName() == null ? "" : loader.getName();
    boolean own = !name.isEmpty() && loader != ProgramFailure.class.getClassLoader();
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      for (StackTraceElement frame : each.getStackTrace()) {
        if (frame.getClassName().startsWith(type.getName())
            || own && name.equals(frame.getClassLoaderName())) {
          return true;
        }
      }
    }
    return false;
  }

  /** The exception as it describes itself; a program's own may fail even at that. */
  private static String text(Throwable thrown) {
    try {
      boolean bare = thrown instanceof ExceptionInInitializerError && thrown.getCause() != null;
      return bare ? thrown + " caused by " + thrown.getCause() : thrown.toString();
    } catch (RuntimeException | Error e) {
      return thrown.getClass().getName();
    }
  }
}
