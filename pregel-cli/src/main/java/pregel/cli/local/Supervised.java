package pregel.cli.local;

import java.util.concurrent.Callable;

/** Work that a {@link JobGuard} waits for. Whatever it is asked, any thread may ask. */
interface Supervised extends Callable<LocalJob.Result> {

  /** The superstep that runs. */
  int superstep();

  /** Changes while the work gets on. */
  long progress();

  /** Whether {@link #vertexId} can tell. */
  boolean isComputing();

  /** About which vertex a thread computes. */
  long vertexId(int thread);

  /** Makes it end as soon as the program lets it. */
  void abandon();
}
