package pregel.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class GraphOptionsTest {
  @Test
  void anotherProcessReadsWhatWasGiven() {
    for (String given :
        List.of(
            "",
            "--undirected --weighted --allow-nan --duplicates sum --self-loops drop",
            "--directed --format csv --ids string --unknown-vertices drop --order degree",
            "--vertices /v.txt --partitions 8 --max-bad-lines 3 --bad-lines /bad")) {
      GraphOptions options = new GraphOptions();
      new CommandLine(options)
          .setCaseInsensitiveEnumValuesAllowed(true)
          .parseArgs(given.isEmpty() ? new String[0] : given.split(" "));
      GraphOptions read = GraphOptions.of(options.arguments(), 5);
      assertThat(read.arguments()).as(given).isEqualTo(options.arguments());
      assertThat(read.threadCount()).isEqualTo(5);
      assertThat(read).usingRecursiveComparison().ignoringFields("threads").isEqualTo(options);
      for (String word : given.isEmpty() ? new String[0] : given.split(" ")) {
        assertThat(options.arguments()).contains(word);
      }
    }
  }
}
