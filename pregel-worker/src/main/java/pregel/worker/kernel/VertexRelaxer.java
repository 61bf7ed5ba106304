package pregel.worker.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.DoubleBuffer;
import pregel.core.graph.Adjacency;
import pregel.worker.engine.Bits;
import pregel.worker.engine.JobState;
import pregel.worker.engine.Kernel;
import pregel.worker.engine.Relaxation;
import pregel.worker.engine.Relaxer;
import pregel.worker.engine.Steps;

/**
 * One thread's part of the supersteps of a monotone program, on grades of its messages.
 *
 * <p>Threads read what others write at the same time. Whatever they see is a message that was sent,
 * and who improves upon it sees to it that its receiver is computed again: races change how much is
 * done, never what comes out. A vertex is computed by one thread at a time, because it waits once
 * at most.
 */
final class VertexRelaxer extends Relaxer {
  private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);

  private final JobState state;
  private final SingleKernel kernel;
  private final KernelVertex vertex;
  private final Port port;
  private final Grades grades;
  private final Steps steps;
  private final long none;
  private final long floor;
  private final boolean isWeighted;
  private final long[] best;
  private final long[] told;
  private final int[] waiting;

  VertexRelaxer(Relaxation shared, Kernel kernel) {
    super(shared);
    this.state = shared.state;
    this.kernel = (SingleKernel) kernel;
    this.vertex = this.kernel.vertex;
    this.port = this.kernel.port;
    this.grades = this.kernel.grades();
    this.steps = shared.steps;
    this.none = grades.none();
    Number declared = state.schema.declaredMonotone().floor();
    this.floor = declared == null ? Long.MIN_VALUE : grades.of(declared);
    this.isWeighted = grades.hasEdgeFunction();
    this.best = shared.best;
    this.told = shared.told;
    this.waiting = shared.waiting;
  }

  @Override
  protected void start(int block) {
    int end = state.blocks.end(block);
    for (int base = state.blocks.start(block); base < end; base += 64) {
      int count = Math.min(64, end - base);
      long fresh = 0;
      for (int i = 0; i < count; i++) {
        best[base + i] = none;
        told[base + i] = none;
        if (compute(base + i, none)) {
          fresh |= 1L << i;
        }
      }
      note(base, fresh);
    }
    vertex.halted = 0;
  }

  @Override
  protected void sweep(int block) {
    Adjacency.Rows rows = port.route.pullRows.rows(state.blocks.partition(block));
    int end = state.blocks.end(block);
    for (int base = state.blocks.start(block); base < end; base += 64) {
      int word = base >>> 6;
      long open = Bits.mask(base, end) & ~shared.settled[word];
      long fresh = 0;
      for (long left = open; left != 0; left &= left - 1) {
        int i = Long.numberOfTrailingZeros(left);
        int slot = base + i;
        if (sweepVertex(rows, slot)) {
          fresh |= 1L << i;
        }
        if (best[slot] <= floor) {
          shared.settled[word] |= 1L << i;
        } else {
          openEdges += rows.degree(slot);
        }
      }
      note(base, fresh);
    }
    vertex.halted = 0;
  }

  /** Whether a vertex broadcast. */
  private boolean sweepVertex(Adjacency.Rows rows, int slot) {
    long before = best[slot];
    if (before <= floor) {
      return false;
    }
    int from = rows.start(slot);
    int end = rows.end(slot);
    long found =
        isWeighted
            ? fold(rows.targets(), rows.weights(), from, end, before)
            : fold(rows.targets(), from, end, before);
    if (found >= before) {
      return false;
    }
    best[slot] = found;
    return compute(slot, found);
  }

  /** The best of what the vertices of a row said, and of a grade; stops at the floor. */
  private long fold(int[] targets, int from, int end, long before) {
    long[] values = told;
    long least = floor;
    long found = before;
    for (int k = from; k < end; k++) {
      long grade = (long) LONGS.getOpaque(values, targets[k]);
      if (grade < found) {
        found = grade;
        if (grade <= least) {
          break;
        }
      }
    }
    return found;
  }

  private long fold(int[] targets, DoubleBuffer weights, int from, int end, long before) {
    long found = before;
    for (int k = from; k < end && found > floor; k++) {
      long said = (long) LONGS.getOpaque(told, targets[k]);
      if (said < none) {
        found = Math.min(found, grades.along(grades.message(said), Rows.weight(weights, k)));
      }
    }
    return found;
  }

  /** Notes who of a word broadcast. */
  private void note(int base, long fresh) {
    shared.fresh[base >>> 6] = fresh;
    for (long left = fresh; left != 0; left &= left - 1) {
      messages += noteUntold(base + Long.numberOfTrailingZeros(left));
    }
  }

  /** How many neighbours are still to be told. */
  private int noteUntold(int slot) {
    int degree = port.route.sendDegree(slot);
    measure(told[slot]);
    untold++;
    untoldMessages += degree;
    return degree;
  }

  @Override
  protected void putOff(int block, long worst) {
    int end = state.blocks.end(block);
    for (int base = state.blocks.start(block); base < end; base += 64) {
      long later = 0;
      for (long left = shared.fresh[base >>> 6]; left != 0; left &= left - 1) {
        int slot = base + Long.numberOfTrailingZeros(left);
        if (told[slot] <= worst) {
          putOff(slot, told[slot], true);
        } else {
          later |= Long.lowestOneBit(left);
        }
      }
      shared.fresh[base >>> 6] = later;
    }
  }

  @Override
  protected void relax(int[] slots, int from, int end) {
    for (int i = from; i < end; i++) {
      int slot = slots[i];
      int turn = (int) INTS.getOpaque(waiting, slot);
      if ((turn & ~Relaxation.TELLS) != shared.turn
          || !INTS.compareAndSet(waiting, slot, turn, Relaxation.IDLE)) {
        continue; // it went to an earlier step
      }
      boolean speaks = compute(slot, (long) LONGS.getVolatile(best, slot));
      if (speaks || (turn & Relaxation.TELLS) != 0) {
        tell(slot, speaks);
      }
    }
    vertex.halted = 0;
  }

  @Override
  protected void compute(int[] slots, int from, int end) {
    for (int i = from; i < end; i++) {
      int slot = slots[i];
      int turn = waiting[slot];
      if (turn == Relaxation.IDLE || !INTS.compareAndSet(waiting, slot, turn, Relaxation.IDLE)) {
        continue; // it was met before, or another thread has it
      }
      boolean speaks = compute(slot, best[slot]);
      if (speaks || (turn & Relaxation.TELLS) != 0) {
        int degree = noteUntold(slot);
        messages += speaks ? degree : 0;
        Bits.setShared(shared.fresh, slot);
      }
    }
    vertex.halted = 0;
  }

  private void tell(int slot, boolean speaks) {
    Adjacency.Rows rows = shared.sendRows.rows(state.blocks.partition(state.blocks.of(slot)));
    int from = rows.start(slot);
    int end = rows.end(slot);
    if (speaks) {
      messages += end - from;
    }
    if (isWeighted) {
      scatter(rows.targets(), rows.weights(), from, end, grades.message(told[slot]));
    } else {
      scatter(rows.targets(), from, end, told[slot]);
    }
  }

  private void scatter(int[] targets, int from, int end, long grade) {
    long[] bests = best;
    for (int k = from; k < end; k++) {
      int target = targets[k];
      if (grade < (long) LONGS.getOpaque(bests, target)) {
        improve(target, grade);
      }
    }
  }

  private void scatter(int[] targets, DoubleBuffer weights, int from, int end, long message) {
    long[] bests = best;
    for (int k = from; k < end; k++) {
      int target = targets[k];
      long grade = grades.along(message, Rows.weight(weights, k));
      if (grade < (long) LONGS.getOpaque(bests, target)) {
        improve(target, grade);
      }
    }
  }

  /**
   * Gives a vertex a message, if it is better than what it has, and sees to it that it computes.
   */
  private void improve(int slot, long grade) {
    long before;
    do {
      before = (long) LONGS.getOpaque(best, slot);
      if (before <= grade) {
        return; // another thread had something better since the caller looked
      }
    } while (!LONGS.compareAndSet(best, slot, before, grade));
    int step = steps.of(grades.place(grade));
    int turn = step == steps.current() ? shared.nextTurn : Relaxation.waiting(step);
    for (int now = (int) INTS.getVolatile(waiting, slot);
        Relaxation.step(now) > step;
        now = (int) INTS.getVolatile(waiting, slot)) {
      if (INTS.compareAndSet(waiting, slot, now, turn | now & Relaxation.TELLS)) {
        lists.add(step, slot);
        return;
      }
    }
  }

  /** Computes a vertex; whether it broadcast something better than before. */
  private boolean compute(int slot, long grade) {
    vertex.moveTo(slot);
    grades.receive(grade);
    kernel.call();
    computed++;
    if (port.sent == 0) {
      return false;
    }
    port.sent = 0;
    long said = grades.broadcast(slot);
    if (said >= told[slot]) {
      return false;
    }
    LONGS.setOpaque(told, slot, said);
    return true;
  }

  @Override
  protected double place(long grade) {
    return grades.place(grade);
  }
}
