package pregel.core.coordination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pregel.api.FailureKind;

/** What every coordination promises; each implementation inherits it. */
public abstract class CoordinationContract {
  protected static final String ROOT = "/test/pregel";
  protected static final CoordinationDeadlines DEADLINES =
      new CoordinationDeadlines(Duration.ofSeconds(10), Duration.ofSeconds(10));

  private final List<Coordination> open = new ArrayList<>();

  /** A session of its own with the one store of this test. */
  protected abstract Tree connect() throws Exception;

  /** Ends a session at the store, as time would. */
  protected abstract void expire(Tree tree) throws Exception;

  /** Cuts all connections, for less than a session's time. */
  protected abstract void pause() throws Exception;

  protected abstract void resume() throws Exception;

  @AfterEach
  void closeAll() {
    open.forEach(Coordination::close);
    stop();
  }

  /** Called when everything that was opened is closed. */
  protected abstract void stop();

  protected Coordination open(Tree tree) throws InterruptedException {
    return open(tree, DEADLINES);
  }

  protected Coordination open(Tree tree, CoordinationDeadlines deadlines)
      throws InterruptedException {
    Coordination coordination = TreeCoordination.open(tree, ROOT, deadlines);
    open.add(coordination);
    return coordination;
  }

  static WorkerRecord worker(String id, long started) {
    return new WorkerRecord(id, "127.0.0.1", 7000, 2, 1L << 30, "build-1", started);
  }

  static JobState state(JobStatus status, int epoch, int attempt) {
    return new JobState(status, epoch, attempt, -1, 0, "");
  }

  // ---- Workers

  @Test
  void tellsWhoIsThere() throws Exception {
    Coordination first = open(connect());
    Coordination second = open(connect());
    Heard<List<WorkerRecord>> heard = new Heard<>();
    Watch watch = first.watchWorkers(heard);
    heard.expect(List.of());
    Registration entry = second.register(worker("b", 1));
    heard.expect(List.of(worker("b", 1)));
    first.register(worker("a", 2));
    heard.expect(List.of(worker("a", 2), worker("b", 1)));
    assertThat(second.workers()).containsExactly(worker("a", 2), worker("b", 1));
    entry.close();
    heard.expect(List.of(worker("a", 2)));
    watch.close();
    second.register(worker("c", 3));
    assertThat(first.workers()).hasSize(2);
    assertThat(heard.rest()).isEmpty();
  }

  @Test
  void aWorkerGoesWithItsSessionAndComesBackOnlyWhenAsked() throws Exception {
    Tree tree = connect();
    Coordination worker = open(tree);
    Coordination other = open(connect());
    Heard<SessionEvent> session = new Heard<>();
    worker.listen(session::changed);
    session.expect(SessionEvent.CONNECTED);
    Heard<List<WorkerRecord>> heard = new Heard<>();
    Registration entry = worker.register(worker("w", 1));
    other.watchWorkers(heard);
    heard.expect(List.of(worker("w", 1)));
    assertThat(entry.isCurrent()).isTrue();

    expire(tree);
    heard.expect(List.of());
    session.expect(SessionEvent.LOST);
    assertThat(session.next()).isEqualTo(SessionEvent.CONNECTED);
    assertThat(entry.isCurrent()).isFalse();
    assertThat(other.workers()).isEmpty();

    worker.register(worker("w", 1));
    heard.expect(List.of(worker("w", 1)));
    // The old entry's end is not the new one's.
    entry.close();
    assertThat(other.workers()).hasSize(1);
  }

  @Test
  void refusesAnotherWorkerOfTheSameId() throws Exception {
    open(connect()).register(worker("w", 1));
    Coordination second =
        open(connect(), new CoordinationDeadlines(Duration.ofSeconds(5), Duration.ofMillis(100)));
    assertThatThrownBy(() -> second.register(worker("w", 2)))
        .isInstanceOfSatisfying(
            CoordinationException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.PROTOCOL))
        .hasMessageContaining("worker w: 127.0.0.1:7000 has this id already");
    assertThat(second.workers()).containsExactly(worker("w", 1));
  }

  @Test
  void waitsForAPredecessorsEntryToGo() throws Exception {
    Tree old = connect();
    open(old).register(worker("w", 1));
    Coordination next = open(connect());
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<Registration> entry = thread.submit(() -> next.register(worker("w", 2)));
      assertThat(next.workers()).containsExactly(worker("w", 1));
      expire(old);
      assertThat(entry.get().isCurrent()).isTrue();
      assertThat(next.workers()).containsExactly(worker("w", 2));
    } finally {
      thread.shutdownNow();
    }
  }

  // ---- Sessions

  @Test
  void aPauseIsOnlyAPause() throws Exception {
    Coordination coordination = open(connect());
    coordination.register(worker("w", 1));
    Heard<String> election = new Heard<>();
    Election candidacy = coordination.stand("m1", heard(election));
    election.expect("elected");
    Leadership leadership = coordination.lead("m1", "localhost", 9000);
    coordination.submit(new JobRecord("j", 1, new byte[10]));
    Heard<SessionEvent> session = new Heard<>();
    coordination.listen(session::changed);
    session.expect(SessionEvent.CONNECTED);
    Heard<Optional<JobState>> states = new Heard<>();
    coordination.watchState("j", states);
    states.expect(Optional.of(JobState.SUBMITTED));

    pause();
    session.expect(SessionEvent.SUSPENDED);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      // Asked during the pause, done after it.
      JobState running = state(JobStatus.RUNNING, leadership.epoch(), 1);
      Future<?> write =
          thread.submit(
              () -> {
                leadership.writeState("j", running);
                return null;
              });
      resume();
      write.get();
      states.expect(Optional.of(running));
    } finally {
      thread.shutdownNow();
    }
    assertThat(session.next()).isEqualTo(SessionEvent.RECONNECTED);
    assertThat(coordination.workers()).hasSize(1);
    assertThat(candidacy.elected()).isTrue();
    assertThat(election.rest()).isEmpty();
    assertThat(session.rest()).isEmpty();
  }

  @Test
  void aCallThatGetsNoAnswerFailsInTime() throws Exception {
    Coordination coordination =
        open(connect(), new CoordinationDeadlines(Duration.ofMillis(300), Duration.ofSeconds(1)));
    pause();
    assertThatThrownBy(coordination::workers)
        .isInstanceOfSatisfying(
            CoordinationException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.COORDINATION_LOST))
        .hasMessageContaining("no answer within 0.3 s to: which workers are there");
  }

  // ---- Masters

  protected static ElectionListener heard(Heard<String> heard) {
    return new ElectionListener() {
      @Override
      public void elected() {
        heard.changed("elected");
      }

      @Override
      public void revoked() {
        heard.changed("revoked");
      }
    };
  }

  @Test
  void electsOneOfSeveralAndAnotherWhenItIsGone() throws Exception {
    Tree tree = connect();
    Coordination first = open(tree);
    Coordination second = open(connect());
    Coordination third = open(connect());
    Heard<String> heardFirst = new Heard<>();
    Heard<String> heardSecond = new Heard<>();
    Heard<String> heardThird = new Heard<>();
    Heard<Optional<MasterRecord>> leading = new Heard<>();
    third.watchMaster(leading);
    leading.expect(Optional.empty());

    Election candidacy = first.stand("m1", heard(heardFirst));
    heardFirst.expect("elected");
    assertThat(candidacy.elected()).isTrue();
    assertThat(first.lead("m1", "h1", 1001).epoch()).isEqualTo(1);
    leading.expect(Optional.of(new MasterRecord("m1", "h1", 1001, 1)));
    Election standby = second.stand("m2", heard(heardSecond));
    expire(tree);
    heardFirst.expect("revoked");
    heardSecond.expect("elected");
    assertThat(second.lead("m2", "h2", 1002).epoch()).isEqualTo(2);
    leading.expect(Optional.of(new MasterRecord("m2", "h2", 1002, 2)));

    // The first stands again by itself, behind nobody but the one that leads.
    standby.close();
    heardSecond.expect("revoked");
    heardFirst.expect("elected");
    third.stand("m3", heard(heardThird));
    candidacy.close();
    heardThird.expect("elected");
  }

  @Test
  void epochsAreTakenOnce() throws Exception {
    List<Coordination> masters = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      masters.add(open(connect()));
    }
    ExecutorService threads = Executors.newFixedThreadPool(masters.size());
    try {
      List<Future<Integer>> taken = new ArrayList<>();
      for (Coordination master : masters) {
        for (int i = 0; i < 5; i++) {
          String id = "m" + masters.indexOf(master);
          taken.add(
              threads.submit(
                  () -> {
                    try {
                      return master.lead(id, "h", 1).epoch();
                    } catch (FencedException e) {
                      // Overtaken before it was published.
                      return -1;
                    }
                  }));
        }
      }
      TreeSet<Integer> epochs = new TreeSet<>();
      for (Future<Integer> epoch : taken) {
        int value = epoch.get();
        assertThat(value == -1 || epochs.add(value)).as("epoch %s is taken once", value).isTrue();
      }
      assertThat(epochs.last()).isEqualTo(20);
      assertThat(masters.get(0).master().orElseThrow().epoch()).isEqualTo(20);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void refusesEveryWriteOfAnOldLeader() throws Exception {
    Coordination coordination = open(connect());
    Leadership old = coordination.lead("m1", "h1", 1001);
    coordination.submit(new JobRecord("j", 1, new byte[10]));
    coordination.submit(new JobRecord("done", 1, new byte[10]));
    old.writeState("j", state(JobStatus.RUNNING, old.epoch(), 1));
    old.writeState("done", state(JobStatus.SUCCEEDED, old.epoch(), 1));
    old.require();
    Leadership next = open(connect()).lead("m2", "h2", 1002);
    next.writeState("j", state(JobStatus.COMMITTING, next.epoch(), 1));

    List<Action> writes =
        List.of(
            old::require,
            old::publish,
            () -> old.writeState("j", state(JobStatus.FAILED, old.epoch(), 2)),
            () -> old.writeProgress("j", new byte[1]),
            () -> old.commitCheckpoint("j", new CheckpointPointer(1, 5, old.epoch(), "m")),
            () -> old.beginAttempt("j", state(JobStatus.STARTING, old.epoch(), 2), assignment(2)),
            () -> old.removeOldJobs(0));
    for (Action write : writes) {
      assertThatThrownBy(write::run)
          .isInstanceOfSatisfying(
              FencedException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.FENCED))
          .hasMessageContaining("master m1: master m2 has taken epoch 2, this one had 1");
    }
    old.close();
    assertThat(coordination.state("j")).contains(state(JobStatus.COMMITTING, 2, 1));
    assertThat(coordination.progress("j")).isEmpty();
    assertThat(coordination.checkpoints("j")).isEmpty();
    assertThat(coordination.assignment("j")).isEmpty();
    assertThat(coordination.jobs()).hasSize(2);
    assertThat(coordination.master()).contains(new MasterRecord("m2", "h2", 1002, 2));
  }

  @Test
  void aLeaderWithoutItsSessionIsFencedEvenIfNobodyElseLeads() throws Exception {
    Tree tree = connect();
    Coordination coordination = open(tree);
    Leadership leadership = coordination.lead("m1", "h1", 1001);
    coordination.submit(new JobRecord("j", 1, new byte[10]));
    Heard<SessionEvent> session = new Heard<>();
    coordination.listen(session::changed);
    expire(tree);
    session.expect(SessionEvent.LOST);
    session.expect(SessionEvent.CONNECTED);
    assertThatThrownBy(
            () -> leadership.writeState("j", state(JobStatus.RUNNING, leadership.epoch(), 1)))
        .isInstanceOf(FencedException.class)
        .hasMessageContaining("the session in which it took epoch 1 is over");
    assertThat(coordination.state("j")).contains(JobState.SUBMITTED);
    assertThat(coordination.master()).isEmpty();
    assertThat(coordination.lead("m1", "h1", 1001).epoch()).isEqualTo(2);
  }

  // ---- Jobs

  @Test
  void keepsJobsAsTheyWereSubmitted() throws Exception {
    Coordination coordination = open(connect());
    Random random = new Random(7);
    Heard<List<String>> ids = new Heard<>();
    open(connect()).watchJobs(ids);
    ids.expect(List.of());
    // Not in the order of their names.
    int[] sizes = {JobRecord.MOST_DEFINITION_BYTES, 0, JobHead.PART_BYTES, JobHead.PART_BYTES + 1};
    List<String> submitted = new ArrayList<>();
    for (int size : sizes) {
      byte[] definition = new byte[size];
      random.nextBytes(definition);
      String id = "j" + (9 - submitted.size());
      submitted.add(id);
      coordination.submit(new JobRecord(id, 1234 + size, definition));
      ids.expect(List.copyOf(submitted));
      JobRecord read = coordination.job(id).orElseThrow();
      assertThat(read.definition()).isEqualTo(definition);
      assertThat(read.submittedMillis()).isEqualTo(1234 + size);
    }
    assertThat(coordination.jobs()).extracting(JobSummary::id).containsExactlyElementsOf(submitted);
    assertThat(coordination.job("unknown")).isEmpty();
    assertThat(coordination.state("unknown")).isEmpty();
    assertThatThrownBy(() -> coordination.submit(new JobRecord("j9", 1, new byte[3])))
        .isInstanceOfSatisfying(
            CoordinationException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.USAGE))
        .hasMessageContaining("job j9: there is one of this id already");
    assertThat(coordination.job("j9").orElseThrow().definition())
        .hasSize(JobRecord.MOST_DEFINITION_BYTES);
  }

  @Test
  void waitsForTheEndOfAJob() throws Exception {
    Coordination master = open(connect());
    Coordination client = open(connect());
    Leadership leadership = master.lead("m1", "h1", 1001);
    client.submit(new JobRecord("j", 1, new byte[10]));
    assertThat(client.awaitEnd("j", Duration.ofMillis(50))).isEmpty();
    JobState failed = new JobState(JobStatus.FAILED, leadership.epoch(), 1, 7, 20, "vertex 3");
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<Optional<JobState>> end =
          thread.submit(() -> client.awaitEnd("j", Duration.ofSeconds(20)));
      leadership.writeState("j", state(JobStatus.STARTING, leadership.epoch(), 1));
      leadership.writeState("j", failed);
      assertThat(end.get()).contains(failed);
    } finally {
      thread.shutdownNow();
    }
    assertThatThrownBy(() -> client.awaitEnd("unknown", Duration.ofSeconds(5)))
        .isInstanceOf(CoordinationException.class)
        .hasMessageContaining("job unknown: there is none of this id");
    // An end stays.
    leadership.writeState("j", failed);
    assertThatThrownBy(
            () -> leadership.writeState("j", state(JobStatus.STARTING, leadership.epoch(), 2)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(client.state("j")).contains(failed);
  }

  @Test
  void tellsTheLeaderToCancel() throws Exception {
    Coordination client = open(connect());
    client.submit(new JobRecord("j", 1, new byte[10]));
    Heard<Boolean> cancel = new Heard<>();
    open(connect()).watchCancel("j", cancel);
    cancel.expect(false);
    client.cancel("j");
    client.cancel("j");
    cancel.expect(true);
    assertThat(client.jobs().get(0).cancelRequested()).isTrue();
    assertThatThrownBy(() -> client.cancel("unknown")).hasMessageContaining("job unknown");
  }

  @Test
  void keepsTheNewestTwoCheckpoints() throws Exception {
    Coordination coordination = open(connect());
    Leadership leadership = coordination.lead("m1", "h1", 1001);
    coordination.submit(new JobRecord("j", 1, new byte[10]));
    CheckpointPointer five = new CheckpointPointer(1, 5, 1, "1-5-1.manifest");
    CheckpointPointer ten = new CheckpointPointer(1, 10, 1, "1-10-1.manifest");
    CheckpointPointer again = new CheckpointPointer(2, 5, 1, "2-5-1.manifest");
    leadership.commitCheckpoint("j", five);
    leadership.commitCheckpoint("j", ten);
    leadership.commitCheckpoint("j", ten);
    assertThat(coordination.checkpoints("j")).containsExactly(ten, five);
    leadership.commitCheckpoint("j", again);
    assertThat(coordination.checkpoints("j")).containsExactly(again, ten);
    assertThatThrownBy(() -> leadership.commitCheckpoint("j", five))
        .isInstanceOf(IllegalStateException.class);
    assertThat(coordination.checkpoints("j")).containsExactly(again, ten);
  }

  static PartitionAssignment assignment(int attempt) {
    return new PartitionAssignment(attempt, List.of("w1", "w2"), new int[] {0, 1, 1, 0});
  }

  @Test
  void beginsAttemptsAndShowsProgress() throws Exception {
    Coordination coordination = open(connect());
    Leadership leadership = coordination.lead("m1", "h1", 1001);
    coordination.submit(new JobRecord("j", 1, new byte[10]));
    assertThat(coordination.assignment("j")).isEmpty();
    leadership.beginAttempt("j", state(JobStatus.STARTING, 1, 1), assignment(1));
    leadership.beginAttempt("j", state(JobStatus.STARTING, 1, 2), assignment(2));
    assertThat(coordination.assignment("j")).contains(assignment(2));
    assertThat(coordination.state("j")).contains(state(JobStatus.STARTING, 1, 2));
    assertThatThrownBy(
            () -> leadership.beginAttempt("j", state(JobStatus.STARTING, 1, 1), assignment(1)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(coordination.assignment("j")).contains(assignment(2));

    leadership.writeProgress("j", new byte[] {1, 2, 3});
    leadership.writeProgress("j", new byte[] {4});
    assertThat(coordination.progress("j")).containsExactly(4);
    assertThatThrownBy(
            () -> leadership.writeProgress("j", new byte[Coordination.MOST_PROGRESS_BYTES + 1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void removesOldJobsAndWhatDeadSubmissionsLeft() throws Exception {
    Tree tree = connect();
    Coordination coordination = open(tree);
    Leadership leadership = coordination.lead("m1", "h1", 1001);
    for (String id : List.of("a", "b", "c", "d")) {
      coordination.submit(new JobRecord(id, 1, new byte[10]));
      coordination.cancel(id);
    }
    for (String id : List.of("a", "c", "d")) {
      leadership.writeState(id, state(JobStatus.CANCELLED, 1, 1));
    }
    assertThat(leadership.removeOldJobs(1)).containsExactly("c", "a");
    assertThat(coordination.jobs()).extracting(JobSummary::id).containsExactly("b", "d");
    assertThat(coordination.job("b").orElseThrow().definition()).hasSize(10);

    // A submission that loses its second change for good has left its definition.
    Coordination dying =
        open(
            new LossyTree(connect(), 2, false),
            new CoordinationDeadlines(Duration.ZERO, Duration.ZERO));
    assertThatThrownBy(() -> dying.submit(new JobRecord("e", 1, new byte[10])))
        .isInstanceOf(CoordinationException.class);
    String definitions = ROOT + "/definitions";
    assertThat(tree.children(definitions, null).orElseThrow()).hasSize(3);
    leadership.removeOldJobs(1, Duration.ofHours(1));
    assertThat(tree.children(definitions, null).orElseThrow()).hasSize(3);
    leadership.removeOldJobs(1, Duration.ZERO);
    assertThat(tree.children(definitions, null).orElseThrow()).hasSize(2);
    assertThat(coordination.job("b").orElseThrow().definition()).hasSize(10);
  }

  // ---- Lost answers

  /** Something that a test does. */
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }

  @Test
  void everyChangeMayLoseItsAnswer() throws Exception {
    // The tree is there, so that the first change is the script's.
    Coordination witness = open(connect());
    int changes = Integer.MAX_VALUE;
    int before = 0;
    for (int lost = 1; lost <= changes; lost++) {
      for (boolean isMade : new boolean[] {true, false}) {
        LossyTree lossy = new LossyTree(connect(), lost, isMade);
        Coordination coordination = open(lossy);
        String id = "j-" + lost + "-" + isMade;
        Registration entry = coordination.register(worker(id, 1));
        coordination.submit(new JobRecord(id, 1, new byte[JobHead.PART_BYTES + 1]));
        Leadership leadership = coordination.lead("m", "h", 1);
        int epoch = leadership.epoch();
        leadership.beginAttempt(id, state(JobStatus.STARTING, epoch, 1), assignment(1));
        leadership.commitCheckpoint(id, new CheckpointPointer(1, 5, epoch, "five"));
        leadership.commitCheckpoint(id, new CheckpointPointer(1, 9, epoch, "nine"));
        leadership.writeProgress(id, new byte[] {1});
        coordination.cancel(id);
        leadership.writeState(id, state(JobStatus.CANCELLED, epoch, 1));

        String as = "answer " + lost + ", made " + isMade;
        assertThat(epoch).as(as).isEqualTo(++before);
        assertThat(witness.master()).as(as).contains(new MasterRecord("m", "h", 1, epoch));
        assertThat(witness.workers()).as(as).containsExactly(worker(id, 1));
        assertThat(witness.job(id).orElseThrow().definition())
            .as(as)
            .hasSize(JobHead.PART_BYTES + 1);
        assertThat(witness.state(id)).as(as).contains(state(JobStatus.CANCELLED, epoch, 1));
        assertThat(witness.assignment(id)).as(as).contains(assignment(1));
        assertThat(witness.checkpoints(id)).as(as).hasSize(2);
        assertThat(witness.progress(id)).as(as).containsExactly(1);
        assertThat(leadership.removeOldJobs(0)).as(as).containsExactly(id);
        assertThat(witness.jobs()).as(as).isEmpty();
        // How many there are without a loss; a repeated one counts too.
        changes = Math.min(changes, lossy.applied() - 1);
        leadership.close();
        entry.close();
        coordination.close();
      }
    }
    assertThat(changes).isGreaterThan(12);
  }

  // ---- What others write

  @Test
  void refusesARootOfOthers() throws Exception {
    Tree tree = connect();
    tree.apply(List.of(new Change.Create("/test", new byte[0], Change.Life.SHARED)));
    tree.apply(
        List.of(new Change.Create(ROOT, new byte[] {1, 2, 3, 4, 5, 6}, Change.Life.PERSISTENT)));
    assertThatThrownBy(() -> open(connect()))
        .isInstanceOfSatisfying(
            CoordinationException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.COORDINATION_LOST))
        .hasMessageContaining("expected the root of a pregel cluster but found 6 bytes");
    tree.apply(
        List.of(
            new Change.Write(ROOT, new RecordWriter(0x50477274, 9).toBytes(), Change.ANY_VERSION)));
    assertThatThrownBy(() -> open(connect()))
        .isInstanceOfSatisfying(
            CoordinationException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.PROTOCOL))
        .hasMessageContaining("of version 9, this build reads version 1");
    tree.close();
  }

  @Test
  void refusesRecordsOfOthers() throws Exception {
    Tree tree = connect();
    Coordination coordination = open(tree);
    Heard<List<WorkerRecord>> heard = new Heard<>();
    coordination.watchWorkers(heard);
    heard.expect(List.of());
    tree.apply(
        List.of(
            new Change.Create(
                ROOT + "/workers/stranger", new byte[] {9, 9}, Change.Life.PERSISTENT)));
    assertThat(heard.next())
        .isInstanceOfSatisfying(
            CoordinationException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.COORDINATION_LOST);
              assertThat(e).hasMessageContaining(ROOT + "/workers/stranger: expected a worker");
            });
    assertThatThrownBy(coordination::workers).isInstanceOf(CoordinationException.class);
  }
}
