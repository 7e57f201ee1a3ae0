package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.layout.DataSets;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import dev.rawline.data.split.SplitFile;
import dev.rawline.lab.evaluation.CameraParameter;
import dev.rawline.lab.evaluation.ModelUnderTest;
import dev.rawline.lab.evaluation.OperatingPoint;
import dev.rawline.lab.tolerance.ToleranceInterval;
import dev.rawline.lab.tolerance.ToleranceSearch;
import dev.rawline.learning.assembly.ModelFolder;
import dev.rawline.learning.assembly.ResolvedPlan;
import dev.rawline.learning.assembly.TrainedModel;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.metric.Bootstrap;
import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.metric.MetricContributions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Training on worst-case cameras widens the range in which a model does not exceed the margin, and
 * costs no accuracy. The numbers are in docs/results/tolerance-training.
 */
@Tag("slow")
class ToleranceTrainingProofTest {
  private static final Path PLAN = Path.of("..", "plans", "tolerant-smears.yaml");
  private static final int SEEDS = 5;

  /** Two points. */
  private static final double DELTA = 0.02;

  @TempDir private Path work;

  /**
   * The tolerances of a model.
   *
   * @param accuracy on the test side, by the camera that recorded
   * @param gamma the width of the interval in factors of e
   * @param blackLevel the width of the interval, normalised
   */
  private record Tolerances(double accuracy, double gamma, double blackLevel) {}

  private Tolerances trained(Path plan, int seed) throws IOException {
    Path model = work.resolve(plan.getFileName() + "-" + seed);
    Ran.works(
        "train",
        plan.toString(),
        "--data",
        work.resolve("smears").toString(),
        "--seed",
        String.valueOf(seed),
        "--no-lab",
        "--out",
        model.toString());
    TrainedModel opened = TrainedModel.open(model, Engine.start(Device.CPU, 1));
    List<Sample> tested =
        SplitFile.read(model.resolve(ModelFolder.SPLIT))
            .splits()
            .getFirst()
            .of(
                DataSets.open(Path.of(opened.plan().data()), ResolvedPlan.reading(opened.plan())),
                Subset.TEST)
            .samples();
    try (ModelUnderTest subject =
        ModelUnderTest.of(opened, tested, Optional.of(Metric.ACCURACY), Optional.empty(), 1)) {
      MetricContributions usual = subject.judge(OperatingPoint.USUAL).metric();
      ToleranceInterval gamma = interval(subject, usual, "gamma");
      ToleranceInterval black = interval(subject, usual, "black_level");
      System.out.printf(
          "%s: accuracy %.3f, gamma %.2f to %.2f, black level %.4f to %.4f%n",
          model.getFileName(),
          usual.value(),
          gamma.low().low(),
          gamma.high().high(),
          black.low().low(),
          black.high().high());
      return new Tolerances(
          usual.value(),
          Math.log(gamma.high().high() / gamma.low().low()),
          black.high().high() - black.low().low());
    }
  }

  private static ToleranceInterval interval(
      ModelUnderTest subject, MetricContributions usual, String name) {
    CameraParameter parameter =
        subject.parameters(Set.of()).stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow();
    return new ToleranceSearch(DELTA, 16, 0.05, Bootstrap.usual(1))
        .curves(
            List.of(parameter),
            usual,
            (_, value) ->
                subject.judge(subject.with(OperatingPoint.USUAL, parameter, value)).metric())
        .getFirst()
        .interval();
  }

  @Test
  void worstCaseTrainingWidensTolerancesAtEqualAccuracy() throws IOException {
    Ran.works(
        "simulate",
        "blood-smear",
        "--camera",
        "microscope",
        "--count",
        "1000",
        "--size",
        "128x128",
        "--balanced",
        "--out",
        work.resolve("smears").toString());
    Path plain = work.resolve("plain.yaml");
    Files.write(
        plain,
        Files.readAllLines(PLAN).stream().filter(line -> !line.startsWith("worst_case")).toList());
    List<Tolerances> usual = new ArrayList<>();
    List<Tolerances> tolerant = new ArrayList<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      usual.add(trained(plain, seed));
      tolerant.add(trained(PLAN, seed));
      assertThat(tolerant.getLast().gamma()).isGreaterThan(usual.getLast().gamma());
    }
    assertThat(mean(tolerant, Tolerances::gamma))
        .isGreaterThan(1.3 * mean(usual, Tolerances::gamma));
    assertThat(mean(tolerant, Tolerances::blackLevel))
        .isGreaterThan(1.3 * mean(usual, Tolerances::blackLevel));
    assertThat(mean(tolerant, Tolerances::accuracy))
        .isGreaterThan(mean(usual, Tolerances::accuracy) - DELTA);
  }

  private static double mean(List<Tolerances> models, ToDoubleFunction<Tolerances> what) {
    return models.stream().mapToDouble(what).average().orElseThrow();
  }
}
