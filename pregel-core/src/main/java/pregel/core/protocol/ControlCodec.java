package pregel.core.protocol;

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
import pregel.core.checkpoint.PartInfo;
import pregel.core.commit.OutputPart;
import pregel.core.job.SuperstepOrder;
import pregel.core.job.Traffic;
import pregel.core.job.Verdict;
import pregel.core.protocol.ControlMessage.Abandon;
import pregel.core.protocol.ControlMessage.Answer;
import pregel.core.protocol.ControlMessage.BarrierVerdict;
import pregel.core.protocol.ControlMessage.Checkpoint;
import pregel.core.protocol.ControlMessage.Checkpointed;
import pregel.core.protocol.ControlMessage.Computed;
import pregel.core.protocol.ControlMessage.Failed;
import pregel.core.protocol.ControlMessage.Load;
import pregel.core.protocol.ControlMessage.Loaded;
import pregel.core.protocol.ControlMessage.Rejoin;
import pregel.core.protocol.ControlMessage.Release;
import pregel.core.protocol.ControlMessage.Stand;
import pregel.core.protocol.ControlMessage.Standing;
import pregel.core.protocol.ControlMessage.Superstep;
import pregel.core.protocol.ControlMessage.Write;
import pregel.core.protocol.ControlMessage.Written;

/**
 * Control messages as bytes. The kinds are a closed table, numbers are big endian, texts and arrays
 * have their length before them; a reader believes no length that the bytes do not bear out, and
 * takes no bytes that are left over.
 *
 * <pre>
 *  kind
 *     1 Load       text job, bytes definition, 4 worker, 4 members and for each text host, 4 port,
 *                  1 whether there is a checkpoint, of it 4 attempt, 4 superstep, parts
 *     2 Loaded     8 vertices, 8 edges, 8 directed edges, 1 undirected, 4 partitions,
 *                  4 hash of owners, traffic,
 *                  4 properties and for each text name, text value,
 *                  1 whether they have names, 4 named vertices and for each text name, 8 id,
 *                  6 times 8 input counts
 *     3 Superstep  4 superstep, 4 phase, 1 wakes all, traffic, values
 *     4 Computed   bytes report, 8 bytes, 8 messages sent, 8 nanoseconds
 *     5 Write      4 supersteps, 1 verdict, values
 *     6 Written    4 parts and for each text name, 8 bytes; 8 lost requests
 *     7 Release
 *     8 Failed     1 kind of failure, 1 whether second hand, text message
 *     9 Checkpoint
 *    10 Checkpointed  parts, text trouble
 *    11 Abandon
 *    12 Stand
 *    13 Standing   4 worker, checkpoint as in Load, and the messages Loaded, the last verdict, and
 *                  the answer to it
 *    14 Rejoin     text job, 4 worker, members, 4 lost worker, checkpoint as in Load, 4 superstep
 * </pre>
 *
 * <p>Parts are 4 their number, and each as {@link PartInfo} draws it. A message in a message is 1
 * its kind, or 0 if there is none, and its bytes. Values are bytes, and text file, 4 length, 4
 * CRC-32C.
 */
final class ControlCodec {
  private static final int MOST_TEXT_BYTES = 1 << 16;
  private static final int MOST_ENTRIES = 1 << 16;

  private static final int LOAD = 1;
  private static final int LOADED = 2;
  private static final int SUPERSTEP = 3;
  private static final int COMPUTED = 4;
  private static final int WRITE = 5;
  private static final int WRITTEN = 6;
  private static final int RELEASE = 7;
  private static final int FAILED = 8;
  private static final int CHECKPOINT = 9;
  private static final int CHECKPOINTED = 10;
  private static final int ABANDON = 11;
  private static final int STAND = 12;
  private static final int STANDING = 13;
  private static final int REJOIN = 14;

  /** In the place of a message that there is not. */
  private static final int NONE = 0;

  private ControlCodec() {}

  static int kind(ControlMessage message) {
    if (message instanceof Load) {
      return LOAD;
    } else if (message instanceof Loaded) {
      return LOADED;
    } else if (message instanceof Superstep) {
      return SUPERSTEP;
    } else if (message instanceof Computed) {
      return COMPUTED;
    } else if (message instanceof Write) {
      return WRITE;
    } else if (message instanceof Written) {
      return WRITTEN;
    } else if (message instanceof Release) {
      return RELEASE;
    } else if (message instanceof Checkpoint) {
      return CHECKPOINT;
    } else if (message instanceof Checkpointed) {
      return CHECKPOINTED;
    } else if (message instanceof Abandon) {
      return ABANDON;
    } else if (message instanceof Stand) {
      return STAND;
    } else if (message instanceof Standing) {
      return STANDING;
    } else if (message instanceof Rejoin) {
      return REJOIN;
    }
    return FAILED;
  }

  static byte[] encode(ControlMessage message) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      write(message, new DataOutputStream(bytes));
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory take everything", e);
    }
  }

  private static void write(ControlMessage message, DataOutputStream out) throws IOException {
    if (message instanceof Load load) {
      writeText(load.job(), out);
      writeBytes(load.definition(), out);
      out.writeInt(load.worker());
      writeMembers(load.members(), out);
      writeSaved(load.restore(), out);
    } else if (message instanceof Rejoin rejoin) {
      writeText(rejoin.job(), out);
      out.writeInt(rejoin.worker());
      writeMembers(rejoin.members(), out);
      out.writeInt(rejoin.lost());
      writeSaved(rejoin.restore(), out);
      out.writeInt(rejoin.superstep());
    } else if (message instanceof Checkpointed checkpointed) {
      writeParts(checkpointed.parts(), out);
      writeText(checkpointed.trouble(), out);
    } else if (message instanceof Loaded loaded) {
      write(loaded.report(), out);
    } else if (message instanceof Superstep superstep) {
      superstep.order().write(out);
      superstep.traffic().write(out);
      writeValues(superstep.values(), out);
    } else if (message instanceof Computed computed) {
      writeBytes(computed.report(), out);
      out.writeLong(computed.network().bytes());
      out.writeLong(computed.network().messages());
      out.writeLong(computed.nanos());
    } else if (message instanceof Written written) {
      out.writeInt(written.parts().size());
      for (OutputPart part : written.parts()) {
        writeText(part.name(), out);
        out.writeLong(part.bytes());
      }
      out.writeLong(written.lost());
    } else if (message instanceof Write write) {
      out.writeInt(write.next());
      out.writeByte(write.verdict().ordinal());
      writeValues(write.values(), out);
    } else if (message instanceof Standing standing) {
      out.writeInt(standing.worker());
      writeSaved(standing.restored(), out);
      writeNested(standing.loaded() == null ? null : new Loaded(standing.loaded()), out);
      writeNested(standing.verdict(), out);
      writeNested(standing.answer(), out);
    } else if (message instanceof Failed failed) {
      out.writeByte(failed.kind().ordinal());
      out.writeBoolean(failed.secondHand());
      writeText(failed.message(), out);
    }
  }

  private static void writeMembers(List<Member> members, DataOutputStream out) throws IOException {
    out.writeInt(members.size());
    for (Member member : members) {
      writeText(member.host(), out);
      out.writeInt(member.port());
    }
  }

  private static void write(LoadReport report, DataOutputStream out) throws IOException {
    out.writeLong(report.vertices());
    out.writeLong(report.edges());
    out.writeLong(report.directedEdges());
    out.writeBoolean(report.undirected());
    out.writeInt(report.partitions());
    out.writeInt(report.owners());
    report.openEdges().write(out);
    out.writeInt(report.properties().size());
    for (Map.Entry<String, String> property : report.properties().entrySet()) {
      writeText(property.getKey(), out);
      writeText(property.getValue(), out);
    }
    out.writeBoolean(report.hasNames());
    out.writeInt(report.named().size());
    for (Map.Entry<String, Long> vertex : report.named().entrySet()) {
      writeText(vertex.getKey(), out);
      out.writeLong(vertex.getValue());
    }
    LoadReport.InputCounts counts = report.counts();
    out.writeLong(counts.lines());
    out.writeLong(counts.skipped());
    out.writeLong(counts.bytes());
    out.writeLong(counts.duplicates());
    out.writeLong(counts.selfLoops());
    out.writeLong(counts.unknownDropped());
  }

  /** Reads what {@link #encode} made. */
  static ControlMessage decode(int kind, byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    ControlMessage message;
    try {
      message = read(kind, in);
    } catch (IllegalArgumentException e) {
      throw new IOException("a control message of kind " + kind + ": " + e.getMessage(), e);
    }
    if (in.available() > 0) {
      throw new IOException(
          "a control message of kind " + kind + " with " + in.available() + " bytes too many");
    }
    return message;
  }

  private static ControlMessage read(int kind, DataInputStream in) throws IOException {
    return switch (kind) {
      case LOAD -> {
        String job = readText(in);
        byte[] definition = readBytes(in);
        yield new Load(job, definition, in.readInt(), readMembers(in), readSaved(in));
      }
      case REJOIN ->
          new Rejoin(
              readText(in),
              in.readInt(),
              readMembers(in),
              in.readInt(),
              readSaved(in),
              in.readInt());
      case LOADED -> new Loaded(readReport(in));
      case SUPERSTEP -> new Superstep(SuperstepOrder.read(in), Traffic.read(in), readValues(in));
      case COMPUTED ->
          new Computed(
              readBytes(in), new NetworkCounts(in.readLong(), in.readLong()), in.readLong());
      case WRITE -> {
        int next = in.readInt();
        int number = in.readUnsignedByte();
        if (number >= Verdict.values().length) {
          throw new IOException("a verdict " + number);
        }
        yield new Write(next, Verdict.values()[number], readValues(in));
      }
      case WRITTEN -> {
        List<OutputPart> parts = new ArrayList<>();
        for (int left = readCount(in); left > 0; left--) {
          parts.add(new OutputPart(readText(in), in.readLong()));
        }
        yield new Written(parts, in.readLong());
      }
      case RELEASE -> new Release();
      case CHECKPOINT -> new Checkpoint();
      case CHECKPOINTED -> new Checkpointed(readParts(in), readText(in));
      case ABANDON -> new Abandon();
      case STAND -> new Stand();
      case STANDING -> {
        int worker = in.readInt();
        SavedState restored = readSaved(in);
        Loaded loaded = readNested(Loaded.class, in);
        yield new Standing(
            worker,
            restored,
            loaded == null ? null : loaded.report(),
            readNested(BarrierVerdict.class, in),
            readNested(Answer.class, in));
      }
      case FAILED -> {
        int number = in.readUnsignedByte();
        if (number >= FailureKind.values().length) {
          throw new IOException("a failure of kind " + number);
        }
        yield new Failed(FailureKind.values()[number], in.readBoolean(), readText(in));
      }
      default -> throw new IOException("a control message of kind " + kind);
    };
  }

  private static List<Member> readMembers(DataInputStream in) throws IOException {
    List<Member> members = new ArrayList<>();
    for (int left = readCount(in); left > 0; left--) {
      members.add(new Member(readText(in), in.readInt()));
    }
    return members;
  }

  private static LoadReport readReport(DataInputStream in) throws IOException {
    long vertices = in.readLong();
    long edges = in.readLong();
    long directedEdges = in.readLong();
    boolean undirected = in.readBoolean();
    int partitions = in.readInt();
    int owners = in.readInt();
    Traffic openEdges = Traffic.read(in);
    Map<String, String> properties = new LinkedHashMap<>();
    for (int left = readCount(in); left > 0; left--) {
      properties.put(readText(in), readText(in));
    }
    boolean hasNames = in.readBoolean();
    Map<String, Long> named = new LinkedHashMap<>();
    for (int left = readCount(in); left > 0; left--) {
      named.put(readText(in), in.readLong());
    }
    return new LoadReport(
        vertices,
        edges,
        directedEdges,
        undirected,
        partitions,
        owners,
        openEdges,
        properties,
        hasNames,
        named,
        new LoadReport.InputCounts(
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong()));
  }

  private static void writeValues(MasterValues values, DataOutputStream out) throws IOException {
    writeBytes(values.bytes(), out);
    writeText(values.file(), out);
    out.writeInt(values.length());
    out.writeInt(values.checksum());
  }

  private static MasterValues readValues(DataInputStream in) throws IOException {
    return new MasterValues(readBytes(in), readText(in), in.readInt(), in.readInt());
  }

  private static void writeSaved(SavedState saved, DataOutputStream out) throws IOException {
    out.writeBoolean(saved != null);
    if (saved != null) {
      out.writeInt(saved.attempt());
      out.writeInt(saved.superstep());
      writeParts(saved.parts(), out);
    }
  }

  private static SavedState readSaved(DataInputStream in) throws IOException {
    return in.readBoolean() ? new SavedState(in.readInt(), in.readInt(), readParts(in)) : null;
  }

  private static void writeNested(ControlMessage message, DataOutputStream out) throws IOException {
    out.writeByte(message == null ? NONE : kind(message));
    if (message != null) {
      writeBytes(encode(message), out);
    }
  }

  private static <T extends ControlMessage> T readNested(Class<T> type, DataInputStream in)
      throws IOException {
    int kind = in.readUnsignedByte();
    if (kind == NONE) {
      return null;
    } else if (kind == STANDING) {
      throw new IOException("a standing in a standing");
    }
    ControlMessage message = decode(kind, readBytes(in));
    if (!type.isInstance(message)) {
      throw new IOException("a message of kind " + kind + " where there is no place for it");
    }
    return type.cast(message);
  }

  private static void writeParts(List<PartInfo> parts, DataOutputStream out) throws IOException {
    out.writeInt(parts.size());
    for (PartInfo part : parts) {
      part.writeTo(out);
    }
  }

  private static List<PartInfo> readParts(DataInputStream in) throws IOException {
    List<PartInfo> parts = new ArrayList<>();
    for (int left = readCount(in); left > 0; left--) {
      parts.add(PartInfo.readFrom(in));
    }
    return parts;
  }

  private static int readCount(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MOST_ENTRIES) {
      throw new IOException("a control message says that it has " + count + " entries");
    }
    return count;
  }

  private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException(
          "a control message with " + length + " bytes where " + in.available() + " are left");
    }
    return in.readNBytes(length);
  }

  private static void writeText(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int end = bytes.length;
    if (end > MOST_TEXT_BYTES) {
      end = MOST_TEXT_BYTES;
      // Not in the middle of a character.
      while ((bytes[end] & 0xc0) == 0x80) {
        end--;
      }
    }
    out.writeInt(end);
    out.write(bytes, 0, end);
  }

  private static String readText(DataInputStream in) throws IOException {
    byte[] bytes = readBytes(in);
    if (bytes.length > MOST_TEXT_BYTES) {
      throw new IOException("a control message with a text of " + bytes.length + " bytes");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
