package dev.rawline.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.app.NamedStep;
import dev.rawline.workbench.step.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
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

  /** What was "0 s left" while all evaluations were still to come. */
  @Test
  void stepsOfAnUnknownKindMakeTheTimeABound() {
    RemainingTime time = time();
    trainings.forEach(training -> run(time, training, 100));
    assertThat(time.seconds()).isEmpty();
    assertThat(time.isWhole()).isFalse();
    run(time, evaluations.get(0), 60);
    assertThat(time.seconds()).contains(7 * 60.0);
    assertThat(time.isWhole()).isTrue();
  }

  @Test
  void aStepThatTakesLongerThanOthersIsNeverAlmostDone() {
    RemainingTime time = time();
    run(time, trainings.get(0), 100);
    trainings.subList(1, 4).forEach(time::drops);
    evaluations.forEach(time::drops);
    Step<?> more = new NamedStep("train 1", "a slow one");
    time.begins(more);
    seconds += 400;
    assertThat(time.seconds().orElseThrow()).isEqualTo(40);
    time.comes(more, 0.5);
    seconds += 10;
    time.comes(more, 1); // but it still evaluates
    assertThat(time.seconds().orElseThrow()).isEqualTo(41);
  }

  /** Steps of random lengths around those of their kind, one after the other. */
  @Test
  void theTimeOfTheWholePlanIsNeverUnderestimatedByHalf() {
    long seed = Long.getLong("rawline.seed", System.nanoTime());
    Random random = new Random(seed);
    RemainingTime time = time();
    List<Step<?>> all = new ArrayList<>(trainings);
    all.addAll(evaluations);
    IdentityHashMap<Step<?>, Integer> takes = new IdentityHashMap<>();
    trainings.forEach(step -> takes.put(step, 80 + random.nextInt(40)));
    evaluations.forEach(step -> takes.put(step, 16 + random.nextInt(8)));
    int left = takes.values().stream().mapToInt(Integer::intValue).sum();
    for (Step<?> step : all) {
      time.begins(step);
      time.comes(step, 0);
      for (int second = 1; second <= takes.get(step); second++) {
        seconds++;
        left--;
        time.comes(step, (double) second / takes.get(step));
        Optional<Double> known = time.seconds();
        assertThat(known.isEmpty() || known.get() < 1.5 * left + 20)
            .as("seed %d, %d s left, %s", seed, left, known)
            .isTrue();
        if (time.isWhole()) {
          assertThat(known.orElseThrow())
              .as("seed %d, %d s left", seed, left)
              .isGreaterThan(0.5 * left - 1);
        }
      }
      time.finishes(step, Duration.ofSeconds(takes.get(step)));
    }
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
