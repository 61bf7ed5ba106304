package pregel.api.contract;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import pregel.api.Codec;

/** Codecs of what tests keep and send. */
public final class Codecs {
  private Codecs() {}

  /** Short texts. */
  public static final Codec<String> TEXT =
      new Codec<>() {
        @Override
        public void write(String text, DataOutput out) throws IOException {
          out.writeUTF(text);
        }

        @Override
        public String read(DataInput in) throws IOException {
          return in.readUTF();
        }
      };

  public static final Codec<Long> LONG =
      new Codec<>() {
        @Override
        public void write(Long number, DataOutput out) throws IOException {
          out.writeLong(number);
        }

        @Override
        public Long read(DataInput in) throws IOException {
          return in.readLong();
        }
      };
}
