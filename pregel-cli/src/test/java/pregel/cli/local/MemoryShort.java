package pregel.cli.local;

/** Says that memory has run out, as a job does. */
public final class MemoryShort {
  private MemoryShort() {}

  public static void note() {
    Exhaustion.note();
  }
}
