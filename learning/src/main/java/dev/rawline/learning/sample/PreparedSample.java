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
 * @param group the samples that it must stay together with
 * @param frame its normalised mosaic, or a view of a processed data set
 * @param target its target, if known
 * @param camera the camera of its raw file, if pictures are rendered with it
 * @param drawn the camera that was drawn for it, if any
 * @param replaced numbers of θ that override those of the chain and drawn ones: by their index in
 *     θ's vector, from 0
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

  /** A frame without further information. */
  public static PreparedSample of(String id, Frame frame) {
    return new PreparedSample(id, id, frame, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Returns this sample as a chain with other numbers of θ renders it, by their places. */
  public PreparedSample replacing(SortedMap<Integer, Double> numbers) {
    return new PreparedSample(id, group, frame, target, camera, drawn, numbers);
  }

  /** Returns whether this sample is rendered with its own θ. */
  public boolean changesTheta() {
    return !replaced.isEmpty() || drawn.filter(DrawnCamera::changesTheta).isPresent();
  }
}
