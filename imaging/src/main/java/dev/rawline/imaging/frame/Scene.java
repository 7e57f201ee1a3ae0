package dev.rawline.imaging.frame;

import java.util.Optional;

/**
 * One drawn scene: a place with light, which can be sampled at any resolution.
 *
 * <p>A scene has no pixels of its own. What it shows, and where, does not depend on the grid.
 */
public interface Scene {

  /** Returns the class of what the scene shows, such as {@code car}. */
  String label();

  /** Returns the scene's light, each sample the mean over its pixel's area. */
  Radiance radiance(Grid grid);

  /**
   * Returns which pixels belong to the objects that the scene is about: those of which they cover
   * at least half; nothing where a scene is about no object.
   */
  Optional<Mask> mask(Grid grid);
}
