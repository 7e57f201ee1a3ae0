package dev.rawline.scenes;

import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.Scene;
import dev.rawline.imaging.random.Seed;
import java.util.List;

/** A kind of scene, from which any number of scenes can be generated. */
public interface SceneKind {

  /** Returns the kind's name in files and commands, for example {@code aerial-street}. */
  String name();

  /** Returns the classes of its scenes, at least one. */
  List<String> labels();

  /**
   * Returns the relative frequency of each class, in the order of {@link #labels} (default: all
   * equal).
   */
  default List<Integer> counts() {
    return labels().stream().map(_ -> 1).toList();
  }

  /**
   * Returns the radiance of a white surface in its scenes, to which a camera is balanced
   * [photons·s⁻¹·m⁻²·sr⁻¹] (default: daylight).
   */
  default Rgb white() {
    return Daylight.WHITE;
  }

  /**
   * Generates one scene.
   *
   * @param label one of {@link #labels}
   * @param seed the random seed
   * @throws IllegalArgumentException if the kind has no such class
   */
  Scene draw(String label, Seed seed);
}
