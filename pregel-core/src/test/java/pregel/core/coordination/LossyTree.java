package pregel.core.coordination;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** A tree over a bad connection: one of its changes gets no answer, and was made or was not. */
public final class LossyTree implements Tree {
  private final Tree tree;
  private final int lost;
  private final boolean isMade;
  private int applied;

  /**
   * @param lost which change gets no answer, from 1
   * @param isMade whether it was made nevertheless
   */
  public LossyTree(Tree tree, int lost, boolean isMade) {
    this.tree = tree;
    this.lost = lost;
    this.isMade = isMade;
  }

  /** How many changes were asked for. */
  public synchronized int applied() {
    return applied;
  }

  @Override
  public synchronized void apply(List<Change> changes)
      throws ConflictException, NoAnswerException, InterruptedException {
    if (++applied != lost) {
      tree.apply(changes);
      return;
    }
    if (isMade) {
      tree.apply(changes);
    }
    throw new NoAnswerException("the answer to change " + applied + " was lost on purpose", null);
  }

  @Override
  public String name() {
    return tree.name();
  }

  @Override
  public Optional<TreeNode> read(String path, Runnable changed)
      throws NoAnswerException, InterruptedException {
    return tree.read(path, changed);
  }

  @Override
  public Optional<List<String>> children(String path, Runnable changed)
      throws NoAnswerException, InterruptedException {
    return tree.children(path, changed);
  }

  @Override
  public void requireOwned(String path) throws NoAnswerException, InterruptedException {
    tree.requireOwned(path);
  }

  @Override
  public long session() {
    return tree.session();
  }

  @Override
  public boolean awaitConnection(long nanos) throws InterruptedException {
    return tree.awaitConnection(nanos);
  }

  @Override
  public Watch listen(SessionListener listener) {
    return tree.listen(listener);
  }

  @Override
  public Election stand(String path, String candidate, ElectionListener listener) {
    return tree.stand(path, candidate, listener);
  }

  @Override
  public Executor watches() {
    return tree.watches();
  }

  @Override
  public void close() {
    tree.close();
  }
}
