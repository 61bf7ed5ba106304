package pregel.core.coordination;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Named nodes with versions, and a session: the least that coordination asks of a store. An
 * implementation tries once and says when it does not know; {@link TreeCoordination} holds the
 * rules. Any thread may call; calls block for a bounded time.
 *
 * <p>{@code changed} runs once, on any thread, after the next change of what was read, or earlier
 * for no reason; it returns at once. Handing over the same object twice is the same as once.
 */
public interface Tree extends AutoCloseable {
  /** How failures name this store. */
  String name();

  /** Reads a node, if it is there. */
  Optional<TreeNode> read(String path, Runnable changed)
      throws NoAnswerException, InterruptedException;

  /** The names of a node's children, unsorted, if the node is there. */
  Optional<List<String>> children(String path, Runnable changed)
      throws NoAnswerException, InterruptedException;

  /** Makes all changes, or none. */
  void apply(List<Change> changes)
      throws ConflictException, NoAnswerException, InterruptedException;

  /** Refuses a node that others may write. */
  void requireOwned(String path) throws NoAnswerException, InterruptedException;

  /** The session of now, or 0 if there is none. Asks nobody. */
  long session();

  /** Waits for a connection; false if there was none in time. */
  boolean awaitConnection(long nanos) throws InterruptedException;

  /** Adds a listener; it first hears where the session stands. */
  Watch listen(SessionListener listener);

  /** Stands for election among those of the same path, which must be there. */
  Election stand(String path, String candidate, ElectionListener listener);

  /** Runs watches, one task at a time and in order. */
  Executor watches();

  /** Ends the session; no thread is left when it returns. */
  @Override
  void close();
}
