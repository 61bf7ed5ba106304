package pregel.core.coordination;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;
import pregel.api.FailureKind;
import pregel.core.coordination.Change.Create;
import pregel.core.coordination.Change.Delete;
import pregel.core.coordination.Change.Life;

/** Jobs as anybody sees them; {@link Leadership} is who writes them. */
final class Jobs {
  private static final byte[] EMPTY = new byte[0];

  private final Tree tree;
  private final Layout layout;
  private final Calls calls;

  Jobs(Tree tree, Layout layout, Calls calls) {
    this.tree = tree;
    this.layout = layout;
    this.calls = calls;
  }

  static CoordinationException unknown(String job) {
    return new CoordinationException(
        FailureKind.USAGE, "job " + job + ": there is none of this id; look at the list of jobs");
  }

  // ---- Submitting

  void submit(JobRecord job) throws InterruptedException {
    byte[] definition = job.definition();
    // Unique, so that two who submit the same id never mix their parts.
    String parts = job.id() + "+" + UUID.randomUUID();
    JobHead head =
        new JobHead(job.submittedMillis(), parts, definition.length, checksum(definition));
    calls.act(
        () -> "the definition of job " + job.id(),
        () -> createIfMissing(layout.definition(parts), EMPTY));
    for (int i = 0; i < head.parts(); i++) {
      int from = i * JobHead.PART_BYTES;
      byte[] part =
          Arrays.copyOfRange(
              definition, from, Math.min(definition.length, from + JobHead.PART_BYTES));
      String path = layout.definition(parts) + "/" + i;
      calls.act(() -> "the definition of job " + job.id(), () -> createIfMissing(path, part));
    }
    boolean isOurs = calls.get(() -> "submitting job " + job.id(), () -> publish(job.id(), head));
    if (!isOurs) {
      calls.act(() -> "the definition of job " + job.id(), () -> removeDefinition(parts, null));
      throw new CoordinationException(
          FailureKind.USAGE,
          "job " + job.id() + ": there is one of this id already; choose another id");
    }
  }

  private void createIfMissing(String path, byte[] data)
      throws NoAnswerException, ConflictException, InterruptedException {
    if (tree.read(path, null).isEmpty()) {
      tree.apply(List.of(new Create(path, data, Life.PERSISTENT)));
    }
  }

  private boolean publish(String id, JobHead head)
      throws NoAnswerException, ConflictException, InterruptedException {
    Optional<TreeNode> found = tree.read(layout.job(id), null);
    if (found.isPresent()) {
      return JobHead.decode(layout.job(id), found.get().data()).equals(head);
    }
    tree.apply(
        List.of(
            new Create(layout.job(id), head.encode(), Life.PERSISTENT),
            new Create(layout.state(id), JobState.SUBMITTED.encode(), Life.PERSISTENT),
            new Create(layout.progress(id), EMPTY, Life.PERSISTENT),
            new Create(layout.assignment(id), EMPTY, Life.PERSISTENT),
            new Create(
                layout.checkpoints(id), CheckpointPointer.encode(List.of()), Life.PERSISTENT)));
    return true;
  }

  /** Removes a definition's parts; with the fence if there is one. */
  void removeDefinition(String name, Change fence)
      throws NoAnswerException, ConflictException, InterruptedException {
    String path = layout.definition(name);
    Optional<List<String>> parts = tree.children(path, null);
    if (parts.isPresent()) {
      List<Change> changes = new ArrayList<>();
      if (fence != null) {
        changes.add(fence);
      }
      for (String part : parts.get()) {
        changes.add(new Delete(path + "/" + part, Change.ANY_VERSION));
      }
      changes.add(new Delete(path, Change.ANY_VERSION));
      tree.apply(changes);
    }
  }

  // ---- Reading

  /** A job's node, and its id. */
  record Found(String id, TreeNode node) {
    JobHead head(Layout layout) {
      return JobHead.decode(layout.job(id), node.data());
    }
  }

  List<String> ids(Runnable changed) throws NoAnswerException, InterruptedException {
    return all(changed).stream().map(Found::id).toList();
  }

  /** All jobs, oldest first. */
  List<Found> all(Runnable changed) throws NoAnswerException, InterruptedException {
    List<Found> found = new ArrayList<>();
    for (String id : children(layout.jobs(), changed)) {
      tree.read(layout.jobs() + "/" + id, null).ifPresent(node -> found.add(new Found(id, node)));
    }
    found.sort(Comparator.comparingLong(job -> job.node.created()));
    return found;
  }

  List<JobSummary> summaries() throws NoAnswerException, InterruptedException {
    List<JobSummary> summaries = new ArrayList<>();
    for (Found job : all(null)) {
      // One that was removed meanwhile has no state.
      Optional<JobState> state = state(job.id, null);
      if (state.isPresent()) {
        summaries.add(
            new JobSummary(
                job.id,
                job.head(layout).submittedMillis(),
                state.get(),
                tree.read(layout.cancel(job.id), null).isPresent()));
      }
    }
    return List.copyOf(summaries);
  }

  Optional<JobRecord> read(String id) throws NoAnswerException, InterruptedException {
    String path = layout.job(id);
    Optional<TreeNode> node = tree.read(path, null);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    JobHead head = JobHead.decode(path, node.get().data());
    ByteArrayOutputStream definition = new ByteArrayOutputStream(head.definitionBytes());
    for (int i = 0; i < head.parts(); i++) {
      Optional<TreeNode> part = tree.read(layout.definition(head.definition()) + "/" + i, null);
      if (part.isEmpty() && tree.read(path, null).isEmpty()) {
        return Optional.empty();
      }
      definition.writeBytes(part.orElseThrow(() -> Foundation.damaged(path)).data());
    }
    byte[] bytes = definition.toByteArray();
    if (bytes.length != head.definitionBytes() || checksum(bytes) != head.crc()) {
      throw CoordinationException.foreign(path, "a definition that is not the one submitted");
    }
    return Optional.of(new JobRecord(id, head.submittedMillis(), bytes));
  }

  Optional<JobState> state(String job, Runnable changed)
      throws NoAnswerException, InterruptedException {
    return tree.read(layout.state(job), changed)
        .map(node -> JobState.decode(layout.state(job), node.data()));
  }

  Optional<List<CheckpointPointer>> checkpoints(String job)
      throws NoAnswerException, InterruptedException {
    return tree.read(layout.checkpoints(job), null)
        .map(node -> CheckpointPointer.decode(layout.checkpoints(job), node.data()));
  }

  Optional<PartitionAssignment> assignment(String job)
      throws NoAnswerException, InterruptedException {
    return tree.read(layout.assignment(job), null)
        .filter(node -> node.data().length > 0)
        .map(node -> PartitionAssignment.decode(layout.assignment(job), node.data()));
  }

  void cancel(String job) throws NoAnswerException, ConflictException, InterruptedException {
    if (tree.read(layout.job(job), null).isEmpty()) {
      throw unknown(job);
    }
    createIfMissing(layout.cancel(job), EMPTY);
  }

  List<String> children(String path, Runnable changed)
      throws NoAnswerException, InterruptedException {
    return tree.children(path, changed).orElseThrow(() -> Foundation.damaged(path));
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
