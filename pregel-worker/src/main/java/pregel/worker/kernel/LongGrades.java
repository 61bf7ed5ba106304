package pregel.worker.kernel;

import pregel.api.Combiner;

/** Grades of long messages: the numbers themselves, or the reverse where the greatest is best. */
final class LongGrades extends Grades {
  private final LongMail mail;
  private final LongFold fold;
  private final LongInbox inbox;

  /** All bits where the greatest is best: they turn the order round. */
  private final long turn;

  private final long none;

  LongGrades(LongMail mail, LongInbox inbox) {
    this.mail = mail;
    this.fold = mail.fold;
    this.inbox = inbox;
    this.turn = fold.known == Combiner.MAX ? -1 : 0;
    this.none = fold.identity ^ turn;
  }

  @Override
  long none() {
    return none;
  }

  @Override
  long of(Number message) {
    return message.longValue() ^ turn;
  }

  @Override
  double place(long grade) {
    return grade;
  }

  @Override
  boolean hasEdgeFunction() {
    return fold.edge != null;
  }

  @Override
  long message(long grade) {
    return grade ^ turn;
  }

  @Override
  long along(long message, double weight) {
    return fold.edge.apply(message, weight) ^ turn;
  }

  @Override
  void receive(long grade) {
    inbox.folded(grade ^ turn, grade < none);
  }

  @Override
  long broadcast(int slot) {
    return mail.writable[slot] ^ turn;
  }
}
