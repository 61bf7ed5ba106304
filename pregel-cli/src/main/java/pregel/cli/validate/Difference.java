package pregel.cli.validate;

/**
 * A vertex on whose value two results do not agree.
 *
 * @param id the vertex
 * @param expected its expected value
 * @param actual its actual value
 * @param remark what is wrong, if the values do not say it; else empty
 */
public record Difference(long id, String expected, String actual, String remark) {}
