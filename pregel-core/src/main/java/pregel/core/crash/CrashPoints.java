package pregel.core.crash;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Named places at which the process halts as if it had been killed, if a system property says so:
 *
 * <pre>
 *   -Dpregel.crash=checkpoint.afterManifest@superstep=3
 *   -Dpregel.crash=checkpoint.partWritten@superstep=3,worker=1,attempt=1;output.beforeRename
 * </pre>
 *
 * <p>Conditions that are not named hold always. Without the property a call costs nothing: its
 * first test is of a constant.
 *
 * <p>A second property names places in the same way at which the process is held instead, once: it
 * creates a file, and goes on when somebody has removed it. Between the two a test does what it
 * wants at that moment: kills the process, stops another, takes a link away.
 *
 * <pre>
 *   -Dpregel.hold=worker.superstep@superstep=3 -Dpregel.hold.file=/tmp/held
 * </pre>
 */
public final class CrashPoints {
  /** The property that switches crash points on. */
  public static final String PROPERTY = "pregel.crash";

  /** The property that names places at which the process is held. */
  public static final String HOLD_PROPERTY = "pregel.hold";

  /** The property with the file that says that the process is held. */
  public static final String HOLD_FILE_PROPERTY = "pregel.hold.file";

  /** After which a process goes on although nobody has let it: the test is gone. */
  private static final long HOLD_NANOS = TimeUnit.MINUTES.toNanos(2);

  /** What a shell reports of a process that was killed by signal 9. */
  public static final int EXIT_CODE = 137;

  /** The superstep of a point that has none. */
  public static final int NO_SUPERSTEP = -1;

  private static final List<Point> POINTS = parse(System.getProperty(PROPERTY, ""));
  private static final List<Point> HOLDS = parse(System.getProperty(HOLD_PROPERTY, ""));
  private static final boolean ON = !POINTS.isEmpty() || !HOLDS.isEmpty();
  private static final AtomicBoolean HELD = new AtomicBoolean();

  private static volatile int worker = -1;
  private static volatile int attempt = -1;

  private CrashPoints() {}

  /** Says who this process is, as far as conditions ask for it. */
  public static void identify(int workerNumber, int attemptNumber) {
    worker = workerNumber;
    attempt = attemptNumber;
  }

  /** A place of no superstep. */
  public static void at(String name) {
    if (ON) {
      halt(name, NO_SUPERSTEP);
    }
  }

  /** A place that is passed once in a superstep. */
  public static void at(String name, int superstep) {
    if (ON) {
      halt(name, superstep);
    }
  }

  private static void halt(String name, int superstep) {
    for (Point point : POINTS) {
      if (point.matches(name, superstep, worker, attempt)) {
        Runtime.getRuntime().halt(EXIT_CODE);
      }
    }
    for (Point hold : HOLDS) {
      if (hold.matches(name, superstep, worker, attempt) && HELD.compareAndSet(false, true)) {
        hold(Path.of(System.getProperty(HOLD_FILE_PROPERTY, HOLD_PROPERTY)));
      }
    }
  }

  /** Of several processes with the same file one is held. */
  private static void hold(Path file) {
    long end = System.nanoTime() + HOLD_NANOS;
    try {
      Files.createFile(file);
      while (Files.exists(file) && System.nanoTime() < end) {
        Thread.sleep(10);
      }
    } catch (FileAlreadyExistsException e) {
      return;
    } catch (IOException e) {
      throw new IllegalStateException(HOLD_FILE_PROPERTY + "=" + file + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static List<Point> parse(String text) {
    List<Point> points = new ArrayList<>();
    for (String one : text.split(";")) {
      if (!one.isBlank()) {
        points.add(Point.parse(one.strip()));
      }
    }
    return List.copyOf(points);
  }

  /** A place and what must hold there; null for conditions that are not named. */
  record Point(String name, Integer superstep, Integer worker, Integer attempt) {
    static Point parse(String text) {
      int sign = text.indexOf('@');
      Integer superstep = null;
      Integer worker = null;
      Integer attempt = null;
      if (sign >= 0) {
        for (String condition : text.substring(sign + 1).split(",")) {
          int equals = condition.indexOf('=');
          if (equals < 0) {
            throw unknown(text, condition);
          }
          Integer value = number(text, condition.substring(equals + 1));
          switch (condition.substring(0, equals)) {
            case "superstep" -> superstep = value;
            case "worker" -> worker = value;
            case "attempt" -> attempt = value;
            default -> throw unknown(text, condition);
          }
        }
      }
      return new Point(sign < 0 ? text : text.substring(0, sign), superstep, worker, attempt);
    }

    private static Integer number(String text, String digits) {
      try {
        return Integer.valueOf(digits);
      } catch (NumberFormatException e) {
        throw unknown(text, digits);
      }
    }

    private static IllegalArgumentException unknown(String text, String part) {
      return new IllegalArgumentException(
          PROPERTY
              + "="
              + text
              + ": \""
              + part
              + "\" is no condition; give superstep=, worker= or attempt=");
    }

    boolean matches(String where, int when, int who, int which) {
      return name.equals(where)
          && (superstep == null || superstep == when)
          && (worker == null || worker == who)
          && (attempt == null || attempt == which);
    }
  }
}
