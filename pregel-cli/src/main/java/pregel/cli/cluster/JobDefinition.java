package pregel.cli.cluster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.assignment.AssignmentRule;
import pregel.core.job.Delivery;

/**
 * A job as its processes get it. Paths are whole, so that they mean the same to all.
 *
 * <pre>
 *  magic 4, version 4, then in the order of the components: texts as 4 length and UTF-8, lists and
 *  maps as 4 size and their entries, durations as 8 milliseconds (-1 for none)
 * </pre>
 *
 * @param program a bundled algorithm, or the name of a class
 * @param classpath where the class is
 * @param parameters as given
 * @param inputs as given
 * @param graphOptions how the inputs are read and the graph is built, as arguments of the command
 *     line
 * @param weights whether weights are read
 * @param delivery how broadcasts are delivered
 * @param seed where the random numbers of vertices start
 * @param threads per worker; 0 for as many as the worker has
 * @param workers how many; 0 for all that are there
 * @param owners by what partitions are assigned to workers
 * @param maxSupersteps the step limit
 * @param timeout for all supersteps together; null for no limit
 * @param stallTimeout for one step
 * @param place where the output will be; beside it the workers' parts are staged
 * @param checkpointEvery before every how many supersteps a checkpoint is taken; 0 for never
 * @param recoveryLog bytes of what each worker may keep of what it sends, so that only a lost
 *     worker's part is computed again; 0 for none
 * @param checkpointPlace where checkpoints are; empty for nowhere
 * @param resumed the job from whose checkpoints this one goes on; empty for none
 * @param output what the result is to be called, for people and for its format; empty if it goes
 *     nowhere
 * @param overwrite whether an output that is there is replaced
 * @param watched the vertices that are watched, as the user calls them
 * @param watchesAsJson whether what they do is told as JSON
 * @param top how many of the best rows the master reports to whoever waits
 */
public record JobDefinition(
    String program,
    List<String> classpath,
    Map<String, String> parameters,
    List<String> inputs,
    List<String> graphOptions,
    boolean weights,
    Delivery delivery,
    long seed,
    int threads,
    int workers,
    AssignmentRule owners,
    int maxSupersteps,
    Duration timeout,
    Duration stallTimeout,
    int checkpointEvery,
    long recoveryLog,
    String checkpointPlace,
    String resumed,
    String place,
    String output,
    boolean overwrite,
    List<String> watched,
    boolean watchesAsJson,
    int top) {
  private static final int MAGIC = 0x50474a44;
  private static final int VERSION = 4;

  /** The same job with its output and its checkpoints at other places. */
  public JobDefinition at(String other, String otherCheckpoints) {
    return new JobDefinition(
        program,
        classpath,
        parameters,
        inputs,
        graphOptions,
        weights,
        delivery,
        seed,
        threads,
        workers,
        owners,
        maxSupersteps,
        timeout,
        stallTimeout,
        checkpointEvery,
        recoveryLog,
        otherCheckpoints,
        resumed,
        other,
        output,
        overwrite,
        watched,
        watchesAsJson,
        top);
  }

  /** Whether the job reads or takes checkpoints. */
  public boolean hasCheckpoints() {
    return checkpointEvery > 0 || !resumed.isEmpty();
  }

  /**
   * What must be the same for a checkpoint to be one of this job: what decides about the result, as
   * a text with a line for each.
   */
  public String identity() {
    return String.join(
        "\n",
        "program " + program,
        "parameters " + new TreeMap<>(parameters),
        "inputs " + inputs,
        "graph options " + graphOptions,
        "weights " + weights,
        "seed " + seed,
        "");
  }

  public byte[] encode() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(MAGIC);
      out.writeByte(VERSION);
      write(program, out);
      write(classpath, out);
      out.writeInt(parameters.size());
      for (Map.Entry<String, String> parameter : parameters.entrySet()) {
        write(parameter.getKey(), out);
        write(parameter.getValue(), out);
      }
      write(inputs, out);
      write(graphOptions, out);
      out.writeBoolean(weights);
      out.writeByte(delivery.ordinal());
      out.writeLong(seed);
      out.writeInt(threads);
      out.writeInt(workers);
      out.writeByte(owners.ordinal());
      out.writeInt(maxSupersteps);
      out.writeLong(timeout == null ? -1 : timeout.toMillis());
      out.writeLong(stallTimeout.toMillis());
      out.writeInt(checkpointEvery);
      out.writeLong(recoveryLog);
      write(checkpointPlace, out);
      write(resumed, out);
      write(place, out);
      write(output, out);
      out.writeBoolean(overwrite);
      write(watched, out);
      out.writeBoolean(watchesAsJson);
      out.writeInt(top);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory take everything", e);
    }
  }

  /**
   * Reads what {@link #encode} made.
   *
   * @throws JobException of kind PROTOCOL if it is anything else
   */
  public static JobDefinition decode(byte[] bytes) {
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      if (in.readInt() != MAGIC || in.readByte() != VERSION) {
        throw new IOException("another version's");
      }
      JobDefinition read =
          new JobDefinition(
              readText(in),
              readList(in),
              readMap(in),
              readList(in),
              readList(in),
              in.readBoolean(),
              readConstant(Delivery.values(), in),
              in.readLong(),
              in.readInt(),
              in.readInt(),
              readConstant(AssignmentRule.values(), in),
              in.readInt(),
              readTimeout(in),
              Duration.ofMillis(in.readLong()),
              in.readInt(),
              in.readLong(),
              readText(in),
              readText(in),
              readText(in),
              readText(in),
              in.readBoolean(),
              readList(in),
              in.readBoolean(),
              in.readInt());
      if (in.available() > 0) {
        throw new IOException(in.available() + " bytes are left");
      }
      return read;
    } catch (IOException e) {
      throw new JobException(
          FailureKind.PROTOCOL,
          "job: its definition cannot be read ("
              + e.getMessage()
              + "); run the same build on all machines",
          e);
    }
  }

  private static void write(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static void write(List<String> texts, DataOutputStream out) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      write(text, out);
    }
  }

  private static String readText(DataInputStream in) throws IOException {
    return new String(in.readNBytes(readSize(in)), StandardCharsets.UTF_8);
  }

  private static List<String> readList(DataInputStream in) throws IOException {
    List<String> texts = new ArrayList<>();
    for (int left = readSize(in); left > 0; left--) {
      texts.add(readText(in));
    }
    return List.copyOf(texts);
  }

  private static Map<String, String> readMap(DataInputStream in) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    for (int left = readSize(in); left > 0; left--) {
      entries.put(readText(in), readText(in));
    }
    return entries;
  }

  private static <E> E readConstant(E[] constants, DataInputStream in) throws IOException {
    return constants[Math.min(in.readUnsignedByte(), constants.length - 1)];
  }

  private static int readSize(DataInputStream in) throws IOException {
    int size = in.readInt();
    if (size < 0 || size > in.available()) {
      throw new IOException("a size of " + size);
    }
    return size;
  }

  private static Duration readTimeout(DataInputStream in) throws IOException {
    long millis = in.readLong();
    return millis < 0 ? null : Duration.ofMillis(millis);
  }
}
