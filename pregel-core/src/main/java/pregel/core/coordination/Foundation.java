package pregel.core.coordination;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pregel.core.coordination.Change.Create;
import pregel.core.coordination.Change.Life;

/** Makes the nodes that everything stands on, or makes sure that those there are ours. */
final class Foundation {
  private static final byte[] EMPTY = new byte[0];

  private final Tree tree;
  private final Layout layout;
  private final Calls calls;

  Foundation(Tree tree, Layout layout, Calls calls) {
    this.tree = tree;
    this.layout = layout;
    this.calls = calls;
  }

  /** May be done by many processes at once: one makes all, the others find it. */
  void lay() throws InterruptedException {
    calls.act(() -> "the tree at " + layout.root(), this::attempt);
  }

  static CoordinationException damaged(String path) {
    return CoordinationException.foreign(path, "the node is missing");
  }

  private void attempt() throws NoAnswerException, ConflictException, InterruptedException {
    Optional<TreeNode> root = tree.read(layout.root(), null);
    if (root.isEmpty()) {
      makeParents();
      tree.apply(
          List.of(
              create(layout.root(), Layout.rootData()),
              create(layout.epoch(), EpochRecord.NONE.encode()),
              create(layout.election(), EMPTY),
              create(layout.workers(), EMPTY),
              create(layout.definitions(), EMPTY),
              create(layout.jobs(), EMPTY)));
      root = tree.read(layout.root(), null);
    }
    layout.requireRoot(root.orElseThrow(() -> damaged(layout.root())).data());
    for (String path :
        List.of(
            layout.root(),
            layout.epoch(),
            layout.election(),
            layout.workers(),
            layout.definitions(),
            layout.jobs())) {
      if (tree.read(path, null).isEmpty()) {
        throw damaged(path);
      }
      tree.requireOwned(path);
    }
  }

  private void makeParents() throws NoAnswerException, ConflictException, InterruptedException {
    List<Change> missing = new ArrayList<>();
    for (int slash = layout.root().indexOf('/', 1);
        slash > 0;
        slash = layout.root().indexOf('/', slash + 1)) {
      String parent = layout.root().substring(0, slash);
      if (tree.read(parent, null).isEmpty()) {
        missing.add(new Create(parent, EMPTY, Life.SHARED));
      }
    }
    if (!missing.isEmpty()) {
      tree.apply(missing);
    }
  }

  private static Create create(String path, byte[] data) {
    return new Create(path, data, Life.PERSISTENT);
  }
}
