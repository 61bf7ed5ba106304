package pregel.worker.node;

import pregel.core.protocol.ControlMessage.Computed;
import pregel.core.protocol.LoadReport;
import pregel.core.share.GraphShare;
import pregel.core.transport.FrameLog;
import pregel.worker.engine.SharedWorker;

/**
 * What an attempt that has lost another worker leaves of a job on this one, for the next attempt to
 * go on with.
 *
 * @param self this worker's number
 * @param loaded what the master was told of the share
 * @param log of what was sent to the others
 * @param computed the last superstep that was computed, and sent as far as its first round goes
 * @param settled the last superstep of which all is here: the same, or the one before
 * @param answer to the last one that settled; null if none has
 */
record KeptShare(
    int self,
    WorkerJob job,
    GraphShare share,
    SharedWorker worker,
    LoadReport loaded,
    FrameLog log,
    int computed,
    int settled,
    Computed answer)
    implements AutoCloseable {

  @Override
  public void close() {
    worker.close();
    log.close();
    job.close();
  }
}
