package pregel.cli.command;

import java.nio.file.Path;
import java.util.Locale;
import pregel.api.FailureKind;
import pregel.api.JobException;

/** Which names mean that a graph is to be written as a snapshot, and what does not go with that. */
final class SnapshotName {
  private SnapshotName() {}

  static boolean isMeantBy(String output) {
    String lower = output.toLowerCase(Locale.ROOT);
    return lower.endsWith(".snapshot") || lower.endsWith(".pregel");
  }

  /** Refuses a list of vertices beside a snapshot; null is none. */
  static void refuse(Path vertexFile) {
    if (vertexFile != null) {
      throw new JobException(
          FailureKind.USAGE, "--vertex-file: a snapshot holds every id itself; leave it out");
    }
  }
}
