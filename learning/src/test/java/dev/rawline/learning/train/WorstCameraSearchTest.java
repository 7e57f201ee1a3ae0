package dev.rawline.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.load.LoadedSample;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.learning.datamodel.ChainModel;
import dev.rawline.learning.datamodel.DataModel;
import dev.rawline.learning.datamodel.HalfSizeModel;
import dev.rawline.learning.datamodel.ParametrizedModel;
import dev.rawline.learning.datamodel.StaticModel;
import dev.rawline.learning.joint.JointModel;
import dev.rawline.learning.loss.CrossEntropy;
import dev.rawline.learning.loss.Loss;
import dev.rawline.learning.model.SmallCnn;
import dev.rawline.learning.sample.Preparation;
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.sample.Range;
import dev.rawline.learning.weights.StoredArray;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The laws of the search for the worst camera, for every model. */
class WorstCameraSearchTest {
  private static final Loss LOSS = new CrossEntropy(List.of(), 0);

  private static JointModel behind(DataModel dataModel) {
    return Blobs.model(Blobs.CLASSIFICATION, new SmallCnn(List.of(8, 16)), dataModel, 1);
  }

  private static DataModel view() {
    return new StaticModel(Isp.of(Camera.DRONE, ViewName.parse("malvar-unsharp-gaussian")));
  }

  private static List<PreparedSample> batch(long seed, int count) throws IOException {
    List<PreparedSample> batch = new ArrayList<>();
    for (Sample sample : Blobs.samples(seed, count)) {
      batch.add(
          Blobs.preparation(Blobs.CLASSIFICATION)
              .of(LoadedSample.of(sample), Preparation.seed(seed, sample.id(), 0)));
    }
    return batch;
  }

  private static CameraBox box(Random random) {
    SequencedMap<String, Range> intervals = new LinkedHashMap<>();
    double gamma = 1.2 + random.nextDouble();
    intervals.put("gamma", new Range(gamma, gamma + 2 * random.nextDouble()));
    intervals.put("black_level", new Range(0.05 - 0.1 * random.nextDouble(), 0.07));
    intervals.put("colour_matrix[2]", new Range(-0.5 * random.nextDouble(), 1.5));
    return new CameraBox(intervals);
  }

  private static WorstCameraSearch search(WorstCaseTraining how, long seed, JointModel model) {
    return new WorstCameraSearch(how, LOSS, seed, model);
  }

  private static void assertInside(SortedMap<Integer, Double> camera, CameraBox box, Theta theta) {
    SortedMap<Integer, Range> intervals = box.in(theta);
    assertThat(camera.keySet()).isEqualTo(intervals.keySet());
    camera.forEach(
        (place, number) ->
            assertThat(number)
                .as(theta.name(place))
                .isBetween(intervals.get(place).lowest(), intervals.get(place).highest()));
  }

  /** The result is inside the box and at least as bad as the start; the model is unchanged. */
  @Test
  void theAscentStaysInTheBoxAndRaisesTheLoss() throws IOException {
    Random random = new Random(Seeds.next("worst camera"));
    for (DataModel dataModel : List.of(Blobs.parametrized(), view())) {
      try (JointModel model = behind(dataModel)) {
        Theta theta = ((ChainModel) dataModel).theta();
        int raised = 0;
        for (int run = 0; run < 12; run++) {
          CameraBox box = box(random);
          int steps = 1 + random.nextInt(4);
          WorstCaseTraining how =
              new WorstCaseTraining(box, steps, Optional.of(0.1 + 0.9 * random.nextDouble()), 0.5);
          WorstCameraSearch search = search(how, random.nextLong(), model);
          List<PreparedSample> batch = batch(random.nextInt(1000), 6);
          SortedMap<Integer, Double> start = search.start(batch, run);
          SortedMap<Integer, Double> worst = search.of(batch, run);
          assertInside(start, box, theta);
          assertInside(worst, box, theta);
          double before = search.loss(WorstCameraSearch.by(start, batch));
          double after = search.loss(WorstCameraSearch.by(worst, batch));
          assertThat(after).isGreaterThanOrEqualTo(before);
          raised += after > before ? 1 : 0;
        }
        assertThat(raised).as("searches that found something worse").isGreaterThan(8);
      }
    }
  }

  @Test
  void theSearchDoesNotChangeTheModel() throws IOException {
    try (JointModel model = behind(Blobs.parametrized())) {
      SequencedMap<String, StoredArray> before = model.weights().arrays();
      WorstCameraSearch search =
          search(new WorstCaseTraining(box(new Random(1)), 3, Optional.of(0.5), 0.5), 1, model);
      var _ = search.of(batch(1, 6), 0);
      assertThat(model.weights().arrays()).isEqualTo(before);
      assertThat(model.learned()).noneMatch(tensor -> tensor.gradient().isPresent());
    }
  }

  @Test
  void withoutStepsCamerasAreDrawnFromTheWholeBox() throws IOException {
    try (JointModel model = behind(view())) {
      CameraBox box = box(new Random(Seeds.next("drawn from the box")));
      Theta theta = ((ChainModel) model.dataModel()).theta();
      WorstCameraSearch search =
          search(new WorstCaseTraining(box, 0, Optional.of(1.0), 0.5), 7, model);
      List<PreparedSample> batch = batch(3, 2);
      SortedMap<Integer, Range> intervals = box.in(theta);
      double[] lowest = new double[theta.size()];
      double[] highest = new double[theta.size()];
      Arrays.fill(lowest, 1);
      for (int epoch = 0; epoch < 100; epoch++) {
        SortedMap<Integer, Double> camera = search.of(batch, epoch);
        assertThat(camera).isEqualTo(search.start(batch, epoch));
        assertInside(camera, box, theta);
        camera.forEach(
            (place, number) -> {
              Range range = intervals.get(place);
              double at = (number - range.lowest()) / range.width();
              lowest[place] = Math.min(lowest[place], at);
              highest[place] = Math.max(highest[place], at);
            });
      }
      // 100 uniform draws miss a tenth of the box once in 38 000 times.
      for (int place : intervals.keySet()) {
        assertThat(lowest[place]).as(theta.name(place)).isLessThan(0.1);
        assertThat(highest[place]).as(theta.name(place)).isGreaterThan(0.9);
      }
    }
  }

  @Test
  void drawsDependOnSeedEpochAndBatchOnly() throws IOException {
    try (JointModel model = behind(view())) {
      WorstCaseTraining how = new WorstCaseTraining(box(new Random(5)), 2, Optional.of(0.4), 0.5);
      List<PreparedSample> batch = batch(4, 5);
      SortedMap<Integer, Double> worst = search(how, 1, model).of(batch, 3);
      assertThat(search(how, 1, model).of(batch, 3)).isEqualTo(worst);
      assertThat(search(how, 2, model).start(batch, 3))
          .isNotEqualTo(search(how, 1, model).start(batch, 3))
          .isNotEqualTo(search(how, 2, model).start(batch, 4))
          .isNotEqualTo(search(how, 2, model).start(batch.reversed(), 3));
    }
  }

  @Test
  void aShareOfTheBatchIsRenderedByOneCamera() throws IOException {
    try (JointModel model = behind(view())) {
      CameraBox box = box(new Random(6));
      for (double share : new double[] {0.01, 0.3, 0.5, 1}) {
        WorstCameraSearch search =
            search(new WorstCaseTraining(box, 1, Optional.of(0.5), share), 1, model);
        for (int size : new int[] {1, 2, 7}) {
          List<PreparedSample> batch = batch(size, size);
          List<PreparedSample> seen = search.among(batch, 0);
          int exposed = Math.max(1, (int) Math.round(share * size));
          assertThat(seen)
              .extracting(PreparedSample::id)
              .isEqualTo(batch.stream().map(PreparedSample::id).toList());
          assertThat(seen.subList(exposed, size)).isEqualTo(batch.subList(exposed, size));
          assertThat(seen.subList(0, exposed))
              .extracting(PreparedSample::replaced)
              .containsOnly(search.of(batch.subList(0, exposed), 0));
        }
      }
    }
  }

  /** Four steps of a quarter reach the end of a rising loss from everywhere. */
  @Test
  void theWorstCameraOfARisingLossIsAtTheEnd() throws IOException {
    SequencedMap<String, Range> intervals = new LinkedHashMap<>();
    intervals.put("gamma", new Range(1.5, 3));
    WorstCaseTraining how =
        new WorstCaseTraining(new CameraBox(intervals), 4, Optional.of(0.25), 1.0);
    int rising = 0;
    try (JointModel model = behind(view())) {
      Theta theta = ((ChainModel) model.dataModel()).theta();
      int gamma = theta.places("gamma").findFirst().orElseThrow();
      for (int run = 0; run < 10; run++) {
        List<PreparedSample> batch = batch(run, 4);
        WorstCameraSearch search = search(how, run, model);
        List<Double> losses = new ArrayList<>();
        for (double value = 1.5; value <= 3; value += 0.125) {
          losses.add(search.loss(WorstCameraSearch.by(new TreeMap<>(Map.of(gamma, value)), batch)));
        }
        double end = isRising(losses) ? 3 : 1.5;
        if (isRising(losses) || isRising(losses.reversed())) {
          rising++;
          assertThat(search.of(batch, 0).get(gamma)).isCloseTo(end, within(1e-9));
        }
      }
    }
    assertThat(rising).as("batches whose loss rises or falls with gamma").isPositive();
  }

  private static boolean isRising(List<Double> numbers) {
    return numbers.equals(numbers.stream().sorted().toList());
  }

  @Test
  void aModelWithoutThetaIsRejected() {
    WorstCaseTraining how = new WorstCaseTraining(box(new Random(1)), 1, Optional.of(1.0), 0.5);
    try (JointModel model = behind(new HalfSizeModel(3))) {
      assertThatThrownBy(() -> search(how, 1, model))
          .hasMessage(
              "worst cameras are searched in a box of θ, but the data model 'none' has no θ: expected static or parametrized");
    }
  }

  @Test
  void learnedParametersMustNotBeReplaced() {
    SequencedMap<String, Range> intervals = new LinkedHashMap<>();
    intervals.put("gamma", new Range(1.5, 3));
    WorstCaseTraining all =
        new WorstCaseTraining(new CameraBox(intervals), 1, Optional.of(1.0), 1.0);
    try (JointModel model = behind(Blobs.parametrized())) {
      assertThatThrownBy(() -> search(all, 1, model))
          .hasMessage(
              "gamma of θ would be learned, but the worst camera replaces it in every sample: expected a share below 1 or another box; or freeze it");
    }
    Isp isp = Isp.parametrized(Camera.DRONE);
    try (JointModel frozen =
        behind(new ParametrizedModel(isp, isp.theta().frozen("gamma"), true))) {
      assertThat(search(all, 1, frozen)).isNotNull();
    }
  }
}
