package pregel.worker.kernel;

import pregel.api.Combiner;

/** Grades of int messages: the numbers themselves, or the reverse where the greatest is best. */
final class IntGrades extends Grades {
  private final IntMail mail;
  private final IntFold fold;
  private final IntInbox inbox;

  /** All bits where the greatest is best: they turn the order round. */
  private final int turn;

  private final long none;

  IntGrades(IntMail mail, IntInbox inbox) {
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
    return message.intValue() ^ turn;
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
    return (int) grade ^ turn;
  }

  @Override
  long along(long message, double weight) {
    return fold.edge.apply((int) message, weight) ^ turn;
  }

  @Override
  void receive(long grade) {
    inbox.folded((int) grade ^ turn, grade < none);
  }

  @Override
  long broadcast(int slot) {
    return mail.writable[slot] ^ turn;
  }
}
