package pregel.core.checkpoint;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;
import pregel.core.block.DamagedFileException;

/**
 * What a checkpoint is: without its manifest it does not exist. Numbers are big-endian, a text is
 * its length in 4 bytes and its UTF-8:
 *
 * <pre>
 *  offset size field
 *       0    4 magic 0x50474d46
 *       4    4 version 1
 *       8    8 length of the file
 *      16    4 CRC-32C of bytes 0..15 and 20 to the end
 *      20      text job
 *              4 epoch
 *              4 attempt
 *              4 superstep
 *              4 number of parts, and each as {@link PartInfo} draws it
 *              4 length of the master's state, and it
 *              4 length of the aggregates, and they
 *              4 number of partitions, and 4 for the owner of each
 * </pre>
 *
 * <p>The arrays are not copied: they belong to the manifest, and nobody writes to them.
 *
 * @param job whose checkpoint it is
 * @param epoch of the master that publishes it
 * @param attempt in which it was taken
 * @param superstep at whose start it was taken
 * @param parts all that it needs, older ones included
 * @param masterState what the master wrote of itself
 * @param aggregates what can be read in the superstep, as the master wrote it
 * @param partitionOwners the worker of each partition
 */
@SuppressWarnings("ArrayRecordComponent")
public record Manifest(
    String job,
    int epoch,
    int attempt,
    int superstep,
    List<PartInfo> parts,
    byte[] masterState,
    byte[] aggregates,
    int[] partitionOwners) {
  /** The longest manifest that is believed. */
  static final long MOST = 1 << 30;

  private static final int MAGIC = 0x50474d46;
  private static final int VERSION = 1;
  private static final int CRC_AT = 16;
  private static final int HEAD = 20;

  /** Refuses parts of one name, and a part that refers to one that is not there. */
  public Manifest {
    parts = List.copyOf(parts);
    if (epoch < 0 || attempt < 0 || superstep < 0) {
      throw new IllegalArgumentException(
          "epoch " + epoch + ", attempt " + attempt + ", superstep " + superstep);
    }
    Set<String> names = new HashSet<>();
    for (PartInfo part : parts) {
      if (!names.add(part.fileName())) {
        throw new IllegalArgumentException("part " + part.fileName() + " is named twice");
      }
    }
    for (PartInfo part : parts) {
      if (!names.containsAll(part.needs())) {
        throw new IllegalArgumentException(
            "part " + part.fileName() + " needs " + part.needs() + ", and not all are named");
      }
    }
  }

  /** The name of its file among the job's manifests. */
  public String fileName() {
    return ManifestName.of(this).fileName();
  }

  ByteBuffer encode() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(MAGIC);
    out.writeInt(VERSION);
    out.writeLong(0);
    out.writeInt(0);
    PartInfo.writeText(out, job);
    out.writeInt(epoch);
    out.writeInt(attempt);
    out.writeInt(superstep);
    out.writeInt(parts.size());
    for (PartInfo part : parts) {
      part.writeTo(out);
    }
    out.writeInt(masterState.length);
    out.write(masterState);
    out.writeInt(aggregates.length);
    out.write(aggregates);
    out.writeInt(partitionOwners.length);
    for (int owner : partitionOwners) {
      out.writeInt(owner);
    }
    ByteBuffer encoded = ByteBuffer.wrap(bytes.toByteArray());
    encoded.putLong(8, encoded.limit());
    encoded.putInt(CRC_AT, crc(encoded));
    return encoded;
  }

  static Manifest decode(byte[] bytes) throws IOException {
    ByteBuffer encoded = ByteBuffer.wrap(bytes);
    if (bytes.length < HEAD || encoded.getInt(0) != MAGIC) {
      throw new DamagedFileException("does not begin like a manifest");
    }
    if (encoded.getInt(4) != VERSION) {
      throw new DamagedFileException(
          "has format version " + encoded.getInt(4) + ", and this program reads " + VERSION);
    }
    if (encoded.getLong(8) != bytes.length) {
      throw new DamagedFileException(
          "has " + bytes.length + " bytes, and says " + encoded.getLong(8));
    }
    if (encoded.getInt(CRC_AT) != crc(encoded)) {
      throw new DamagedFileException("is damaged: its checksum does not match");
    }
    try {
      return decode(
          new DataInputStream(new ByteArrayInputStream(bytes, HEAD, bytes.length - HEAD)));
    } catch (EOFException e) {
      throw new DamagedFileException("contradicts itself: it ends too early");
    } catch (IllegalArgumentException e) {
      throw new DamagedFileException("contradicts itself: " + e.getMessage());
    }
  }

  private static Manifest decode(DataInputStream in) throws IOException {
    String job = PartInfo.readText(in);
    int epoch = in.readInt();
    int attempt = in.readInt();
    int superstep = in.readInt();
    int count = in.readInt();
    List<PartInfo> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(PartInfo.readFrom(in));
    }
    byte[] masterState = readBytes(in);
    byte[] aggregates = readBytes(in);
    int partitions = in.readInt();
    if (partitions < 0 || partitions > in.available() / Integer.BYTES) {
      throw new EOFException();
    }
    int[] owners = new int[partitions];
    for (int i = 0; i < partitions; i++) {
      owners[i] = in.readInt();
    }
    return new Manifest(job, epoch, attempt, superstep, parts, masterState, aggregates, owners);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new EOFException();
    }
    return in.readNBytes(length);
  }

  private static int crc(ByteBuffer encoded) {
    CRC32C crc = new CRC32C();
    crc.update(encoded.slice(0, CRC_AT));
    crc.update(encoded.slice(HEAD, encoded.limit() - HEAD));
    return (int) crc.getValue();
  }
}
