package pregel.core.checkpoint;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pregel.core.block.DamagedFileException;
import pregel.core.crash.CrashPoints;
import pregel.core.files.FileStat;
import pregel.core.files.FileStore;
import pregel.core.files.PathNames;
import pregel.core.files.WholeFile;

/**
 * The checkpoints of one job:
 *
 * <pre>
 *   ROOT/JOB/identity                                     what the job is, as a text
 *   ROOT/JOB/parts/ATTEMPT-SUPERSTEP-NAME.part            by workers, see {@link PartDirectory}
 *   ROOT/JOB/manifests/ATTEMPT-SUPERSTEP-EPOCH.manifest   by the master, see {@link Manifest}
 * </pre>
 *
 * <p>Workers write parts and report them; when all have, the master publishes the manifest, and
 * from then on the checkpoint exists. Then it lets {@link #keepTwo} remove older ones. A part is
 * never altered, so an older checkpoint stays whole while a newer one is written. Attempts must be
 * numbered on when a job is resumed: see {@link #lastAttempt}.
 *
 * <p>Parts may be written from any thread; the other calls are the leading master's, one at a time.
 */
public final class CheckpointStore {
  /** How much of a checkpoint is looked at before it is chosen. */
  public enum Check {
    /** The manifest, and the length of every part: readers find out what else is wrong. */
    SIZES,
    /** Every byte. */
    CHECKSUMS
  }

  /**
   * What a search found.
   *
   * @param newest the newest checkpoint that is sound
   * @param skipped what is wrong with newer ones, one line each
   */
  public record Search(Optional<Manifest> newest, List<String> skipped) {}

  private final FileStore store;
  private final String job;
  private final String home;
  private final String parts;
  private final String manifests;
  private final Map<ManifestName, String> rejected = new HashMap<>();

  /**
   * @param root the directory of all jobs' checkpoints
   * @param job any text
   */
  public CheckpointStore(FileStore store, String root, String job) {
    this.store = store;
    this.job = job;
    this.home = FileStore.join(root, PathNames.escape(job));
    this.parts = FileStore.join(home, "parts");
    this.manifests = FileStore.join(home, "manifests");
  }

  /** Creates the job's directories, so that a place that cannot be written is known early. */
  public void create() throws IOException {
    store.createDirectories(parts);
    store.createDirectories(manifests);
  }

  /** The job's name. */
  public String job() {
    return job;
  }

  /**
   * Says what the job is, unless that has been said.
   *
   * @return what was said first
   */
  public String identify(String identity) throws IOException {
    String file = FileStore.join(home, "identity");
    Optional<FileStat> said = store.stat(file);
    if (said.isPresent()) {
      if (said.get().bytes() > Manifest.MOST) {
        throw new DamagedFileException(file + ": is too long: " + said.get().bytes() + " bytes");
      }
      try (InputStream in = store.read(file, 0)) {
        return new String(in.readNBytes((int) said.get().bytes()), StandardCharsets.UTF_8);
      }
    }
    try (WholeFile whole = WholeFile.create(store, file)) {
      whole.write(ByteBuffer.wrap(identity.getBytes(StandardCharsets.UTF_8)));
      whole.finish();
    }
    return identity;
  }

  /**
   * Begins a part.
   *
   * @param name unique in the superstep and attempt; any text
   */
  public PartWriter part(int attempt, int superstep, String name) throws IOException {
    return new PartWriter(store, parts, superstep, attempt, name);
  }

  /**
   * Makes a checkpoint exist. May be repeated.
   *
   * @throws DamagedFileException if a part is missing or has another length
   */
  public void publish(Manifest manifest) throws IOException {
    if (!manifest.job().equals(job)) {
      throw new IllegalArgumentException("manifest of job " + manifest.job() + " in job " + job);
    }
    for (PartInfo part : manifest.parts()) {
      PartReader.requireSize(store, FileStore.join(parts, part.fileName()), part);
    }
    CrashPoints.at("checkpoint.beforeManifest", manifest.superstep());
    try (WholeFile file = WholeFile.create(store, path(ManifestName.of(manifest)))) {
      file.write(manifest.encode());
      CrashPoints.at("checkpoint.manifestWritten", manifest.superstep());
      file.sync();
      CrashPoints.at("checkpoint.manifestSynced", manifest.superstep());
      file.appear();
    }
    rejected.remove(ManifestName.of(manifest));
    CrashPoints.at("checkpoint.afterManifest", manifest.superstep());
  }

  /**
   * Looks for a checkpoint, from the newest to the oldest. One that cannot be read is skipped, and
   * the reason is for the caller to say aloud.
   */
  public Search newestValid(Check check) throws IOException {
    List<String> skipped = new ArrayList<>();
    for (ManifestName name : manifests()) {
      try {
        Manifest manifest = read(name);
        verify(manifest, check);
        return new Search(Optional.of(manifest), skipped);
      } catch (IOException e) {
        if (e instanceof DamagedFileException) {
          rejected.put(name, e.getMessage());
        }
        skipped.add(
            "checkpoint of superstep "
                + name.superstep()
                + ", attempt "
                + name.attempt()
                + ": "
                + reason(e));
      }
    }
    return new Search(Optional.empty(), skipped);
  }

  /**
   * Says that a checkpoint turned out not to be sound, as a reader found. Searches skip it, and it
   * is not one of the two that are kept.
   */
  public void reject(Manifest manifest, String reason) {
    rejected.put(ManifestName.of(manifest), reason);
  }

  /** A part of a checkpoint, for reading. */
  public PartReader open(Manifest manifest, PartInfo part) throws IOException {
    return PartReader.open(store, parts, byName(manifest), part);
  }

  /** The latest attempt that has written anything; 0 if none has. */
  public int lastAttempt() throws IOException {
    int last = 0;
    for (ManifestName name : manifests()) {
      last = Math.max(last, name.attempt());
    }
    for (FileStat part : store.list(parts)) {
      last = Math.max(last, PartOrder.of(part.name()).map(PartOrder::attempt).orElse(0));
    }
    return last;
  }

  /**
   * Removes what is older than the two newest checkpoints and not needed by them. Removes nothing
   * while there are not two, or if one cannot be read for reasons that may pass.
   */
  public void keepTwo() throws IOException {
    List<ManifestName> others = new ArrayList<>();
    List<Manifest> kept = new ArrayList<>();
    for (ManifestName name : manifests()) {
      if (kept.size() == 2) {
        others.add(name);
        continue;
      }
      try {
        Manifest manifest = read(name);
        verify(manifest, Check.SIZES);
        kept.add(manifest);
      } catch (DamagedFileException e) {
        others.add(name);
      }
    }
    if (kept.size() < 2) {
      return;
    }
    // First what names parts, then the parts.
    for (ManifestName name : others) {
      store.delete(path(name));
      CrashPoints.at("checkpoint.manifestRemoved", kept.get(0).superstep());
    }
    // Of the newest on, workers may be writing.
    removeParts(kept, ManifestName.of(kept.get(0)).order());
  }

  /**
   * Removes what attempts before this one wrote without publishing it: they have ended, or have
   * been fenced.
   */
  public void removeUnpublished(int attempt) throws IOException {
    List<Manifest> published = new ArrayList<>();
    for (ManifestName name : manifests()) {
      try {
        published.add(read(name));
      } catch (DamagedFileException e) {
        // Is skipped by searches; what it needed cannot be known and is of no use.
        continue;
      }
    }
    for (FileStat entry : store.list(manifests)) {
      if (WholeFile.isUnfinished(entry.name())) {
        store.delete(entry.path());
      }
    }
    removeParts(published, new PartOrder(attempt, 0));
  }

  /**
   * Gives up a checkpoint that could not be written and was not published, so that what is there of
   * it takes no room. Nothing may refer to its parts any more.
   */
  public void abandon(int attempt, int superstep) throws IOException {
    PartOrder abandoned = new PartOrder(attempt, superstep);
    for (ManifestName name : manifests()) {
      if (name.order().equals(abandoned)) {
        throw new IllegalStateException(
            "checkpoint of superstep " + superstep + ", attempt " + attempt + " is published");
      }
    }
    for (FileStat part : store.list(parts)) {
      if (PartOrder.of(part.name()).filter(abandoned::equals).isPresent()) {
        store.delete(part.path());
      }
    }
  }

  /** Removes all checkpoints of the job, and of no other. */
  public void removeJob() throws IOException {
    // Without manifests first: half removed, there is no checkpoint.
    store.delete(manifests);
    store.delete(home);
  }

  private void removeParts(List<Manifest> needing, PartOrder before) throws IOException {
    Set<String> needed = new HashSet<>();
    for (Manifest manifest : needing) {
      manifest.parts().forEach(part -> needed.add(part.fileName()));
    }
    for (FileStat part : store.list(parts)) {
      Optional<PartOrder> order = PartOrder.of(part.name());
      if (order.isPresent() && order.get().compareTo(before) < 0 && !needed.contains(part.name())) {
        store.delete(part.path());
      }
    }
  }

  private void verify(Manifest manifest, Check check) throws IOException {
    for (PartInfo part : manifest.parts()) {
      PartReader.requireSize(store, FileStore.join(parts, part.fileName()), part);
    }
    if (check == Check.CHECKSUMS) {
      Map<String, PartInfo> byName = byName(manifest);
      for (PartInfo part : manifest.parts()) {
        PartReader.open(store, parts, byName, part).verify();
      }
    }
  }

  private static Map<String, PartInfo> byName(Manifest manifest) {
    Map<String, PartInfo> byName = new HashMap<>();
    manifest.parts().forEach(part -> byName.put(part.fileName(), part));
    return byName;
  }

  private List<ManifestName> manifests() throws IOException {
    List<ManifestName> names = new ArrayList<>();
    for (FileStat entry : store.list(manifests)) {
      ManifestName.of(entry.name()).ifPresent(names::add);
    }
    names.sort(ManifestName.NEWEST_FIRST);
    return names;
  }

  private Manifest read(ManifestName name) throws IOException {
    if (rejected.containsKey(name)) {
      throw new DamagedFileException(rejected.get(name));
    }
    String file = path(name);
    long bytes = store.stat(file).orElseThrow(() -> new NoSuchFileException(file)).bytes();
    if (bytes > Manifest.MOST) {
      throw new DamagedFileException(file + ": is too long for a manifest: " + bytes + " bytes");
    }
    try (InputStream in = store.read(file, 0)) {
      Manifest manifest = Manifest.decode(in.readNBytes((int) bytes));
      if (!manifest.job().equals(job) || !ManifestName.of(manifest).equals(name)) {
        throw new DamagedFileException(
            "is of job " + manifest.job() + " and called " + ManifestName.of(manifest).fileName());
      }
      return manifest;
    } catch (DamagedFileException e) {
      throw new DamagedFileException(file + ": " + e.getMessage());
    }
  }

  private String path(ManifestName name) {
    return FileStore.join(manifests, name.fileName());
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException || e instanceof FileNotFoundException
        ? e.getMessage() + ": is missing"
        : e.getMessage();
  }
}
