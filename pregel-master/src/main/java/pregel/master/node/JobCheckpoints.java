package pregel.master.node;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.checkpoint.CheckpointStore;
import pregel.core.checkpoint.Manifest;

/** The checkpoints of a job between its attempts; all of it is nothing if the job has none. */
final class JobCheckpoints {
  private final MasterJob job;
  private final CheckpointStore store;
  private final Consumer<String> log;

  /** The checkpoints that are there are another job's: they stay as they are. */
  private boolean isForeign;

  /**
   * @param log takes what is worth knowing, line by line
   */
  JobCheckpoints(MasterJob job, Consumer<String> log) {
    this.job = job;
    this.store = job.checkpoints();
    this.log = log;
  }

  /**
   * Makes sure that what is there is this job's, or was left by another of its name that is not
   * resumed.
   *
   * @param isNew whether no master has begun the job
   */
  void prepare(boolean isNew) throws IOException {
    if (store == null) {
      return;
    }
    if (job.resumes()) {
      requireSome(store.newestValid(CheckpointStore.Check.SIZES));
    } else if (isNew) {
      store.removeJob();
    }
    store.create();
    String there = store.identify(job.identity());
    if (!there.equals(job.identity())) {
      isForeign = true;
      throw new JobException(FailureKind.USAGE, otherJob(there, job.identity()));
    }
  }

  private void requireSome(CheckpointStore.Search search) {
    if (search.newest().isEmpty()) {
      throw new JobException(
          FailureKind.NO_CHECKPOINT,
          "--resume: there is no usable checkpoint of job "
              + store.job()
              + " in --checkpoint-dir"
              + (search.skipped().isEmpty() ? "" : " (" + search.skipped().get(0) + ")")
              + "; correct them, or leave --resume out to begin anew");
    }
  }

  private String otherJob(String there, String now) {
    List<String> was = there.lines().toList();
    List<String> is = now.lines().toList();
    for (int line = 0; line < Math.min(was.size(), is.size()); line++) {
      if (!was.get(line).equals(is.get(line))) {
        return "--resume: the checkpoints of job "
            + store.job()
            + " are of "
            + was.get(line)
            + ", not of "
            + is.get(line)
            + "; give the same, or leave --resume out to begin anew";
      }
    }
    return "--resume: the checkpoints of job "
        + store.job()
        + " were taken by another version; leave --resume out to begin anew";
  }

  /** The lowest number that an attempt may have which is to be the given one, or a later one. */
  int number(int attempt) throws IOException {
    return store == null ? attempt : Math.max(attempt, store.lastAttempt() + 1);
  }

  /**
   * The newest sound checkpoint, from which an attempt goes on; null if there is none. What other
   * attempts have left unfinished is removed.
   */
  Manifest newest(int attempt) throws IOException {
    if (store == null) {
      return null;
    }
    store.removeUnpublished(attempt);
    CheckpointStore.Search search = store.newestValid(CheckpointStore.Check.SIZES);
    search.skipped().forEach(log);
    if (job.resumes()) {
      requireSome(search);
    }
    return search.newest().orElse(null);
  }

  /** The newest sound one, while others may be working with it. */
  Optional<Manifest> newest() throws IOException {
    return store == null
        ? Optional.empty()
        : store.newestValid(CheckpointStore.Check.SIZES).newest();
  }

  /** Passes one over from here on. */
  void reject(Manifest manifest, String reason) {
    log.accept(reason);
    store.reject(manifest, reason);
  }

  /** The job has succeeded. */
  void remove() throws IOException {
    if (store != null) {
      store.removeJob();
    }
  }

  /** The job has ended otherwise: those of one that has failed are kept, for it to be resumed. */
  void discard(boolean failed) throws IOException {
    if (store == null || isForeign) {
      return;
    }
    if (failed && newest().isPresent()) {
      log.accept(
          "has failed; its checkpoints are kept, --resume " + store.job() + " goes on from them");
    } else if (!job.resumes()) {
      store.removeJob();
    }
  }
}
