package dev.rawline.data.layout;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.set.Sample;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Samples that tell their intensities → those at the wanted ones. */
final class IntensitySelection {
  private IntensitySelection() {}

  /**
   * Returns the samples at the wanted intensities; all of them, unless some are wanted.
   *
   * @param where what lists the samples, for the message
   * @throws RejectedFileException if no sample is at a wanted one; the message names all such
   */
  static List<Sample> of(Path where, List<Sample> samples, DataSetOptions reading)
      throws RejectedFileException {
    List<Double> wanted = reading.intensities();
    if (wanted.isEmpty()) {
      return samples;
    }
    SortedSet<Double> there = new TreeSet<>();
    samples.forEach(sample -> there.add(sample.intensity()));
    List<Double> absent = wanted.stream().filter(share -> !there.contains(share)).toList();
    if (!absent.isEmpty()) {
      throw new RejectedFileException(
          where,
          "lists nothing of intensity %s; it has %s".formatted(joined(absent), joined(there)),
          "ask for intensities that it has");
    }
    return samples.stream().filter(sample -> wanted.contains(sample.intensity())).toList();
  }

  private static String joined(Collection<Double> shares) {
    return shares.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
