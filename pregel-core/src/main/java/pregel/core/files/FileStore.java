package pregel.core.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * A file system: this machine's, or one that the Hadoop client reaches. Paths are whole, with
 * {@code /} between names, in the form that {@link FileStores#of} was asked for.
 *
 * <p>Any thread may use a store. What a call has done is durable when it returns: a finished file's
 * bytes, a rename, a removal.
 */
public interface FileStore {
  /** The entry of a path, if there is one. */
  Optional<FileStat> stat(String path) throws IOException;

  /** The entries of a directory by name; none if it does not exist. */
  List<FileStat> list(String directory) throws IOException;

  /**
   * Opens a file for reading from a byte on. The stream is not buffered, and reads no more than it
   * is asked for.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   */
  InputStream read(String file, long offset) throws IOException;

  /** Creates a file, or replaces it, in a directory that exists. */
  FileWriter create(String file) throws IOException;

  /** Creates a directory and those above it, as far as they are missing. */
  void createDirectories(String directory) throws IOException;

  /**
   * Renames a file, replacing what file is there, or a directory, to a name that must be free.
   *
   * @throws java.nio.file.FileAlreadyExistsException if a directory's new name is taken
   */
  void rename(String from, String to) throws IOException;

  /**
   * Removes a file, or a directory and all in it; nothing if there is none. Links are not followed.
   */
  void delete(String path) throws IOException;

  /**
   * Whether a rename happens at once, or not at all. Where it copies, as in object stores, a file
   * appears whole when its writer finishes, and needs no rename.
   */
  boolean renamesAtomically();

  /** The path of an entry in a directory. */
  static String join(String directory, String name) {
    return directory.endsWith("/") ? directory + name : directory + "/" + name;
  }

  /** The last name of a path. */
  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The directory of an entry, as a whole path. */
  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("not a whole path: \"" + path + "\"");
    }
    return slash == 0 ? "/" : path.substring(0, slash);
  }
}
