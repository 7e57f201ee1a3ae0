package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.Chain;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import java.util.List;

/**
 * RawImage → View: everything that follows the mosaic stages.
 *
 * @param demosaicing makes colours of the mosaic
 * @param colour the steps on linear colours, first to last
 * @param gamma makes the view
 */
public record Rendering(Demosaicing demosaicing, List<ColourStage> colour, Gamma gamma) {

  /** Copies the list of steps. */
  public Rendering {
    colour = List.copyOf(colour);
  }

  /** Returns the steps as one chain. */
  public Chain<RawImage, View> chain() {
    var pictures = Chain.of(demosaicing);
    for (ColourStage stage : colour) {
      pictures = pictures.then(stage);
    }
    return pictures.then(gamma);
  }
}
