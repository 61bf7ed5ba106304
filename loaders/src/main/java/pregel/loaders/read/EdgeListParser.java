package pregel.loaders.read;

/**
 * Edge lists: {@code source target [weight]}, separated by blanks, tabs or a comma; more columns
 * are left alone, like comments after {@code #} or {@code %}. Where vertices have names, more
 * columns are an error.
 */
final class EdgeListParser extends LineParser {
  private static final int DIGITS_WITHOUT_OVERFLOW = 18;

  EdgeListParser(ParseRules rules) {
    super(rules, rules.weighted() ? "source,target,weight" : "source,target");
  }

  /**
   * Reads plain lines (two ids of up to 18 digits, one separator, a weight that needs no thought)
   * without looking for their ends first, and leaves the others to {@link #line}.
   */
  @Override
  public void parse(Chunk chunk, ParsedChunk parsed) {
    if (chunk.overlong || rules.names() != null) {
      super.parse(chunk, parsed);
      return;
    }
    begin(chunk, parsed);
    boolean weighted = rules.weighted();
    byte[] bytes = chunk.bytes;
    int end = chunk.end;
    int start = 0;
    while (start < end) {
      int at = start;
      long source = 0;
      int digit = bytes[at] - '0';
      while (digit >= 0 && digit <= 9) {
        source = 10 * source + digit;
        digit = bytes[++at] - '0';
      }
      int sourceDigits = at - start;
      int separator = digit + '0';
      if (sourceDigits > 0
          && sourceDigits <= DIGITS_WITHOUT_OVERFLOW
          && (separator == ' ' || separator == '\t' || separator == ',')) {
        int second = ++at;
        long target = 0;
        digit = bytes[at] - '0';
        while (digit >= 0 && digit <= 9) {
          target = 10 * target + digit;
          digit = bytes[++at] - '0';
        }
        int targetDigits = at - second;
        if (targetDigits > 0 && targetDigits <= DIGITS_WITHOUT_OVERFLOW) {
          int after = digit + '0';
          boolean plain = !weighted;
          if (weighted && (after == ' ' || after == '\t' || after == ',')) {
            int weightFrom = ++at;
            after = bytes[at];
            while (after > ' ' && after != ',') {
              after = bytes[++at];
            }
            plain = isPlainWeight(bytes, weightFrom, at);
          }
          if (after == '\r' && bytes[at + 1] == '\n') {
            after = bytes[++at];
          } else if (after == ' ' || after == '\t' || after == ',') {
            do {
              after = bytes[++at];
              // Bytes outside ASCII and NUL deserve a second look.
              plain &= after > 0;
            } while (after != '\n');
          }
          if (plain && after == '\n') {
            if (weighted) {
              parsed.add(source, target, weight());
            } else {
              parsed.add(source, target);
            }
            parsed.lines++;
            start = at + 1;
            continue;
          }
        }
      }
      start = parseLine(start);
      if (!goesOn()) {
        return;
      }
    }
  }

  @Override
  void line(byte[] line, int from, int to, ParsedChunk parsed) {
    fields.open(line, from, to);
    fields.next();
    int sourceFrom = fields.from();
    int sourceTo = fields.to();
    if (sourceFrom == sourceTo) {
      reject("an empty source");
      return;
    }
    if (!fields.next()) {
      rejectColumns(1);
      return;
    }
    long source = id(line, sourceFrom, sourceTo);
    if (source < 0) {
      rejectId("source", source);
      return;
    }
    if (fields.from() == fields.to()) {
      reject("an empty target");
      return;
    }
    long target = id(line, fields.from(), fields.to());
    if (target < 0) {
      rejectId("target", target);
      return;
    }
    if (!rules.weighted()) {
      if (endsHere()) {
        parsed.add(source, target);
      }
    } else if (!fields.next()) {
      rejectColumns(2);
    } else if (readWeight(line, fields.from(), fields.to()) && endsHere()) {
      parsed.add(source, target, weight());
    }
  }
}
