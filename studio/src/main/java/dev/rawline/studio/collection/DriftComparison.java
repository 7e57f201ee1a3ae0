package dev.rawline.studio.collection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which samples a model is right of under one condition, and wrong under another.
 *
 * @param reference the predictions under the condition of training
 * @param drifted those under another one, of the same kind and for the same samples
 */
record DriftComparison(RecordedPredictions reference, RecordedPredictions drifted) {
  private static final String NAME = "under drift";
  private static final String CHANGE = "change of class";

  /** What may become of a class under drift, the gravest first. */
  private static final List<String> OUTCOMES =
      List.of("right, then wrong", "wrong, then right", "wrong in both", "right in both");

  /**
   * Checks the kinds.
   *
   * @throws IllegalArgumentException if they are of different kinds
   */
  DriftComparison {
    if (reference.kind() != drifted.kind()) {
      throw new IllegalArgumentException(
          "one file has predictions of kind %s, the other of kind %s: give two evaluations of one task"
              .formatted(reference.kind(), drifted.kind()));
    }
  }

  /** Returns whose predictions they are, and how many of each are right. */
  String summary() {
    return reference.summary() + " → " + drifted.summary();
  }

  /**
   * Returns what is shown of them: what became of each sample, how its class changed, and the
   * columns of both.
   *
   * @throws IllegalArgumentException if no sample is judged by both
   */
  List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(column());
    if (reference.kind() == RecordedPredictions.Kind.CLASS) {
      List<String> changes = new ArrayList<>();
      for (int i = 0; i < reference.predicted().size(); i++) {
        String before = reference.predicted().get(i);
        String after = drifted.predicted().get(i);
        changes.add(before.isEmpty() || after.isEmpty() ? "" : before + " → " + after);
      }
      List<String> words =
          changes.stream().distinct().filter(word -> !word.isEmpty()).sorted().toList();
      Column.ofWords(CHANGE, words, changes).ifPresent(columns::add);
    }
    columns.addAll(reference.columns());
    columns.addAll(drifted.columns());
    return columns;
  }

  /**
   * Returns what became of each sample that both judge: words of classes; of numbers by how much
   * the error grew, and of masks by how much their overlap did.
   *
   * @throws IllegalArgumentException if no sample is judged by both
   */
  private Column column() {
    int count = reference.predicted().size();
    if (reference.kind() == RecordedPredictions.Kind.CLASS) {
      List<String> outcomes = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        outcomes.add(reference.isJudged(i) && drifted.isJudged(i) ? outcome(i) : "");
      }
      return Optional.of(outcomes)
          .filter(all -> all.stream().anyMatch(word -> !word.isEmpty()))
          .flatMap(all -> Column.ofWords(NAME, OUTCOMES, all))
          .orElseThrow(DriftComparison::nothing);
    }
    float[] changes = new float[count];
    boolean any = false;
    for (int i = 0; i < count; i++) {
      changes[i] =
          (float)
              (reference.kind() == RecordedPredictions.Kind.NUMBER
                  ? drifted.error(i) - reference.error(i)
                  : drifted.number(i) - reference.number(i));
      any |= !Float.isNaN(changes[i]);
    }
    if (!any) {
      throw nothing();
    }
    return Column.ofNumbers(
        switch (reference.kind()) {
          case CLASS -> NAME;
          case NUMBER -> "change of error under drift";
          case OVERLAP -> "change of IoU under drift";
          case COVERAGE -> "change of object share under drift";
        },
        "",
        changes);
  }

  private static IllegalArgumentException nothing() {
    return new IllegalArgumentException(
        "no sample is judged by both evaluations: give two of the same samples, with their labels");
  }

  private String outcome(int sample) {
    boolean before = reference.isRight(sample);
    boolean after = drifted.isRight(sample);
    if (before == after) {
      return before ? OUTCOMES.get(3) : OUTCOMES.get(2);
    }
    return before ? OUTCOMES.get(0) : OUTCOMES.get(1);
  }
}
