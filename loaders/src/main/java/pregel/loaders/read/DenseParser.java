package pregel.loaders.read;

/**
 * The values of a dense matrix, one a line: those that are not zero as sources, which are their
 * places counted from 0 within the chunk.
 */
final class DenseParser extends LineParser {
  DenseParser(ParseRules rules) {
    super(rules, "a value");
  }

  @Override
  boolean isComment(byte first) {
    return first == '%';
  }

  @Override
  void line(byte[] line, int from, int to, ParsedChunk parsed) {
    long place = parsed.rows - 1;
    fields.open(line, from, to);
    fields.next();
    if (!readValue(line, fields.from(), fields.to())) {
      return;
    }
    if (fields.next()) {
      rejectColumns(2);
      return;
    }
    if (weight() == 0) {
      return;
    }
    if (rules.weighted()) {
      parsed.add(place, 0, weight());
    } else {
      parsed.add(place, 0);
    }
  }
}
