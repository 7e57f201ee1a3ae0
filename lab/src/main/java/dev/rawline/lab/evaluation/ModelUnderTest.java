package dev.rawline.lab.evaluation;

import dev.rawline.data.set.Sample;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.IspBatch;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.learning.assembly.TrainedModel;
import dev.rawline.learning.datamodel.DataModel;
import dev.rawline.learning.engine.NoGradient;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.joint.Prediction;
import dev.rawline.learning.joint.ScoreAccumulator;
import dev.rawline.learning.loss.Loss;
import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.sample.Task;
import dev.rawline.learning.task.Logits;
import dev.rawline.learning.task.LossGradient;
import dev.rawline.learning.task.TaskModel;
import dev.rawline.learning.task.ViewBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A trained model with the samples that it is tested on, evaluated under one camera after another.
 *
 * <p>Samples are read once and kept; a camera costs a rendering and a forward pass of the model.
 * The model never changes: batch norms keep their statistics, whatever the camera. Electrons and
 * noise are drawn from one seed, so that a sample has the same draws under every camera.
 *
 * <p>Used by one thread at a time; it uses several itself.
 */
public final class ModelUnderTest implements AutoCloseable {
  private final TrainedModel trained;
  private final TaskModel model;
  private final Loss loss;
  private final Metric metric;
  private final RecapturedSamples samples;
  private final Isp isp;
  private final Theta theta;

  /** θ of each sample where nothing is changed; the same array for all that share it. */
  private final List<double[]> own;

  private final IspBatch chain;

  private ModelUnderTest(
      TrainedModel trained,
      TaskModel model,
      Metric metric,
      RecapturedSamples samples,
      Isp isp,
      List<double[]> own) {
    this.trained = trained;
    this.model = model;
    this.loss = trained.loss();
    this.metric = metric;
    this.samples = samples;
    this.isp = isp;
    this.own = own;
    theta = isp.theta();
    chain = new IspBatch(isp, trained.model().engine().threads());
  }

  /**
   * Reads the samples of a model.
   *
   * @param trained the model; closed with the subject, or where there will be none
   * @param tested the samples, each with its label
   * @param metric what it is measured by; none: the main one of its task
   * @param sensor the sensor that recorded, which the physical layer is worked out with; none: the
   *     one that the model was trained by, if there was one
   * @param seed what electrons and noise are drawn from
   * @throws IllegalArgumentException if the model has no chain of stages before it, it does not see
   *     views, or there is no sample
   * @throws IOException if a sample cannot be read
   */
  public static ModelUnderTest of(
      TrainedModel trained,
      List<Sample> tested,
      Optional<Metric> metric,
      Optional<SensorSpec> sensor,
      long seed)
      throws IOException {
    try {
      return read(trained, tested, metric, sensor, seed);
    } catch (IOException | RuntimeException e) {
      trained.close();
      throw e;
    }
  }

  private static ModelUnderTest read(
      TrainedModel trained,
      List<Sample> tested,
      Optional<Metric> metric,
      Optional<SensorSpec> sensor,
      long seed)
      throws IOException {
    if (tested.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no sample to test the model on: expected at least one; choose another subset or"
              + " split");
    }
    TaskModel model = trained.taskModel();
    RecapturedSamples samples = RecapturedSamples.read(trained, tested, sensor, seed);
    DataModel dataModel = trained.model().dataModel();
    List<double[]> own = new ArrayList<>();
    Isp isp = null;
    for (PreparedSample sample : samples.at(RecaptureSettings.AS_RECORDED)) {
      Isp chain =
          dataModel
              .chain(sample)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "the model has no processing chain: its data model is '%s': expected static or parametrized, which has camera parameters; train such a model, or open a model file with a camera and a view"
                              .formatted(dataModel.word())))
              .withKernels();
      double[] numbers = chain.theta().vector();
      own.add(!own.isEmpty() && Arrays.equals(own.getLast(), numbers) ? own.getLast() : numbers);
      isp = isp == null ? chain : isp;
    }
    return new ModelUnderTest(
        trained, model, metric.orElse(trained.task().main()), samples, isp, List.copyOf(own));
  }

  /**
   * Returns the same model and samples behind another chain: one with an additive layer, for
   * example. A sample that has a camera of its own keeps it. Both share the model: closing either
   * closes it.
   *
   * @param change makes the other chain of the chain of a sample
   */
  public ModelUnderTest behind(UnaryOperator<Isp> change) {
    // Samples that share a camera share the array of its numbers, which may be as large as a view.
    IdentityHashMap<double[], double[]> changed = new IdentityHashMap<>();
    return new ModelUnderTest(
        trained,
        model,
        metric,
        samples,
        change.apply(isp),
        own.stream()
            .map(
                numbers ->
                    changed.computeIfAbsent(
                        numbers,
                        known -> change.apply(isp.with(theta.with(known))).theta().vector()))
            .toList());
  }

  /** Returns whether all samples have the same camera. */
  public boolean hasOneCamera() {
    return own.stream().allMatch(numbers -> Arrays.equals(numbers, own.getFirst()));
  }

  /** Returns the model that is evaluated. */
  public TaskModel model() {
    return model;
  }

  /** Returns the model as it was opened. */
  public TrainedModel trained() {
    return trained;
  }

  /** Returns the task of the model. */
  public Task task() {
    return trained.task();
  }

  /** Returns what it is measured by. */
  public Metric metric() {
    return metric;
  }

  /** Returns how wrong its logits are, as in training. */
  public Loss loss() {
    return loss;
  }

  /** Returns whether it hands back ∂loss/∂view. */
  public boolean hasGradient() {
    return model.hasGradient();
  }

  /** Returns the chain that it is examined around, kernels in the place of linear stages. */
  public Isp isp() {
    return isp;
  }

  /** Returns the numbers of that chain. */
  public Theta theta() {
    return theta;
  }

  /** Returns how many samples there are. */
  public int samples() {
    return own.size();
  }

  /** Returns every parameter that can vary, but places in θ without effect, and its range. */
  public List<CameraParameter> parameters(Set<Integer> withoutEffect) {
    return ParameterRanges.of(theta, withoutEffect, samples.sensor, samples.base);
  }

  /**
   * Returns an operating point in which one parameter is changed.
   *
   * @throws IllegalArgumentException if neither θ nor the physical layer has such a parameter
   */
  public OperatingPoint with(OperatingPoint setting, CameraParameter parameter, double value) {
    String name = parameter.name();
    if (RecaptureSettings.NAMES.contains(name)) {
      return setting.with(setting.physical().with(name, value));
    }
    Theta present = setting.theta().orElse(theta);
    double[] numbers = present.get(name);
    double shift = value - Arrays.stream(numbers).average().orElseThrow();
    return setting.with(
        present.with(
            name,
            numbers.length == 1
                ? new double[] {value}
                : Arrays.stream(numbers).map(number -> number + shift).toArray()));
  }

  /**
   * Evaluates the model on all samples.
   *
   * @throws IllegalArgumentException if a stage rejects a value, the metric is not one of the task,
   *     or the physical layer is changed without a sensor
   */
  public MetricAndLoss judge(OperatingPoint setting) {
    ScoreAccumulator scoring = new ScoreAccumulator(task(), loss);
    for (int batch = 0; batch < batches(); batch++) {
      ViewBatch pictures = pictures(setting, batch);
      add(scoring, pictures, batch, model.logits(pictures));
    }
    return new MetricAndLoss(scoring.contributions(metric), scoring.loss());
  }

  /** Returns the predictions for pictures of a batch. */
  public List<Prediction> answers(ViewBatch pictures, int batch) {
    ScoreAccumulator scoring = new ScoreAccumulator(task(), loss);
    return add(scoring, pictures, batch, model.logits(pictures));
  }

  /**
   * Counts the predictions for pictures of a batch.
   *
   * @return the answers
   */
  public List<Prediction> add(
      ScoreAccumulator scoring, ViewBatch pictures, int batch, Logits logits) {
    try (Scope _ = new Scope();
        NoGradient _ = new NoGradient()) {
      Tensor predicted =
          Tensor.of(logits.values(), logits.shape().stream().mapToLong(Long::longValue).toArray());
      return scoring.add(
          batch(RecaptureSettings.AS_RECORDED, batch), predicted, targets(pictures, batch));
    }
  }

  /** Returns the number of batches of samples. */
  public int batches() {
    return Math.ceilDiv(own.size(), trained.batch());
  }

  /**
   * Returns the samples of a batch as the chain takes them.
   *
   * @param batch from 0
   */
  public List<PreparedSample> batch(RecaptureSettings physical, int batch) {
    return samples.at(physical).subList(first(batch), end(batch));
  }

  private int first(int batch) {
    return batch * trained.batch();
  }

  private int end(int batch) {
    return Math.min(own.size(), first(batch) + trained.batch());
  }

  /** Returns the pictures of a batch under a setting, before the model shrinks them. */
  public ViewBatch pictures(OperatingPoint setting, int batch) {
    List<RawImage> mosaics = mosaics(setting, batch);
    int height = mosaics.getFirst().height();
    int width = mosaics.getFirst().width();
    int each = Picture.CHANNELS * height * width;
    float[] views = new float[Math.multiplyExact(mosaics.size(), each)];
    if (sharesTheta(batch)) {
      chain.set(numbers(setting, first(batch)));
      chain.forward(mosaics, views);
    } else {
      float[] view = new float[each];
      for (int i = 0; i < mosaics.size(); i++) {
        chain.set(numbers(setting, first(batch) + i));
        chain.forward(List.of(mosaics.get(i)), view);
        System.arraycopy(view, 0, views, i * each, each);
      }
    }
    return new ViewBatch(mosaics.size(), height, width, views);
  }

  /**
   * Returns the predictions of the model for pictures of a batch, their loss, and ∂(mean
   * loss)/∂view.
   *
   * @throws UnsupportedOperationException if the model has no gradient
   */
  public LossGradient judge(ViewBatch pictures, int batch) {
    try (Scope _ = new Scope()) {
      return model.lossGradient(pictures, targets(pictures, batch), loss);
    }
  }

  /**
   * Carries a gradient by the pictures of a batch back through the chain.
   *
   * @param ofPictures ∂L/∂view, as large as {@link #pictures}
   * @return ∂L/∂θ, summed over the batch, in the order of the subject's θ
   */
  public double[] carry(OperatingPoint setting, int batch, float[] ofPictures) {
    List<RawImage> mosaics = mosaics(setting, batch);
    int area = mosaics.getFirst().height() * mosaics.getFirst().width();
    int each = Picture.CHANNELS * area;
    double[] ofTheta = new double[theta.size()];
    if (sharesTheta(batch)) {
      chain.set(numbers(setting, first(batch)));
      chain.backward(mosaics, ofPictures, ofTheta, new float[mosaics.size() * area]);
      return ofTheta;
    }
    double[] one = new double[theta.size()];
    float[] ofMosaic = new float[area];
    for (int i = 0; i < mosaics.size(); i++) {
      chain.set(numbers(setting, first(batch) + i));
      float[] ofPicture = Arrays.copyOfRange(ofPictures, i * each, (i + 1) * each);
      chain.backward(List.of(mosaics.get(i)), ofPicture, one, ofMosaic);
      for (int k = 0; k < one.length; k++) {
        ofTheta[k] += one[k];
      }
    }
    return ofTheta;
  }

  private List<RawImage> mosaics(OperatingPoint setting, int batch) {
    List<RawImage> mosaics = new ArrayList<>();
    for (PreparedSample sample : batch(setting.physical(), batch)) {
      if (!(sample.frame() instanceof RawImage mosaic)) {
        throw new IllegalArgumentException(
            "sample %s is already processed: expected raw images, which a camera renders"
                .formatted(sample.id()));
      }
      mosaics.add(mosaic);
    }
    return mosaics;
  }

  private boolean sharesTheta(int batch) {
    List<double[]> numbers = own.subList(first(batch), end(batch));
    return numbers.stream().allMatch(one -> Arrays.equals(one, numbers.getFirst()));
  }

  /** Returns own + (θ − θ of the subject), which is θ where the sample has no camera of its own. */
  private double[] numbers(OperatingPoint setting, int sample) {
    double[] base = own.get(sample);
    if (setting.theta().isEmpty()) {
      return base;
    }
    double[] changed = setting.theta().get().vector();
    double[] usual = theta.vector();
    if (Arrays.equals(base, usual)) {
      return changed;
    }
    double[] numbers = new double[base.length];
    Arrays.setAll(numbers, i -> base[i] + changed[i] - usual[i]);
    return numbers;
  }

  /** Returns what is true of a batch; masks are compared at the size that the model sees. */
  private Tensor targets(ViewBatch pictures, int batch) {
    Optional<Integer> size = trained.model().input().size();
    return task()
        .targets(
            batch(RecaptureSettings.AS_RECORDED, batch),
            size.orElse(pictures.height()),
            size.orElse(pictures.width()));
  }

  /** Frees the memory of the model. */
  @Override
  public void close() {
    trained.close();
  }
}
