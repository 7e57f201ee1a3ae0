package dev.rawline.learning.sample;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.frame.Frame;
import java.util.Optional;

/**
 * A sample as a data model takes it.
 *
 * @param id what it is called
 * @param group what it must not be parted from
 * @param frame its normalised mosaic, or a view of a data set that is processed already
 * @param target what a model shall say of it, where that is known
 * @param camera the camera that its raw file describes, where pictures follow that
 * @param drawn the camera that was drawn for it, where one was
 */
public record Prepared(
    String id,
    String group,
    Frame frame,
    Optional<Target> target,
    Optional<Camera> camera,
    Optional<DrawnCamera> drawn) {

  /** A frame of which nothing else is known. */
  public static Prepared of(String id, Frame frame) {
    return new Prepared(id, id, frame, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Returns this sample with another frame. */
  public Prepared with(Frame newFrame) {
    return new Prepared(id, group, newFrame, target, camera, drawn);
  }
}
