package dev.rawline.lab.training;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.file.NumpyArray;
import dev.rawline.data.picture.PngFile;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.GradientTrace;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Mosaic;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.lab.evaluation.LabelledPrediction;
import dev.rawline.learning.joint.Explanation;
import dev.rawline.learning.joint.ModelInTraining;
import dev.rawline.learning.joint.Prediction;
import dev.rawline.learning.plan.TrackingPlan;
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.sample.Task;
import dev.rawline.workbench.sheet.SignedMap;
import dev.rawline.workbench.sheet.Thumbnail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model that learns → what it makes of some samples, epoch by epoch.
 *
 * <p>After epoch 7 the folder {@code track/epoch-007} holds, for each sample, a labelled sheet
 * {@code 1-<sample>.png}, the picture and the gradient alone ({@code 1-<sample>-picture.png},
 * {@code 1-<sample>-gradient.png}), which {@link AnimateTraining} joins, and, where arrays are
 * wanted, a folder {@code 1-<sample>} of {@code .npy} files; {@code track.json} lists what belongs
 * together.
 *
 * @param tracking what is written
 * @param task the task of the model
 * @param subjects the samples
 * @param folder the model's folder, below which {@code track} is made
 */
public record TrackSamples(TrackingPlan tracking, Task task, List<Subject> subjects, Path folder) {

  /** The folder below that of a model. */
  static final String FOLDER = "track";

  /** What belongs together after an epoch. */
  static final String INDEX = "track.json";

  /** The longest side of a picture in an animation [px]. */
  private static final int SIDE = 256;

  /**
   * The form of {@code track.json}: what tracking wrote after one epoch.
   *
   * @param epoch the epoch, from 1
   * @param dataModel the word of the data model
   * @param samples the samples that were tracked
   */
  record Index(int epoch, String dataModel, List<Tracked> samples) {

    /**
     * One sample.
     *
     * @param id its id
     * @param file what the names of its files begin with
     * @param loss the loss of the sample
     * @param verdict what the model predicts for it, in short
     * @param gradientEnd the amount of the gradient at the end of the colour scale
     */
    record Tracked(String id, String file, double loss, String verdict, double gradientEnd) {}
  }

  /**
   * A sample that is followed.
   *
   * @param sample the sample, prepared as for evaluation
   * @param reference the chain whose picture the data model's is compared with, where there is one
   */
  public record Subject(PreparedSample sample, Optional<Isp> reference) {}

  /**
   * Returns the samples that are followed: class by class in turn, the first of each in the order
   * in which they are given.
   *
   * @param images how many at most
   */
  public static List<Sample> chosen(List<Sample> samples, int images) {
    SortedMap<String, Deque<Sample>> classes = new TreeMap<>();
    for (Sample sample : samples) {
      classes
          .computeIfAbsent(sample.label().className().orElse(""), _ -> new ArrayDeque<>())
          .add(sample);
    }
    List<Sample> chosen = new ArrayList<>();
    while (chosen.size() < Math.min(images, samples.size())) {
      for (Deque<Sample> waiting : classes.values()) {
        if (!waiting.isEmpty() && chosen.size() < images) {
          chosen.add(waiting.remove());
        }
      }
    }
    return chosen;
  }

  /**
   * Writes what the model makes of the samples now.
   *
   * @param epoch the epoch that has ended, from 1
   * @param best whether none before it was better
   * @throws IOException if a file cannot be written; the message states the reason and the remedy
   */
  public void write(int epoch, boolean best, ModelInTraining model) throws IOException {
    if (!tracking.everyEpoch() && !best) {
      return;
    }
    Path ofEpoch = folder.resolve(FOLDER).resolve(String.format(Locale.ROOT, "epoch-%03d", epoch));
    Files.createDirectories(ofEpoch);
    List<Index.Tracked> written = new ArrayList<>();
    for (int i = 0; i < subjects.size(); i++) {
      TrackSheet.TrackedSample tracked = tracked(subjects.get(i), epoch, model);
      String name = (i + 1) + "-" + tracked.id().replaceAll("[^A-Za-z0-9._-]+", "_");
      written.add(write(tracked, ofEpoch, name));
    }
    JsonRecords.write(new Index(epoch, model.dataModel().word(), written), ofEpoch.resolve(INDEX));
  }

  private Index.Tracked write(TrackSheet.TrackedSample tracked, Path ofEpoch, String name)
      throws IOException {
    PngFile.write(
        new TrackSheet(tracked, tracking.gradients(), tracking.predictions()).draw(),
        ofEpoch.resolve(name + ".png"));
    PngFile.write(
        Thumbnail.fitted(tracked.picture(), SIDE), ofEpoch.resolve(name + "-picture.png"));
    SignedMap map = new SignedMap(tracked.gradient(), SIDE);
    PngFile.write(Thumbnail.fitted(map.image(), SIDE), ofEpoch.resolve(name + "-gradient.png"));
    if (tracking.arrays()) {
      writeArrays(tracked, ofEpoch.resolve(name));
    }
    return new Index.Tracked(
        tracked.id(), name, tracked.loss(), tracked.verdict().brief(), map.scale().end());
  }

  private static void writeArrays(TrackSheet.TrackedSample tracked, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    writeArray(tracked.picture(), folder.resolve("picture.npy"));
    writeArray(tracked.gradient(), folder.resolve("gradient.npy"));
    for (int i = 0; i < tracked.steps().size(); i++) {
      GradientTrace.Step step = tracked.steps().get(i);
      String name = String.format(Locale.ROOT, "%02d-%s", i, step.name());
      writeArray(step.frame(), folder.resolve(name + ".npy"));
      writeArray(step.gradient(), folder.resolve(name + "-gradient.npy"));
    }
    if (tracked.difference().isPresent()) {
      writeArray(tracked.difference().get(), folder.resolve("difference.npy"));
    }
  }

  private static void writeArray(Frame frame, Path file) throws IOException {
    List<Integer> shape =
        switch (frame) {
          case Mosaic mosaic -> List.of(mosaic.height(), mosaic.width());
          case Picture picture -> List.of(Picture.CHANNELS, picture.height(), picture.width());
        };
    AtomicFile.write(file, NumpyArray.write(shape, frame.samples()));
  }

  private TrackSheet.TrackedSample tracked(Subject subject, int epoch, ModelInTraining model) {
    PreparedSample sample = subject.sample();
    Explanation explained = model.explain(sample);
    Optional<Isp> chain = tracking.stages() ? model.dataModel().chain(sample) : Optional.empty();
    List<GradientTrace.Step> steps =
        chain.isPresent() && sample.frame() instanceof RawImage raw
            ? chain.get().pull(raw).trace(explained.gradient()).steps()
            : List.of();
    return new TrackSheet.TrackedSample(
        sample.id(),
        epoch,
        model.dataModel().word(),
        explained.picture(),
        explained.gradient(),
        steps,
        tracking.differences() ? difference(subject, explained.picture()) : Optional.empty(),
        verdict(sample, explained),
        explained.loss());
  }

  /** Returns the picture less that of the reference, which is shrunk where it is twice as large. */
  private static Optional<View> difference(Subject subject, View picture) {
    if (subject.reference().isEmpty() || !(subject.sample().frame() instanceof RawImage raw)) {
      return Optional.empty();
    }
    View other = subject.reference().get().apply(raw);
    int times = other.width() / picture.width();
    float[] difference = new float[picture.samples().length];
    for (int i = 0; i < difference.length; i++) {
      int column = i % picture.width();
      int row = i / picture.width(); // over all channels
      double sum = 0;
      for (int down = 0; down < times; down++) {
        for (int right = 0; right < times; right++) {
          sum += other.samples()[(row * times + down) * other.width() + column * times + right];
        }
      }
      difference[i] = (float) (picture.samples()[i] - sum / (times * times));
    }
    return Optional.of(new View(picture.width(), picture.height(), difference));
  }

  private LabelledPrediction verdict(PreparedSample sample, Explanation explained) {
    float[] logits = explained.logits();
    float[] numbers =
        switch (task) {
          case Task.Classification _ -> shares(logits);
          case Task.Segmentation() -> {
            float[] likely = new float[logits.length];
            for (int i = 0; i < likely.length; i++) {
              likely[i] = (float) (1 / (1 + Math.exp(-logits[i])));
            }
            yield likely;
          }
          case Task.Regression _ -> logits;
        };
    View picture = explained.picture();
    // Where pictures are shrunk for the task model, its answer is a square.
    boolean whole = numbers.length == picture.width() * picture.height();
    int width = whole ? picture.width() : (int) Math.round(Math.sqrt(numbers.length));
    return LabelledPrediction.of(
        task, new Prediction(sample, numbers, numbers.length / width, width));
  }

  private static float[] shares(float[] logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - largest);
    }
    float[] shares = new float[logits.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = (float) (Math.exp(logits[i] - largest) / sum);
    }
    return shares;
  }
}
