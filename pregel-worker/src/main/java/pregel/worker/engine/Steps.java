package pregel.worker.engine;

/**
 * Which step a vertex is computed in, by how good its best message is: equally wide steps, or steps
 * each twice as wide as the one before, or a single one. Steps are counted from the best message
 * that waited when counting began. Changes between rounds only.
 */
public final class Steps {
  /** A window of steps is at least this part of what waits behind it. */
  private static final double LEAST_WINDOW = 1.0 / 64;

  private enum Kind {
    ONE,
    EQUAL,
    DOUBLING
  }

  private final Kind kind;
  private final double width;
  private double origin;
  private double perUnit;
  private int current;

  private Steps(Kind kind, double width) {
    this.kind = kind;
    this.width = width;
    this.perUnit = 1 / width;
  }

  /** All vertices wait for the same step. */
  static Steps one() {
    return new Steps(Kind.ONE, 1);
  }

  static Steps equal(double width) {
    return new Steps(Kind.EQUAL, width);
  }

  /** For messages of which nothing tells how far apart they are. */
  static Steps doubling() {
    return new Steps(Kind.DOUBLING, 1);
  }

  /**
   * The step of a message; never one that is over.
   *
   * @param place where the message stands, the best the lowest
   */
  public int of(double place) {
    return Math.max(current, uncut(place));
  }

  private int uncut(double place) {
    double distance = place - origin;
    return switch (kind) {
      case ONE -> 0;
      case EQUAL -> (int) Math.min(distance * perUnit, StepLists.FAR);
      case DOUBLING -> Long.SIZE - Long.numberOfLeadingZeros((long) Math.max(0, distance));
    };
  }

  /** The step that is being computed. */
  public int current() {
    return current;
  }

  void enter(int step) {
    current = step;
  }

  /**
   * Counts anew from what waits.
   *
   * @param first the place of the best message
   * @param last the place of the worst
   */
  void restart(double first, double last) {
    origin = first;
    current = 0;
    double window = (last - first) * LEAST_WINDOW;
    perUnit = 1 / Math.max(width, Double.isFinite(window) ? window / StepLists.FAR : width);
  }
}
