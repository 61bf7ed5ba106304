package pregel.cli.job;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.report.RunFacts;
import pregel.cli.report.TopRows;
import pregel.cli.report.Trace;
import pregel.core.job.Verdict;
import pregel.core.protocol.LoadReport.InputCounts;
import pregel.core.protocol.NetworkCounts;

/**
 * What a cluster's master tells whoever waits for a job of how it went; the client adds what it
 * knows better, such as how long all took. It goes through ZooKeeper, so the client need not see
 * where the output is.
 *
 * <pre>
 *  magic 4, version 1
 *  parameters       4 count, and for each two texts
 *  input            8 each: lines, skipped, bytes, duplicates, self-loops, unknown dropped
 *  graph            8 each: vertices, edges, directed edges; 1 undirected
 *  course           4 supersteps, 1 verdict, 8 lost requests, the trace as {@link Trace} writes it
 *  values           4 count, and for each a text and 8 bits
 *  seconds          8 each: load, compute, output
 *  processes        4 workers, 8 bytes and 8 messages on the network, 8 peak bytes of the master
 *  rows             4 count, or -1 for none; for each 4 count of texts and these
 *  a text is 4 length and UTF-8
 * </pre>
 *
 * @param seconds without the total, which is 0
 * @param processes without the threads, which are 0
 * @param rows the best; null if there are none, or they were too long
 */
public record JobReport(
    Map<String, String> parameters,
    InputCounts input,
    RunFacts.GraphSize graph,
    RunFacts.Course course,
    RunFacts.Seconds seconds,
    RunFacts.Processes processes,
    TopRows rows) {
  private static final int MAGIC = 0x50476a72;
  private static final int VERSION = 1;

  /** The same without rows. */
  JobReport withoutRows() {
    return new JobReport(parameters, input, graph, course, seconds, processes, null);
  }

  byte[] encode() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(MAGIC);
      out.writeByte(VERSION);
      out.writeInt(parameters.size());
      for (Map.Entry<String, String> parameter : parameters.entrySet()) {
        write(parameter.getKey(), out);
        write(parameter.getValue(), out);
      }
      writeLoaded(out);
      writeCourse(out);
      out.writeDouble(seconds.load());
      out.writeDouble(seconds.compute());
      out.writeDouble(seconds.output());
      out.writeInt(processes.workers());
      out.writeLong(processes.network().bytes());
      out.writeLong(processes.network().messages());
      out.writeLong(processes.peakBytes());
      writeRows(out);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory take everything", e);
    }
  }

  private void writeLoaded(DataOutputStream out) throws IOException {
    out.writeLong(input.lines());
    out.writeLong(input.skipped());
    out.writeLong(input.bytes());
    out.writeLong(input.duplicates());
    out.writeLong(input.selfLoops());
    out.writeLong(input.unknownDropped());
    out.writeLong(graph.vertices());
    out.writeLong(graph.edges());
    out.writeLong(graph.directedEdges());
    out.writeBoolean(graph.undirected());
  }

  private void writeCourse(DataOutputStream out) throws IOException {
    out.writeInt(course.supersteps());
    out.writeByte(course.verdict().ordinal());
    out.writeLong(course.lostRequests());
    course.trace().write(out);
    out.writeInt(course.values().size());
    for (Map.Entry<String, Double> value : course.values().entrySet()) {
      write(value.getKey(), out);
      out.writeDouble(value.getValue());
    }
  }

  private void writeRows(DataOutputStream out) throws IOException {
    out.writeInt(rows == null ? -1 : rows.table().size());
    if (rows != null) {
      for (String[] row : rows.table()) {
        out.writeInt(row.length);
        for (String text : row) {
          write(text, out);
        }
      }
    }
  }

  /**
   * Reads what {@link #encode} made.
   *
   * @throws JobException of kind PROTOCOL if it is anything else
   */
  public static JobReport decode(byte[] bytes) {
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      if (in.readInt() != MAGIC || in.readByte() != VERSION) {
        throw new IOException("another version's");
      }
      Map<String, String> parameters = new LinkedHashMap<>();
      for (int left = readSize(in); left > 0; left--) {
        parameters.put(readText(in), readText(in));
      }
      JobReport read =
          new JobReport(
              parameters,
              new InputCounts(
                  in.readLong(),
                  in.readLong(),
                  in.readLong(),
                  in.readLong(),
                  in.readLong(),
                  in.readLong()),
              new RunFacts.GraphSize(in.readLong(), in.readLong(), in.readLong(), in.readBoolean()),
              readCourse(in),
              new RunFacts.Seconds(in.readDouble(), in.readDouble(), in.readDouble(), 0),
              new RunFacts.Processes(
                  0, in.readInt(), new NetworkCounts(in.readLong(), in.readLong()), in.readLong()),
              readRows(in));
      if (in.available() > 0) {
        throw new IOException(in.available() + " bytes are left");
      }
      return read;
    } catch (IOException e) {
      throw new JobException(
          FailureKind.PROTOCOL,
          "job: its result is there, what the master tells of it cannot be read ("
              + e.getMessage()
              + "); run the same build on all machines",
          e);
    }
  }

  private static RunFacts.Course readCourse(DataInputStream in) throws IOException {
    int supersteps = in.readInt();
    int verdict = in.readUnsignedByte();
    if (verdict >= Verdict.values().length) {
      throw new IOException("a verdict of " + verdict);
    }
    long lost = in.readLong();
    Trace trace = Trace.read(in);
    Map<String, Double> values = new LinkedHashMap<>();
    for (int left = readSize(in); left > 0; left--) {
      values.put(readText(in), in.readDouble());
    }
    return new RunFacts.Course(supersteps, Verdict.values()[verdict], lost, trace, values);
  }

  private static TopRows readRows(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0) {
      return null;
    }
    List<String[]> table = new ArrayList<>();
    for (int left = count; left > 0; left--) {
      String[] row = new String[readSize(in)];
      for (int i = 0; i < row.length; i++) {
        row[i] = readText(in);
      }
      table.add(row);
    }
    return TopRows.of(table);
  }

  private static void write(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    return new String(in.readNBytes(readSize(in)), StandardCharsets.UTF_8);
  }

  private static int readSize(DataInputStream in) throws IOException {
    int size = in.readInt();
    if (size < 0 || size > in.available()) {
      throw new IOException("a size of " + size);
    }
    return size;
  }
}
