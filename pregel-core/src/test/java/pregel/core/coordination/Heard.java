package pregel.core.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a listener has heard, for a test to wait for. */
public final class Heard<T> implements Observer<T> {
  private static final long LIMIT_SECONDS = 20;

  private final LinkedBlockingQueue<Object> heard = new LinkedBlockingQueue<>();

  @Override
  public void changed(T value) {
    heard.add(value);
  }

  @Override
  public void failed(CoordinationException failure) {
    heard.add(failure);
  }

  /** Waits until this comes, past whatever comes before it. */
  public void expect(Object expected) throws InterruptedException {
    List<Object> others = new ArrayList<>();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (true) {
      Object next = heard.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      assertThat(next).as("expected %s, heard only %s", expected, others).isNotNull();
      if (next.equals(expected)) {
        return;
      }
      others.add(next);
    }
  }

  /** Waits for the very next, whatever it is. */
  public Object next() throws InterruptedException {
    Object next = heard.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    assertThat(next).as("something heard").isNotNull();
    return next;
  }

  /** What was heard and not yet asked for. */
  public List<Object> rest() {
    List<Object> rest = new ArrayList<>();
    heard.drainTo(rest);
    return rest;
  }
}
