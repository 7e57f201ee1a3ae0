package dev.rawline.lab.quality.effect;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.load.Epoch;
import dev.rawline.data.load.LoadedSample;
import dev.rawline.data.load.Loader;
import dev.rawline.data.load.LoaderSettings;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.evaluation.MetricAndLoss;
import dev.rawline.lab.evaluation.ModelUnderTest;
import dev.rawline.lab.evaluation.OperatingPoint;
import dev.rawline.lab.evaluation.RecaptureSettings;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.cause.DriftParameter;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.verdict.AcceptanceLimits;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.lab.tolerance.ToleranceSpecification;
import dev.rawline.learning.assembly.ModelSource;
import dev.rawline.learning.assembly.TrainedModel;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.metric.Bootstrap;
import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.sample.Preparation;
import dev.rawline.learning.sample.PreparedSample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What happened to a camera × a model and data with labels → the metric that is to be expected: the
 * data are recorded again by computer as the changed camera would have, and the model is context.
 *
 * @param source the model
 * @param dataSet labelled data that the reference camera recorded
 * @param samples those of it on which the model is evaluated
 * @param engine where it computes
 * @param seed what noise is drawn from
 */
public record PredictEffect(
    ModelSource source, DataSet dataSet, List<Sample> samples, Engine engine, long seed) {
  private static final int MOST_MATCHED = 64;

  /** Their pictures and the gradients of those then take half a gigabyte. */
  private static final long MOST_PIXELS = 1L << 24;

  /** Copies the list. */
  public PredictEffect {
    samples = List.copyOf(samples);
  }

  /**
   * What a model is evaluated with.
   *
   * @param subject the model with its samples
   * @param setting settings of its chain
   * @param sensor the sensor that recorded
   * @param ofEachFile whether the chain takes its numbers from each file
   */
  record ModelContext(
      ModelUnderTest subject, EquivalentTheta setting, SensorSpec sensor, boolean ofEachFile) {}

  /** Work with a model that is open. */
  interface Work<R> {
    R with(ModelContext context) throws IOException;
  }

  <R> R evaluate(QualityReference reference, Work<R> work) throws IOException {
    SensorSpec sensor = sensor(reference);
    TrainedModel trained = source.open(engine);
    Optional<CameraChoice> choice = trained.preparation().camera();
    boolean ofEachFile = choice.equals(Optional.of(new CameraChoice.FromFile()));
    Camera.Scale scale =
        choice.isPresent() && choice.get() instanceof CameraChoice.Fixed(Camera camera)
            ? camera.scale()
            : Camera.Scale.BLACK_TO_WHITE;
    try (ModelUnderTest subject =
        ModelUnderTest.of(trained, samples, metric(reference), Optional.of(sensor), seed)) {
      return work.with(
          new ModelContext(
              subject,
              new EquivalentTheta(subject.theta(), reference.frame().dn(scale)),
              sensor,
              ofEachFile));
    }
  }

  private SensorSpec sensor(QualityReference reference) throws IOException {
    if (reference.sensor().isPresent()) {
      return reference.sensor().get();
    }
    if (dataSet.sensor().isPresent()) {
      return DescriptionFiles.SENSOR.read(dataSet.sensor().get());
    }
    throw new IllegalArgumentException(
        "a drifted camera is simulated by its sensor, and neither the reference nor data set %s describes one: build the reference with --sensor"
            .formatted(dataSet.name()));
  }

  private static Optional<Metric> metric(QualityReference reference) {
    return reference.tolerance().map(known -> known.measured());
  }

  /**
   * Predicts the metric under the drifted camera, and how its pictures differ.
   *
   * @param incoming images of the camera as it became
   * @return none where the batch is not attributed to the camera
   * @throws IOException if the model or a sample cannot be read
   */
  public Optional<TaskEffect> of(
      QualityReference reference, Attribution attribution, List<Sample> incoming)
      throws IOException {
    if (attribution.conclusion() != Attribution.Conclusion.CAMERA) {
      return Optional.empty();
    }
    CameraDrift difference = difference(attribution);
    return evaluate(
        reference,
        context -> {
          MetricAndLoss usual = context.subject().judge(OperatingPoint.USUAL);
          MetricAndLoss judged =
              context
                  .subject()
                  .judge(context.setting().drifted(difference, CameraDrift.NONE, context.sensor()));
          return Optional.of(
              new TaskEffect(
                  effect(
                      reference,
                      context.subject().metric(),
                      usual,
                      judged,
                      "the model was evaluated on %d samples with labels, recaptured by simulation as the drifted camera would have recorded them"
                          .formatted(samples.size())),
                  pictures(context, difference, incoming)));
        });
  }

  /** Returns as many as are matched, evenly spread: data are often in the order of classes. */
  private static <T> List<T> spread(List<T> all, int most) {
    int count = Math.min(most, all.size());
    return IntStream.range(0, count).mapToObj(i -> all.get(i * all.size() / count)).toList();
  }

  /**
   * Returns how a camera differs by what the pictures of some images look like: of the labelled
   * ones and of the incoming ones those of the size that is most common.
   *
   * @param difference as the search for causes found it: its parameters are fitted again
   */
  Optional<ViewMatch> pictures(ModelContext context, CameraDrift difference, List<Sample> incoming)
      throws IOException {
    List<DriftParameter> free = MatchViews.free(difference);
    if (free.isEmpty()) {
      return Optional.empty();
    }
    List<PreparedSample> recorded = new ArrayList<>();
    for (int batch = 0; batch < context.subject().batches(); batch++) {
      recorded.addAll(context.subject().batch(RecaptureSettings.AS_RECORDED, batch));
    }
    List<RawImage> recordedImages = new ArrayList<>();
    Frame first = recorded.getFirst().frame();
    long area = (long) first.width() * first.height();
    int most = Math.clamp(MOST_PIXELS / area, 2, MOST_MATCHED);
    for (PreparedSample sample : spread(recorded, most)) {
      if (sample.frame() instanceof RawImage raw) {
        recordedImages.add(raw);
      }
    }
    Preparation preparation =
        context.subject().trained().preparation().asInTraining().withoutTask();
    List<RawImage> drifted = new ArrayList<>();
    try (Epoch<LoadedSample> epoch =
        new Loader(spread(incoming, most), LoaderSettings.inOrder()).epoch(0)) {
      while (epoch.hasNext()) {
        for (LoadedSample loaded : epoch.next()) {
          PreparedSample prepared =
              preparation.of(loaded, Preparation.seed(seed, loaded.sample().id(), 0));
          if (prepared.frame() instanceof RawImage raw) {
            drifted.add(raw);
          }
        }
      }
    }
    List<RawImage> usual = ofOneSize(recordedImages);
    List<RawImage> changed = ofOneSize(drifted);
    if (usual.size() < 2 || changed.size() < 2) {
      return Optional.empty();
    }
    return Optional.of(
        new MatchViews(context.subject().isp(), context.setting().scale(), free, engine.threads())
            .of(changed, usual));
  }

  /** The chain takes images of one size at once; single ones of another are left out. */
  private static List<RawImage> ofOneSize(List<RawImage> images) {
    return images.stream()
        .collect(
            Collectors.groupingBy(
                image -> List.of(image.width(), image.height()),
                LinkedHashMap::new,
                Collectors.toList()))
        .values()
        .stream()
        .max(Comparator.comparingInt(List::size))
        .orElse(List.of());
  }

  MetricEffect effect(
      QualityReference reference,
      Metric metric,
      MetricAndLoss usual,
      MetricAndLoss judged,
      String how) {
    Bootstrap bootstrap = Bootstrap.usual(seed);
    Estimate before = bootstrap.estimate(usual.metric());
    Estimate after = bootstrap.estimate(judged.metric());
    List<AcceptanceLimits> limits =
        reference.tolerance().stream()
            .map(
                known ->
                    metric.higherIsBetter()
                        ? AcceptanceLimits.atLeast(known.limit(), AcceptanceLimits.Source.TASK)
                        : AcceptanceLimits.atMost(known.limit(), AcceptanceLimits.Source.TASK))
            .toList();
    Estimate drop = bootstrap.drop(usual.metric(), judged.metric());
    OptionalDouble tolerated =
        reference.tolerance().stream().mapToDouble(ToleranceSpecification::delta).findFirst();
    Optional<Verdict> verdict = reference.tolerance().map(known -> judge(drop, known.delta()));
    return new MetricEffect(
        metric.toString(), before, after, drop, limits, tolerated, verdict, how);
  }

  /** The drop is paired sample by sample, and so is better known than either metric. */
  private static Verdict judge(Estimate drop, double delta) {
    return AcceptanceLimits.atMost(delta, AcceptanceLimits.Source.TASK).judge(drop);
  }

  /** Returns the drift of the camera by an attribution. */
  static CameraDrift difference(Attribution attribution) {
    Map<DriftParameter, Double> kept = new EnumMap<>(DriftParameter.class);
    attribution
        .chosen()
        .forEach(
            each -> kept.put(each.number(), each.number().coordinate(each.estimate().value())));
    return new CameraDrift(kept);
  }

  /**
   * What a changed camera means for a task.
   *
   * @param metric what is predicted of its metric
   * @param pictures how the camera differs by what its pictures look like; empty where only blur or
   *     noise changed, or fewer than two pictures of either camera are known
   */
  public record TaskEffect(MetricEffect metric, Optional<ViewMatch> pictures) {}
}
