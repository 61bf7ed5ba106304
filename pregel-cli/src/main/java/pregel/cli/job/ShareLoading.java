package pregel.cli.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import pregel.api.Direction;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.Schema;
import pregel.cli.cluster.JobDefinition;
import pregel.cli.load.GraphLoading;
import pregel.cli.option.GraphOptions;
import pregel.core.assignment.AssignmentRule;
import pregel.core.assignment.JointAssignment;
import pregel.core.protocol.LoadReport.InputCounts;
import pregel.core.share.GraphShare;
import pregel.core.transport.Collective;
import pregel.core.transport.Rounds;
import pregel.loaders.share.ShareLoader;
import pregel.loaders.share.ShareLoader.Loaded;
import pregel.loaders.snapshot.SnapshotFile;
import pregel.loaders.snapshot.SnapshotShare;
import pregel.loaders.snapshot.SnapshotShare.Survey;

/** From the inputs of a job to one worker's share: text is read together, a snapshot mapped. */
final class ShareLoading {
  private final List<String> inputs;
  private final boolean weights;
  private final boolean refuseNegative;
  private final AssignmentRule rule;
  private final GraphOptions options;
  private final GraphLoading loading;

  /**
   * @param refuseNegative whether a negative weight is an error
   * @param threads of this worker
   */
  ShareLoading(JobDefinition job, boolean refuseNegative, int threads) {
    this.inputs = job.inputs();
    this.weights = job.weights();
    this.refuseNegative = refuseNegative;
    this.rule = job.owners();
    this.options = GraphOptions.of(job.graphOptions(), threads);
    this.loading = new GraphLoading(options, null);
  }

  /**
   * Loads together with the other workers.
   *
   * @param schema told the properties of the input, says what the program declares
   */
  Loaded load(Rounds rounds, Function<Map<String, String>, Schema> schema)
      throws InterruptedException {
    Collective together = new Collective(rounds);
    boolean snapshot = loading.isSnapshot(inputs);
    for (long[] other : together.gather(snapshot ? 1 : 0)) {
      if (other[0] != (snapshot ? 1 : 0)) {
        throw new JobException(
            FailureKind.INPUT,
            inputs.get(0)
                + ": a snapshot on some machines only; put the input where all see the same");
      }
    }
    if (!snapshot) {
      return ShareLoader.load(
          inputs,
          options.readOptions(weights, refuseNegative),
          options.buildOptions(),
          rule,
          properties -> rows(schema.apply(properties)),
          rounds);
    }
    Set<Direction> rows = rows(schema.apply(Map.of()));
    Path file = Path.of(inputs.get(0));
    Survey survey = together.attempt(() -> survey(file, rows, together));
    int[] owners =
        JointAssignment.of(rule, options.threadCount(), together)
            .owners(survey.loads(), survey.rowBytes(), survey::edges);
    GraphShare share = together.attempt(() -> snapshot(file, owners, rows, together));
    return new Loaded(share, Map.of(), InputCounts.NONE);
  }

  /** The directions in which a program needs rows: to fold messages, and what its vertices read. */
  static Set<Direction> rows(Schema schema) {
    Set<Direction> rows = EnumSet.noneOf(Direction.class);
    schema.channels().forEach(channel -> rows.add(channel.direction().reversed()));
    if (schema.needsInEdges()) {
      rows.add(Direction.IN);
    }
    if (schema.needsOutEdges()) {
      rows.add(Direction.OUT);
    }
    boolean both =
        rows.contains(Direction.BOTH)
            || schema.needsNeighborLists()
            || schema.isTopologyChanging()
            || !schema.requests().isEmpty();
    if (both) {
      return Set.of(Direction.IN, Direction.OUT);
    }
    return rows.isEmpty() ? Set.of(Direction.IN) : rows;
  }

  private Survey survey(Path file, Set<Direction> rows, Collective together) {
    loading.requireUnshaped(file);
    try {
      return SnapshotShare.survey(
          file,
          rows,
          together.self(),
          rule.needsEdges() ? together.workers() : 0,
          true,
          options.threadCount());
    } catch (IOException e) {
      throw GraphLoading.unreadable(file, e);
    }
  }

  private GraphShare snapshot(Path file, int[] owners, Set<Direction> rows, Collective together) {
    try {
      GraphShare share =
          SnapshotShare.open(
              file, together.self(), owners, together.workers(), rows, options.threadCount());
      boolean weighted = share.graph().isWeighted();
      loading.requireFitting(file, SnapshotFile.hasNames(file), weighted);
      double negative = refuseNegative && weighted ? SnapshotShare.firstNegativeWeight(file) : 0;
      if (negative < 0) {
        throw GraphLoading.negativeWeight(file, negative);
      }
      return share;
    } catch (IOException e) {
      throw GraphLoading.unreadable(file, e);
    }
  }
}
