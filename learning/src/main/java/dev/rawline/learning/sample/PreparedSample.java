package dev.rawline.learning.sample;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.frame.Frame;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A sample as a data model takes it.
 *
 * @param id what it is called
 * @param group what it must not be parted from
 * @param frame its normalised mosaic, or a view of a data set that is processed already
 * @param target what a model is to predict of it, where that is known
 * @param camera the camera that its raw file describes, where pictures follow that
 * @param drawn the camera that was drawn for it, where one was
 * @param replaced numbers of θ that a chain renders it with instead of those that it has, whatever
 *     was drawn: by their places in θ's vector, from 0
 */
public record PreparedSample(
    String id,
    String group,
    Frame frame,
    Optional<Target> target,
    Optional<Camera> camera,
    Optional<DrawnCamera> drawn,
    SortedMap<Integer, Double> replaced) {

  /** Copies the numbers of θ. */
  public PreparedSample {
    replaced = Collections.unmodifiableSortedMap(new TreeMap<>(replaced));
  }

  /** A sample that a chain renders with the numbers that it has. */
  public PreparedSample(
      String id,
      String group,
      Frame frame,
      Optional<Target> target,
      Optional<Camera> camera,
      Optional<DrawnCamera> drawn) {
    this(id, group, frame, target, camera, drawn, Collections.emptySortedMap());
  }

  /** A frame of which nothing else is known. */
  public static PreparedSample of(String id, Frame frame) {
    return new PreparedSample(id, id, frame, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Returns this sample as a chain with other numbers of θ renders it, by their places. */
  public PreparedSample replacing(SortedMap<Integer, Double> numbers) {
    return new PreparedSample(id, group, frame, target, camera, drawn, numbers);
  }

  /** Returns whether a chain renders this sample with numbers of θ of its own. */
  public boolean changesTheta() {
    return !replaced.isEmpty() || drawn.filter(DrawnCamera::changesTheta).isPresent();
  }
}
