package dev.rawline.lab.forensics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.chain.Theta;
import dev.rawline.lab.evaluation.ModelUnderTest;
import dev.rawline.lab.forensics.search.Objective;
import dev.rawline.lab.training.SpotDataSets;
import dev.rawline.learning.assembly.ResolvedPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelObjectiveTest {
  private static final List<String> NUMBERS =
      List.of("gamma", "white_balance[2]", "colour_matrix[1][1]", "blur[2][2]", "black_level[1]");

  @TempDir private static Path work;

  private static ModelUnderTest subject;

  @BeforeAll
  static void train() throws IOException {
    ResolvedPlan planned =
        SpotDataSets.planned(
            "data",
            SpotDataSets.classes(work.resolve("glows"), 6).toString(),
            "epochs",
            "1",
            "crop",
            "32",
            "size",
            "16",
            "data_model",
            "{static: bilinear-sharpen-gaussian}");
    subject =
        ModelUnderTest.of(
            SpotDataSets.trained(planned, work.resolve("model")),
            planned.dataSet().samples(),
            Optional.empty(),
            Optional.empty(),
            1);
  }

  @AfterAll
  static void close() {
    subject.close();
  }

  private static ModelObjective objective(Closeness closeness) {
    return new ModelObjective(subject, closeness, () -> {}, () -> {});
  }

  /** A camera some way from the default one, where closeness has a slope. */
  private static double[] away() {
    Theta theta = subject.theta();
    return theta
        .with("gamma", 2.6)
        .with("white_balance", theta.get("white_balance")[0], 1.1, theta.get("white_balance")[2])
        .vector();
  }

  private static int place(String name) {
    int place = 0;
    while (!subject.theta().name(place).equals(name)) {
      place++;
    }
    return place;
  }

  @ParameterizedTest
  @EnumSource(Closeness.class)
  void gradientsOfClosenessMatchFiniteDifferences(Closeness closeness) {
    ModelObjective objective = objective(closeness);
    double[] numbers = away();
    double[] gradient = objective.ofCloseness(numbers);
    for (String name : NUMBERS) {
      int place = place(name);
      double step = 2e-3;
      double[] above = numbers.clone();
      above[place] += step;
      double[] below = numbers.clone();
      below[place] -= step;
      double difference = (objective.closeness(above) - objective.closeness(below)) / (2 * step);
      assertThat(gradient[place])
          .as("%s by %s", closeness, name)
          .isCloseTo(difference, within(0.03 * Math.abs(difference) + 1e-3 * scale(gradient)));
    }
  }

  private static double scale(double[] gradient) {
    double largest = 0;
    for (double each : gradient) {
      largest = Math.max(largest, Math.abs(each));
    }
    return largest;
  }

  @Test
  void closenessReducesTheScoreByItsWeight() {
    ModelObjective objective = objective(Closeness.MEAN_SQUARE);
    double[] numbers = away();
    double[] ofCloseness = objective.ofCloseness(numbers);
    double factor = 3;
    double[] plain = objective.slope(numbers, Objective.Criterion.LOSS, 0).ofScore();
    double[] weighed = objective.slope(numbers, Objective.Criterion.LOSS, factor).ofScore();
    double scale = scale(plain) + factor * scale(ofCloseness);
    for (String name : NUMBERS) {
      int place = place(name);
      assertThat(weighed[place])
          .as(name)
          .isCloseTo(plain[place] - factor * ofCloseness[place], within(1e-5 * scale));
    }
  }
}
