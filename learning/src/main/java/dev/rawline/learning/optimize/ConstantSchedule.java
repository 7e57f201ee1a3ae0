package dev.rawline.learning.optimize;

/** Always 1. */
public record ConstantSchedule() implements Schedule {

  @Override
  public double factor(int step, int steps, double epoch) {
    return 1;
  }
}
