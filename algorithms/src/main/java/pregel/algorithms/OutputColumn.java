package pregel.algorithms;

/**
 * A column of an algorithm's result, beside the vertex id.
 *
 * @param name as in the header
 * @param type what its values are
 * @param meaning one sentence
 */
public record OutputColumn(String name, String type, String meaning) {}
