package dev.rawline.workbench.step;

import dev.rawline.data.file.JsonFile;
import dev.rawline.workbench.output.Provenance;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Steps and all that they need: each key once, after those that it needs. */
final class StepGraph {
  private final SequencedMap<String, Node> nodes = new LinkedHashMap<>();
  private final Set<String> wanted = new LinkedHashSet<>();

  /** Empty while the needs of the step are being added. */
  private final IdentityHashMap<Step<?>, Optional<String>> keys = new IdentityHashMap<>();

  private final Deque<Step<?>> path = new ArrayDeque<>();

  private StepGraph() {}

  /**
   * A step of the graph.
   *
   * @param key its key
   * @param step the first step of that key
   * @param needs the keys of what it needs, each once
   */
  record Node(String key, Step<?> step, Set<String> needs) {}

  /**
   * Returns steps and all that they need.
   *
   * @throws IllegalArgumentException if a step depends on itself
   */
  static StepGraph of(Collection<? extends Step<?>> wanted) {
    StepGraph graph = new StepGraph();
    wanted.forEach(step -> graph.wanted.add(graph.add(step)));
    return graph;
  }

  private String add(Step<?> step) {
    Optional<String> known = keys.get(step);
    if (known != null) {
      return known.orElseThrow(() -> circle(step));
    }
    keys.put(step, Optional.empty());
    path.addLast(step);
    List<String> needs = new ArrayList<>();
    step.needs().forEach(needed -> needs.add(add(needed)));
    path.removeLast();
    String key = key(step, needs);
    keys.put(step, Optional.of(key));
    nodes.putIfAbsent(key, new Node(key, step, new LinkedHashSet<>(needs)));
    return key;
  }

  @SuppressWarnings("ReferenceEquality") // equal steps are not a circle
  private IllegalArgumentException circle(Step<?> step) {
    return new IllegalArgumentException(
        "steps depend on each other in a cycle: %s; expected each to depend on earlier ones only"
            .formatted(
                Stream.concat(path.stream().dropWhile(before -> before != step), Stream.of(step))
                    .map(Step::name)
                    .collect(Collectors.joining(" needs "))));
  }

  /** All that determines the result of a step; its checksum is the key. */
  private record Decisive(String kind, SortedMap<String, String> settings, List<String> needs) {}

  /** Returns the checksum of what determines a step's result, written as one line of JSON. */
  private static String key(Step<?> step, List<String> needs) {
    return Provenance.sum(
        JsonFile.text(new Decisive(step.kind(), new TreeMap<>(step.settings()), needs)));
  }

  /** Returns all steps in the order of the plan. */
  Collection<Node> nodes() {
    return nodes.sequencedValues();
  }

  /** Returns a step of this graph. */
  Node node(String key) {
    return nodes.get(key);
  }

  /** Returns the keys of the steps whose results are requested. */
  Set<String> wanted() {
    return wanted;
  }

  /** Returns a step's key; the step may be outside the graph. */
  String key(Step<?> step) {
    return Optional.ofNullable(keys.get(step))
        .flatMap(key -> key)
        .orElseGet(() -> StepStore.key(step));
  }
}
