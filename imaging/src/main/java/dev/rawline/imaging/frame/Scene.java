package dev.rawline.imaging.frame;

import java.util.Optional;

/**
 * A scene that can be sampled at any resolution.
 *
 * <p>A scene has no pixels of its own; its content does not depend on the grid.
 */
public interface Scene {

  /** Returns the scene's radiance; each sample is the mean over its pixel's area. */
  Radiance radiance(Grid grid);

  /**
   * Returns the mask of the pixels of which the labelled objects cover at least half; empty if the
   * scene has no such object.
   */
  Optional<Mask> mask(Grid grid);
}
