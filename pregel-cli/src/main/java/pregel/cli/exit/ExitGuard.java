package pregel.cli.exit;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import pregel.api.FailureKind;
import pregel.cli.local.Exhaustion;
import pregel.loaders.write.StagedOutput;

/**
 * Sees to it that a program which ends the process does not pass for a success: as long as the
 * guard is open, {@code System.exit} from anywhere but the command line itself ends with the code
 * for a failing program, one line that says so, and without any output. Signals end as ever.
 */
public final class ExitGuard implements AutoCloseable {
  /** For how long a process without memory may try to end in order. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** The one that may. */
  private static final String COMMAND_LINE = "pregel.cli.Main";

  private final String program;
  private final PrintStream err;
  private final long patience;
  private final List<StagedOutput> staged = new CopyOnWriteArrayList<>();
  private final Thread hook = new Thread(this::processEnds, "exit guard");
  private final Thread watchdog = new Thread(this::watchMemory, "memory guard");
  private final byte[] lastWords;
  private final FileOutputStream lastWay = new FileOutputStream(FileDescriptor.err);
  private volatile boolean closed;

  private ExitGuard(String program, PrintStream err, Duration patience) {
    this.program = program;
    this.err = err;
    this.patience = patience.toNanos();
    this.lastWords =
        ("pregel: "
                + program
                + ": used up the memory; give more with --memory, or keep less in the program"
                + System.lineSeparator())
            .getBytes(StandardCharsets.UTF_8);
  }

  public static ExitGuard of(String program, PrintStream err) {
    return of(program, err, PATIENCE);
  }

  /**
   * @param patience for how long a process without memory may try to end in order
   */
  static ExitGuard of(String program, PrintStream err, Duration patience) {
    var guard = new ExitGuard(program, err, patience);
    Runtime.getRuntime().addShutdownHook(guard.hook);
    Exhaustion.watch(guard.watchdog);
    guard.watchdog.setDaemon(true);
    guard.watchdog.start();
    return guard;
  }

  /** An output, or null, that must not outlive a process that the program ends. */
  public void discards(StagedOutput output) {
    if (output != null) {
      staged.add(output);
    }
  }

  /**
   * Ends a process that has no memory left to end in order. Outputs may be left in their staging
   * places, where nobody takes them for results.
   */
  private void watchMemory() {
    while (!closed) {
      long shortFor = Exhaustion.nanos();
      if (shortFor < 0) {
        LockSupport.park(this);
      } else if (shortFor < patience) {
        LockSupport.parkNanos(this, patience - shortFor);
      } else {
        try {
          lastWay.write(lastWords);
        } catch (IOException e) {
          // Nobody listens; the code says it too.
        }
        Runtime.getRuntime().halt(FailureKind.MEMORY.exitCode());
      }
    }
  }

  @Override
  public void close() {
    if (Exhaustion.nanos() < 0) { // else what still has to be said may find no room either
      closed = true;
      Exhaustion.watch(null);
      LockSupport.unpark(watchdog);
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the guard is at work.
      return;
    }
  }

  private void processEnds() {
    Optional<StackTraceElement> caller = callerOfExit();
    if (caller.isPresent()) {
      // Other hooks may not have come so far when the process is halted.
      staged.forEach(StagedOutput::close);
      err.println(
          "pregel: "
              + program
              + ": ended the process in "
              + place(caller.get())
              + "; let it return or throw instead of calling exit");
      err.flush();
      Runtime.getRuntime().halt(FailureKind.USER_PROGRAM.exitCode());
    }
  }

  /** Who called exit and waits for the hooks; empty if a signal or the command line did. */
  private static Optional<StackTraceElement> callerOfExit() {
    for (StackTraceElement[] stack : Thread.getAllStackTraces().values()) {
      for (int i = 0; i + 1 < stack.length; i++) {
        StackTraceElement caller = stack[i + 1];
        if (isExit(stack[i]) && !isExit(caller)) {
          return caller.getClassName().equals(COMMAND_LINE)
              ? Optional.empty()
              : Optional.of(caller);
        }
      }
    }
    return Optional.empty();
  }

  /** Without the name of the class loader. */
  private static String place(StackTraceElement frame) {
    return frame.getClassName()
        + "."
        + frame.getMethodName()
        + (frame.getFileName() == null
            ? ""
            : "(" + frame.getFileName() + ":" + frame.getLineNumber() + ")");
  }

  private static boolean isExit(StackTraceElement frame) {
    String type = frame.getClassName();
    return frame.getMethodName().equals("exit")
        && (type.equals("java.lang.System") || type.equals("java.lang.Runtime"));
  }
}
