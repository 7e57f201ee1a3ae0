package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.isp.BlackLevel;
import dev.rawline.imaging.isp.ColourStage;
import dev.rawline.imaging.isp.HighlightClip;
import dev.rawline.imaging.isp.MosaicStage;
import dev.rawline.imaging.isp.Rendering;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A black level and a rendering whose stages all have a fast twin, and the indices of their
 * parameters.
 *
 * <p>The parameters of all stages form one vector, in the order of θ. The sums over pixels for its
 * gradient form another: it begins like that of the parameters, followed by nine sums for every
 * {@link FusedColourMatrix}.
 */
final class RenderingChain {
  private final BlackLevel blackLevel;
  private final Rendering rendering;
  private final double[] blackLevels;
  private final List<FusedColourMatrix> folds = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();
  private final List<Integer> clipPlaces = new ArrayList<>();
  private final int count;

  private RenderingChain(BlackLevel blackLevel, Rendering rendering) {
    this.blackLevel = blackLevel;
    this.rendering = rendering;
    this.blackLevels = blackLevel.values();
    FusedColourMatrix.Builder fold = new FusedColourMatrix.Builder();
    int place = blackLevels.length;
    for (ColourStage stage : rendering.colour()) {
      places.add(place);
      if (stage instanceof HighlightClip) {
        clipPlaces.add(place);
        folds.add(fold.build());
        fold = new FusedColourMatrix.Builder();
      } else {
        fold.add(stage, place);
      }
      place += stage.values().length;
    }
    folds.add(fold.build());
    count = place + rendering.gamma().values().length;
  }

  /** Returns the chain of some stages, if there is a fast backward pass through them. */
  static Optional<RenderingChain> of(List<MosaicStage> mosaic, Rendering rendering) {
    return mosaic.size() == 1
            && mosaic.getFirst() instanceof BlackLevel level
            && FastPath.supports(rendering)
        ? Optional.of(new RenderingChain(level, rendering))
        : Optional.empty();
  }

  /**
   * Returns the chain with other parameter values.
   *
   * @throws IllegalArgumentException if their number is not that of this chain, or a stage rejects
   *     one
   */
  RenderingChain with(double[] numbers) {
    if (numbers.length != count) {
      throw new IllegalArgumentException(
          "this chain has %d numbers, got %d".formatted(count, numbers.length));
    }
    List<ColourStage> colour = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      ColourStage stage = rendering.colour().get(i);
      int first = places.get(i);
      colour.add(stage.with(Arrays.copyOfRange(numbers, first, first + stage.values().length)));
    }
    return new RenderingChain(
        blackLevel.with(Arrays.copyOfRange(numbers, 0, blackLevels.length)),
        new Rendering(
            rendering.demosaicing(),
            colour,
            rendering.gamma().with(Arrays.copyOfRange(numbers, gammaPlace(), count))));
  }

  /** Returns whether the fast twins are accurate enough for the parameter values. */
  boolean isSupported() {
    return FastPath.supports(rendering);
  }

  Rendering rendering() {
    return rendering;
  }

  /** Returns the black levels of the four sites. */
  double[] blackLevels() {
    return blackLevels;
  }

  /** Returns the index of the first parameter of a stage on colours. */
  int place(int stage) {
    return places.get(stage);
  }

  /** Returns the index of the first parameter of the gamma. */
  int gammaPlace() {
    return count - rendering.gamma().values().length;
  }

  /** Returns the matrices before each highlight clip and after the last, in their order. */
  List<FusedColourMatrix> folds() {
    return folds;
  }

  /** Returns the index of the nine sums of a fold. */
  int foldPlace(int fold) {
    return count + fold * FusedColourMatrix.SUMS;
  }

  /** Returns the index of the level of the highlight clip after a fold. */
  int clipPlace(int fold) {
    return clipPlaces.get(fold);
  }

  /** Returns the number of sums over pixels. */
  int sums() {
    return foldPlace(folds.size());
  }

  /** Converts the sums over all pixels into the gradient with respect to the parameters. */
  void gradient(double[] sums, double[] gradient) {
    System.arraycopy(sums, 0, gradient, 0, count);
    for (int fold = 0; fold < folds.size(); fold++) {
      folds.get(fold).split(sums, foldPlace(fold), gradient);
    }
  }
}
