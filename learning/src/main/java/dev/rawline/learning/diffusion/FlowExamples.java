package dev.rawline.learning.diffusion;

import java.util.Collections;
import java.util.List;

/**
 * What a flow learns from: pictures of one size in memory, their classes, and what is given with
 * them.
 *
 * @param channels channels of the pictures
 * @param side columns and rows [px]
 * @param classes the names of the classes, at least one
 * @param pictures a picture each: channels · side · side numbers, (channel, row, column)
 * @param given what is given with each: some channels of the same size; empty lists for nothing
 * @param labels the class of each, from 0
 */
public record FlowExamples(
    int channels,
    int side,
    List<String> classes,
    List<float[]> pictures,
    List<float[]> given,
    List<Integer> labels) {

  /**
   * Checks that everything fits together.
   *
   * @throws IllegalArgumentException if it does not
   */
  public FlowExamples {
    classes = List.copyOf(classes);
    pictures = List.copyOf(pictures);
    given = List.copyOf(given);
    labels = List.copyOf(labels);
    if (pictures.size() != labels.size() || (!given.isEmpty() && given.size() != pictures.size())) {
      throw new IllegalArgumentException(
          "%d pictures have %d classes and %d masks: expected one each"
              .formatted(pictures.size(), labels.size(), given.size()));
    }
    int numbers = channels * side * side;
    for (float[] picture : pictures) {
      if (picture.length != numbers) {
        throw new IllegalArgumentException(
            "a picture has %d numbers: expected %d".formatted(picture.length, numbers));
      }
    }
    if (!labels.isEmpty()
        && (Collections.min(labels) < 0 || Collections.max(labels) >= classes.size())) {
      throw new IllegalArgumentException(
          "a class has the number %d: expected 0 to %d"
              .formatted(Collections.max(labels), classes.size() - 1));
    }
  }

  /** Returns the number of pictures. */
  public int size() {
    return pictures.size();
  }

  /** Returns how many channels are given with each picture. */
  public int givenChannels() {
    return given.isEmpty() ? 0 : given.getFirst().length / (side * side);
  }

  /** Returns some of them, by their places. */
  public FlowExamples some(List<Integer> places) {
    return new FlowExamples(
        channels,
        side,
        classes,
        places.stream().map(pictures::get).toList(),
        given.isEmpty() ? List.of() : places.stream().map(given::get).toList(),
        places.stream().map(labels::get).toList());
  }
}
