package pregel.loaders.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.api.BooleanColumn;
import pregel.api.Direction;
import pregel.api.DoubleColumn;
import pregel.api.FailureKind;
import pregel.api.IntColumn;
import pregel.api.JobException;
import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;
import pregel.core.graph.BuildOptions;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphBuilder;
import pregel.core.graph.InputColumns;
import pregel.core.graph.VertexColumn;
import pregel.loaders.snapshot.SnapshotFile;

class VertexTableTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);

  @TempDir Path directory;

  @Test
  void randomTablesBecomeColumnsAndSurviveSnapshots() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      boolean named = random.nextBoolean();
      Map<String, String[]> rows = new LinkedHashMap<>();
      List<String> ids = new ArrayList<>();
      for (int i = random.nextInt(300); i >= 0; i--) {
        ids.add(named ? "v, " + i : Integer.toString(3 * i));
      }
      Collections.shuffle(ids, random);
      StringBuilder text = new StringBuilder("age,ok,id,note,score:double\n");
      for (String id : ids) {
        String[] row = {
          random.nextInt(5) == 0 ? "" : Long.toString(random.nextLong()),
          random.nextInt(5) == 0 ? "" : Boolean.toString(random.nextBoolean()),
          random.nextInt(5) == 0 ? "" : "ä\"" + random.nextInt(9) + "\n,",
          random.nextInt(5) == 0 ? "" : Double.toString(random.nextGaussian())
        };
        rows.put(id, row);
        String note = row[2].isEmpty() ? "" : quoted(row[2]);
        text.append(row[0]).append(',').append(row[1]).append(", ").append(quoted(id));
        text.append(',').append(note).append(',').append(row[3]).append('\n');
      }
      // The blank before a quoted id is not CSV: take it away again.
      String table = text.toString().replace(", \"", ",\"");
      String edge = named ? "source,target\nx," + quoted(ids.get(0)) + "\n" : "1," + ids.get(0);
      Graph graph =
          build(
              write("t.csv", table),
              write("e.csv", edge),
              named ? IdKind.STRING : IdKind.AUTO,
              random);
      Path snapshot = directory.resolve(seed + ".snapshot");
      SnapshotFile.write(graph, snapshot);
      assertIs(graph, rows, "seed " + seed);
      assertIs(SnapshotFile.open(snapshot, true, 2), rows, "seed " + seed + ", snapshot");
    }
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  private static void assertIs(Graph graph, Map<String, String[]> rows, String what) {
    List<VertexColumn> columns = graph.vertexColumns();
    assertThat(columns.stream().map(VertexColumn::name).toList())
        .as(what)
        .containsExactly("age", "ok", "note", "score");
    assertThat(graph.vertices()).as(what).isEqualTo(rows.size() + 1);
    for (int slot = 0; slot < graph.vertices(); slot++) {
      String[] row =
          rows.getOrDefault(graph.ids().text(graph.ids().id(slot)), new String[] {"", "", "", ""});
      for (int column = 0; column < 4; column++) {
        assertThat(value(columns.get(column), slot)).as(what).isEqualTo(row[column]);
      }
    }
  }

  private static String value(VertexColumn column, int slot) {
    if (!column.isPresent(slot)) {
      return "";
    }
    return switch (column.type()) {
      case LONG -> Long.toString(column.longAt(slot));
      case DOUBLE -> Double.toString(column.doubleAt(slot));
      case BOOLEAN -> Boolean.toString(column.booleanAt(slot));
      case STRING -> column.textAt(slot);
    };
  }

  @Test
  void contentDecidesTheTypeWhereTheHeaderDoesNot() throws IOException {
    Path table =
        write("t.csv", "id,a,b,c,d,e,f\n1,1,1,true,x,,-9223372036854775808\n2,-2,1.5,FALSE,2,,\n");
    Graph graph = build(table, write("e.txt", "1 2\n"), IdKind.AUTO, new Random(1));
    assertThat(graph.vertexColumns().stream().map(c -> c.type().label()).toList())
        .containsExactly("long", "double", "boolean", "string", "string", "long");
    assertThat(graph.vertexColumns().get(5).longAt(0)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void plainListsStayWhatTheyAre() throws IOException {
    Path edges = write("e.txt", "1 2\n");
    for (String list : List.of("1\n2\n7\n", "# ids\n1 x\n2 y\n7 z\n", "id\n1\n2\n7\n")) {
      Graph graph = build(write("v.txt", list), edges, IdKind.AUTO, new Random(1));
      assertThat(graph.vertices()).isEqualTo(3);
      assertThat(graph.vertexColumns()).isEmpty();
    }
    Graph named =
        build(write("v.txt", "a\nb\nzed\n"), write("n.txt", "a b\n"), IdKind.STRING, new Random(1));
    assertThat(named.vertices()).isEqualTo(3);
  }

  @Test
  void saysWhichLineDoesNotFit() throws IOException {
    assertRefused("id,age:long\n1,30\n2,3O\n", "t.csv:3: expected id,age but found a age that");
    assertRefused("id,age\n1,30\n2\n", "t.csv:3: expected id,age but found 1 column");
    assertRefused("id,age\nx,30\n", "t.csv:2: expected id,age but found an id that is not an");
    assertRefused("id,age:years\n1,2\n", "t.csv:1: column \"age:years\" has no known type; give");
    assertRefused("id,age,age\n1,2,3\n", "t.csv:1: column \"age\" is there twice");
    assertRefused("id,age\n1,2\n2,3\n1,2\n", "vertex 1: has two lines in the vertex file");
  }

  @Test
  void skippedLinesLeaveNoValues() throws IOException {
    Path table = write("t.csv", "id,age:long\n1,30\n2,old\n3,31\n");
    ReadGraph read =
        GraphReader.read(
            List.of(write("e.txt", "1 3\n").toString()),
            ReadOptions.defaults(2).withVertices(table).withBadLines(1, null));
    Graph graph = GraphBuilder.build(read.edges(), BuildOptions.defaults(1), Direction.IN).graph();
    assertThat(graph.vertices()).isEqualTo(2);
    assertThat(graph.vertexColumns().get(0).longAt(1)).isEqualTo(31);
  }

  private record Reader(String kind, String name, Map<Long, Object> seen)
      implements VertexProgram.OfLong {
    private static final ThreadLocal<Object> COLUMN = new ThreadLocal<>();

    @Override
    public void open(Schema schema) {
      COLUMN.set(
          switch (kind) {
            case "double" -> schema.doubleColumn(name).initially(-1).fromInput();
            case "long" -> schema.longColumn(name).initially(-1).fromInput();
            case "int" -> schema.intColumn(name).initially(-1).fromInput();
            default -> schema.booleanColumn(name).fromInput();
          });
    }

    @Override
    public void compute(Vertex vertex, LongMessages messages) {}
  }

  @Test
  void programsReadTheirColumns() throws IOException {
    Graph graph =
        build(
            write("t.csv", "id,n,x,ok\n1,5,0.5,true\n2,,,\n3,9000000000,2,false\n"),
            write("e.txt", "1 2\n"),
            IdKind.AUTO,
            new Random(1));
    assertThat(filled(graph, "double", "x")).containsExactly(0.5, -1.0, 2.0);
    assertThat(filled(graph, "double", "n")).containsExactly(5.0, -1.0, 9e9);
    assertThat(filled(graph, "long", "n")).containsExactly(5L, -1L, 9_000_000_000L);
    assertThat(filled(graph, "boolean", "ok")).containsExactly(true, false, false);
    assertFillRefused(graph, "int", "n", "vertex 3 has 9000000000");
    assertFillRefused(graph, "long", "x", "reads it as long and the input has it as double");
    assertFillRefused(
        graph, "long", "y", "column \"y\": the program reads it from the input, which has n:long,");
  }

  private static void assertFillRefused(Graph graph, String kind, String name, String message) {
    assertThatThrownBy(() -> filled(graph, kind, name))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.INPUT))
        .hasMessageContaining(message);
  }

  private static List<Object> filled(Graph graph, String kind, String name) {
    Schema schema = Schema.of(new Reader(kind, name, Map.of()), graph.vertices());
    InputColumns.fill(schema, graph);
    Object column = Reader.COLUMN.get();
    List<Object> values = new ArrayList<>();
    for (int rank = 0; rank < graph.vertices(); rank++) {
      int slot = graph.ids().slotOfRank(rank);
      if (column instanceof DoubleColumn c) {
        values.add(c.at(slot));
      } else if (column instanceof LongColumn c) {
        values.add(c.at(slot));
      } else if (column instanceof IntColumn c) {
        values.add(c.at(slot));
      } else {
        values.add(((BooleanColumn) column).at(slot));
      }
    }
    return values;
  }

  private void assertRefused(String table, String message) throws IOException {
    Path file = write("t.csv", table);
    Path edges = write("e.txt", "1 2\n");
    assertThatThrownBy(() -> build(file, edges, IdKind.AUTO, new Random(1)))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.INPUT))
        .hasMessageContaining(message);
  }

  private static Graph build(Path table, Path edges, IdKind ids, Random random) {
    ReadGraph read =
        GraphReader.read(
            List.of(edges.toString()),
            ReadOptions.defaults(1 + random.nextInt(3)).withIds(ids).withVertices(table),
            64 << random.nextInt(8));
    BuildOptions options =
        new BuildOptions(
            VertexOrder.values()[random.nextInt(3)],
            BuildOptions.Duplicates.KEEP,
            false,
            BuildOptions.UnknownVertices.CREATE,
            0,
            2);
    return GraphBuilder.build(read.edges(), options, Direction.IN).graph();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }
}
