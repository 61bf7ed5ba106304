package pregel.worker.kernel;

import pregel.api.Combiner;

/** Grades of double messages: their bits in an order that agrees with that of the numbers. */
final class DoubleGrades extends Grades {
  private final DoubleMail mail;
  private final DoubleFold fold;
  private final DoubleInbox inbox;
  private final boolean greatest;
  private final long none;

  DoubleGrades(DoubleMail mail, DoubleInbox inbox) {
    this.mail = mail;
    this.fold = mail.fold;
    this.inbox = inbox;
    this.greatest = fold.known == Combiner.MAX;
    this.none = grade(fold.identity);
  }

  /** NaN becomes the worst of all, whatever its sign. */
  private long grade(double message) {
    long bits = Double.doubleToLongBits(greatest ? -message : message);
    return bits ^ (bits >> 63 & Long.MAX_VALUE);
  }

  private double value(long grade) {
    double value = Double.longBitsToDouble(grade ^ (grade >> 63 & Long.MAX_VALUE));
    return greatest ? -value : value;
  }

  @Override
  long none() {
    return none;
  }

  @Override
  long of(Number message) {
    return grade(message.doubleValue());
  }

  @Override
  double place(long grade) {
    return greatest ? -value(grade) : value(grade);
  }

  @Override
  boolean hasEdgeFunction() {
    return fold.edge != null;
  }

  @Override
  long message(long grade) {
    return Double.doubleToRawLongBits(value(grade));
  }

  @Override
  long along(long message, double weight) {
    return grade(fold.edge.apply(Double.longBitsToDouble(message), weight));
  }

  @Override
  void receive(long grade) {
    inbox.folded(value(grade), grade < none);
  }

  @Override
  long broadcast(int slot) {
    return grade(mail.writable[slot]);
  }
}
