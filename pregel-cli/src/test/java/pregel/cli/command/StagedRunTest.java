package pregel.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.api.LongColumn;
import pregel.api.Schema;
import pregel.api.StagedProgram;
import pregel.api.Stages;
import pregel.cli.Datasets;
import pregel.cli.command.Session.Outcome;

class StagedRunTest {
  @TempDir Path directory;
  private Session session;

  @BeforeEach
  void open() {
    session = new Session(directory);
  }

  @Test
  void louvainWritesCommunitiesAndReportsTheirModularity() throws IOException {
    session.file("g.txt", "1 2\n2 3\n3 1\n4 5\n5 6\n6 4\n3 4\n");
    Outcome outcome =
        session.run("run louvain --undirected -i @g.txt -o @out.csv --stats @stats.json");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(session.text("out.csv")).isEqualTo("id,community\n1,1\n2,1\n3,1\n4,4\n5,4\n6,4\n");
    JsonNode stats = new ObjectMapper().readTree(session.text("stats.json"));
    assertThat(stats.at("/values/modularity").asDouble()).isCloseTo(6 / 7.0 - 0.5, within(1e-12));
    assertThat(stats.at("/values/communities").asInt()).isEqualTo(2);
    assertThat(stats.get("trace")).hasSize(stats.get("supersteps").asInt());
    for (int i = 0; i < stats.get("trace").size(); i++) {
      assertThat(stats.get("trace").get(i).get("superstep").asInt()).isEqualTo(i);
    }
    assertThat(outcome.err()).contains("modularity 0.357143, communities 2");
  }

  @Test
  void spanningForestsWriteTheParentOfEveryVertexButTheRoots() {
    session.file("g.txt", "5 2 1\n2 9 4\n9 5 2\n7 8 3\n3 3 1\n");
    Outcome outcome = session.run("run msf --undirected --weighted -q -i @g.txt -o -");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .isEqualTo("id,tree,parent,weight\n2,2,,\n3,3,,\n5,2,2,1.0\n7,7,,\n8,7,7,3.0\n9,2,5,2.0\n");
  }

  /** The weight that Kruskal's algorithm finds in the tests of the algorithms. */
  @Test
  void spanningForestsOfRoadsWeighWhatTheyMust() throws IOException {
    Path rome = Datasets.path("rome99/rome99.gr.gz");
    for (int threads = 1; threads <= 3; threads++) {
      String out = " -o @out" + threads + ".csv --stats @s" + threads + ".json";
      session.run("run msf -q --weighted --threads " + threads + " -i " + rome + out);
      JsonNode stats = new ObjectMapper().readTree(session.text("s" + threads + ".json"));
      assertThat(stats.at("/values/total_weight").asDouble()).isEqualTo(1_186_386);
      assertThat(stats.at("/values/trees").asInt()).isEqualTo(1);
      assertThat(session.text("out" + threads + ".csv")).isEqualTo(session.text("out1.csv"));
    }
  }

  /** Published for the Louvain method: 0.444 on jazz musicians, 0.88 on the web of PGP keys. */
  @Test
  void findsCommunitiesAsGoodAsThoseThatWerePublished() throws IOException {
    assertModularity("karate.graph", 0.41, 0.4198);
    assertModularity("jazz.graph", 0.43, 0.446);
    assertModularity("PGPgiantcompo.graph.gz", 0.875, 0.89);
  }

  private void assertModularity(String file, double least, double most) throws IOException {
    Path path = Datasets.path("networkit-graphs/" + file);
    for (int threads = 1; threads <= 3; threads++) {
      String out = " -o @" + file + threads + ".csv --stats @s.json --overwrite --threads ";
      session.file("s.json", "");
      session.run("run louvain -q -i " + path + out + threads);
      JsonNode stats = new ObjectMapper().readTree(session.text("s.json"));
      assertThat(stats.at("/values/modularity").asDouble()).as(file).isBetween(least, most);
      assertThat(session.text(file + threads + ".csv"))
          .as("%s, %d threads", file, threads)
          .isEqualTo(session.text(file + "1.csv"));
    }
  }

  @Test
  void runsAStagedProgramOfTheUsersByItsName() {
    session.file("g.txt", "3 4\n");
    Outcome outcome = session.run("run " + Numbering.class.getName() + " -q -i @g.txt -o -");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).isEqualTo("id,number\n3,0\n4,1\n");
  }

  @Test
  void tellsWhoHasNoResultBeforeTheLimit() {
    session.file("g.txt", "3 4\n");
    Outcome outcome = session.run("run louvain --max-supersteps 2 -i @g.txt -o @out.csv");
    assertThat(outcome.exitCode()).isEqualTo(22);
    assertThat(outcome.err()).contains("--max-supersteps").hasLineCount(1);
    assertThat(session.path("out.csv")).doesNotExist();
  }

  /** A program without any stage. */
  public static final class Numbering implements StagedProgram {
    private LongColumn number;

    @Override
    public void open(Schema result) {
      number = result.longColumn("number");
    }

    @Override
    public void run(Stages stages) {
      for (int slot = 0; slot < stages.graph().vertices(); slot++) {
        number.put(slot, slot);
      }
    }
  }
}
