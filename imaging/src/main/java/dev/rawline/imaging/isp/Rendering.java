package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.Chain;
import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import java.util.List;

/**
 * RawImage → View: everything that follows the mosaic stages.
 *
 * @param demosaicing the demosaicing
 * @param colour the steps on linear colours, first to last
 * @param gamma the gamma
 */
public record Rendering(Demosaicing demosaicing, List<ColourStage> colour, Gamma gamma) {

  /** Copies the list of steps. */
  public Rendering {
    colour = List.copyOf(colour);
  }

  /**
   * Returns a rendering whose steps on colours do to a monochrome image, copied into three planes,
   * what those of this one do; all of them have one demosaicing, which is not needed.
   */
  public Rendering ofCopies() {
    return new Rendering(
        Bilinear.DEFAULT, colour.stream().map(MonochromeStage::neutral).toList(), gamma);
  }

  /** Returns the steps as one chain for mosaics with colour filters. */
  public Chain<RawImage, View> chain() {
    return chain(demosaicing, Cfa.RGGB);
  }

  /**
   * Returns the steps as one chain with another demosaicing stage.
   *
   * <p>The view of a monochrome image has three equal planes: its white balance is the gain of
   * green, and it has no colour correction.
   *
   * @param first a stage that computes the same as {@link #demosaicing}
   * @param cfa the layout of the mosaics; all with filters give the same chain
   */
  public Chain<RawImage, View> chain(Stage<RawImage, LinearRgb> first, Cfa cfa) {
    Chain<RawImage, LinearRgb> pictures = Chain.of(first);
    for (ColourStage stage : colour) {
      pictures = pictures.then(cfa.hasFilters() ? stage : new MonochromeStage(stage));
    }
    return pictures.then(gamma);
  }
}
