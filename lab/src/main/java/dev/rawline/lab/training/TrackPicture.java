package dev.rawline.lab.training;

import dev.rawline.imaging.frame.View;
import dev.rawline.workbench.sheet.SignedMap;
import dev.rawline.workbench.sheet.Thumbnail;
import java.awt.image.BufferedImage;

/** A picture and the gradient by it, drawn alone and as large as an animation shows them. */
public final class TrackPicture {
  /** The longest side [px]. */
  public static final int SIDE = 256;

  private final View view;
  private final SignedMap map;

  /** Prepares the two. */
  public TrackPicture(View view, View gradient) {
    this.view = view;
    this.map = new SignedMap(gradient, SIDE);
  }

  /** Returns the picture. */
  public BufferedImage picture() {
    return Thumbnail.fitted(view, SIDE);
  }

  /** Returns the map of the gradient. */
  public BufferedImage gradient() {
    return Thumbnail.fitted(map.image(), SIDE);
  }

  /** Returns the number at which the colours of the map are strongest. */
  public double end() {
    return map.scale().end();
  }
}
