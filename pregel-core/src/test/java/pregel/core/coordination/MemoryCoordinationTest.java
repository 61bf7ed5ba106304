package pregel.core.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class MemoryCoordinationTest extends CoordinationContract {
  private final ExecutorService events = Executors.newSingleThreadExecutor();
  private final MemoryEnsemble ensemble = new MemoryEnsemble(events);
  private final List<MemorySession> sessions = new ArrayList<>();

  @Override
  protected void stop() {
    events.shutdownNow();
  }

  @Override
  protected Tree connect() {
    MemorySession session = ensemble.connect("process " + sessions.size());
    sessions.add(session);
    return session;
  }

  @Override
  protected void expire(Tree tree) {
    ((MemorySession) tree).expire();
  }

  @Override
  protected void pause() {
    sessions.forEach(MemorySession::suspend);
  }

  @Override
  protected void resume() {
    sessions.forEach(MemorySession::resume);
  }

  /** One thread and a queue, as a simulation has it. */
  @Test
  void runsWithoutThreads() throws Exception {
    Queue<Runnable> queue = new ArrayDeque<>();
    MemoryEnsemble simulated = new MemoryEnsemble(queue::add);
    CoordinationDeadlines none = new CoordinationDeadlines(Duration.ZERO, Duration.ZERO);
    MemorySession sleeper = simulated.connect("sleeper");
    Coordination first = TreeCoordination.open(sleeper, "/pregel", none);
    Coordination second = TreeCoordination.open(simulated.connect("second"), "/pregel", none);
    List<String> story = new ArrayList<>();
    first.listen(event -> story.add("first " + event));
    second.watchWorkers(workers -> story.add("workers " + workers.size()));
    first.register(worker("w", 1));
    run(queue);
    // A process that sleeps past its session finds out when it wakes.
    sleeper.suspend();
    sleeper.expireUnnoticed();
    run(queue);
    assertThat(story)
        .containsExactly("first CONNECTED", "workers 1", "first SUSPENDED", "workers 0");
    sleeper.resume();
    run(queue);
    assertThat(story).endsWith("first LOST", "first CONNECTED");
  }

  private static void run(Queue<Runnable> queue) {
    for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
      next.run();
    }
  }
}
