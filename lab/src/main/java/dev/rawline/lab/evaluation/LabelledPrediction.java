package dev.rawline.lab.evaluation;

import dev.rawline.imaging.frame.Mask;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.joint.Prediction;
import dev.rawline.learning.metric.MaskOverlap;
import dev.rawline.learning.sample.Target;
import dev.rawline.learning.sample.Task;
import dev.rawline.workbench.plot.Palette;
import dev.rawline.workbench.sheet.MaskOutline;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The prediction of a model for one sample, with its target. */
public sealed interface LabelledPrediction {

  /**
   * Shares of classes.
   *
   * @param classes their names
   * @param shares the probability of each, 0 to 1
   * @param target the place of the right one
   */
  record OfClass(List<String> classes, List<Double> shares, int target)
      implements LabelledPrediction {
    /** Copies the lists. */
    public OfClass {
      classes = List.copyOf(classes);
      shares = List.copyOf(shares);
    }

    /** Returns the place of the class with the largest share. */
    public int predicted() {
      return largest(shares);
    }
  }

  /**
   * Pixels that belong to an object.
   *
   * @param predicted the predicted ones
   * @param target those that do
   */
  record OfPixels(Mask predicted, Mask target) implements LabelledPrediction {
    private static final Color TARGET = new Color(0x00e5ff);

    /** Returns the intersection over the union, 1 where both are empty. */
    public double overlap() {
      return pixels().iou();
    }

    /** Returns how many pixels are of the object. */
    public MaskOverlap pixels() {
      int both = 0;
      int found = 0;
      int objects = 0;
      for (int i = 0; i < predicted.kinds().length; i++) {
        both += predicted.kinds()[i] != 0 && target.kinds()[i] != 0 ? 1 : 0;
        found += predicted.kinds()[i] != 0 ? 1 : 0;
        objects += target.kinds()[i] != 0 ? 1 : 0;
      }
      return new MaskOverlap(both, found, objects);
    }

    /** Draws the outlines of the target (cyan) and of the prediction (orange) on a picture. */
    public void outline(BufferedImage picture) {
      MaskOutline.draw(picture, target, TARGET);
      MaskOutline.draw(picture, predicted, Palette.AMBER);
    }
  }

  /**
   * A number.
   *
   * @param name what it is
   * @param predicted the predicted number
   * @param target what it is
   */
  record OfNumber(String name, double predicted, double target) implements LabelledPrediction {}

  /** Returns the place of the largest number, the first of equal ones. */
  static int largest(List<Double> numbers) {
    int largest = 0;
    for (int i = 1; i < numbers.size(); i++) {
      largest = numbers.get(i) > numbers.get(largest) ? i : largest;
    }
    return largest;
  }

  /** Returns what a model predicts for a sample, with its target. */
  static LabelledPrediction of(Task task, Prediction answer) {
    Target target = answer.sample().target().orElseThrow();
    return switch (target) {
      case Target.OfClass(int number) -> {
        List<Double> shares = new ArrayList<>();
        for (float share : answer.numbers()) {
          shares.add((double) share);
        }
        yield new OfClass(((Task.Classification) task).classes(), shares, number);
      }
      case Target.OfPixels _ -> {
        try (Scope _ = new Scope()) {
          float[] truth =
              task.targets(List.of(answer.sample()), answer.height(), answer.width()).toArray();
          yield new OfPixels(
              PredictionsFile.mask(answer.numbers(), answer.width(), answer.height()),
              PredictionsFile.mask(truth, answer.width(), answer.height()));
        }
      }
      case Target.OfNumber(double value) ->
          new OfNumber(((Task.Regression) task).name(), answer.numbers()[0], value);
    };
  }

  /** Returns the verdict in few words, for below a picture. */
  default String brief() {
    return switch (this) {
      case OfClass verdict ->
          String.format(
              Locale.ROOT,
              "%s %.0f %%, %s",
              verdict.classes.get(verdict.predicted()),
              100 * verdict.shares.get(verdict.predicted()),
              verdict.predicted() == verdict.target ? "right" : "wrong");
      case OfPixels _, OfNumber _ -> line();
    };
  }

  /** Returns the verdict in a line of words. */
  default String line() {
    return switch (this) {
      case OfClass verdict ->
          verdict.predicted() == verdict.target
              ? brief()
              : brief() + ": it is " + verdict.classes.get(verdict.target);
      case OfPixels verdict -> String.format(Locale.ROOT, "IoU %.2f", verdict.overlap());
      case OfNumber(String name, double predicted, double target) ->
          "%s %s; it is %s".formatted(name, NumberText.brief(predicted), NumberText.brief(target));
    };
  }
}
