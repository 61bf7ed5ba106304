package pregel.cli.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.VertexProgram;
import pregel.cli.cluster.JobDefinition;
import pregel.cli.option.WatchOptions;
import pregel.cli.report.WatchJson;
import pregel.cli.report.WatchText;
import pregel.cli.watch.VertexRecord;
import pregel.cli.watch.Watch;
import pregel.core.graph.VertexNames;
import pregel.core.share.GraphShare;
import pregel.core.transport.Collective;
import pregel.loaders.share.NameLookup;

/** Watches those of a job's watched vertices that one worker owns. */
final class ShareWatch {
  private final WatchFiles files;
  private final int worker;
  private final Watch watch;
  private final SortedMap<Long, String> lines = new TreeMap<>();

  private ShareWatch(
      JobDefinition job,
      WatchFiles files,
      int worker,
      List<Long> ids,
      LongFunction<Object> naming) {
    this.files = files;
    this.worker = worker;
    this.watch =
        Watch.of(ids, record -> lines.put(record.vertex(), line(job, record, naming)))
            .naming(naming);
  }

  /**
   * Finds the vertices; all workers call this.
   *
   * @param id of the job
   * @param names of vertices; null if ids are numbers. Whoever is watched may hear of any vertex,
   *     so all names are fetched
   * @throws JobException of kind INPUT, the same on all workers, if one is nowhere
   */
  static ShareWatch of(
      String id, JobDefinition job, GraphShare share, NameLookup names, Collective together)
      throws InterruptedException {
    WatchFiles files = WatchFiles.beside(job.place(), id);
    files.requireShared();
    long[] ids =
        names == null
            ? job.watched().stream().mapToLong(WatchOptions::parsed).toArray()
            : names.ids(job.watched());
    long[] found = new long[ids.length];
    List<Long> mine = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      int slot = share.graph().ids().slot(ids[i]);
      if (slot >= 0 && share.slots().isOwned(slot)) {
        found[i] = 1;
        mine.add(ids[i]);
      }
    }
    long[] owners = together.sum(found);
    for (int i = 0; i < ids.length; i++) {
      if (owners[i] == 0) {
        throw WatchOptions.missing(job.watched().get(i));
      }
    }
    if (names == null) {
      return new ShareWatch(job, files, share.worker(), mine, vertex -> vertex);
    }
    VertexNames all = names.all();
    return new ShareWatch(
        job,
        files,
        share.worker(),
        mine,
        vertex -> all.has(vertex) ? all.name(vertex) : Long.toString(vertex));
  }

  private static String line(JobDefinition job, VertexRecord record, LongFunction<Object> naming) {
    return job.watchesAsJson() ? WatchJson.of(record, naming) : WatchText.of(record, naming);
  }

  /** A program that does the same and is watched. */
  VertexProgram over(VertexProgram program) {
    return watch.over(program);
  }

  /**
   * Hands over what was seen in a superstep.
   *
   * @param exists whether there is such a vertex in this superstep
   */
  void endSuperstep(int superstep, LongPredicate exists) {
    watch.endSuperstep(superstep, exists);
    try {
      files.write(superstep, worker, lines);
    } catch (IOException e) {
      throw new JobException(
          FailureKind.OUTPUT,
          "--watch: what was seen cannot be handed over (" + e + "); look at the temporary files",
          e);
    }
    lines.clear();
  }
}
