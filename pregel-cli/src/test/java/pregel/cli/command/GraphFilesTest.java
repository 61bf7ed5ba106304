package pregel.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.cli.command.Session.Outcome;

class GraphFilesTest {
  private static final long RMAT_CRC = 1754125532L;
  private static final long UNIFORM_CRC = 1083546918L;

  @TempDir Path directory;
  private Session session;

  @BeforeEach
  void open() {
    session = new Session(directory);
  }

  @Test
  void generatesTheSameBytesEverywhereAndAlways() throws IOException {
    session.run("generate rmat --scale 10 --seed 7 --weighted --permute --threads 1 -o @a.txt");
    session.run("generate rmat --scale 10 --seed 7 --weighted --permute --threads 3 -o @b.txt");
    assertThat(session.text("b.txt")).isEqualTo(session.text("a.txt")).hasLineCount(16 << 10);
    assertThat(crc("a.txt")).isEqualTo(RMAT_CRC);
    session.run("generate uniform --scale 8 --edge-factor 4 --undirected --simple -o @u.csv");
    assertThat(crc("u.csv")).isEqualTo(UNIFORM_CRC);
  }

  @Test
  void listsEveryIdOnRequest() {
    session.run("generate uniform --scale 3 --edge-factor 1 -o @u.e --vertex-file @u.v");
    assertThat(session.text("u.v")).isEqualTo("0\n1\n2\n3\n4\n5\n6\n7\n");
    session.run("generate grid --rows 1 --columns 2 -o @g.txt --vertex-file @ids.txt");
    assertThat(session.text("ids.txt")).isEqualTo("0\n1\n");
  }

  @Test
  void generatesToStandardOutput() {
    Outcome outcome = session.run("generate path --vertices 3 --undirected -q -o -");
    assertThat(outcome.out()).isEqualTo("0 1\n1 0\n1 2\n2 1\n");
  }

  @Test
  void refusesWhatAKindDoesNotHave() {
    assertThat(session.run("generate blob -o @x.txt").err()).contains("one of rmat, uniform");
    assertThat(session.run("generate rmat --scale 99 -o @x.txt").exitCode()).isEqualTo(2);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void refusesNumbersOfPartitionsThatCannotBe() {
    session.file("g.txt", "1 2\n");
    for (String number : new String[] {"-1", "65537"}) {
      Outcome outcome = session.run("inspect @g.txt --partitions " + number);
      assertThat(outcome.exitCode()).isEqualTo(2);
      assertThat(outcome.err()).contains("--partitions: " + number, "give 1 to 65536");
    }
    assertThat(session.run("inspect @g.txt --partitions 65536 -q").exitCode()).isZero();
  }

  @Test
  void convertsBackAndForthWithoutLoss() {
    session.run("generate rmat --scale 6 --weighted -o @g.csv -q");
    session.run("convert @g.csv @sorted.csv --weighted -q");
    session.run("convert @sorted.csv @g.snapshot --weighted -q");
    session.run("convert @g.snapshot @g.txt.zst -q");
    session.run("convert @g.txt.zst @back.csv --weighted -q");
    assertThat(session.text("back.csv")).isEqualTo(session.text("sorted.csv")).hasLineCount(1025);
  }

  @Test
  void aSnapshotGivesTheResultOfItsText() {
    session.run("generate rmat --scale 8 -o @g.txt -q");
    session.run("convert @g.txt @g.snapshot -q");
    String text = session.run("run pagerank -q -i @g.txt -o -").out();
    assertThat(session.run("run pagerank -q -i @g.snapshot -o -").out()).isEqualTo(text);
    assertThat(session.run("run wcc --undirected -i @g.snapshot").err())
        .startsWith("pregel: --undirected: shapes a graph while it is built");
  }

  @Test
  void writesGraphalyticsFilesThatAreReadAsTheyWere() {
    session.file("g.txt", "5 7\n7 9\n");
    session.file("ids.txt", "1\n5\n7\n9\n");
    Outcome outcome =
        session.run("convert @g.txt @b --to graphalytics --undirected --vertices @ids.txt");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(session.text("b.v")).isEqualTo("1\n5\n7\n9\n");
    assertThat(session.text("b.e")).isEqualTo("5 7\n7 9\n");
    assertThat(session.text("b.properties")).contains("graph.b.directed = false");
    assertThat(session.run("run wcc -q -i @b -o -").out())
        .isEqualTo("id,component\n1,1\n5,5\n7,5\n9,5\n");
  }

  @Test
  void saysWhenIsolatedVerticesAreLost() {
    session.file("g.txt", "5 7\n");
    session.file("ids.txt", "1\n5\n7\n");
    assertThat(session.run("convert @g.txt @h.txt --vertices @ids.txt").err())
        .contains("1 isolated vertex", "--vertex-file");
  }

  @Test
  void keepsAnExistingFile() {
    session.file("g.txt", "1 2\n");
    session.file("h.csv", "old");
    assertThat(session.run("convert @g.txt @h.csv").exitCode()).isEqualTo(11);
    assertThat(session.run("generate path -o @h.csv").exitCode()).isEqualTo(11);
    assertThat(session.text("h.csv")).isEqualTo("old");
  }

  private long crc(String name) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(Files.readAllBytes(session.path(name)));
    return crc.getValue();
  }
}
