package pregel.loaders.read;

/** Where a text may be cut into chunks. */
public interface LineCut {
  /** Cuts at any line end. */
  LineCut ANY_LINE =
      (bytes, length) -> {
        int at = length;
        while (at > 0 && bytes[at - 1] != '\n') {
          at--;
        }
        return at;
      };

  /** The length of the longest run of whole lines at the start of {@code bytes}; 0 for none. */
  int wholeLines(byte[] bytes, int length);
}
