package dev.rawline.scenes;

import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.Scene;
import dev.rawline.imaging.random.Seed;
import java.util.List;

/** A kind of scene, from which any number of scenes can be drawn. */
public interface SceneKind {

  /** Returns what the kind is called in files and commands, for example {@code aerial-street}. */
  String name();

  /** Returns the classes of its scenes, at least one. */
  List<String> labels();

  /**
   * Returns how often each class occurs, in the order of {@link #labels}; all equally often unless
   * a kind says otherwise.
   */
  default List<Integer> counts() {
    return labels().stream().map(_ -> 1).toList();
  }

  /**
   * Returns the light of something white in its scenes, to which a camera is balanced
   * [photons·s⁻¹·m⁻²·sr⁻¹]; that of a white surface in daylight unless a kind says otherwise.
   */
  default Rgb white() {
    return Daylight.WHITE;
  }

  /**
   * Draws one scene.
   *
   * @param label one of {@link #labels}
   * @param seed what all its randomness comes from
   * @throws IllegalArgumentException if the kind has no such class
   */
  Scene draw(String label, Seed seed);
}
