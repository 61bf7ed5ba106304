package pregel.loaders.write;

import java.nio.charset.StandardCharsets;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.graph.Texts;
import pregel.core.graph.VertexNames;

/** How the names of vertices are written so that they can be read back. */
public enum NameStyle {
  /** As they are, between blanks. */
  PLAIN {
    @Override
    public void put(byte[] name, TextBuffer text) {
      text.put(name);
    }

    @Override
    boolean readsBack(byte[] name) {
      for (byte c : name) {
        if (c == ' ' || c == '\t' || c == ',' || isLineEnd(c)) {
          return false;
        }
      }
      return !looksSpecial(name) && !isHeader(name) && !startsWithMark(name);
    }
  },
  /** In quotes if need be, quotes doubled. */
  CSV {
    @Override
    public void put(byte[] name, TextBuffer text) {
      quoteIfNeeded(name, (byte) ',', text);
    }

    @Override
    boolean readsBack(byte[] name) {
      return hasNoLineEnd(name);
    }
  },
  /** As CSV between tabs. */
  CSV_WITH_TABS {
    @Override
    public void put(byte[] name, TextBuffer text) {
      quoteIfNeeded(name, (byte) '\t', text);
    }

    @Override
    boolean readsBack(byte[] name) {
      return hasNoLineEnd(name);
    }
  },
  /** Between tabs, with a backslash before what could be mistaken. */
  ESCAPED {
    @Override
    public void put(byte[] name, TextBuffer text) {
      for (int at = 0; at < name.length; at++) {
        byte c = name[at];
        switch (c) {
          case '\\' -> text.put(BACKSLASHES);
          case '\t' -> text.put(TAB);
          case '\n' -> text.put(NEWLINE);
          case '\r' -> text.put(RETURN);
          case '"' -> text.put(QUOTE);
          default -> {
            boolean edge = at == 0 && (looksSpecial(name) || isHeader(name));
            if (edge || c == ' ' && (at == 0 || at == name.length - 1)) {
              text.put('\\');
            }
            text.put(name, at, at + 1);
          }
        }
      }
    }

    @Override
    boolean readsBack(byte[] name) {
      return true;
    }
  },
  /** As a JSON string. */
  JSON {
    @Override
    public void put(byte[] name, TextBuffer text) {
      text.put(Quoting.json(new String(name, StandardCharsets.UTF_8)));
    }

    @Override
    boolean readsBack(byte[] name) {
      return true;
    }
  };

  private static final byte[] BACKSLASHES = {'\\', '\\'};
  private static final byte[] TAB = {'\\', 't'};
  private static final byte[] NEWLINE = {'\\', 'n'};
  private static final byte[] RETURN = {'\\', 'r'};
  private static final byte[] QUOTE = {'\\', '"'};

  /** How a format of results has them. */
  public static NameStyle of(RowFormat format) {
    return switch (format) {
      case CSV -> CSV;
      case TSV -> ESCAPED;
      case JSONL -> JSON;
      case TXT -> PLAIN;
    };
  }

  /** Puts a name, UTF-8, so that a reader of the format gets its bytes back. */
  public abstract void put(byte[] name, TextBuffer text);

  /** Whether a reader of the format gets a name back. */
  abstract boolean readsBack(byte[] name);

  /**
   * Refuses names that could not be read back.
   *
   * @throws JobException of kind INPUT, naming the first
   */
  public void requireReadable(VertexNames names, String output) {
    long first = firstUnreadable(names);
    if (first >= 0) {
      throw unreadable(names.bytes(first), output);
    }
  }

  /** The least id whose name could not be read back; -1 if there is none. */
  public long firstUnreadable(VertexNames names) {
    Texts texts = names.texts();
    for (int i = 0; i < texts.count(); i++) {
      if (!readsBack(texts.bytes(i))) {
        return names.id(i);
      }
    }
    return -1;
  }

  /** The failure for a name that could not be read back. */
  public JobException unreadable(byte[] name, String output) {
    return new JobException(
        FailureKind.INPUT,
        output
            + ": vertex "
            + Quoting.json(new String(name, StandardCharsets.UTF_8))
            + " could not be read back from this format; "
            + (this == PLAIN
                ? "write .csv, which quotes it"
                : "write .jsonl, or leave line ends out of names"));
  }

  private static void quoteIfNeeded(byte[] name, byte delimiter, TextBuffer text) {
    boolean plain = !looksSpecial(name) && !isHeader(name);
    plain &= name[0] != ' ' && name[name.length - 1] != ' ';
    for (int at = 0; at < name.length && plain; at++) {
      byte c = name[at];
      plain = c != delimiter && c != '"' && c != '\t' && !isLineEnd(c);
    }
    if (plain) {
      text.put(name);
      return;
    }
    text.put('"');
    for (int at = 0; at < name.length; at++) {
      if (name[at] == '"') {
        text.put('"');
      }
      text.put(name, at, at + 1);
    }
    text.put('"');
  }

  private static boolean hasNoLineEnd(byte[] name) {
    for (byte c : name) {
      if (isLineEnd(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLineEnd(byte c) {
    return c == '\n' || c == '\r';
  }

  /** Whether a line that starts so is a comment, a quoted column or an object. */
  private static boolean looksSpecial(byte[] name) {
    byte first = name[0];
    return first == '#' || first == '%' || first == '"' || first == '{';
  }

  /** Whether a file that starts so would seem to start with a byte order mark. */
  private static boolean startsWithMark(byte[] name) {
    return name.length > 2
        && name[0] == (byte) 0xef
        && name[1] == (byte) 0xbb
        && name[2] == (byte) 0xbf;
  }

  /** Whether it is what a header calls the column of ids. */
  private static boolean isHeader(byte[] name) {
    return name.length == 2 && name[0] == 'i' && name[1] == 'd';
  }
}
