package pregel.api.table;

/** A column and how it is calculated. */
public record Projection(String name, Expression value) {}
