package pregel.core.graph;

/**
 * A column of a vertex list: a value, or none, for every vertex that the list begins with.
 *
 * @param name from the header
 * @param type what it holds
 * @param bits a long, the bits of a double, or 0 and 1, by place in the list; null for strings
 * @param texts UTF-8 by place in the list; null for other types
 * @param present whether there is a value, by place in the list
 */
public record ListedColumn(
    String name, VertexColumn.Type type, long[] bits, byte[][] texts, boolean[] present) {}
