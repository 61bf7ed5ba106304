package pregel.algorithms;

import java.util.List;
import java.util.function.Function;
import pregel.api.Parameters;
import pregel.api.Program;

/**
 * What a user may know about a bundled algorithm before running it.
 *
 * @param name as given on the command line
 * @param summary one line
 * @param parameters what it takes
 * @param columns what it gives for every vertex
 * @param complexity supersteps and work, in n vertices and m edges
 * @param source where it is defined
 * @param example a command that runs it
 * @param usesWeights whether edge weights matter
 * @param refusesNegativeWeights whether a negative weight is an error
 * @param ranking which rows are the best
 * @param factory makes the program from checked parameters
 */
public record Algorithm(
    String name,
    String summary,
    List<Parameters.Declaration> parameters,
    List<OutputColumn> columns,
    String complexity,
    String source,
    String example,
    boolean usesWeights,
    boolean refusesNegativeWeights,
    Ranking ranking,
    Function<Parameters, Program> factory) {}
