package pregel.loaders.read;

import java.io.IOException;
import java.io.InputStream;
import pregel.core.files.FileStat;

/** Where lines start in a file that is not packed. */
final class LineStarts {
  private static final int BUFFER_BYTES = 1 << 13;

  private LineStarts() {}

  /** The start of the first line at or after {@code position}; the file's end if there is none. */
  static long from(String name, FileStat file, long position) {
    if (position == 0 || position >= file.bytes()) {
      return Math.min(position, file.bytes());
    }
    long at = position - 1;
    try (InputStream in = open(name, at)) {
      byte[] bytes = new byte[BUFFER_BYTES];
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        for (int i = 0; i < read; i++) {
          if (bytes[i] == '\n') {
            return Math.min(at + i + 1, file.bytes());
          }
        }
        at += read;
      }
      return file.bytes();
    } catch (IOException e) {
      throw Text.unopened(name, e);
    }
  }

  /** Whether a byte occurs in a range of a file. */
  static boolean hasByte(String name, byte wanted, long from, long to) {
    if (from >= to) {
      return false;
    }
    try (InputStream in = new LimitedStream(open(name, from), to - from)) {
      byte[] bytes = new byte[1 << 17];
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        for (int i = 0; i < read; i++) {
          if (bytes[i] == wanted) {
            return true;
          }
        }
      }
      return false;
    } catch (IOException e) {
      throw Text.unopened(name, e);
    }
  }

  private static InputStream open(String name, long at) throws IOException {
    InputPlace place = InputPlace.of(name);
    return place.store().read(place.path(), at);
  }
}
