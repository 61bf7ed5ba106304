package pregel.api;

/**
 * What happens once between two supersteps, before any vertex computes: aggregated values are read
 * and overwritten, the job is stopped or goes on with another phase. Declared with {@link
 * Schema#master}.
 *
 * <p>What it remembers from superstep to superstep lives in {@link MasterState}, not in fields, so
 * that it survives the loss of the process.
 */
@FunctionalInterface
public interface MasterProgram {

  /** Called before every superstep, the first included. */
  void compute(Master master);
}
