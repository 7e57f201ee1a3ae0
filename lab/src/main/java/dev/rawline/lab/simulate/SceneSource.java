package dev.rawline.lab.simulate;

import dev.rawline.scenes.SceneKind;
import java.util.List;

/** Where simulated scenes come from: a procedure, or a generative model. */
public interface SceneSource {

  /** Returns what it is called in commands, for example {@code aerial-street}. */
  String word();

  /** Returns what its scenes come from, for the card of a data set. */
  String origin();

  /** Returns the classes of its scenes. */
  List<String> labels();

  /**
   * Requires that a camera sees these scenes at a scale that they are made for.
   *
   * @param spacing the pixel pitch in the scene [m]
   * @throws IllegalArgumentException if it does not
   */
  void requireScale(double spacing);

  /**
   * Requires that a picture is large enough to show what its class and its mask promise.
   *
   * @param spacing the pixel pitch in the scene [m]
   * @param width columns of the picture [px]
   * @param height rows of the picture [px]
   * @throws IllegalArgumentException if it is not
   */
  void requireSize(double spacing, int width, int height);

  /** Returns the kind of scene that a camera sees. */
  SceneKind kind(SimulatedCamera camera);
}
