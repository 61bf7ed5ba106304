package pregel.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A part of a program with a {@code compute} of its own: which channels it reads and writes, and
 * which phases may follow. All vertices are in the same phase.
 *
 * <p>A phase is followed by itself, unless {@link #then} says otherwise; where several phases may
 * follow, the master program chooses, and a phase that may follow itself does so when the master
 * program is silent. What a phase writes, each of its followers must read: a job is refused
 * otherwise, before it starts.
 */
public final class Phase {
  private final String name;
  private final int index;
  private final PhaseFunction function;
  private final List<Channel> reads = new ArrayList<>();
  private final List<Channel> writes = new ArrayList<>();
  private final List<Phase> followers = new ArrayList<>();
  private Phase whenQuiet;

  Phase(String name, int index, PhaseFunction function) {
    this.name = Objects.requireNonNull(name);
    this.index = index;
    this.function = Objects.requireNonNull(function);
    this.followers.add(this);
  }

  /** The phase receives messages from these channels. */
  public Phase reads(Channel... channels) {
    Collections.addAll(reads, channels);
    return this;
  }

  /** The phase sends messages through these channels. */
  public Phase writes(Channel... channels) {
    Collections.addAll(writes, channels);
    return this;
  }

  /** The phases that may follow after one superstep; the phase itself only if it is named. */
  public Phase then(Phase... phases) {
    followers.clear();
    Collections.addAll(followers, phases);
    return this;
  }

  /**
   * When no vertex is active any more and nothing is in flight, the job goes on with another phase
   * instead of ending, and every vertex that was not closed is active again. The job ends all the
   * same where that leaves nobody to compute.
   */
  public Phase whenQuiet(Phase next) {
    whenQuiet = Objects.requireNonNull(next);
    return this;
  }

  public String name() {
    return name;
  }

  /** The position among the program's phases. */
  public int index() {
    return index;
  }

  /** What the phase does with a vertex. */
  public PhaseFunction function() {
    return function;
  }

  /** The channels it receives from. */
  public List<Channel> reads() {
    return Collections.unmodifiableList(reads);
  }

  /** The channels it sends through. */
  public List<Channel> writes() {
    return Collections.unmodifiableList(writes);
  }

  /** The phases that may follow after one superstep. */
  public List<Phase> followers() {
    return Collections.unmodifiableList(followers);
  }

  /** The phase that follows when this one has come to rest, or null if the job then ends. */
  public Phase whenQuiet() {
    return whenQuiet;
  }

  @Override
  public String toString() {
    return "phase \"" + name + "\"";
  }
}
