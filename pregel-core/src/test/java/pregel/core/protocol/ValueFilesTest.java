package pregel.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import pregel.core.block.DamagedFileException;
import pregel.core.files.MemoryFiles;

class ValueFilesTest {
  private final MemoryFiles store = new MemoryFiles(true);
  private final ValueFiles files = new ValueFiles(store, "/stage/values");

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @Test
  void whatFitsTravelsAndTheRestIsInAFileUntilItIsRemoved() throws IOException {
    byte[] fits = random(MasterValues.MOST_BYTES);
    MasterValues carried = files.put(fits, 1, 2, 3);
    assertThat(carried.bytes()).isSameAs(fits);
    assertThat(store.files()).isEmpty();
    assertThat(files.get(carried)).isSameAs(fits);
    files.remove(carried);

    byte[] more = random(MasterValues.MOST_BYTES + 1);
    MasterValues named = files.put(more, 1, 2, 3);
    assertThat(named.bytes()).isEmpty();
    assertThat(named.file()).isEqualTo("1-3-2");
    assertThat(files.get(named)).isEqualTo(more);
    files.remove(named);
    assertThat(store.files()).isEmpty();
    assertThatThrownBy(() -> files.get(named)).isInstanceOf(IOException.class);
  }

  @Test
  void everyFlippedBitIsFound() throws IOException {
    MasterValues named = files.put(random(MasterValues.MOST_BYTES + 5), 1, 2, 3);
    Random random = new Random(1);
    for (int round = 0; round < 20; round++) {
      long bit = random.nextInt(8 * (MasterValues.MOST_BYTES + 5));
      store.flip("/stage/values/1-3-2", bit);
      assertThatThrownBy(() -> files.get(named)).isInstanceOf(DamagedFileException.class);
      store.flip("/stage/values/1-3-2", bit);
    }
    assertThat(files.get(named)).hasSize(MasterValues.MOST_BYTES + 5);
  }

  @Test
  void namesOfOtherFilesAreRefused() {
    for (String name : new String[] {"../../secret", "1-2", "1-2-3/..", "a-b-c", "."}) {
      assertThatThrownBy(() -> files.get(MasterValues.in(name, 10, 0)))
          .as(name)
          .hasMessageContaining("a verdict names the file");
    }
    assertThatThrownBy(() -> files.get(MasterValues.in("1-2-3", -1, 0)))
        .isInstanceOf(IOException.class);
  }
}
