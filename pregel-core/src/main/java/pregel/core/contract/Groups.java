package pregel.core.contract;

import java.nio.IntBuffer;
import java.util.Arrays;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.LongColumn;
import pregel.core.graph.BuildThreads;
import pregel.core.graph.Graph;

/** The vertices of a graph by label: groups are numbered by ascending labels. */
final class Groups {
  private static final int STEP = 1 << 16;

  private final long[] labels;
  private final int[] groupOfSlot;
  private final int[] firstMembers;
  private final int[] members;

  private Groups(long[] labels, int[] groupOfSlot, int[] firstMembers, int[] members) {
    this.labels = labels;
    this.groupOfSlot = groupOfSlot;
    this.firstMembers = firstMembers;
    this.members = members;
  }

  static Groups of(Graph graph, LongColumn label, BuildThreads threads) {
    int vertices = graph.vertices();
    long[] labels = distinct(graph, label);
    int[] groupOfSlot = new int[vertices];
    threads.each(
        (int) ((vertices + STEP - 1L) / STEP),
        step -> {
          int end = (int) Math.min(vertices, (step + 1L) * STEP);
          for (int slot = step * STEP; slot < end; slot++) {
            groupOfSlot[slot] = Arrays.binarySearch(labels, label.at(slot));
          }
        });
    int[] firstMembers = new int[labels.length + 1];
    for (int group : groupOfSlot) {
      firstMembers[group + 1]++;
    }
    for (int group = 0; group < labels.length; group++) {
      firstMembers[group + 1] += firstMembers[group];
    }
    int[] cursors = firstMembers.clone();
    int[] members = new int[vertices];
    for (int slot = 0; slot < vertices; slot++) {
      members[cursors[groupOfSlot[slot]]++] = slot;
    }
    return new Groups(labels, groupOfSlot, firstMembers, members);
  }

  private static long[] distinct(Graph graph, LongColumn label) {
    long[] labels = new long[graph.vertices()];
    for (int slot = 0; slot < labels.length; slot++) {
      labels[slot] = label.at(slot);
      if (labels[slot] < 0) {
        throw new JobException(
            FailureKind.USER_PROGRAM,
            "contraction: vertex "
                + graph.ids().id(slot)
                + " has the label "
                + labels[slot]
                + " in column \""
                + label.name()
                + "\"; labels become vertex ids, so give them from 0 up");
      }
    }
    Arrays.sort(labels);
    int count = 0;
    for (long next : labels) {
      if (count == 0 || next != labels[count - 1]) {
        labels[count++] = next;
      }
    }
    return Arrays.copyOf(labels, count);
  }

  int count() {
    return labels.length;
  }

  /** All labels, ascending. */
  long[] labels() {
    return labels;
  }

  long label(int group) {
    return labels[group];
  }

  /** The group of a vertex. */
  int of(int slot) {
    return groupOfSlot[slot];
  }

  /** Where the members of a group start; those of the next follow. */
  int firstMember(int group) {
    return firstMembers[group];
  }

  /** The slot of a member; those of a group stand in ascending order. */
  int member(int place) {
    return members[place];
  }

  /**
   * Divides the groups into runs with about as many arcs each.
   *
   * @param degrees the arcs of every slot
   * @param most how many runs there are at most
   * @return the first group of every run, and the number of groups
   */
  int[] divide(IntBuffer degrees, int most) {
    long total = 0;
    for (int slot = 0; slot < members.length; slot++) {
      total += 1 + degrees.get(slot);
    }
    int runs = Math.max(1, Math.min(most, count()));
    int[] starts = new int[runs + 1];
    int run = 1;
    long passed = 0;
    for (int group = 0; group < count(); group++) {
      while (run < runs && passed * runs >= total * run) {
        starts[run++] = group;
      }
      for (int at = firstMembers[group]; at < firstMembers[group + 1]; at++) {
        passed += 1 + degrees.get(members[at]);
      }
    }
    Arrays.fill(starts, run, runs + 1, count());
    return starts;
  }

  /** For every vertex the slot of its group in the graph made of the groups. */
  int[] slotsIn(Graph contracted) {
    int[] slots = new int[groupOfSlot.length];
    for (int slot = 0; slot < slots.length; slot++) {
      slots[slot] = contracted.ids().slotOfRank(groupOfSlot[slot]);
    }
    return slots;
  }
}
