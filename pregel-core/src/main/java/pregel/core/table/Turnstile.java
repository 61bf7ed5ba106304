package pregel.core.table;

/** Lets the holders of pieces through in the order of their numbers. A failure lets all out. */
public final class Turnstile {
  private long next;
  private boolean broken;

  /**
   * Waits until all pieces before have passed.
   *
   * @return false if that will never be, because of a failure elsewhere
   */
  public synchronized boolean await(long piece) throws InterruptedException {
    while (next != piece && !broken) {
      wait();
    }
    return !broken;
  }

  /** Lets the next piece through. */
  public synchronized void pass(long piece) {
    next = piece + 1;
    notifyAll();
  }

  /** Lets everybody out who waits, now and later. */
  public synchronized void breakDown() {
    broken = true;
    notifyAll();
  }
}
