package dev.rawline.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.app.NamedStep;
import dev.rawline.workbench.step.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemainingTimeTest {
  private long seconds;
  private final List<Step<?>> trainings = steps("train 1", 4);
  private final List<Step<?>> evaluations = steps("evaluate 1", 8);

  private static List<Step<?>> steps(String kind, int number) {
    List<Step<?>> steps = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      steps.add(new NamedStep(kind, kind + " " + i));
    }
    return steps;
  }

  private RemainingTime time() {
    List<Step<?>> all = new ArrayList<>(trainings);
    all.addAll(evaluations);
    return new RemainingTime(() -> seconds * 1_000_000_000, all);
  }

  private void run(RemainingTime time, Step<?> step, int takes) {
    time.begins(step);
    seconds += takes;
    time.finishes(step, Duration.ofSeconds(takes));
  }

  @Test
  void thereIsNoEstimateAtFirst() {
    RemainingTime time = time();
    assertThat(time.seconds()).isEmpty();
    time.begins(trainings.getFirst());
    seconds += 10;
    assertThat(time.seconds()).isEmpty();
  }

  @Test
  void stepsAreEstimatedByThoseOfTheirKind() {
    RemainingTime time = time();
    run(time, trainings.get(0), 100);
    assertThat(time.seconds()).as("unknown for evaluations").contains(300.0);
    run(time, evaluations.get(0), 2);
    assertThat(time.seconds()).contains(300.0 + 7 * 2);
    run(time, trainings.get(1), 200);
    assertThat(time.seconds()).contains(2 * 150.0 + 7 * 2);
    time.drops(trainings.get(2));
    assertThat(time.seconds()).contains(150.0 + 7 * 2);
  }

  /** Steps of an earlier, interrupted run do not count as done in this time. */
  @ParameterizedTest
  @CsvSource({"0, 0.25, 30", "0.5, 0.75, 10"})
  void aStepThatReportsItsShareGivesTheFirstEstimate(double first, double then, double left) {
    RemainingTime time = time();
    time.begins(trainings.get(0));
    time.comes(trainings.get(0), first);
    seconds += 10;
    time.comes(trainings.get(0), then);
    assertThat(time.seconds()).contains(left + 3 * 40);
  }

  @Test
  void parallelStepsShareTheTime() {
    RemainingTime time = time();
    time.begins(trainings.get(0));
    time.begins(trainings.get(1));
    seconds += 100;
    time.finishes(trainings.get(0), Duration.ofSeconds(100));
    time.finishes(trainings.get(1), Duration.ofSeconds(100));
    assertThat(time.seconds()).as("two of 100 s at once").contains(100.0);
  }
}
