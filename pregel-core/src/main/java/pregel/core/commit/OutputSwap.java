package pregel.core.commit;

import java.io.IOException;
import java.util.Optional;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.crash.CrashPoints;
import pregel.core.files.FileStat;
import pregel.core.files.FileStore;

/**
 * Puts a finished output in its place, where another may be. A file replaces a file by one rename.
 * A directory that is there is first moved aside:
 *
 * <pre>
 *   PLACE        the old output           (gone)             the new output
 *   aside        (none)             →     the old one   →    the old one       →   removed
 *   stage        the new output           the new output     (gone)
 * </pre>
 *
 * <p>Interrupted in the second state, {@link #repair} puts the old one back; in the third it
 * removes it. Needs a store that renames atomically.
 */
public final class OutputSwap {
  /** The name of the empty file in a directory that is complete. */
  public static final String SUCCESS = "_SUCCESS";

  private static final String ASIDE = ".pregel-old";

  private final FileStore store;
  private final String place;
  private final String aside;

  /**
   * @param place the whole path of the output
   */
  public OutputSwap(FileStore store, String place) {
    this.store = store;
    this.place = place;
    this.aside = hidden(place, ASIDE);
  }

  /** The path of a hidden neighbour of an output. */
  public static String hidden(String place, String suffix) {
    return FileStore.join(FileStore.parent(place), "." + FileStore.name(place) + suffix);
  }

  /** Puts back an output that an interrupted swap moved aside, or removes it if it was replaced. */
  public void repair() throws IOException {
    if (store.stat(aside).isEmpty()) {
      return;
    }
    if (store.stat(place).isPresent()) {
      store.delete(aside);
    } else {
      store.rename(aside, place);
    }
  }

  /**
   * Refuses a place that is taken, or that holds what is no result: renaming over a device would
   * break it, over a folder of other things would lose them.
   *
   * @param shown what the user calls the place
   * @param overwrite whether an older result may be replaced
   * @throws JobException of kind OUTPUT
   */
  public void requireFree(Object shown, boolean overwrite) throws IOException {
    Optional<FileStat> there = store.stat(place);
    if (there.isEmpty()) {
      return;
    }
    if (!overwrite) {
      throw new JobException(
          FailureKind.OUTPUT, shown + ": exists already; add --overwrite or choose another name");
    }
    switch (there.get().kind()) {
      case FILE -> {}
      case DIRECTORY -> {
        if (store.stat(FileStore.join(place, SUCCESS)).isEmpty() && !store.list(place).isEmpty()) {
          throw new JobException(
              FailureKind.OUTPUT,
              shown + ": is a directory without _SUCCESS, not a result; choose another name");
        }
      }
      case OTHER ->
          throw new JobException(
              FailureKind.OUTPUT, shown + ": is not a file; name one, or - for standard output");
    }
  }

  /**
   * Moves a finished file or directory into the place.
   *
   * @param overwrite whether what is there may be replaced
   * @throws JobException of kind OUTPUT if it may not
   */
  public void replaceBy(String stage, boolean overwrite) throws IOException {
    Optional<FileStat> there = store.stat(place);
    if (there.isPresent()) {
      if (!overwrite) {
        throw new JobException(
            FailureKind.OUTPUT,
            place + ": appeared while the job ran; add --overwrite or choose another name");
      }
      if (there.get().isDirectory()
          || store.stat(stage).filter(FileStat::isDirectory).isPresent()) {
        // What a swap before this one left; the place has been filled since.
        store.delete(aside);
        CrashPoints.at("output.beforeAside");
        store.rename(place, aside);
        CrashPoints.at("output.afterAside");
      }
    }
    store.rename(stage, place);
    CrashPoints.at("output.afterRename");
    store.delete(aside);
  }

  /** Gives up: an output that was moved aside and not replaced is put back. */
  public void putBack() throws IOException {
    if (store.stat(aside).isPresent() && store.stat(place).isEmpty()) {
      store.rename(aside, place);
    }
  }
}
