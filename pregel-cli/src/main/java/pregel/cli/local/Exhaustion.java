package pregel.cli.local;

import java.util.concurrent.locks.LockSupport;

/**
 * Whether a program has used up the memory of this process. Then nothing is sure to end in order:
 * each step of the way out may want memory of its own, and a program's static fields keep theirs.
 * Noting it and asking for it allocate nothing.
 */
public final class Exhaustion {
  private static volatile boolean noted;
  private static volatile long since;
  private static volatile Thread watcher;

  private Exhaustion() {}

  /** Notes that memory has run out; called by any thread. */
  static void note() {
    if (!noted) {
      since = System.nanoTime();
      noted = true;
      LockSupport.unpark(watcher);
    }
  }

  /**
   * Forgets what was noted before.
   *
   * @param thread whom to wake when memory runs out; null for nobody
   */
  public static void watch(Thread thread) {
    noted = false;
    watcher = thread;
  }

  /** For how long memory has been short, in nanoseconds; negative while it is not. */
  public static long nanos() {
    return noted ? System.nanoTime() - since : -1;
  }
}
