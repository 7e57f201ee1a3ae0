package dev.rawline.data.card;

import java.util.List;
import java.util.Optional;

/**
 * What a person must know of a data set before using it (after Gebru et al., "Datasheets for
 * datasets", 2021, cut to what imaging needs).
 *
 * @param name what it is called
 * @param what what it shows, in a sentence
 * @param rights its licence, its makers, what to cite
 * @param source where it, or what it was made of, can be had
 * @param camera what recorded it
 * @param calibration how that camera was calibrated, or where its numbers come from
 * @param intensities the shares of the light that it was recorded in, each above 0 and at most 1
 * @param contents how much there is
 * @param sha256 the sum of its content ({@code DataSet.hash}), 64 hexadecimal digits
 * @param made how it was made
 */
public record DataCard(
    String name,
    String what,
    Rights rights,
    Optional<String> source,
    Optional<String> camera,
    Optional<String> calibration,
    List<Double> intensities,
    DataSetCounts contents,
    String sha256,
    String made) {

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if an intensity lies outside 0 to 1, or the sum is none
   */
  public DataCard {
    intensities = List.copyOf(intensities);
    for (double intensity : intensities) {
      if (!(intensity > 0 && intensity <= 1)) {
        throw new IllegalArgumentException(
            "the card of %s has intensity %s: expected above 0 and at most 1 (share of the light)"
                .formatted(name, intensity));
      }
    }
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "the card of %s has sha256 '%s': expected 64 hexadecimal digits".formatted(name, sha256));
    }
  }
}
