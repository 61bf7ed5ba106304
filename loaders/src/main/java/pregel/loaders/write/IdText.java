package pregel.loaders.write;

import pregel.core.graph.VertexNames;

/** Ids as rows show them: numbers, or the names they stand for. Shared by threads. */
final class IdText {
  private final VertexNames names;
  private final NameStyle style;

  private IdText(VertexNames names, NameStyle style) {
    this.names = names;
    this.style = style;
  }

  /**
   * @param names what ids stand for; null if they are numbers
   */
  static IdText of(RowFormat format, VertexNames names) {
    return new IdText(names, NameStyle.of(format));
  }

  /** Whether ids stand for names. */
  boolean named() {
    return names != null;
  }

  /** Whether a value is an id that stands for a name. */
  boolean isName(long value) {
    return names.has(value);
  }

  /** Puts an id; one that a program added is a number even among names. */
  void put(long id, TextBuffer text) {
    if (names == null || !names.has(id)) {
      text.put(id);
    } else {
      style.put(names.bytes(id), text);
    }
  }
}
