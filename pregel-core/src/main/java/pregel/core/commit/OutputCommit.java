package pregel.core.commit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.crash.CrashPoints;
import pregel.core.files.FileStat;
import pregel.core.files.FileStore;
import pregel.core.files.PathNames;
import pregel.core.files.WholeFile;

/**
 * The output of a job of many workers, which appears whole or not at all.
 *
 * <pre>
 *   DIRECTORY/NAME                                     the output
 *   DIRECTORY/.NAME.pregel-old                         the one before it, while they are swapped
 *   DIRECTORY/.NAME.pregel-JOB/prepared                the place can be written
 *   DIRECTORY/.NAME.pregel-JOB/tasks/N-TASK-TRY/PART   what a try of a task writes in attempt N
 *   DIRECTORY/.NAME.pregel-JOB/attempt-N/PART          what tasks have committed
 *   DIRECTORY/.NAME.pregel-JOB/committing              the commit has begun, of this attempt
 *   DIRECTORY/.NAME.pregel-JOB/...                     what else the job keeps, see beside
 *   DIRECTORY/.NAME.pregel-JOB/moving                  the place is empty, parts are moved there
 * </pre>
 *
 * <p>The master prepares, workers write and commit their tasks, the master commits. Its commit may
 * be interrupted anywhere and be repeated by whoever leads then: it finishes, or finds that it was
 * finished. Where renames are atomic, it is one rename of the directory with {@code _SUCCESS} in
 * it; where they copy, {@code _SUCCESS} is put last, and without it nothing there is to be read.
 */
public final class OutputCommit {
  private static final int MOST_DIGITS = 20;

  private final FileStore store;
  private final String place;
  private final String stage;
  private final OutputSwap swap;

  /**
   * @param place the whole path of the output
   * @param job any text
   */
  public OutputCommit(FileStore store, String place, String job) {
    this.store = store;
    this.place = place;
    this.stage = OutputSwap.hidden(place, ".pregel-" + PathNames.escape(job));
    this.swap = new OutputSwap(store, place);
  }

  /**
   * Prepares the place before work starts: repairs what an interrupted swap left, refuses what must
   * not be replaced, removes what an earlier start of this job left, and of no other, and finds out
   * whether the place can be written. Not for a job whose commit has begun: see {@link #hasBegun}.
   *
   * @throws JobException of kind OUTPUT if the place is taken
   */
  public void prepare(boolean overwrite) throws IOException {
    swap.repair();
    removeHalf();
    swap.requireFree(place, overwrite);
    store.delete(stage);
    store.createDirectories(stage);
    put(prepared(), "");
  }

  /** Whether a commit has begun and has not been finished, so that it is to be repeated. */
  public boolean hasBegun() throws IOException {
    return exists(committing());
  }

  /**
   * Whether a commit was finished, of a job of which it is known that it was about to commit: its
   * stage is no longer what {@link #prepare} made, and its output is there. What is left of the
   * stage is removed then.
   */
  public boolean wasFinished() throws IOException {
    if (exists(prepared()) || hasBegun() || !exists(place)) {
      return false;
    }
    finish();
    return true;
  }

  /**
   * The output of one try of a task.
   *
   * @param attempt of the job
   * @param task its number
   * @param tryNumber which try
   * @throws NoSuchFileException if the job has ended
   */
  public TaskOutput task(int attempt, int task, int tryNumber) throws IOException {
    if (!exists(stage)) {
      throw new NoSuchFileException(stage);
    }
    return new TaskOutput(
        store,
        FileStore.join(stage, "tasks/" + attempt + "-" + task + "-" + tryNumber),
        attempt(attempt));
  }

  /**
   * Lets a directory of parts appear. Files of the attempt that are not named are left out.
   *
   * @param parts all parts, as tasks have committed them
   * @throws JobException of kind OUTPUT if a part is not there, or the place was taken meanwhile
   */
  public void commitDirectory(int attempt, List<OutputPart> parts, boolean overwrite)
      throws IOException {
    String source = attempt(attempt);
    boolean staged = isStaged();
    if (!store.renamesAtomically()) {
      if (!exists(success()) || (staged && !exists(moving()))) {
        move(attempt, parts, overwrite);
      }
    } else if (!exists(success()) || exists(source) || (staged && !exists(committing()))) {
      store.createDirectories(source);
      requireParts(source, parts, Map.of());
      begin(attempt);
      put(FileStore.join(source, OutputSwap.SUCCESS), "");
      CrashPoints.at("output.beforeRename");
      swap.replaceBy(source, overwrite);
    }
    finish();
  }

  /**
   * Lets one file appear, which a task has committed under any name.
   *
   * @throws JobException of kind OUTPUT if it is not there, or the place was taken meanwhile
   */
  public void commitFile(int attempt, OutputPart part, boolean overwrite) throws IOException {
    String source = FileStore.join(attempt(attempt), part.name());
    boolean there =
        store.stat(place).filter(file -> file.isFile() && file.bytes() == part.bytes()).isPresent();
    if (!there || exists(source) || (isStaged() && !exists(committing()))) {
      requireParts(attempt(attempt), List.of(part), Map.of());
      begin(attempt);
      CrashPoints.at("output.beforeRename");
      swap.replaceBy(source, overwrite);
    }
    finish();
  }

  /** The attempt whose commit has begun and has not been finished; empty if none has. */
  public OptionalInt begun() throws IOException {
    if (!exists(committing())) {
      return OptionalInt.empty();
    }
    try (InputStream in = store.read(committing(), 0)) {
      return OptionalInt.of(
          Integer.parseInt(new String(in.readNBytes(MOST_DIGITS), StandardCharsets.UTF_8)));
    } catch (NumberFormatException e) {
      throw new IOException(committing() + ": does not name an attempt; remove it by hand", e);
    }
  }

  /**
   * The files that a commit of a directory which has begun is about, wherever it was interrupted.
   *
   * @param isPart which names are the output's own
   */
  public List<OutputPart> begunParts(Predicate<String> isPart) throws IOException {
    OptionalInt attempt = begun();
    boolean staged = attempt.isPresent() && exists(attempt(attempt.getAsInt()));
    Map<String, Long> found = new TreeMap<>();
    // Until nothing is staged, or file after file is moved, the place holds the old output.
    if (store.renamesAtomically() ? !staged : exists(moving())) {
      found.putAll(sizes(place));
    }
    if (staged) {
      found.putAll(sizes(attempt(attempt.getAsInt())));
    }
    return found.entrySet().stream()
        .filter(entry -> isPart.test(entry.getKey()))
        .map(entry -> new OutputPart(entry.getKey(), entry.getValue()))
        .toList();
  }

  /**
   * The file that a commit of one file which has begun is about, wherever it was interrupted.
   *
   * @param name under which the task committed it
   */
  public OutputPart begunFile(String name) throws IOException {
    OptionalInt attempt = begun();
    Optional<FileStat> found =
        attempt.isPresent()
            ? store.stat(FileStore.join(attempt(attempt.getAsInt()), name))
            : Optional.empty();
    if (found.isEmpty()) {
      found = store.stat(place);
    }
    return new OutputPart(name, found.orElseThrow(() -> new NoSuchFileException(place)).bytes());
  }

  /** A place for what the job needs until its end: it goes with what is staged. */
  public String beside(String name) {
    return FileStore.join(stage, name);
  }

  /** Where the parts lie that tasks of an attempt have committed. */
  public String staged(int attempt) {
    return attempt(attempt);
  }

  /** Gives the job up: removes what it staged, puts back what it moved aside. */
  public void abort() throws IOException {
    swap.putBack();
    removeHalf();
    removeStage();
  }

  /** Where renames copy: removes what a commit of this job has half removed or half moved. */
  private void removeHalf() throws IOException {
    if (!store.renamesAtomically()
        && (exists(committing()) || exists(moving()))
        && store.stat(place).filter(FileStat::isDirectory).isPresent()
        && !exists(success())) {
      store.delete(place);
    }
  }

  /** Ends a commit. Until the mark is removed it may be repeated, and finds that it was done. */
  private void finish() throws IOException {
    CrashPoints.at("output.committed");
    swap.repair();
    removeStage();
  }

  /** Whether anything is left of the stage; of one that is being removed the directory may be. */
  private boolean isStaged() throws IOException {
    return !store.list(stage).isEmpty();
  }

  private void removeStage() throws IOException {
    for (FileStat entry : store.list(stage)) {
      if (!entry.path().equals(committing()) && !entry.path().equals(moving())) {
        store.delete(entry.path());
      }
    }
    store.delete(committing());
    store.delete(stage);
  }

  private void begin(int attempt) throws IOException {
    CrashPoints.at("output.beforeCommit");
    put(committing(), String.valueOf(attempt));
    CrashPoints.at("output.begun");
  }

  /** Where renames copy: empties the place, moves file by file, puts {@code _SUCCESS} last. */
  private void move(int attempt, List<OutputPart> parts, boolean overwrite) throws IOException {
    String source = attempt(attempt);
    if (!exists(moving())) {
      requireParts(source, parts, Map.of());
      // Once it has begun, what is there may be half removed.
      if (!exists(committing())) {
        swap.requireFree(place, overwrite);
        begin(attempt);
      }
      // Its mark first, so that nobody takes half of the old output for a whole one.
      store.delete(success());
      store.delete(place);
      put(moving(), "");
    }
    store.createDirectories(place);
    Map<String, Long> moved = sizes(place);
    requireParts(source, parts, moved);
    for (OutputPart part : parts) {
      String from = FileStore.join(source, part.name());
      if (exists(from)) {
        CrashPoints.at("output.beforeRename");
        store.rename(from, FileStore.join(place, part.name()));
        CrashPoints.at("output.afterRename");
      }
    }
    put(success(), "");
  }

  private void requireParts(String source, List<OutputPart> parts, Map<String, Long> moved)
      throws IOException {
    Map<String, Long> staged = sizes(source);
    staged.remove(OutputSwap.SUCCESS);
    for (OutputPart part : parts) {
      Long bytes = staged.remove(part.name());
      if (bytes == null) {
        bytes = moved.get(part.name());
      }
      if (bytes == null || bytes != part.bytes()) {
        throw new JobException(
            FailureKind.OUTPUT,
            FileStore.join(source, part.name())
                + ": "
                + (bytes == null ? "is missing" : "has " + bytes + " bytes")
                + " where a task wrote "
                + part.bytes()
                + " bytes; let nobody touch the directory, and run the job again");
      }
    }
    for (String stray : staged.keySet()) {
      store.delete(FileStore.join(source, stray));
    }
  }

  private Map<String, Long> sizes(String directory) throws IOException {
    Map<String, Long> sizes = new HashMap<>();
    for (FileStat entry : store.list(directory)) {
      sizes.put(entry.name(), entry.bytes());
    }
    return sizes;
  }

  private void put(String file, String text) throws IOException {
    try (WholeFile whole = WholeFile.create(store, file)) {
      whole.write(StandardCharsets.UTF_8.encode(text));
      whole.finish();
    }
  }

  private boolean exists(String path) throws IOException {
    return store.stat(path).isPresent();
  }

  private String success() {
    return FileStore.join(place, OutputSwap.SUCCESS);
  }

  private String prepared() {
    return FileStore.join(stage, "prepared");
  }

  private String moving() {
    return FileStore.join(stage, "moving");
  }

  private String committing() {
    return FileStore.join(stage, "committing");
  }

  private String attempt(int attempt) {
    return FileStore.join(stage, "attempt-" + attempt);
  }
}
