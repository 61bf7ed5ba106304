package pregel.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import pregel.api.JobException;
import pregel.api.Parameters;
import pregel.api.Parameters.Declaration;
import pregel.api.Program;
import pregel.api.Schema;
import pregel.api.StagedProgram;
import pregel.api.VertexProgram;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceRunner;
import pregel.api.reference.ReferenceStages;

class CatalogueTest {
  private static final Map<String, String> SOURCE = Map.of("source", "0");

  @Test
  void listsEveryAlgorithmOnceThoseOfTheBenchmarkFirst() {
    assertThat(Catalogue.all())
        .extracting(Algorithm::name)
        .doesNotHaveDuplicates()
        .startsWith("pagerank", "bfs", "wcc", "sssp", "cdlp", "lcc")
        .contains("triangles", "degree", "kcore", "ppr", "weighted-pagerank", "weighted-cdlp")
        .contains("hyperanf", "scc", "mis", "matching", "hits", "walks", "betweenness")
        .contains("louvain", "msf");
  }

  @Test
  void findsAnAlgorithmByNameOnly() {
    assertThat(Catalogue.byName("wcc")).map(Algorithm::name).contains("wcc");
    assertThat(Catalogue.byName("WCC ")).isEmpty();
  }

  @Test
  void describesTheColumnsThatTheProgramsDeclare() {
    for (Algorithm algorithm : Catalogue.all()) {
      assertThat(declared(program(algorithm)).resultColumns())
          .as(algorithm.name())
          .extracting(column -> column.name())
          .containsExactlyElementsOf(algorithm.columns().stream().map(OutputColumn::name).toList());
    }
  }

  @Test
  void usesWeightsExactlyWhereTheProgramsDo() {
    for (Algorithm algorithm : Catalogue.all()) {
      if (!(program(algorithm) instanceof VertexProgram program)) {
        continue;
      }
      Schema schema = Schema.of(program, 1);
      boolean sees = schema.channels().stream().anyMatch(c -> c.edgeFunction() != null);
      assertThat(sees || schema.needsOutEdges() || schema.needsInEdges())
          .as(algorithm.name())
          .isEqualTo(algorithm.usesWeights());
    }
  }

  @Test
  void runsEveryAlgorithmWithItsDefaults() {
    ReferenceGraph graph = ReferenceGraph.directed().edge(0, 1).edge(0, 2).edge(3, 2).build();
    for (Algorithm algorithm : Catalogue.all()) {
      var result =
          program(algorithm) instanceof StagedProgram staged
              ? ReferenceStages.run(staged, graph)
              : ReferenceRunner.run((VertexProgram) program(algorithm), graph);
      assertThat(result.supersteps()).as(algorithm.name()).isNotEmpty();
    }
  }

  @Test
  void declaresDefaultsThatItsOwnRangesAccept() {
    for (Algorithm algorithm : Catalogue.all()) {
      Parameters checked = Parameters.checked(algorithm.name(), algorithm.parameters(), Map.of());
      for (Declaration declaration : algorithm.parameters()) {
        assertThat(checked.has(declaration.name()))
            .as("%s of %s", declaration.name(), algorithm.name())
            .isEqualTo(declaration.defaultValue() != null);
      }
    }
  }

  @Test
  void refusesValuesOutOfRange() {
    Algorithm pagerank = Catalogue.byName("pagerank").orElseThrow();
    for (var wrong : Map.of("damping", "1.5", "iterations", "-1", "tolerance", "NaN").entrySet()) {
      assertThatThrownBy(
              () ->
                  Parameters.checked(
                      "pagerank", pagerank.parameters(), Map.of(wrong.getKey(), wrong.getValue())))
          .isInstanceOf(JobException.class)
          .hasMessageContaining(wrong.getKey());
    }
  }

  private static Schema declared(Program program) {
    if (program instanceof VertexProgram vertexProgram) {
      return Schema.of(vertexProgram, 1);
    }
    Schema schema = new Schema(1);
    ((StagedProgram) program).open(schema);
    return schema;
  }

  private static Program program(Algorithm algorithm) {
    boolean needsSource =
        algorithm.parameters().stream().anyMatch(declared -> declared.defaultValue() == null);
    return algorithm
        .factory()
        .apply(
            Parameters.checked(
                algorithm.name(), algorithm.parameters(), needsSource ? SOURCE : Map.of()));
  }
}
