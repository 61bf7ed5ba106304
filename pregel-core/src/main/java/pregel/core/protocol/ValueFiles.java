package pregel.core.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import pregel.core.block.DamagedFileException;
import pregel.core.files.FileStore;
import pregel.core.files.WholeFile;

/**
 * The master's values that are too long for a verdict, each in a file that is whole before the
 * verdict names it:
 *
 * <pre>
 *   DIRECTORY/ATTEMPT-SUPERSTEP-EPOCH
 * </pre>
 *
 * <p>Written by the leading master, read by workers, and by a master that leads next. What is not
 * removed goes with the directory.
 */
public final class ValueFiles {
  private final FileStore store;
  private final String directory;

  /**
   * @param directory where all processes of a job find the same; made when it is needed
   */
  public ValueFiles(FileStore store, String directory) {
    this.store = store;
    this.directory = directory;
  }

  /**
   * Makes values ready to travel.
   *
   * @param next the superstep before which they hold
   */
  public MasterValues put(byte[] values, int attempt, int epoch, int next) throws IOException {
    if (values.length <= MasterValues.MOST_BYTES) {
      return MasterValues.of(values);
    }
    store.createDirectories(directory);
    String name = attempt + "-" + next + "-" + epoch;
    try (WholeFile file = WholeFile.create(store, FileStore.join(directory, name))) {
      file.write(ByteBuffer.wrap(values));
      file.finish();
    }
    return MasterValues.in(name, values.length, checksum(values));
  }

  /**
   * The values that a verdict carries or names.
   *
   * @throws DamagedFileException if the file is not as it was written
   */
  public byte[] get(MasterValues values) throws IOException {
    if (!values.isInFile()) {
      return values.bytes();
    }
    String file = path(values);
    try (InputStream in = store.read(file, 0)) {
      byte[] bytes = in.readNBytes(values.length());
      if (bytes.length < values.length() || checksum(bytes) != values.checksum()) {
        throw new DamagedFileException(file + ": is not as it was written");
      }
      return bytes;
    }
  }

  /** Removes what nobody will ask for any more. */
  public void remove(MasterValues values) throws IOException {
    if (values.isInFile()) {
      store.delete(path(values));
    }
  }

  /** A name comes from another process: it names a file here, and no other. */
  private String path(MasterValues values) throws IOException {
    if (!values.file().matches("[0-9]{1,10}-[0-9]{1,10}-[0-9]{1,10}") || values.length() < 0) {
      throw new IOException("a verdict names the file \"" + values.file() + "\"");
    }
    return FileStore.join(directory, values.file());
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
