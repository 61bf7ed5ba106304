package pregel.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pregel.api.Direction;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;
import pregel.cli.local.LocalJob;
import pregel.cli.program.ProgramChoice;
import pregel.cli.program.ProgramClass;
import pregel.core.graph.BuildOptions;
import pregel.core.graph.EdgeInput;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphBuilder;
import pregel.loaders.generate.GeneratorOptions;
import pregel.loaders.generate.Generators;
import pregel.loaders.generate.Kind;
import pregel.loaders.generate.Listing;
import pregel.worker.engine.ProgramMemory;

/** The rows of a directed graph that a schema says will be needed are those that a job makes. */
class RowsNeededTest {

  @ParameterizedTest
  @CsvSource({"pagerank,", "cdlp,", "wcc,", "bfs,source", "sssp,source", "lcc,"})
  void programsNeedTheRowsThatTheirSchemaTells(String algorithm, String vertex) {
    ProgramChoice choice = ProgramChoice.of("run", algorithm, List.of());
    Map<String, String> given = vertex == null ? Map.of() : Map.of(vertex, "1");
    VertexProgram program = (VertexProgram) choice.create(choice.parameters(given, null));
    ProgramMemory needs = new ProgramMemory(ProgramClass.schema(program));
    Graph graph = directed();
    LocalJob.run(
        graph,
        (VertexProgram) choice.create(choice.parameters(given, null)),
        LocalJob.Options.withThreads(2),
        report -> {});
    for (Direction direction : Direction.values()) {
      assertThat(needs.needs(direction))
          .as(algorithm + ", " + direction)
          .isEqualTo(graph.has(direction));
    }
  }

  /** With the rows built first that most programs pull along. */
  private static Graph directed() {
    EdgeInput edges =
        Generators.generate(
            Kind.RMAT, GeneratorOptions.defaults().withScale(12, 8).listed(Listing.DIRECTED), 1);
    BuildOptions options =
        new BuildOptions(
            VertexOrder.AUTO,
            BuildOptions.Duplicates.DROP,
            true,
            BuildOptions.UnknownVertices.CREATE,
            0,
            1);
    EdgeInput owned =
        new EdgeInput(new ArrayList<>(edges.blocks()), null, false, false, false, edges.read());
    return GraphBuilder.build(owned, options, Direction.IN).graph();
  }
}
