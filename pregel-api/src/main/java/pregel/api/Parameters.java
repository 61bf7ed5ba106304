package pregel.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  private Parameters(Map<String, String> values) {
    this.values = values;
  }

  /** Unchecked values, for classes that declare nothing and for tests. */
  public static Parameters of(Map<String, String> values) {
    return new Parameters(new LinkedHashMap<>(values));
  }

  /** Unchecked values as name, value, name, value. */
  public static Parameters of(String... namesAndValues) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Parameters(values);
  }

  /**
   * Checks names, types and ranges and fills in defaults.
   *
   * @throws JobException of kind USAGE that lists what is known
   */
  public static Parameters checked(
      String program, List<Declaration> declared, Map<String, String> given) {
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
        check(declaration, value);
        values.put(declaration.name(), value);
      }
    }
    return new Parameters(values);
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

  /** A vertex id. */
  public long vertex(String name) {
    try {
      return Long.parseLong(text(name));
    } catch (NumberFormatException e) {
      throw refused(name, text(name), "a vertex id");
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

  private static void check(Declaration declaration, String value) {
    Parameters one = of(declaration.name(), value);
    double number =
        switch (declaration.type()) {
          case INTEGER -> one.integer(declaration.name());
          case REAL -> one.real(declaration.name());
          case VERTEX -> one.vertex(declaration.name());
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
