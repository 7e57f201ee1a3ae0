package dev.rawline.data.set;

import java.util.Optional;

/**
 * One picture of a data set with its description.
 *
 * @param id its name, unique in its data set; '/' may separate folders, below which derived files
 *     are stored
 * @param picture its pixels, read when they are requested
 * @param label its label
 * @param group the samples that must stay together: those of one photo or slide, or of one scene in
 *     different light
 * @param intensity the share of the light that it was recorded in, above 0 and at most 1
 * @param side its subset in the data set's own split, if any
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
   * @throws IllegalArgumentException if id or group is no name, the id is outside its folder, or
   *     the intensity is outside 0 to 1
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
