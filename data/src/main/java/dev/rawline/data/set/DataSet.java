package dev.rawline.data.set;

import dev.rawline.data.card.Rights;
import dev.rawline.imaging.numeric.Parallel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A collection of pictures with their labels.
 *
 * @param name its name
 * @param rights its licence and citation
 * @param samples its samples, in an order that does not depend on the machine
 * @param sensor the description of the sensor that recorded it, if any
 */
public record DataSet(String name, Rights rights, List<Sample> samples, Optional<Path> sensor) {
  /** The file beside {@code sensor.yaml} that describes the camera that renders all samples. */
  public static final String CAMERA = "camera.yaml";

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there is no sample, or two have the same id
   */
  public DataSet {
    samples = List.copyOf(samples);
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("data set %s has no samples".formatted(name));
    }
    Set<String> ids = new HashSet<>();
    for (Sample sample : samples) {
      if (!ids.add(sample.id())) {
        throw new IllegalArgumentException(
            "data set %s has two samples with the id %s: ids must be unique"
                .formatted(name, sample.id()));
      }
    }
  }

  /** Returns its {@value #CAMERA}, if it has one. */
  public Optional<Path> camera() {
    return sensor.map(file -> file.resolveSibling(CAMERA)).filter(Files::isRegularFile);
  }

  /** Returns the names of all classes, in alphabetical order; empty where none is labelled. */
  public List<String> classes() {
    Set<String> classes = new TreeSet<>();
    samples.forEach(sample -> sample.label().className().ifPresent(classes::add));
    return List.copyOf(classes);
  }

  /** Returns how many samples each class has, in alphabetical order. */
  public SortedMap<String, Integer> counts() {
    SortedMap<String, Integer> counts = new TreeMap<>();
    samples.forEach(
        sample ->
            sample.label().className().ifPresent(name -> counts.merge(name, 1, Math::addExact)));
    return Collections.unmodifiableSortedMap(counts);
  }

  /**
   * Returns the samples that fulfil a condition, as a data set of the same name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public DataSet where(Predicate<Sample> condition) {
    return new DataSet(name, rights, samples.stream().filter(condition).toList(), sensor);
  }

  /** Returns a data set of the same name with other samples. */
  public DataSet with(List<Sample> newSamples) {
    return new DataSet(name, rights, newSamples, sensor);
  }

  /**
   * Returns one data set of several, which show the same scenes in different light for example;
   * samples of one group stay one group, so that no split parts them.
   *
   * @param parts the data sets, by the prefix of their samples' ids
   * @throws IllegalArgumentException if there is no part
   */
  public static DataSet join(String name, Map<String, DataSet> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("data set %s has no parts".formatted(name));
    }
    List<Sample> samples = new ArrayList<>();
    parts.forEach(
        (word, part) ->
            part.samples().forEach(sample -> samples.add(sample.withId(word + "/" + sample.id()))));
    DataSet first = parts.values().iterator().next();
    return new DataSet(name, first.rights, samples, first.sensor);
  }

  /**
   * Returns the sum (SHA-256, in hex) of all that a model learns from: of every sample, in the
   * order of the ids, its id, class, group, intensity, and the sums of its pixels and its mask.
   *
   * <p>The pixels count, not the files: the same samples in another container have the same sum.
   * The order of the samples does not count.
   *
   * @throws IOException if a picture or mask cannot be read
   */
  public String hash() throws IOException {
    return hash(sums());
  }

  /**
   * Returns the sums of the samples, in their order.
   *
   * @throws IOException if a picture or mask cannot be read
   */
  public List<SampleChecksum> sums() throws IOException {
    SampleChecksum[] sums = new SampleChecksum[samples.size()];
    Parallel.forEachFile(
        Parallel.CORES, sums.length, i -> sums[i] = SampleChecksum.of(samples.get(i)));
    return List.of(sums);
  }

  /**
   * Returns the same sum, for those who have read all samples already.
   *
   * @param sums the checksums of the samples, in their order
   * @throws IllegalArgumentException if their number differs from that of the samples
   */
  public String hash(List<SampleChecksum> sums) {
    if (sums.size() != samples.size()) {
      throw new IllegalArgumentException(
          "data set %s has %d samples, but %d checksums are given: expected one per sample"
              .formatted(name, samples.size(), sums.size()));
    }
    String[] lines = new String[sums.size()];
    Arrays.setAll(lines, i -> sums.get(i).line(samples.get(i)));
    return SampleChecksum.ofLines(lines);
  }
}
