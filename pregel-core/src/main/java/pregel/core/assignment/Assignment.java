package pregel.core.assignment;

/** A way to divide partitions among workers. The same arguments always give the same owners. */
public interface Assignment {

  /**
   * Divides partitions.
   *
   * @param loads what each partition costs its owner
   * @param shares which part of the whole load each worker takes
   * @return the number of the worker that owns each partition
   */
  int[] owners(long[] loads, WorkerShares shares);
}
