package pregel.api.contract;

import static pregel.api.contract.Ingredient.AGGREGATORS;
import static pregel.api.contract.Ingredient.CREATION;
import static pregel.api.contract.Ingredient.EDGES;
import static pregel.api.contract.Ingredient.INPUT_COLUMNS;
import static pregel.api.contract.Ingredient.LOCAL_CHANGES;
import static pregel.api.contract.Ingredient.NEIGHBORS;
import static pregel.api.contract.Ingredient.PHASES;
import static pregel.api.contract.Ingredient.QUESTIONS;
import static pregel.api.contract.Ingredient.RANDOM_NUMBERS;
import static pregel.api.contract.Ingredient.REQUESTED_CHANGES;
import static pregel.api.contract.Ingredient.RESOLVER;
import static pregel.api.contract.Ingredient.SIMPLE_EDGES;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The mixtures of ingredients of which every runner runs random programs. */
public enum Mixture {
  CHANNELS_ALONE,
  PHASES_AND_THE_MASTER_PROGRAM(PHASES),
  AGGREGATORS_AND_HOOKS(AGGREGATORS),
  PHASES_WITH_AGGREGATORS(PHASES, AGGREGATORS, RANDOM_NUMBERS),
  MESSAGES_ALONG_SINGLE_EDGES(EDGES),
  QUESTIONS_AND_ANSWERS(QUESTIONS),
  NEIGHBOR_LISTS(NEIGHBORS),
  WHATEVER_LEAVES_THE_GRAPH_AS_IT_IS(
      PHASES, AGGREGATORS, QUESTIONS, RANDOM_NUMBERS, EDGES, NEIGHBORS),
  VERTICES_CHANGE_THEMSELVES(LOCAL_CHANGES, EDGES),
  VERTICES_REQUEST_CHANGES(REQUESTED_CHANGES, EDGES),
  CHANGES_OF_EVERY_KIND(LOCAL_CHANGES, REQUESTED_CHANGES, EDGES),
  NEIGHBOR_LISTS_AND_REQUESTS(REQUESTED_CHANGES, NEIGHBORS),
  NEIGHBOR_LISTS_AND_CHANGES(LOCAL_CHANGES, REQUESTED_CHANGES, CREATION, NEIGHBORS),
  SIMPLE_EDGES_ONLY(LOCAL_CHANGES, REQUESTED_CHANGES, EDGES, SIMPLE_EDGES),
  PHASES_THAT_CHANGE_THE_GRAPH(PHASES, AGGREGATORS, EDGES, LOCAL_CHANGES, REQUESTED_CHANGES),
  VALUES_OF_EDGES_CHANGE(EDGES, INPUT_COLUMNS, LOCAL_CHANGES, REQUESTED_CHANGES),
  MESSAGES_CREATE_VERTICES(LOCAL_CHANGES, REQUESTED_CHANGES, QUESTIONS, CREATION),
  RESOLVERS(LOCAL_CHANGES, REQUESTED_CHANGES, CREATION, RESOLVER),
  EVERYTHING(Ingredient.values());

  private final Set<Ingredient> ingredients = EnumSet.noneOf(Ingredient.class);

  Mixture(Ingredient... ingredients) {
    this.ingredients.addAll(List.of(ingredients));
  }

  public Set<Ingredient> ingredients() {
    return EnumSet.copyOf(ingredients);
  }

  /** Whether programs of it may change the graph. */
  public boolean changesTheGraph() {
    return ingredients.contains(LOCAL_CHANGES) || ingredients.contains(REQUESTED_CHANGES);
  }
}
