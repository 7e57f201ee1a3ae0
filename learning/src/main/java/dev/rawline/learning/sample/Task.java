package dev.rawline.learning.sample;

import dev.rawline.data.load.LoadedSample;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.learning.engine.NoGradient;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.metric.Metric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The task of a model, and the order of its outputs. */
public sealed interface Task {

  /**
   * The class of a picture.
   *
   * @param classes their names; a class is known by its place among them, from 0
   */
  record Classification(List<String> classes) implements Task {

    /**
     * Copies the names.
     *
     * @throws IllegalArgumentException if there are fewer than two, or two are equal
     */
    public Classification {
      classes = List.copyOf(classes);
      Set<String> different = new HashSet<>(classes);
      if (classes.size() < 2 || different.size() < classes.size()) {
        throw new IllegalArgumentException(
            "classes are %s: expected at least two different names".formatted(classes));
      }
    }
  }

  /** The pixels of objects in a picture. */
  record Segmentation() implements Task {}

  /**
   * A number that a picture shows, given as the class of its sample.
   *
   * @param name the name of the number
   */
  record Regression(String name) implements Task {

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Regression {
      if (name.isBlank()) {
        throw new IllegalArgumentException("a regression needs the name of its number");
      }
    }
  }

  /** Returns the word of plans. */
  default String word() {
    return switch (this) {
      case Classification _ -> "classification";
      case Segmentation() -> "segmentation";
      case Regression _ -> "regression";
    };
  }

  /** Returns the metric by which models of this task, and epochs of a training, are compared. */
  default Metric main() {
    return switch (this) {
      case Classification _ -> Metric.BALANCED_ACCURACY;
      case Segmentation() -> Metric.IOU;
      case Regression _ -> Metric.MEAN_SQUARE;
    };
  }

  /** Returns the number of outputs of a model for a picture, or for each of its pixels. */
  default int outputs() {
    return switch (this) {
      case Classification(List<String> classes) -> classes.size();
      case Segmentation(), Regression _ -> 1;
    };
  }

  /**
   * Returns the target of a sample.
   *
   * @throws IllegalArgumentException if the sample's label lacks it; the message names the sample,
   *     what it has and what to do
   */
  default Target target(LoadedSample loaded) {
    String id = loaded.sample().id();
    return switch (this) {
      case Classification(List<String> classes) -> {
        String name = requireClass(loaded, "a class");
        int number = classes.indexOf(name);
        if (number < 0) {
          throw new IllegalArgumentException(
              "sample %s is of the class %s: expected one of %s; name all classes, or leave it out"
                  .formatted(id, name, String.join(", ", classes)));
        }
        yield new Target.OfClass(number);
      }
      case Segmentation() ->
          new Target.OfPixels(
              loaded
                  .mask()
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "sample %s has no mask: segmentation needs one for every sample; give it one, or leave it out"
                                  .formatted(id))));
      case Regression(String wanted) -> {
        String name = requireClass(loaded, "the number " + wanted);
        double value;
        try {
          value = Double.parseDouble(name);
        } catch (NumberFormatException e) {
          value = Double.NaN;
        }
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException(
              "sample %s has '%s' for its %s: expected a finite number, such as 0.25"
                  .formatted(id, name, wanted));
        }
        yield new Target.OfNumber(value);
      }
    };
  }

  private static String requireClass(LoadedSample loaded, String what) {
    return loaded
        .sample()
        .label()
        .className()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "sample %s has no class: expected %s in the table, or the folder, of its labels; give it one, or leave it out"
                        .formatted(loaded.sample().id(), what)));
  }

  /**
   * Returns the targets of samples as a loss takes them: whole numbers (image) of classes, 0 or 1
   * (image, 1, row, column) of pixels, numbers (image, 1) of a regression.
   *
   * <p>A mask is reduced to the size of the model's input pictures: a pixel is part of an object if
   * at least half of its area is.
   *
   * @param height rows of the model's input pictures [px]
   * @param width columns of the model's input pictures [px]
   * @throws IllegalArgumentException if a sample has no target, or one of another task
   */
  default Tensor targets(List<PreparedSample> samples, long height, long width) {
    return switch (this) {
      case Classification _ -> {
        long[] numbers = new long[samples.size()];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = target(samples.get(i), Target.OfClass.class).number();
        }
        yield Tensor.of(numbers, numbers.length);
      }
      case Regression _ -> {
        float[] numbers = new float[samples.size()];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = (float) target(samples.get(i), Target.OfNumber.class).value();
        }
        yield Tensor.of(numbers, numbers.length, 1);
      }
      case Segmentation() -> masks(samples, height, width);
    };
  }

  private static Tensor masks(List<PreparedSample> samples, long height, long width) {
    List<Mask> masks = new ArrayList<>();
    for (PreparedSample sample : samples) {
      masks.add(target(sample, Target.OfPixels.class).mask());
    }
    int rows = masks.getFirst().height();
    int columns = masks.getFirst().width();
    float[] covered = new float[masks.size() * rows * columns];
    int to = 0;
    for (Mask mask : masks) {
      if (mask.height() != rows || mask.width() != columns) {
        throw new IllegalArgumentException(
            "the masks of a batch have one size, got %d×%d and %d×%d pixels: crop the images"
                .formatted(columns, rows, mask.width(), mask.height()));
      }
      for (byte kind : mask.kinds()) {
        covered[to] = kind == 0 ? 0 : 1;
        to++;
      }
    }
    Tensor whole = Tensor.of(covered, masks.size(), 1, rows, columns);
    if (rows == height && columns == width) {
      return whole;
    }
    try (NoGradient _ = new NoGradient()) {
      return whole.shrink(height, width).atLeast(0.5);
    }
  }

  private static <T extends Target> T target(PreparedSample sample, Class<T> kind) {
    return sample
        .target()
        .filter(kind::isInstance)
        .map(kind::cast)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "sample %s was prepared for another task, or without a target: prepare it for this one"
                        .formatted(sample.id())));
  }
}
