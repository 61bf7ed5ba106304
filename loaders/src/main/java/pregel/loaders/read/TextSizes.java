package pregel.loaders.read;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import pregel.api.FailureKind;
import pregel.api.JobException;

/** Looks at pieces of inputs to tell how large their graph will be. */
public final class TextSizes {
  private static final int PIECE_BYTES = 1 << 16;
  private static final int PIECES = 32;
  private static final int UNPACKED_BYTES = 1 << 22;

  private final TextSample sample;
  private long bytes;
  private boolean beginningOnly;

  private TextSizes(GraphFormat format) {
    this.sample = new TextSample(format);
  }

  /**
   * The size of the graph that inputs hold.
   *
   * @throws JobException of kind INPUT if they are not there
   */
  public static TextSize of(List<String> inputs, ReadOptions options) {
    if (inputs.contains(Text.STANDARD_INPUT)) {
      return TextSize.UNKNOWN;
    }
    GraphalyticsFiles graphalytics = GraphReader.graphalytics(inputs, options.format());
    List<String> files =
        graphalytics != null ? List.of(graphalytics.edges()) : InputFiles.of(inputs);
    if (!files.stream().allMatch(file -> Text.stat(file).isFile())) {
      // A pipe: what is read of it would be missing later.
      return TextSize.UNKNOWN;
    }
    GraphFormat format =
        graphalytics != null
            ? GraphFormat.GRAPHALYTICS
            : options.format() == GraphFormat.AUTO ? GraphReader.detect(inputs) : options.format();
    boolean asked =
        graphalytics != null
            ? GraphReader.isUndirected(graphalytics, options)
            : options.directedness() == Directedness.UNDIRECTED;
    TextSizes sizes = new TextSizes(format);
    for (String file : files) {
      sizes.look(file, Math.max(1, PIECES / files.size()));
    }
    // Files of these formats list every edge from both ends.
    boolean symmetric = format == GraphFormat.METIS;
    long listedVertices = options.vertices() == null ? 0 : lines(options.vertices().toString());
    Map<String, String> properties = graphalytics == null ? Map.of() : graphalytics.properties();
    return sizes.size(asked && !symmetric, asked || symmetric, listedVertices, properties);
  }

  private static long lines(String file) {
    TextSizes sizes = new TextSizes(GraphFormat.EDGELIST);
    sizes.look(file, PIECES);
    return sizes.sample.linesIn(sizes.bytes);
  }

  private TextSize size(
      boolean mirrored, boolean undirected, long listedVertices, Map<String, String> properties) {
    long edges = sample.edgesIn(bytes);
    long range = sample.idRange(edges, beginningOnly);
    return new TextSize(
        bytes,
        edges,
        EdgeCollector.roomFor(edges),
        Math.max(listedVertices, sample.vertices(edges, range)),
        range,
        sample.hubShare(),
        sample.nameBytes(),
        mirrored,
        undirected,
        properties);
  }

  private void look(String file, int pieces) {
    try {
      if (Compression.ofName(file) == Compression.NONE) {
        lookThrough(file, Text.plainBytes(file), pieces);
      } else {
        unpack(file);
      }
    } catch (IOException e) {
      throw new JobException(
          FailureKind.INPUT, file + ": cannot be read (" + e.getMessage() + "); check the file", e);
    }
  }

  /** Pieces from all over a file. */
  private void lookThrough(String file, long length, int pieces) throws IOException {
    InputPlace place = InputPlace.of(file);
    bytes += length;
    int wanted = (int) Math.min(pieces, Math.max(1, length / PIECE_BYTES));
    for (int i = 0; i < wanted; i++) {
      long last = Math.max(0, length - PIECE_BYTES);
      long at = wanted == 1 ? 0 : last * i / (wanted - 1);
      try (InputStream in = place.store().read(place.path(), at)) {
        byte[] piece = in.readNBytes(PIECE_BYTES);
        sample.take(piece, piece.length, at == 0, at + piece.length == length);
      }
    }
  }

  /** The beginning of a packed file, which is taken to be packed as well as the rest. */
  private void unpack(String file) throws IOException {
    InputPlace place = InputPlace.of(file);
    long packed = Text.stat(file).bytes();
    try (Counted counted = new Counted(place.store().read(place.path(), 0));
        InputStream text = Compression.ofName(file).unpack(counted)) {
      byte[] piece = text.readNBytes(UNPACKED_BYTES);
      boolean whole = piece.length < UNPACKED_BYTES;
      sample.take(piece, piece.length, true, whole);
      beginningOnly |= !whole;
      bytes += whole ? piece.length : piece.length * packed / Math.max(1, counted.bytes);
    }
  }

  /** Counts what was read of a stream. */
  private static final class Counted extends FilterInputStream {
    private long bytes;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      bytes += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = super.read(into, from, length);
      bytes += Math.max(0, read);
      return read;
    }
  }
}
