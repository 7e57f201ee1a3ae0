package dev.rawline.data.set;

import java.util.Optional;

/**
 * One picture of a data set and what is known of it.
 *
 * @param id what it is called, once in its data set; '/' may part the levels of a folder, below
 *     which the files that are made of it are stored
 * @param picture its pixels, read when they are requested
 * @param label what a model is to predict of it
 * @param group what it must not be parted from: the photo or slide that it came from, or the scene
 *     that others show in other light
 * @param intensity the share of the light that it was recorded in, above 0 and at most 1
 * @param side the subset of its data set's own split, where there is one
 */
public record Sample(
    String id,
    SamplePicture picture,
    Label label,
    String group,
    double intensity,
    Optional<Subset> side) {

  /**
   * Checks the names and the intensity.
   *
   * @throws IllegalArgumentException if id or group is no name, the id leads out of a folder, or
   *     the intensity lies outside 0 to 1
   */
  public Sample {
    NameRules.requireBelow("a sample", id);
    NameRules.require("the group of sample " + id, group);
    if (!(intensity > 0 && intensity <= 1)) {
      throw new IllegalArgumentException(
          "sample %s has intensity %s: expected above 0 and at most 1 (share of the light)"
              .formatted(id, intensity));
    }
  }

  /** A sample of its own group, in full light. */
  public Sample(String id, SamplePicture picture, Label label) {
    this(id, picture, label, id, 1, Optional.empty());
  }

  /** Returns this sample with another id. */
  public Sample withId(String newId) {
    return new Sample(newId, picture, label, group, intensity, side);
  }

  /** Returns this sample with another picture. */
  public Sample with(SamplePicture newPicture) {
    return new Sample(id, newPicture, label, group, intensity, side);
  }

  /** Returns this sample with another label. */
  public Sample with(Label newLabel) {
    return new Sample(id, picture, newLabel, group, intensity, side);
  }
}
