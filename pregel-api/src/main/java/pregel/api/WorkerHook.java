package pregel.api;

/**
 * What every worker does once before or after the vertices of a superstep, on one thread. It reads
 * aggregated values and prepares what its vertices share; it must not change their values.
 */
@FunctionalInterface
public interface WorkerHook {
  void run(WorkerContext worker);
}
