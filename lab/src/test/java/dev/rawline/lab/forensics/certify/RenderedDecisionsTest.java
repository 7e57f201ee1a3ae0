package dev.rawline.lab.forensics.certify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.lab.evaluation.ModelUnderTest;
import dev.rawline.lab.evaluation.OperatingPoint;
import dev.rawline.lab.evaluation.RecaptureSettings;
import dev.rawline.lab.training.SpotDataSets;
import dev.rawline.learning.assembly.ResolvedPlan;
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.sample.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trained network behind drawn cameras. */
class RenderedDecisionsTest {
  private static final long SEED = Long.getLong("rawline.seed", 1);
  private static final double GAMMA = 0.3;
  private static final double GAIN = 0.2;

  @TempDir private static Path work;

  private static ModelUnderTest subject;

  @BeforeAll
  static void train() throws IOException {
    ResolvedPlan planned =
        SpotDataSets.planned(
            "data",
            SpotDataSets.classes(work.resolve("glows"), 12).toString(),
            "epochs",
            "6",
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

  private static RenderedDecisions rendered(CameraSpread spread, Runnable before) {
    return new RenderedDecisions(
        subject, SmoothedParameter.of(spread, subject.theta(), Set.of()), before);
  }

  private static CameraSpread spread() {
    LinkedHashMap<String, Double> deviations = new LinkedHashMap<>();
    deviations.put("gamma", GAMMA);
    deviations.put("white_balance", GAIN);
    return new CameraSpread(deviations);
  }

  private static List<PreparedSample> samples() {
    List<PreparedSample> samples = new ArrayList<>();
    for (int batch = 0; batch < subject.batches(); batch++) {
      samples.addAll(subject.batch(RecaptureSettings.AS_RECORDED, batch));
    }
    return samples;
  }

  private static int truth(PreparedSample sample) {
    return ((Target.OfClass) sample.target().orElseThrow()).number();
  }

  /** γ e^(σ u) and all gains times e^(σ u), rendered as any other camera is. */
  @Test
  void aPlaceIsTheCameraThatItsCoordinatesName() {
    RenderedDecisions rendered = rendered(spread(), () -> {});
    for (double[] place : List.of(new double[2], new double[] {1.5, -1}, new double[] {-3, 4})) {
      Theta theta = subject.theta();
      double gain = Math.exp(GAIN * place[1]);
      double[] balance = theta.get("white_balance");
      Theta moved =
          theta
              .with("gamma", theta.get("gamma")[0] * Math.exp(GAMMA * place[0]))
              .with("white_balance", gain * balance[0], gain * balance[1], gain * balance[2]);
      List<Integer> expected = new ArrayList<>();
      for (int batch = 0; batch < subject.batches(); batch++) {
        subject
            .answers(subject.pictures(OperatingPoint.of(moved), batch), batch)
            .forEach(answer -> expected.add(answer.numbers()[1] > answer.numbers()[0] ? 1 : 0));
      }
      List<Integer> decided = new ArrayList<>();
      for (PreparedSample sample : samples()) {
        decided.add(rendered.of(sample).of(List.of(new CameraDraw(place, new Seed(1, "none"))))[0]);
      }
      assertThat(decided).isEqualTo(expected);
    }
  }

  /** No camera on the border of a certified region turns the vote over many other draws. */
  @Test
  void noCameraWithinACertifiedRegionTurnsTheVote() {
    int votes = 200;
    SmoothedModel model =
        new SmoothedModel(SmoothingLaw.NORMAL, new SmoothingBudget(20, 150, 0.999, 20, 3));
    RenderedDecisions rendered = rendered(spread(), () -> {});
    int regions = 0;
    List<PreparedSample> samples = samples();
    for (int i = 0; i < samples.size(); i++) {
      PreparedSample sample = samples.get(i);
      CameraDecisions decisions = rendered.of(sample);
      Seed seed = new Seed(SEED, sample.id());
      SampleCertificate found = model.certified(decisions, i, truth(sample), seed);
      if (found.isRight()) {
        regions++;
        RandomStream random = seed.stream("border", 0);
        double angle = 2 * Math.PI * random.nextUniform();
        double[] border = {found.radius() * Math.cos(angle), found.radius() * Math.sin(angle)};
        List<CameraDraw> there =
            CameraDraw.around(border, CameraDraw.of(SmoothingLaw.NORMAL, 2, seed, "border", votes));
        // α = 0.001 of 24 regions, and 4 standard errors of a vote.
        assertThat((double) decisions.votes(there)[truth(sample)] / votes)
            .as("%s at %s, seed %d", sample.id(), found.radius(), SEED)
            .isGreaterThan(0.5 - 4 * Math.sqrt(0.25 / votes));
      }
    }
    assertThat(regions).isGreaterThan(8);
  }

  @Test
  void noiseIsDrawnAnewForEveryCameraAndReplayed() {
    LinkedHashMap<String, Double> deviations = new LinkedHashMap<>();
    deviations.put(CameraSpread.NOISE, 0.5);
    CameraDecisions decisions =
        rendered(new CameraSpread(deviations), () -> {}).of(samples().getFirst());
    List<CameraDraw> draws =
        CameraDraw.of(SmoothingLaw.EXPONENTIAL, 1, new Seed(SEED, "noise"), "draws", 40);
    assertThat(decisions.of(draws)).isEqualTo(decisions.of(draws));
    assertThat(draws).allMatch(draw -> draw.place()[0] > 0);
    assertThat(draws.stream().map(CameraDraw::noise).distinct()).hasSize(40);
  }

  @Test
  void workEndsWhereItIsStopped() {
    CameraDecisions decisions =
        rendered(
                spread(),
                () -> {
                  throw new CancellationException("interrupted");
                })
            .of(samples().getFirst());
    assertThatThrownBy(
            () -> decisions.of(List.of(new CameraDraw(new double[2], new Seed(1, "none")))))
        .isInstanceOf(CancellationException.class);
  }
}
