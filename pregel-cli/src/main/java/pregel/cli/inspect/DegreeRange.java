package pregel.cli.inspect;

/**
 * The degrees of all vertices in one direction; all zero in a graph without vertices.
 *
 * @param min the least
 * @param mean the sum over the number of vertices
 * @param max the greatest
 */
public record DegreeRange(long min, double mean, long max) {}
