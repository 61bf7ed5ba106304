package pregel.core.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.api.BooleanColumn;
import pregel.api.Codec;
import pregel.api.Column;
import pregel.api.DoubleColumn;
import pregel.api.IntColumn;
import pregel.api.LongColumn;
import pregel.api.ObjectColumn;
import pregel.api.Schema;
import pregel.core.commit.OutputPart;
import pregel.core.files.FileWriter;
import pregel.core.files.LocalFiles;
import pregel.core.graph.TextsBuilder;
import pregel.core.graph.VertexNames;

class WholeResultTest {
  private final LocalFiles files = new LocalFiles();

  @TempDir Path directory;

  private static final Codec<String> TEXT =
      new Codec<>() {
        @Override
        public void write(String value, DataOutput out) throws IOException {
          out.writeUTF(value);
        }

        @Override
        public String read(DataInput in) throws IOException {
          return in.readUTF();
        }
      };

  private static List<Column> columns(int vertices) {
    Schema schema = new Schema(vertices);
    schema.doubleColumn("d");
    schema.longColumn("l");
    schema.intColumn("i");
    schema.booleanColumn("b");
    schema.objectColumn("o", TEXT);
    return schema.resultColumns();
  }

  @SuppressWarnings("unchecked")
  private static void fill(List<Column> columns, int slot, long id) {
    ((DoubleColumn) columns.get(0)).put(slot, id == 3 ? -0.0 : 1.0 / id);
    ((LongColumn) columns.get(1)).put(slot, id * 7);
    ((IntColumn) columns.get(2)).put(slot, (int) id);
    ((BooleanColumn) columns.get(3)).put(slot, id % 2 == 0);
    ((ObjectColumn<String>) columns.get(4)).put(slot, id % 3 == 0 ? null : "v" + id);
  }

  private static List<Object> row(List<Column> columns, int slot) {
    return Arrays.asList(
        Double.doubleToRawLongBits(((DoubleColumn) columns.get(0)).at(slot)),
        ((LongColumn) columns.get(1)).at(slot),
        ((IntColumn) columns.get(2)).at(slot),
        ((BooleanColumn) columns.get(3)).at(slot),
        ((ObjectColumn<?>) columns.get(4)).at(slot));
  }

  private OutputPart part(String name, long[] ids) throws IOException {
    // In slots that are not in the order of the ids.
    List<Column> columns = columns(ids.length + 1);
    int[] slots = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      slots[i] = ids.length - i;
      fill(columns, slots[i], ids[i]);
    }
    String file = directory.resolve(name).toString();
    try (FileWriter writer = files.create(file)) {
      ResultPart.write(writer, ids, slots, columns);
      writer.finish();
    }
    return new OutputPart(name, Files.size(Path.of(file)));
  }

  private WholeResult read(List<OutputPart> parts) throws IOException {
    return WholeResult.read(files, directory.toString(), parts, WholeResultTest::columns);
  }

  @Test
  void everyRowStandsWhereItsIdBelongs() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      int workers = 1 + random.nextInt(4);
      TreeMap<Long, Integer> owners = new TreeMap<>();
      int vertices = random.nextInt(round == 0 ? 20_000 : 60);
      for (int i = 0; i < vertices; i++) {
        owners.put(random.nextLong(), random.nextInt(workers));
      }
      List<OutputPart> parts = new ArrayList<>();
      for (int worker = 0; worker < workers; worker++) {
        int number = worker;
        parts.add(
            part(
                "part-" + round + "-" + worker,
                owners.keySet().stream()
                    .filter(id -> owners.get(id) == number)
                    .mapToLong(Long::longValue)
                    .toArray()));
      }
      WholeResult whole = read(parts);
      assertThat(whole.ids().count()).as("seed %d", seed).isEqualTo(owners.size());
      List<Column> expected = columns(1);
      int slot = 0;
      for (long id : owners.keySet()) {
        fill(expected, 0, id);
        assertThat(whole.ids().id(slot)).as("seed %d", seed).isEqualTo(id);
        assertThat(row(whole.columns(), slot)).as("seed %d", seed).isEqualTo(row(expected, 0));
        slot++;
      }
    }
  }

  private OutputPart names(String name, VertexNames names, long... ids) throws IOException {
    String file = directory.resolve(NamesPart.PREFIX + name).toString();
    try (FileWriter writer = files.create(file)) {
      NamesPart.write(writer, ids, names);
      writer.finish();
    }
    return new OutputPart(NamesPart.PREFIX + name, Files.size(Path.of(file)));
  }

  private static VertexNames dictionary(String... sorted) {
    TextsBuilder texts = new TextsBuilder();
    for (String name : sorted) {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      texts.add(bytes, 0, bytes.length);
    }
    return new VertexNames(texts.build());
  }

  @Test
  void theNamesOfAllWorkersBecomeOneDictionary() throws IOException {
    VertexNames all = dictionary("a", "bob", "\u00e9", "\ud834\udd1e");
    List<OutputPart> parts =
        List.of(
            part("a", new long[] {1, 3}),
            names("a", all, 1, 3),
            part("b", new long[] {0, 2}),
            names("b", all, 0, 2),
            part("c", new long[0]),
            names("c", all));
    VertexNames names = read(parts).ids().names();
    assertThat(names.count()).isEqualTo(4);
    for (int id = 0; id < 4; id++) {
      assertThat(names.name(id)).isEqualTo(all.name(id));
      assertThat(names.number(all.name(id))).isEqualTo(id);
    }
    assertThat(read(List.of(part("a", new long[] {7}))).ids().names()).isNull();
  }

  @Test
  void aNameThatIsMissingIsNoticed() throws IOException {
    VertexNames all = dictionary("a", "b", "c");
    List<OutputPart> parts = List.of(names("a", all, 0), names("b", all, 2));
    assertThatThrownBy(() -> read(parts))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the name of vertex 1 is in no part");
  }

  @Test
  void aFlippedBitAmongNamesIsNoticed() throws IOException {
    OutputPart part = names("a", dictionary("ann", "bob"), 0, 1);
    Path file = directory.resolve(part.name());
    byte[] sound = Files.readAllBytes(file);
    for (int at = 0; at < sound.length; at++) {
      byte[] damaged = sound.clone();
      damaged[at] ^= 4;
      Files.write(file, damaged);
      assertThatThrownBy(() -> read(List.of(part))).as("byte %d", at).isInstanceOf(Exception.class);
    }
  }

  @Test
  void aVertexInTwoPartsIsRefused() throws IOException {
    List<OutputPart> parts = List.of(part("a", new long[] {1, 5}), part("b", new long[] {5, 9}));
    assertThatThrownBy(() -> read(parts))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("vertex 5 is in the result twice");
  }

  @Test
  void aFlippedBitAnywhereIsNoticed() throws IOException {
    OutputPart part = part("a", new long[] {1, 2, 4, 5});
    Path file = directory.resolve("a");
    byte[] sound = Files.readAllBytes(file);
    for (int at = 0; at < sound.length; at++) {
      byte[] damaged = sound.clone();
      damaged[at] ^= 4;
      Files.write(file, damaged);
      assertThatThrownBy(() -> read(List.of(part))).as("byte %d", at).isInstanceOf(Exception.class);
    }
  }
}
