package pregel.loaders.write;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import pregel.api.FailureKind;
import pregel.api.JobException;

/** What a failed write means to the user. */
public final class OutputFailures {
  private OutputFailures() {}

  /** The failure to report for an exception met while writing to {@code where}. */
  public static JobException of(Object where, IOException e) {
    String reason = reason(e);
    String lower = reason.toLowerCase(Locale.ROOT);
    if (lower.contains("no space left") || lower.contains("quota exceeded")) {
      return new JobException(
          FailureKind.DISK_FULL,
          where + ": the disk is full; free some space or write elsewhere",
          e);
    }
    if (lower.contains("broken pipe")) {
      return new JobException(
          FailureKind.OUTPUT, where + ": its reader went away; let it read to the end", e);
    }
    return new JobException(
        FailureKind.OUTPUT,
        where + ": cannot be written (" + reason + "); choose another place",
        e);
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "its directory does not exist";
    }
    if (e instanceof NotDirectoryException) {
      return "its parent is not a directory";
    }
    if (e instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
