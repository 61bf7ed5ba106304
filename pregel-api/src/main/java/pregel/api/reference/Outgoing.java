package pregel.api.reference;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import pregel.api.Channel;
import pregel.api.Schema;

/**
 * What the vertices sent, asked and requested in one superstep, to take effect in the next.
 *
 * @param mailboxes the messages, a mailbox for every channel in the order of the channels
 */
record Outgoing(List<Mailbox> mailboxes, Questions questions, Changes changes) {

  /** Nothing yet. */
  static Outgoing of(Schema schema, Topology topology, Perturbation perturbation) {
    return new Outgoing(
        schema.channels().stream()
            .map(channel -> new Mailbox(topology, channel, perturbation))
            .toList(),
        new Questions(),
        new Changes(topology.isUndirected()));
  }

  Mailbox mailbox(Channel channel) {
    return mailboxes.get(channel.index());
  }

  /** Messages and questions. */
  long produced() {
    return questions.produced() + mailboxes.stream().mapToLong(Mailbox::produced).sum();
  }

  /** Who was sent a message, whether it exists or not. */
  Set<Long> targets() {
    Set<Long> targets = new TreeSet<>();
    mailboxes.forEach(mailbox -> targets.addAll(mailbox.targets()));
    return targets;
  }

  /** How many messages were sent to an id. */
  long count(long target) {
    return mailboxes.stream().mapToLong(mailbox -> mailbox.count(target)).sum();
  }

  /** Nothing was sent, asked or requested that the next superstep must see. */
  boolean isEmpty() {
    return produced() == 0 && changes.isEmpty();
  }
}
