package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.Chain;
import dev.rawline.imaging.chain.Stage;
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

  /** Returns the steps as one chain. */
  public Chain<RawImage, View> chain() {
    return chain(demosaicing);
  }

  /**
   * Returns the steps as one chain with another demosaicing stage.
   *
   * @param first a stage that computes the same as {@link #demosaicing}
   */
  public Chain<RawImage, View> chain(Stage<RawImage, LinearRgb> first) {
    Chain<RawImage, LinearRgb> pictures = Chain.of(first);
    for (ColourStage stage : colour) {
      pictures = pictures.then(stage);
    }
    return pictures.then(gamma);
  }
}
