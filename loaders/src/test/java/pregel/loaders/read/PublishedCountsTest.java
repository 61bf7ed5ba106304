package pregel.loaders.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pregel.api.FailureKind;
import pregel.api.JobException;

/** Real files, formats guessed: vertices and edges as published. */
class PublishedCountsTest {
  private static final ReadOptions TWO_THREADS = ReadOptions.defaults(2);

  @ParameterizedTest
  @CsvSource({
    "email-Eu-core/email-Eu-core.txt.gz, EDGELIST, 1005, 25571",
    "facebook-combined/facebook_combined.txt.gz, EDGELIST, 4039, 88234",
    "bitcoin-otc/soc-sign-bitcoinotc.csv.gz, CSV, 5881, 35592",
    "wiki-Vote/wiki-Vote.txt.gz, EDGELIST, 7115, 103689",
    "lastfm-asia/lastfm_asia_edges.csv.gz, CSV, 7624, 27806",
    "ca-HepPh/ca-HepPh.txt.gz, EDGELIST, 12008, 237010",
    "ca-CondMat/ca-CondMat.txt.gz, EDGELIST, 23133, 186936",
    "email-Enron/email-Enron.txt.gz, EDGELIST, 36692, 367662",
    "musae-github/musae_git_edges.csv.gz, CSV, 37700, 289003",
    "deezer-hu/HU_edges.csv.gz, CSV, 47538, 222887",
    "luxembourg-osm/luxembourg_osm.edges.gz, EDGELIST, 114599, 119666",
    "p2p-31/p2p-31, GRAPHALYTICS, 62586, 147892",
    "p2p-31/p2p-31.e.gz, GRAPHALYTICS, 62586, 147892",
    "p2p-31/p2p-Gnutella31.e.gz, EDGELIST, 62586, 147892",
    "rome99/rome99.gr.gz, DIMACS, 3353, 8870",
    "wave/wave.graph.gz, METIS, 156317, 2118662",
    "cnr-2000/cnr-2000.graph-txt.gz, WEBGRAPH, 325557, 3216152",
    "networkit-graphs/karate.graph, METIS, 34, 156",
    "networkit-graphs/jazz.graph, METIS, 198, 5484",
    "networkit-graphs/celegans_metabolic.graph, METIS, 453, 4050",
    "networkit-graphs/lesmis.graph, METIS, 77, 508",
    "networkit-graphs/power.graph.gz, METIS, 4941, 13188",
    "networkit-graphs/hep-th.graph.gz, METIS, 8361, 31502",
    "networkit-graphs/PGPgiantcompo.graph.gz, METIS, 10680, 48632",
    "networkit-graphs/polblogs.graph.gz, METIS, 1490, 33430",
    "networkit-graphs/airfoil1.graph.gz, METIS, 4253, 24578",
    "networkit-graphs/tiny_01.graph, METIS, 7, 22",
    "networkit-graphs/tiny_02.graph, METIS, 7, 22",
    "networkit-graphs/tiny_03.graph, METIS, 7, 22",
    "networkit-graphs/tiny_04.graph, METIS, 7, 22",
    "networkit-graphs/foodweb-baydry.konect.gz, EDGELIST, 128, 2137",
    "networkit-graphs/chesapeake.mtx, MATRIXMARKET, 39, 170",
    "networkit-graphs/hamming6-4.edgelist, MATRIXMARKET, 64, 704",
    "networkit-graphs/johnson8-4-4.edgelist, MATRIXMARKET, 70, 1855",
    "networkit-graphs/comments.edgelist, EDGELIST, 10, 20",
    "networkit-graphs/spaceseparated_weighted.edgelist, EDGELIST, 3, 3",
    "lsqb/sf0.003/Person_knows_Person.csv, CSV, 39, 88",
    "lagraph-matrices/karate.mtx, MATRIXMARKET, 34, 78",
    "lagraph-matrices/LFAT5_hypersparse.mtx, MATRIXMARKET, 2000, 30",
    "lagraph-matrices/empty.mtx, MATRIXMARKET, 4, 0",
    "lagraph-matrices/lp_afiro.mtx, MATRIXMARKET, 51, 102",
    "lagraph-matrices/sources_7.mtx, MATRIXMARKET, 64, 64",
    "lagraph-matrices/skew_fp64.mtx, MATRIXMARKET, 6, 20",
    "lagraph-matrices/full.mtx, MATRIXMARKET, 3, 9",
    "lagraph-matrices/full_symmetric.mtx, MATRIXMARKET, 4, 10",
    "lagraph-matrices/west0067_jumbled.mtx, MATRIXMARKET, 67, 294",
    "lagraph-matrices/bcsstk13.mtx.gz, MATRIXMARKET, 2003, 42943",
    "lagraph-matrices/pushpull.mtx.gz, MATRIXMARKET, 4000, 99208",
  })
  void readsAsManyVerticesAndEdgesAsPublished(
      String file, GraphFormat format, int vertices, long listings) {
    ReadGraph graph = GraphReader.read(List.of(Datasets.path(file)), TWO_THREADS);
    assertThat(graph.format()).isEqualTo(format);
    assertThat(Edges.vertices(graph.edges())).isEqualTo(vertices);
    assertThat(Edges.count(graph.edges())).isEqualTo(listings);
  }

  @ParameterizedTest
  @ValueSource(strings = {"4.el", "4.wel", "4.gr", "4.mtx", "4w.mtx"})
  void readsTheSameGraphFromFiveFormats(String file) {
    ReadGraph graph =
        GraphReader.read(List.of(Datasets.path("gapbs-formats/" + file)), TWO_THREADS);
    assertThat(Edges.count(graph.edges())).isEqualTo(256);
    assertThat(Edges.distinct(graph.edges())).isEqualTo(53);
  }

  @ParameterizedTest
  @ValueSource(strings = {"4.graph", "4w.graph"})
  void refusesMetisFilesThatListEdgesOnce(String file) {
    String path = Datasets.path("gapbs-formats/" + file);
    assertThatThrownBy(() -> GraphReader.read(List.of(path), TWO_THREADS))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.INPUT))
        .hasMessageContaining("from both ends");
  }
}
