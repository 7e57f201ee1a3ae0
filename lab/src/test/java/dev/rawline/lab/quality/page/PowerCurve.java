package dev.rawline.lab.quality.page;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How often a drift of one strength is detected, over the number of images.
 *
 * @param strength how strong the drift is: "+5 %"
 * @param way how it is looked for
 * @param found the counts, sorted by the number of images
 */
public record PowerCurve(String strength, Way way, List<Found> found) {

  /** How drift is looked for. */
  public enum Way {
    /** By the physics of the sensor. */
    PHYSICS,
    /** By the mean and the contrast of each channel. */
    PLAIN
  }

  /**
   * Counts of one size of batch.
   *
   * @param images how many images a batch has, 1 or more
   * @param detected how many batches were reported as drifted
   * @param batches how many there were
   */
  public record Found(int images, int detected, int batches) {
    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException if there is no image or batch, or more are detected than
     *     there are
     */
    public Found {
      if (images < 1 || batches < 1 || detected < 0 || detected > batches) {
        throw new IllegalArgumentException(
            "%d of %d batches of %d images: expected one batch of one image at least, and no more detected than there are"
                .formatted(detected, batches, images));
      }
    }

    /** Returns the share that is detected. */
    public double share() {
      return (double) detected / batches;
    }
  }

  /**
   * Sorts the counts.
   *
   * @throws IllegalArgumentException if there is none
   */
  public PowerCurve {
    if (found.isEmpty()) {
      throw new IllegalArgumentException("%s: a power curve of no batch".formatted(strength));
    }
    found = found.stream().sorted(Comparator.comparingInt(Found::images)).toList();
  }

  /**
   * Returns how many images detect a share of the batches, between two sizes by logarithm; the
   * fewest where those do already, empty where the most do not.
   *
   * @param wanted the share, 0 to 1
   */
  public OptionalDouble images(double wanted) {
    if (found.getFirst().share() >= wanted) {
      return OptionalDouble.of(found.getFirst().images());
    }
    for (int i = 1; i < found.size(); i++) {
      Found before = found.get(i - 1);
      Found after = found.get(i);
      if (after.share() >= wanted) {
        double part = (wanted - before.share()) / (after.share() - before.share());
        return OptionalDouble.of(
            before.images() * Math.pow((double) after.images() / before.images(), part));
      }
    }
    return OptionalDouble.empty();
  }
}
