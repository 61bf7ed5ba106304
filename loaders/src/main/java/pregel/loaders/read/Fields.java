package pregel.loaders.read;

/**
 * The fields of a line that are separated by runs of blanks and tabs, with at most one comma in
 * each. Reused for line after line.
 */
final class Fields {
  private byte[] bytes;
  private int at;
  private int end;
  private boolean separated;
  private int from;
  private int to;

  void open(byte[] line, int first, int last) {
    bytes = line;
    at = first;
    end = last;
    separated = false;
    skipBlanks();
  }

  /** Moves to the next field; false if there is none. A comma announces one, even an empty one. */
  boolean next() {
    if (at == end && !separated) {
      return false;
    }
    separated = false;
    from = at;
    while (at < end && bytes[at] != ' ' && bytes[at] != '\t' && bytes[at] != ',') {
      at++;
    }
    to = at;
    skipBlanks();
    if (at < end && bytes[at] == ',') {
      at++;
      separated = true;
      skipBlanks();
    }
    return true;
  }

  /** Where the field starts. */
  int from() {
    return from;
  }

  /** Where the field ends. */
  int to() {
    return to;
  }

  private void skipBlanks() {
    while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
  }
}
