package dev.rawline.lab.tolerance;

import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Samples in two halves: what is found on one is confirmed on the other.
 *
 * @param search the groups on which something is looked for, by their places
 * @param confirm the groups on which it is confirmed
 */
public record SampleHalves(List<Integer> search, List<Integer> confirm) {

  /**
   * Divides groups at random: the same halves for the same number and seed.
   *
   * @param groups how many groups there are; of an odd number the search has one more
   * @param run the seed of the run
   */
  public static SampleHalves of(int groups, long run) {
    RandomStream random = new Seed(run, "halves").stream("division", 0);
    List<Integer> places = new ArrayList<>(IntStream.range(0, groups).boxed().toList());
    for (int i = groups - 1; i > 0; i--) {
      Collections.swap(places, i, (int) ((i + 1) * random.nextUniform()));
    }
    int half = (groups + 1) / 2;
    return new SampleHalves(
        places.subList(0, half).stream().sorted().toList(),
        places.subList(half, groups).stream().sorted().toList());
  }
}
