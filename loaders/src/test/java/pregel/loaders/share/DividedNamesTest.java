package pregel.loaders.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import pregel.core.graph.DividedNames;
import pregel.core.graph.NameTable;
import pregel.core.graph.VertexNames;
import pregel.core.transport.Collective;
import pregel.loaders.share.MemoryWorkers.Outcome;

/** The dictionary on which workers agree, so large that nothing of it fits into one frame. */
class DividedNamesTest {
  private static final int NAMES = 450_000;
  private static final int WORKERS = 3;

  @Test
  void placesAreThoseAmongAllNamesAndLeadBackToThem() throws Exception {
    String[] all = new String[NAMES];
    for (int i = 0; i < NAMES; i++) {
      all[i] = "name-" + Integer.toString(i, 36);
    }
    Arrays.sort(all); // of ASCII alone, so in the order of bytes
    List<Outcome<Integer>> outcomes =
        MemoryWorkers.run(
            WORKERS,
            rounds -> {
              Random random = new Random(rounds.self());
              NameTable table = new NameTable();
              for (String name : all) {
                if (random.nextInt(40) > 0 || rounds.self() == 0) {
                  byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
                  long unused = table.number(bytes, 0, bytes.length);
                }
              }
              VertexNames met = table.sort(1);
              DividedNames.Agreed agreed = DividedNames.agree(met, new Collective(rounds));
              compare(met, agreed.places(), all);
              askBack(agreed.names(), random, all);
              return agreed.names().count();
            });
    for (Outcome<Integer> outcome : outcomes) {
      assertThat(outcome.failure()).isNull();
      assertThat(outcome.value()).isEqualTo(NAMES);
    }
  }

  private static void compare(VertexNames met, int[] places, String[] all) {
    assertThat(places).hasSize(met.count());
    for (int i = 0; i < places.length; i++) {
      if (!all[places[i]].equals(met.name(i))) {
        throw new AssertionError(met.name(i) + " is not at " + places[i]);
      }
    }
  }

  private static void askBack(DividedNames names, Random random, String[] all) throws Exception {
    int[] wanted = random.ints(0, all.length).limit(all.length).sorted().distinct().toArray();
    VertexNames found = names.names(wanted, wanted);
    for (int place : wanted) {
      if (!found.has(place) || !found.name(place).equals(all[place])) {
        throw new AssertionError("the name at " + place);
      }
    }
    assertThat(names.places(List.of(all[7], "nobody", all[all.length - 1])))
        .containsExactly(7, -1, all.length - 1);
  }
}
