package pregel.core.coordination;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Reads a value when something changed, and tells it if it differs. Reading is done by the tree's
 * executor for watches; while there is no connection nothing is read, and the first thing that
 * happens afterwards is a {@link #refresh}.
 */
final class Watched<T> implements Watch {
  /** Reads the value, and has {@code changed} run when it is another. */
  @FunctionalInterface
  interface Reading<T> {
    T read(Runnable changed) throws NoAnswerException, InterruptedException;
  }

  private final Tree tree;
  private final Reading<T> reading;
  private final Observer<T> observer;
  private final Consumer<Watched<?>> forget;
  private final AtomicBoolean pending = new AtomicBoolean();
  // One object, so that the tree knows it again.
  private final Runnable changed = this::refresh;
  private volatile boolean closed;
  private boolean told;
  private T last;

  /**
   * @param forget called once when this is closed
   */
  Watched(Tree tree, Reading<T> reading, Observer<T> observer, Consumer<Watched<?>> forget) {
    this.tree = tree;
    this.reading = reading;
    this.observer = observer;
    this.forget = forget;
  }

  /** Has the value read soon. From any thread; it does not block. */
  void refresh() {
    if (!closed && pending.compareAndSet(false, true)) {
      tree.watches().execute(this::read);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      forget.accept(this);
    }
  }

  private void read() {
    pending.set(false);
    if (closed) {
      return;
    }
    T value;
    try {
      value = reading.read(changed);
    } catch (NoAnswerException e) {
      if (tree.session() != 0 && connected()) {
        refresh();
      }
      return;
    } catch (InterruptedException e) {
      // The executor is being shut down.
      Thread.currentThread().interrupt();
      return;
    } catch (CoordinationException e) {
      close();
      observer.failed(e);
      return;
    }
    if (!told || !Objects.equals(value, last)) {
      told = true;
      last = value;
      if (!closed) {
        observer.changed(value);
      }
    }
  }

  private boolean connected() {
    try {
      return tree.awaitConnection(0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
