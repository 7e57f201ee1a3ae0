package dev.rawline.lab.forensics.search;

/** The worst point of a search. */
public final class WorstPoint {
  private final double[] numbers;
  private final Objective.Value value;
  private final int evaluations;

  WorstPoint(double[] numbers, Objective.Value value, int evaluations) {
    this.numbers = numbers.clone();
    this.value = value;
    this.evaluations = evaluations;
  }

  /** Returns a copy of the camera's numbers there. */
  public double[] numbers() {
    return numbers.clone();
  }

  /** Returns how the model does there. */
  public Objective.Value value() {
    return value;
  }

  /** Returns how often the model was asked. */
  public int evaluations() {
    return evaluations;
  }
}
