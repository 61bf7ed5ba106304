package pregel.api.reference;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import pregel.api.DoubleRequests;
import pregel.api.LongRequests;
import pregel.api.ObjectRequests;
import pregel.api.Requests;
import pregel.api.Vertex;

/** What vertices asked each other in one superstep, and the answers that they read in the next. */
final class Questions {
  /** One vertex asked by one kind of requests, by however many others. */
  private record Question(Requests requests, long target) {}

  private final Set<Question> asked = new HashSet<>();
  private final Map<Question, Object> answers = new HashMap<>();
  private long produced;

  void ask(Requests requests, long target) {
    asked.add(new Question(requests, target));
    produced++;
  }

  /** Questions asked, the same one counted as often as it was asked. */
  long produced() {
    return produced;
  }

  /**
   * Answers every question once.
   *
   * @param vertices the vertex of an id, or null if there is none
   */
  void answer(LongFunction<Vertex> vertices) {
    for (Question question : asked) {
      Vertex vertex = vertices.apply(question.target());
      if (vertex != null) {
        answers.put(question, answer(question.requests(), vertex));
      }
    }
  }

  private static Object answer(Requests requests, Vertex vertex) {
    if (requests instanceof LongRequests longs) {
      return longs.answer().of(vertex);
    } else if (requests instanceof DoubleRequests doubles) {
      return doubles.answer().of(vertex);
    } else {
      return ((ObjectRequests<?>) requests).answer().of(vertex);
    }
  }

  Object answerOr(Requests requests, long target, Object otherwise) {
    return answers.getOrDefault(new Question(requests, target), otherwise);
  }
}
