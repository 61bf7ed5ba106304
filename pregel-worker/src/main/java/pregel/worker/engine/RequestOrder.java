package pregel.worker.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Puts requests in order: by the ids of the vertices that made them, each as it made them. */
final class RequestOrder {

  /** Requests as one thread, or one worker, noted them: those of a vertex stand together. */
  interface Noted {
    int size();

    /** The id of the vertex that made a request. */
    long requester(int request);

    ChangeRequest request(int request);
  }

  private RequestOrder() {}

  /** It is vertices that are sorted; each has made its requests in one place. */
  static List<ChangeRequest> of(List<? extends Noted> noted) {
    int count = noted.stream().mapToInt(Noted::size).sum();
    long[] requesters = new long[count];
    Noted[] places = new Noted[count];
    int[] starts = new int[count];
    int vertices = 0;
    for (Noted place : noted) {
      for (int r = 0; r < place.size(); r++) {
        if (r == 0 || place.requester(r) != place.requester(r - 1)) {
          requesters[vertices] = place.requester(r);
          places[vertices] = place;
          starts[vertices++] = r;
        }
      }
    }
    long[] sorted = Arrays.copyOf(requesters, vertices);
    Arrays.sort(sorted);
    int[] order = new int[vertices];
    for (int v = 0; v < vertices; v++) {
      order[Arrays.binarySearch(sorted, requesters[v])] = v;
    }
    List<ChangeRequest> ordered = new ArrayList<>(count);
    for (int v : order) {
      Noted place = places[v];
      for (int r = starts[v]; r < place.size() && place.requester(r) == requesters[v]; r++) {
        ordered.add(place.request(r));
      }
    }
    return ordered;
  }
}
