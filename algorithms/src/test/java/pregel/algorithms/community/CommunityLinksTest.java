package pregel.algorithms.community;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CommunityLinksTest {

  @Test
  void sumsTheWeightsToEachCommunityFromVertexToVertex() {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      CommunityLinks links = new CommunityLinks();
      for (int vertex = 0; vertex < 20; vertex++) {
        int edges = 1 << random.nextInt(12);
        int communities = 1 + random.nextInt(edges);
        int stride = 1 << random.nextInt(20);
        Map<Long, Double> expected = new LinkedHashMap<>();
        links.clear();
        for (int edge = 0; edge < edges; edge++) {
          long community = (long) stride * random.nextInt(communities);
          double weight = random.nextInt(8);
          links.add(community, weight, total(community));
          expected.merge(community, weight, Double::sum);
        }
        requireHeld(links, expected, "seed " + seed + ", vertex " + vertex);
        assertThat(links.weightTo((long) stride * communities)).isZero();
      }
    }
  }

  private static void requireHeld(CommunityLinks links, Map<Long, Double> expected, String what) {
    assertThat(links.size()).as(what).isEqualTo(expected.size());
    Map<Long, Double> held = new LinkedHashMap<>();
    for (int place = 0; place < links.size(); place++) {
      long community = links.community(place);
      held.put(community, links.weight(place));
      assertThat(links.total(place)).as(what).isEqualTo(total(community));
      assertThat(links.weightTo(community)).as(what).isEqualTo(links.weight(place));
    }
    assertThat(new ArrayList<>(held.entrySet()))
        .as(what)
        .isEqualTo(new ArrayList<>(expected.entrySet()));
  }

  private static double total(long community) {
    return 3 * community + 0.5;
  }
}
