package pregel.cli.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.cli.command.Session;

class TableCommandTest {
  @TempDir Path directory;
  private Session session;

  @BeforeEach
  void files() {
    session = new Session(directory);
    session.file("users.csv", "user,name,country\n1,Alice,US\n2,Bob,UK\n3,Carol,JP\n");
    session.file("events.csv", "user,url,ms\n1,/home,5\n2,/buy,6\n1,/about,7\n9,/lost,8\n");
  }

  @Test
  void sorts() {
    prints(
        "table sort -i @events.csv -k user:desc,ms",
        "user,url,ms\n9,/lost,8\n2,/buy,6\n1,/home,5\n1,/about,7\n");
  }

  @Test
  void joins() {
    prints(
        "table join -i @events.csv --with @users.csv --on user --type left",
        "user,url,ms,name,country\n1,/home,5,Alice,US\n2,/buy,6,Bob,UK\n1,/about,7,Alice,US\n"
            + "9,/lost,8,,\n");
  }

  @Test
  void groups() {
    prints(
        "table group -i @events.csv --by user -a count,sum:ms:total",
        "user,count,total\n1,2,12\n2,1,6\n9,1,8\n");
  }

  @Test
  void findsTheTop() {
    prints("table top -i @events.csv -k ms:desc -n 2", "user,url,ms\n9,/lost,8\n1,/about,7\n");
  }

  @Test
  void givesEachRowOnce() {
    prints("table distinct -i @events.csv --columns user", "user\n1\n2\n9\n");
  }

  @Test
  void convertsThereAndBack() {
    prints("table convert -i @users.csv -o @users.jsonl.gz", "");
    prints(
        "table convert -i @users.jsonl.gz --columns name,user",
        "name,user\nAlice,1\nBob,2\nCarol,3\n");
  }

  @Test
  void givesTheSameBytesWithLittleMemoryAndTellsWhatWentToDisk() throws IOException {
    Random random = new Random(7);
    StringBuilder rows = new StringBuilder("key,value\n");
    for (int i = 0; i < 60_000; i++) {
      rows.append(random.nextInt(5000)).append(',').append(random.nextGaussian()).append('\n');
    }
    session.file("rows.csv", rows.toString());
    for (String stage : List.of("sort -k key", "group --by key -a mean:value,variance:value")) {
      String command = "table " + stage + " -i @rows.csv --overwrite";
      prints(command + " --memory 64k --threads 3 -o @little.csv --stats @little.json", "");
      prints(command + " --memory 64m --threads 1 -o @ample.csv --stats @ample.json", "");
      assertThat(session.text("little.csv")).as(stage).isEqualTo(session.text("ample.csv"));
      assertThat(statistics("little.json").at("/spill/plain_bytes").asLong()).isPositive();
      assertThat(statistics("ample.json").at("/spill/plain_bytes").asLong()).isZero();
      assertThat(statistics("little.json").at("/rows_in").asLong()).isEqualTo(60_000);
    }
  }

  @Test
  void saysInOneLineWhatIsWrong() throws IOException {
    session.file("bad.csv", "a,b\n1,2\nx,3\n");
    fails("table sort -i @users.csv -k nobody", 2, "sort: there is no column \"nobody\"");
    fails("table sort -i @none.csv -k a", 10, "none.csv: no such file");
    fails("table group -i @users.csv -a sum", 2, "--aggregate: sum has no column");
    fails("table convert -i @users.csv -o @events.csv", 11, "events.csv");
    fails(
        "table sort -i @bad.csv -k a --types a=long",
        10,
        "bad.csv:3: expected a long in column \"a\" but found \"x\"");
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith("."));
    }
  }

  private void prints(String command, String expected) {
    Session.Outcome outcome = session.run(command);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).isEqualTo(expected);
  }

  private void fails(String command, int code, String message) {
    Session.Outcome outcome = session.run(command);
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(code);
    assertThat(outcome.err().lines().toList()).hasSize(1);
    assertThat(outcome.err()).startsWith("pregel: ").contains(message);
  }

  private JsonNode statistics(String name) throws IOException {
    return new ObjectMapper().readTree(session.path(name).toFile());
  }
}
