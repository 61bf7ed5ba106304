package pregel.loaders.table;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import pregel.api.table.ColumnType;
import pregel.api.table.DateTimeText;
import pregel.api.table.Field;
import pregel.api.table.TableSchema;
import pregel.core.table.Batch;
import pregel.core.table.BatchSink;
import pregel.core.table.BooleanVector;
import pregel.core.table.DoubleVector;
import pregel.core.table.LongVector;
import pregel.core.table.StringVector;
import pregel.core.table.Turnstile;
import pregel.core.table.Vector;
import pregel.loaders.write.NameStyle;
import pregel.loaders.write.OutputFailures;
import pregel.loaders.write.Packing;
import pregel.loaders.write.RowFormat;
import pregel.loaders.write.TextBuffer;

/**
 * Writes a table as text: all threads put rows together and pack them, and write in turn. Numbers
 * are written so that they read back to the same bits.
 */
public final class TableWriter implements BatchSink {
  private static final int BUFFER = 1 << 18;
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] EMPTY = {'"', '"'};

  private final TableSchema schema;
  private final boolean json;
  private final char delimiter;
  private final Packing packing;
  private final Object where;
  private final OutputStream out;
  private final Turnstile turnstile = new Turnstile();

  /** In JSON, what stands before each column's value. */
  private final byte[][] labels;

  private long rows;
  private long bytes;

  /**
   * @param format CSV, TSV or JSONL
   * @param where the output's name, for messages
   * @param out stays open
   */
  public TableWriter(
      TableSchema schema, RowFormat format, Packing packing, Object where, OutputStream out) {
    this.schema = schema;
    this.json = format == RowFormat.JSONL;
    this.delimiter = format == RowFormat.TSV ? '\t' : ',';
    this.packing = packing;
    this.where = where;
    this.out = out;
    this.labels = new byte[schema.size()][];
    for (int i = 0; i < labels.length; i++) {
      TextBuffer label = new TextBuffer(16);
      label.put(i == 0 ? '{' : ',');
      NameStyle.JSON.put(schema.field(i).name().getBytes(StandardCharsets.UTF_8), label);
      label.put(':');
      labels[i] = Arrays.copyOf(label.bytes(), label.length());
    }
  }

  /** Writes the columns' names, where the format has them; to be called first. */
  public void begin() {
    if (json) {
      return;
    }
    TextBuffer text = new TextBuffer(256);
    for (int i = 0; i < schema.size(); i++) {
      byte[] name = schema.field(i).name().getBytes(StandardCharsets.UTF_8);
      if (i > 0) {
        text.put(delimiter);
      }
      putQuoted(name, 0, name.length, text);
    }
    text.put('\n');
    write(packed(text), 0);
  }

  /** Rows written. */
  public long rows() {
    return rows;
  }

  /** Bytes written. */
  public long bytes() {
    return bytes;
  }

  @Override
  public Port port() {
    return new TextPort();
  }

  @Override
  public void breakDown() {
    turnstile.breakDown();
  }

  private byte[] packed(TextBuffer text) {
    try {
      return packing.pack(text.bytes(), text.length());
    } catch (IOException e) {
      throw OutputFailures.of(where, e);
    }
  }

  private void write(byte[] packed, long more) {
    try {
      out.write(packed);
    } catch (IOException e) {
      throw OutputFailures.of(where, e);
    }
    rows += more;
    bytes += packed.length;
  }

  private final class TextPort implements Port {
    private final TextBuffer text = new TextBuffer(BUFFER);
    private long piece;
    private long count;
    private boolean inside;

    @Override
    public void begin(long next) {
      piece = next;
      inside = false;
    }

    @Override
    public void push(Batch batch) throws InterruptedException {
      put(batch, text);
      count += batch.rows();
      if (text.length() >= BUFFER) {
        flush();
      }
    }

    @Override
    public void end() throws InterruptedException {
      flush();
      if (inside) {
        turnstile.pass(piece);
      }
    }

    /** Packs at once, then waits for the turn. */
    private void flush() throws InterruptedException {
      byte[] packed = text.length() == 0 ? new byte[0] : packed(text);
      inside = inside || turnstile.await(piece);
      if (inside) {
        write(packed, count);
      }
      text.clear();
      count = 0;
    }
  }

  private void put(Batch batch, TextBuffer text) {
    for (int row = 0; row < batch.rows(); row++) {
      for (int i = 0; i < batch.columns(); i++) {
        if (json) {
          text.put(labels[i]);
        } else if (i > 0) {
          text.put(delimiter);
        }
        put(batch.column(i), row, schema.field(i), text);
      }
      if (json) {
        text.put('}');
      }
      text.put('\n');
    }
  }

  private void put(Vector column, int row, Field field, TextBuffer text) {
    if (column.isNull(row)) {
      if (json) {
        text.put(NULL);
      }
      return;
    }
    if (column instanceof LongVector longs) {
      if (field.type() == ColumnType.DATE_TIME) {
        putTime(longs.get(row), text);
      } else {
        text.put(longs.get(row));
      }
    } else if (column instanceof DoubleVector doubles) {
      putDouble(doubles.get(row), text);
    } else if (column instanceof BooleanVector booleans) {
      text.put(booleans.get(row) != 0 ? TRUE : FALSE);
    } else {
      StringVector strings = (StringVector) column;
      if (json) {
        NameStyle.JSON.put(
            Arrays.copyOfRange(strings.array(), strings.start(row), strings.end(row)), text);
      } else {
        putQuoted(strings.array(), strings.start(row), strings.end(row), text);
      }
    }
  }

  private void putTime(long micros, TextBuffer text) {
    if (json) {
      text.put('"');
      text.put(DateTimeText.of(micros));
      text.put('"');
    } else {
      text.put(DateTimeText.of(micros));
    }
  }

  /** JSON has no numbers for what is not finite: they are strings. */
  private void putDouble(double value, TextBuffer text) {
    if (json && !Double.isFinite(value)) {
      text.put('"');
      text.put(value);
      text.put('"');
    } else {
      text.put(value);
    }
  }

  /** Quotes where need be; what is empty too, since nothing at all is a missing value. */
  private void putQuoted(byte[] bytes, int from, int to, TextBuffer text) {
    if (from == to) {
      text.put(EMPTY);
      return;
    }
    boolean plain = bytes[from] != ' ' && bytes[to - 1] != ' ';
    for (int at = from; at < to && plain; at++) {
      byte c = bytes[at];
      plain = c != delimiter && c != '"' && c != '\n' && c != '\r';
    }
    if (plain) {
      text.put(bytes, from, to);
      return;
    }
    text.put('"');
    int done = from;
    for (int at = from; at < to; at++) {
      if (bytes[at] == '"') {
        text.put(bytes, done, at + 1);
        done = at;
      }
    }
    text.put(bytes, done, to);
    text.put('"');
  }
}
