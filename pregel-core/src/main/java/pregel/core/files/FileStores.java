package pregel.core.files;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import pregel.api.FailureKind;
import pregel.api.JobException;

/** Which store a path asks for. */
public final class FileStores {
  private static final String HADOOP = "pregel.core.files.hadoop.HadoopFiles";
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*");

  private FileStores() {}

  /**
   * A store, and a path in its form.
   *
   * @param path whole: from the root of the store
   */
  public record Place(FileStore store, String path) {}

  /**
   * Finds the store of a path: this machine's for plain paths and {@code file:} URIs, else what the
   * Hadoop client has for the scheme.
   *
   * @throws JobException of kind USAGE if there is no such store, or the text is no path
   */
  public static Place of(String text) {
    if (text.startsWith("file:")) {
      try {
        return local(Path.of(URI.create(text)));
      } catch (IllegalArgumentException e) {
        throw new JobException(
            FailureKind.USAGE, text + ": is not a file: URI; give one such as file:///data/a", e);
      }
    }
    if (!isRemote(text)) {
      try {
        return local(Path.of(text));
      } catch (InvalidPathException e) {
        throw new JobException(
            FailureKind.USAGE, PathNames.escape(text) + ": not a path; check it", e);
      }
    }
    String path = text;
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    return new Place(hadoop(text), path);
  }

  /** Whether a path names a scheme other than {@code file}. */
  public static boolean isRemote(String text) {
    return SCHEME.matcher(text).matches() && !text.startsWith("file:");
  }

  private static Place local(Path path) {
    return new Place(new LocalFiles(), path.toAbsolutePath().normalize().toString());
  }

  /** By name, so that nothing of it is loaded unless it is asked for, and it may be missing. */
  private static FileStore hadoop(String text) {
    try {
      return (FileStore) Class.forName(HADOOP).getMethod("open", String.class).invoke(null, text);
    } catch (java.lang.reflect.InvocationTargetException e) {
      if (e.getCause() instanceof JobException failure) {
        throw failure;
      }
      throw missing(text, e.getCause());
    } catch (ReflectiveOperationException | LinkageError e) {
      throw missing(text, e);
    }
  }

  private static JobException missing(String text, Throwable cause) {
    return new JobException(
        FailureKind.USAGE,
        text
            + ": is reached through the Hadoop client, which is not on the class path ("
            + cause
            + "); name hadoop-client-api and hadoop-client-runtime 3.5.0 and what they need (slf4j-api,"
            + " commons-logging; hadoop-aws for s3a) in PREGEL_CLASSPATH",
        cause);
  }
}
