package dev.rawline.studio.collection;

import java.util.Base64;
import java.util.BitSet;

/**
 * Some samples of an open data set, as clients name them.
 *
 * @param set the id of the data set
 * @param samples a bit for every sample, the lowest first, as Base64
 */
record SampleSelection(String set, String samples) {

  /**
   * Returns the places of the samples.
   *
   * @throws IllegalArgumentException if this is no Base64, no sample is selected, or one that the
   *     data set does not have
   */
  BitSet in(OpenCollection collection) {
    BitSet places;
    try {
      places = BitSet.valueOf(Base64.getDecoder().decode(samples));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'samples' is no Base64: " + e.getMessage(), e);
    }
    if (places.isEmpty()) {
      throw new IllegalArgumentException("no sample is selected: select at least one");
    }
    collection.sample(places.length() - 1); // the last of them
    return places;
  }
}
