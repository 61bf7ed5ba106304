package pregel.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.cli.command.Session;
import pregel.cli.command.Session.Outcome;

/** What {@code run} and {@code describe} make of classes from jars and directories. */
class UserProgramTest {
  private static final String COUNTS =
      "LongColumn sum; @Override public void open(Schema schema) { sum ="
          + " schema.longColumn(\"sum\"); }";

  @TempDir Path directory;
  private Session session;

  @BeforeEach
  void aSmallGraph() {
    session = new Session(directory);
    session.file("graph.txt", "1 2\n2 3\n");
  }

  private UserCode code() {
    return UserCode.in(directory);
  }

  @Test
  void runsAClassFromAJarAndFromADirectory() {
    UserCode code =
        code().program("Twice", COUNTS, "sum.set(vertex, 2 * vertex.id()); vertex.voteToHalt();");
    code.jar(session.path("my.jar"));

    for (String place : new String[] {"@my.jar", "@classes"}) {
      Outcome outcome =
          session.run("run user.Twice --classpath " + place + " -q -i @graph.txt -o -");
      assertThat(outcome.out()).as(outcome.err()).isEqualTo("id,sum\n1,2\n2,4\n3,6\n");
    }
  }

  @Test
  void saysHowManyRequestsToChangeTheGraphLost() throws IOException {
    code()
        .program(
            "Adding",
            "@Override public void open(Schema schema) { schema.changesTopology(); }",
            "if (vertex.superstep() == 0) vertex.mutations().addVertex(9);"
                + " if (vertex.id() == 2) vertex.mutations().addVertex(3);"
                + " if (vertex.superstep() == 1) vertex.voteToHalt();");
    Outcome outcome =
        session.run(
            "run user.Adding --classpath @classes -i @graph.txt -o @r.csv --stats @s.json"
                + " --max-supersteps 2");
    // Two of three vertices lose 9 at first, then 2 loses 3, which is there, once more in the end.
    assertThat(outcome.err()).contains("  changes  4 requests lost to others or to what was there");
    var stats = new ObjectMapper().readTree(session.text("s.json"));
    assertThat(stats.get("lost_requests").asInt()).isEqualTo(4);
    assertThat(stats.at("/trace/1/lost_requests").asInt()).isEqualTo(3);

    code()
        .program(
            "Resting",
            "@Override public void open(Schema schema) { schema.changesTopology(); }",
            "vertex.voteToHalt();");
    assertThat(session.run("run user.Resting --classpath @classes -i @graph.txt -o @q.csv").err())
        .contains("  compute  ")
        .doesNotContain("  changes  ");
  }

  /** Names are numbered in their order, and whoever a program adds goes by a number. */
  @Test
  void changesGraphsWhoseVerticesHaveNames() throws IOException {
    code()
        .program(
            "Joining",
            "LongColumn from; @Override public void open(Schema schema) {"
                + " schema.changesTopology().unknownTargets(UnknownTargets.CREATE);"
                + " from = schema.longColumn(\"from\").initially(-1).asVertexId(); }",
            "if (vertex.superstep() == 0) {"
                + "  if (vertex.id() == 0) {"
                + "    vertex.mutations().addVertex(70).with(from, 1);"
                + "    vertex.mutations().addEdge(70, 1); vertex.mutations().removeVertex(2);"
                + "    vertex.send(5, 0L);"
                + "  }"
                + "  vertex.addEdge(70); return; }"
                + " long least = Long.MAX_VALUE;"
                + " while (messages.hasNext()) least = Math.min(least, messages.next());"
                + " if (least < Long.MAX_VALUE) from.set(vertex, least);"
                + " if (vertex.superstep() == 1) vertex.sendToNeighbors(vertex.id());"
                + " vertex.voteToHalt();");
    session.file("named.txt", "cid ann\nbob cid\nann bob\n");
    String run = "run user.Joining --classpath @classes --ids string -i @named.txt ";
    for (String way : new String[] {"", "--threads 3 ", "--partitions 3 ", "--order id "}) {
      Outcome outcome = session.run(run + way + "-q -o -");
      // bob hears from ann and from 70, both of which have an edge to it; cid is gone, and
      // made again by what bob sends along the edge that stayed.
      assertThat(outcome.out())
          .as(outcome.err())
          .isEqualTo("id,from\nann,\nbob,ann\ncid,bob\n5,ann\n70,ann\n");
    }
    assertThat(session.run(run + "-o @named.csv --watch bob").err())
        .contains("watch bob @ 2: from -1 -> ann; in ");
    assertThat(session.run(run + "-o - -q --top 1").exitCode()).isZero();
  }

  @Test
  void findsWhatAProgramNeedsInItsManifestAndOnTheClassPath() throws IOException {
    Path other = Files.createDirectory(session.path("other"));
    UserCode library =
        UserCode.in(other)
            .compile(
                "Thrice",
                "package user; public class Thrice { public static long of(long x) { return 3 * x; } }");
    library.jar(session.path("library.jar"));
    UserCode code =
        code()
            .against(library.directory())
            .program(
                "Uses", COUNTS, "sum.set(vertex, Thrice.of(vertex.id())); vertex.voteToHalt();");
    code.jar(session.path("named.jar"), "library.jar");
    code.jar(session.path("alone.jar"));
    String expected = "id,sum\n1,3\n2,6\n3,9\n";
    Path jars = Files.createDirectory(session.path("jars"));
    Files.copy(session.path("library.jar"), jars.resolve("library.jar"));

    String run = " -q -i @graph.txt -o -";
    assertThat(session.run("run user.Uses --classpath @named.jar" + run).out()).isEqualTo(expected);
    assertThat(session.run("run user.Uses --classpath @alone.jar @library.jar" + run).out())
        .isEqualTo(expected);
    assertThat(
            session
                .run("run user.Uses --classpath @alone.jar:" + session.path("library.jar") + run)
                .out())
        .isEqualTo(expected);
    assertThat(session.run("run user.Uses --classpath @alone.jar " + jars + "/*" + run).out())
        .isEqualTo(expected);
    assertFails(
        session.run("run user.Uses --classpath @alone.jar" + run), 20, "vertex 1, superstep 0");
  }

  @Test
  void aProgramCannotReplaceTheEngineNorReachItsLibraries() {
    code()
        .program(
            "Looks",
            COUNTS,
            """
            try {
              Class.forName("picocli.CommandLine");
              throw new IllegalStateException("reached a library of the engine's");
            } catch (ClassNotFoundException expected) {
              vertex.voteToHalt();
            }
            """);

    code()
        .compile(
            "Schema",
            "package pregel.api; public final class Schema { public Schema() { throw new Error(); } }");

    Outcome outcome = session.run("run user.Looks --classpath @classes -q -i @graph.txt -o -");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
  }

  @Test
  void checksTheParametersThatAClassDeclares() {
    code()
        .program(
            "Declares",
            COUNTS
                + """
                final long factor;
                public Declares(Parameters given) { factor = given.integer("factor"); }
                public static List<Parameters.Declaration> parameters() {
                  return List.of(new Parameters.Declaration(
                      "factor", Parameters.Type.INTEGER, "2", 1, 9, "What ids are multiplied by."));
                }
                """,
            "sum.set(vertex, factor * vertex.id()); vertex.voteToHalt();");
    String run = "run user.Declares --classpath @classes -q -i @graph.txt -o -";

    assertThat(session.run(run).out()).isEqualTo("id,sum\n1,2\n2,4\n3,6\n");
    assertThat(session.run(run + " -p factor=3").out()).isEqualTo("id,sum\n1,3\n2,6\n3,9\n");
    assertFails(session.run(run + " -p factr=3"), 2, "known are factor");
    assertFails(session.run(run + " -p factor=much"), 2, "give a whole number");
    assertFails(session.run(run + " -p factor=10"), 2, "from 1 to 9");

    Outcome described = session.run("describe user.Declares --classpath @classes");
    assertThat(described.exitCode()).as(described.err()).isZero();
    assertThat(described.out())
        .contains("factor=2  whole number from 1 to 9", "What ids are multiplied by.", "sum  long");
  }

  @Test
  void passesOnWhateverIsGivenToAClassThatDeclaresNothing() {
    code()
        .program(
            "Open",
            COUNTS + "final long add; public Open(Parameters p) { add = p.vertex(\"add\"); }",
            "sum.set(vertex, add); vertex.voteToHalt();");

    assertThat(
            session.run("run user.Open --classpath @classes -q -p add=7 -i @graph.txt -o -").out())
        .isEqualTo("id,sum\n1,7\n2,7\n3,7\n");
    assertFails(
        session.run("run user.Open --classpath @classes -i @missing.txt"), 2, "-p add=VALUE");
    assertThat(session.run("describe user.Open --classpath @classes").out())
        .contains("not declared", "depend on needed parameters");
  }

  @Test
  void tellsWhyAClassCannotBeRun() throws IOException {
    code().program("Fine", "", "");
    code().compile("Alien", "package user; public class Alien {}");
    code()
        .compile(
            "Shape",
            "package user; public abstract class Shape implements pregel.api.VertexProgram.OfLong {}");
    code().program("Picky", "public Picky(int size) {}", "");
    code().program("Shy", "Shy() {}", "");
    code().program("Taker", "public Taker() {}", "");
    code().program("Bomb", "public Bomb() { throw new IllegalStateException(\"no luck\"); }", "");
    code().program("Early", "static final int X = Integer.parseInt(\"x\");", "");
    code()
        .program(
            "Closed", "@Override public void open(Schema s) { s.longColumn(null).get(null); }", "");
    session.file("notes.txt", "not a jar");

    assertFails(run("user.Missing", "@classes"), 2, "no such class in " + session.path("classes"));
    assertFails(run("user.Fine", "@no.jar"), 2, "no.jar does not exist");
    assertFails(run("user.Fine", "@notes.txt"), 2, "neither a jar nor a directory");
    assertFails(run("user.Fine", "@classes/*"), 2, "holds no jar");
    assertFails(run("user/Fine", "@classes"), 2, "and its full name");
    assertFails(run("Fine", "@classes/user"), 2, "give its full name");
    assertFails(run("user.Alien", "@classes"), 2, "not a vertex program");
    assertFails(run("user.Shape", "@classes"), 2, "abstract");
    assertFails(run("user.Picky", "@classes"), 2, "public constructor");
    assertFails(run("user.Shy", "@classes"), 2, "public constructor");
    assertFails(run("user.Taker", "@classes -p x=1"), 2, "takes none");
    assertFails(
        run("user.Bomb", "@classes"),
        20,
        "its constructor: java.lang.IllegalStateException: no luck");
    assertFails(run("user.Early", "@classes"), 20, "static initializer: java.lang.NumberFormat");
    assertFails(run("user.Closed", "@classes"), 20, "user.Closed.open: java.lang.NullPointer");

    Path compiled = session.path("classes/user/Fine.class");
    byte[] bytes = Files.readAllBytes(compiled);
    bytes[7] = 99; // the version that a compiler of the future writes
    Files.write(compiled, bytes);
    assertFails(run("user.Fine", "@classes"), 20, "compiled for Java 55");
    bytes[0] = 0;
    Files.write(compiled, bytes);
    assertFails(run("user.Fine", "@classes"), 20, "cannot be loaded");
  }

  @Test
  void namesVertexAndSuperstepWhateverAProgramThrows() {
    code().program("Asserts", "", "throw new AssertionError(\"odd\");");
    code().program("Recurses", "long f(long x) { return f(x + 1) + 1; }", "f(vertex.id());");
    code()
        .program(
            "Sneaks",
            "static <T extends Throwable> void sneak(Throwable t) throws T { throw (T) t; }",
            "this.<RuntimeException>sneak(new java.io.IOException(\"checked\"));");
    code()
        .program(
            "Lies",
            "",
            """
            throw new RuntimeException() {
              @Override public String toString() { throw new IllegalStateException(); }
            };
            """);
    code()
        .program(
            "Combines",
            """
            @Override public void open(Schema s) {
              s.combine(new LongCombiner() {
                public long identity() { return 0; }
                public long combine(long a, long b) { throw new IllegalStateException("no sum"); }
              });
            }
            """,
            "vertex.sendToNeighbors(1L);");

    String place = "vertex 1, superstep 0: ";
    assertFails(run("user.Asserts", "@classes"), 20, place + "java.lang.AssertionError: odd");
    assertFails(run("user.Recurses", "@classes"), 20, "java.lang.StackOverflowError");
    assertFails(run("user.Sneaks", "@classes"), 20, "java.io.IOException: checked");
    assertFails(run("user.Lies", "@classes"), 20, place + "user.Lies$1");
    session.file("graph.txt", "1 3\n2 3\n1 3\n");
    assertFails(run("user.Combines", "@classes --delivery push"), 20, "superstep 1: ");
    assertThat(session.path("out.csv")).doesNotExist();
    assertThat(directory.toFile().list()).noneMatch(name -> name.startsWith("."));
  }

  private Outcome run(String name, String classpath) {
    return session.run(
        "run " + name + " -i @graph.txt -o @out.csv --threads 1 --classpath " + classpath);
  }

  private static void assertFails(Outcome outcome, int exitCode, String message) {
    assertThat(outcome.err()).contains(message).startsWith("pregel: ").hasLineCount(1);
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(exitCode);
    assertThat(outcome.out()).isEmpty();
  }
}
