package pregel.core.files;

/**
 * What a store says of an entry.
 *
 * @param path its whole path
 * @param kind what it is
 * @param bytes its length; 0 unless it is a file
 * @param modifiedNanos when it was last written, since 1970: with the length, tells whether it has
 *     changed
 */
public record FileStat(String path, Kind kind, long bytes, long modifiedNanos) {
  /** What an entry is. Links are followed, unless they lead nowhere. */
  public enum Kind {
    FILE,
    DIRECTORY,
    /** A device, a pipe, a link that leads nowhere. */
    OTHER
  }

  public boolean isFile() {
    return kind == Kind.FILE;
  }

  public boolean isDirectory() {
    return kind == Kind.DIRECTORY;
  }

  /** The last name of the path. */
  public String name() {
    return FileStore.name(path);
  }
}
