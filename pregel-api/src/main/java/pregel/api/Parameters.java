package pregel.api;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The values a user gave to a program, checked against what it declares. Programs take them in
 * their constructor; a class run by name has a public constructor with this one argument, or none.
 */
public final class Parameters {

  /** What kind of value a parameter takes. */
  public enum Type {
    INTEGER,
    REAL,
    /** The external id of a vertex that must be in the graph. */
    VERTEX,
    /** One or more external ids of vertices that must be in the graph, separated by commas. */
    VERTICES,
    TEXT
  }

  /**
   * A parameter that a program declares.
   *
   * @param name as given on the command line
   * @param type what it takes
   * @param defaultValue as text; null when the user must give it
   * @param least the least value of a number, inclusive
   * @param greatest the greatest value of a number, inclusive
   * @param description one sentence
   */
  public record Declaration(
      String name,
      Type type,
      String defaultValue,
      double least,
      double greatest,
      String description) {}

  private final Map<String, String> values;

  /** The id that a text stands for, negative if none; null where ids are integers. */
  private final ToLongFunction<String> vertexIds;

  private Parameters(Map<String, String> values, ToLongFunction<String> vertexIds) {
    this.values = values;
    this.vertexIds = vertexIds;
  }

  /** Unchecked values, for classes that declare nothing and for tests. */
  public static Parameters of(Map<String, String> values) {
    return new Parameters(new LinkedHashMap<>(values), null);
  }

  /** Unchecked values as name, value, name, value. */
  public static Parameters of(String... namesAndValues) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Parameters(values, null);
  }

  /**
   * The same values where vertices have names instead of integers.
   *
   * @param ids the id that a name stands for, negative if there is no such vertex
   */
  public Parameters withVertexIds(ToLongFunction<String> ids) {
    return new Parameters(values, ids);
  }

  /**
   * Checks names, types and ranges and fills in defaults.
   *
   * @throws JobException of kind USAGE that lists what is known
   */
  public static Parameters checked(
      String program, List<Declaration> declared, Map<String, String> given) {
    return checked(program, declared, given, null);
  }

  /**
   * Checks names, types and ranges and fills in defaults.
   *
   * @param vertexIds the id that a vertex's name stands for, negative if there is no such vertex;
   *     null where ids are integers
   * @throws JobException of kind USAGE that lists what is known; of kind INPUT for a vertex that is
   *     not there
   */
  public static Parameters checked(
      String program,
      List<Declaration> declared,
      Map<String, String> given,
      ToLongFunction<String> vertexIds) {
    for (String name : given.keySet()) {
      if (declared.stream().noneMatch(d -> d.name().equals(name))) {
        String known =
            declared.isEmpty()
                ? "it has none"
                : "known are "
                    + String.join(", ", declared.stream().map(Declaration::name).toList());
        throw new JobException(
            FailureKind.USAGE,
            "--param " + name + ": " + program + " has no such parameter; " + known);
      }
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (Declaration declaration : declared) {
      String value = given.getOrDefault(declaration.name(), declaration.defaultValue());
      if (value != null) {
        check(declaration, value, vertexIds);
        values.put(declaration.name(), value);
      }
    }
    return new Parameters(values, vertexIds);
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new JobException(
          FailureKind.USAGE, "--param " + name + ": is needed; add -p " + name + "=VALUE");
    }
    return value;
  }

  public double real(String name) {
    try {
      return Double.parseDouble(text(name));
    } catch (NumberFormatException e) {
      throw refused(name, text(name), "a number");
    }
  }

  public int integer(String name) {
    try {
      return Integer.parseInt(text(name));
    } catch (NumberFormatException e) {
      throw refused(name, text(name), "a whole number");
    }
  }

  /**
   * A vertex id; where vertices have names, the number that stands for the name.
   *
   * @throws JobException of kind INPUT if there is no vertex of that name
   */
  public long vertex(String name) {
    return vertex(name, text(name));
  }

  /**
   * Vertex ids that are separated by commas: each once, in rising order. Where vertices have names,
   * a text that is a vertex's whole name means that vertex, commas or not.
   *
   * @throws JobException of kind INPUT if there is no vertex of one of the names
   */
  public long[] vertices(String name) {
    String text = text(name);
    if (vertexIds != null && vertexIds.applyAsLong(text) >= 0) {
      return new long[] {vertexIds.applyAsLong(text)};
    }
    return Arrays.stream(text.split(",", -1))
        .mapToLong(part -> vertex(name, part.strip()))
        .sorted()
        .distinct()
        .toArray();
  }

  private long vertex(String name, String text) {
    if (vertexIds != null) {
      long id = vertexIds.applyAsLong(text);
      if (id < 0) {
        throw new JobException(
            FailureKind.INPUT,
            "--param "
                + name
                + ": vertex \""
                + text
                + "\" is not in the graph; give the id of a vertex that is");
      }
      return id;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw refused(name, text, "a vertex id");
    }
  }

  public double realOr(String name, double otherwise) {
    return has(name) ? real(name) : otherwise;
  }

  public int integerOr(String name, int otherwise) {
    return has(name) ? integer(name) : otherwise;
  }

  /** Name and value of each, in order of declaration. */
  public Map<String, String> asMap() {
    return Collections.unmodifiableMap(values);
  }

  private static void check(
      Declaration declaration, String value, ToLongFunction<String> vertexIds) {
    Parameters one = of(declaration.name(), value).withVertexIds(vertexIds);
    double number =
        switch (declaration.type()) {
          case INTEGER -> one.integer(declaration.name());
          case REAL -> one.real(declaration.name());
          case VERTEX -> one.vertex(declaration.name());
          case VERTICES -> one.vertices(declaration.name())[0]; // the least
          case TEXT -> declaration.least();
        };
    if (!(number >= declaration.least() && number <= declaration.greatest())) {
      throw refused(
          declaration.name(),
          value,
          "a value from " + plain(declaration.least()) + " to " + plain(declaration.greatest()));
    }
  }

  private static String plain(double number) {
    return number == Math.rint(number) && (Math.abs(number) < 1e15 || number == 0x1p63)
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private static JobException refused(String name, String value, String wanted) {
    return new JobException(
        FailureKind.USAGE,
        "--param " + name + ": \"" + value + "\" is not accepted; give " + wanted);
  }
}
