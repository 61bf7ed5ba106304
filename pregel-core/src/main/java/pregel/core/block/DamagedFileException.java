package pregel.core.block;

import java.io.IOException;

/**
 * A file is not what it should be: foreign, of another version, cut short or altered. The message
 * says how, without the file's name; what to do about it is for the catcher to say.
 */
public final class DamagedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  public DamagedFileException(String message) {
    super(message);
  }
}
