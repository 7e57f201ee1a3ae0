package dev.rawline.lab.adaptation;

import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import java.util.Optional;

/** How a trained model is adapted, without labels, to the condition that it is tested under. */
public sealed interface Adaptation {

  /** Returns what tables call it: its word, and what of it differs from the defaults. */
  String words();

  /** Which samples a model is adapted on; their labels are not read. */
  enum UnlabelledSide {
    /** The training side of the split, rendered under the test condition. */
    TRAIN,
    /** The test samples themselves. */
    TEST
  }

  /** The model as it was trained. */
  @FileWord("none")
  record None() implements Adaptation {
    @Override
    public String words() {
      return "none";
    }
  }

  /** The statistics of the batch norms recomputed under the test condition. */
  @FileWord("batch_norm")
  record BatchNormStatistics(
      @Described(
              meaning = "the weight N of the trained statistics (0: they are replaced)",
              unit = "images",
              min = 0)
          Double prior,
      @Described(meaning = "how many unlabelled images at most (default: all of the side)", min = 2)
          Optional<Integer> images,
      @Described(
              meaning =
                  "the unlabelled images: those of the training side rendered under the test condition, or the test images themselves")
          UnlabelledSide side)
      implements Adaptation {
    /** Fills in the defaults. */
    public BatchNormStatistics {
      prior = prior == null ? Double.valueOf(0) : prior;
      side = side == null ? UnlabelledSide.TRAIN : side;
    }

    @Override
    public String words() {
      return "batch_norm"
          + (prior == 0 ? "" : " prior %s".formatted(prior).replaceAll("\\.0$", ""))
          + Adaptation.words(images, side);
    }
  }

  /** The parameters θ of the processing under test, fitted to the pictures of training. */
  @FileWord("theta")
  record ProcessingParameters(
      @Described(
              meaning =
                  "what is minimized: the distance of the view statistics from those of training, or the entropy of the predictions")
          ThetaLoss loss,
      @Described(meaning = "how many unlabelled images at most", min = 2) Integer images,
      @Described(
              meaning =
                  "the unlabelled images: those of the training side rendered under the test condition, or the test images themselves")
          UnlabelledSide side,
      @Described(meaning = "the most steps", min = 1, max = 1000) Integer steps)
      implements Adaptation {
    private static final int IMAGES = 128;
    private static final int STEPS = 10;

    /** What is minimized. */
    public enum ThetaLoss {
      /** The distance of view statistics. */
      STATISTICS,
      /** The entropy of predictions. */
      ENTROPY
    }

    /** Fills in the defaults. */
    public ProcessingParameters {
      loss = loss == null ? ThetaLoss.STATISTICS : loss;
      images = images == null ? Integer.valueOf(IMAGES) : images;
      side = side == null ? UnlabelledSide.TRAIN : side;
      steps = steps == null ? Integer.valueOf(STEPS) : steps;
    }

    @Override
    public String words() {
      return "theta"
          + switch (loss) {
            case STATISTICS -> "";
            case ENTROPY -> " entropy";
          }
          + Adaptation.words(Optional.of(images).filter(count -> count != IMAGES), side)
          + (steps == STEPS ? "" : " steps " + steps);
    }
  }

  private static String words(Optional<Integer> images, UnlabelledSide side) {
    return images.map(count -> " images " + count).orElse("")
        + switch (side) {
          case TRAIN -> "";
          case TEST -> " of the test side";
        };
  }
}
