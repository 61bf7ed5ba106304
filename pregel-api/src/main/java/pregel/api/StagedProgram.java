package pregel.api;

/**
 * A job of several stages: vertex programs one after another, each over the graph of the input or
 * over one that an earlier stage made of it.
 *
 * <p>The program itself runs once, on one thread, between the stages: it decides which comes next
 * and puts the result together. What grows with the graph's edges is work for the stages.
 */
public interface StagedProgram extends Program {

  /**
   * Called once, before {@link #run}: declares the columns of the result, which has a value for
   * every vertex of the input. Nothing but columns may be declared.
   */
  void open(Schema result);

  /** Runs the stages and fills the columns, by slots of {@link Stages#graph}. */
  void run(Stages stages);
}
