package pregel.core.job;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import pregel.api.Codec;
import pregel.api.Combiner;
import pregel.api.ObjectAggregator;
import pregel.api.Schema;

/**
 * What the vertices of one worker contributed to the aggregators in a superstep, folded by
 * partition; longs and booleans, which fold to the same bits in any order, over all of them.
 *
 * @param partitions which partitions of the whole graph, ascending
 * @param doubles by aggregator, by place in {@code partitions}
 * @param longs by aggregator
 * @param booleans by aggregator
 * @param objects by aggregator, by place in {@code partitions}; null where nobody contributed
 */
public record Contributions(
    int[] partitions, double[][] doubles, long[] longs, boolean[] booleans, Object[][] objects) {

  /** Nothing from anybody. */
  public static Contributions none(Schema schema, int[] partitions) {
    double[][] doubles = new double[schema.doubleAggregators().size()][partitions.length];
    for (int i = 0; i < doubles.length; i++) {
      Arrays.fill(doubles[i], schema.doubleAggregators().get(i).fold().doubleIdentity());
    }
    long[] longs = new long[schema.longAggregators().size()];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = schema.longAggregators().get(i).identity();
    }
    boolean[] booleans = new boolean[schema.booleanAggregators().size()];
    for (int i = 0; i < booleans.length; i++) {
      booleans[i] = schema.booleanAggregators().get(i).identity();
    }
    return new Contributions(
        partitions,
        doubles,
        longs,
        booleans,
        new Object[schema.objectAggregators().size()][partitions.length]);
  }

  /** Writes what {@link #read} reads. */
  public void write(Schema schema, DataOutput out) throws IOException {
    out.writeInt(partitions.length);
    for (int partition : partitions) {
      out.writeInt(partition);
    }
    for (double[] values : doubles) {
      for (double value : values) {
        out.writeDouble(value);
      }
    }
    for (long value : longs) {
      out.writeLong(value);
    }
    for (boolean value : booleans) {
      out.writeBoolean(value);
    }
    for (int i = 0; i < objects.length; i++) {
      for (Object value : objects[i]) {
        out.writeBoolean(value != null);
        if (value != null) {
          writeObject(schema.objectAggregators().get(i).codec(), value, out);
        }
      }
    }
  }

  @SuppressWarnings("unchecked") // the aggregator's own contribution
  private static <T> void writeObject(Codec<T> codec, Object value, DataOutput out)
      throws IOException {
    codec.write((T) value, out);
  }

  public static Contributions read(Schema schema, DataInput in) throws IOException {
    int[] partitions = new int[Bounded.count(in, "partitions")];
    for (int i = 0; i < partitions.length; i++) {
      partitions[i] = in.readInt();
    }
    Contributions read = none(schema, partitions);
    for (double[] values : read.doubles) {
      for (int i = 0; i < values.length; i++) {
        values[i] = in.readDouble();
      }
    }
    for (int i = 0; i < read.longs.length; i++) {
      read.longs[i] = in.readLong();
    }
    for (int i = 0; i < read.booleans.length; i++) {
      read.booleans[i] = in.readBoolean();
    }
    for (int i = 0; i < read.objects.length; i++) {
      ObjectAggregator<?> aggregator = schema.objectAggregators().get(i);
      for (int at = 0; at < read.objects[i].length; at++) {
        read.objects[i][at] = in.readBoolean() ? aggregator.codec().read(in) : null;
      }
    }
    return read;
  }

  /** One step of a fold of doubles. */
  public static double fold(Combiner fold, double left, double right) {
    return switch (fold) {
      case SUM -> left + right;
      case MIN -> Math.min(left, right);
      case MAX -> Math.max(left, right);
      case FIRST -> throw new AssertionError("refused by the schema");
    };
  }

  /** One step of a fold of longs. */
  public static long fold(Combiner fold, long left, long right) {
    return switch (fold) {
      case SUM -> left + right;
      case MIN -> Math.min(left, right);
      case MAX -> Math.max(left, right);
      case FIRST -> throw new AssertionError("refused by the schema");
    };
  }
}
