package dev.rawline.lab.photon;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * By how much noise moves the mean of what a model predicts, E[z(y + n)] − z(y), since models bend.
 *
 * <p>To second order it is ½ tr(H Σ) of a number with the second derivatives H, and grows as the
 * noise's variance, 1/s, with a falling share s of the light. It is given at some shares, and
 * between them s times it is interpolated over the logarithm of s; above the largest share it goes
 * on as 1/s, below the smallest it stays.
 *
 * @param lights the shares of the light, falling, the first of them 1
 * @param moved what each number's mean is moved by in each of them
 */
public record CurvatureBias(List<Double> lights, List<List<Double>> moved) {

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if they do not belong to each other
   */
  public CurvatureBias {
    lights = List.copyOf(lights);
    moved = moved.stream().map(List::copyOf).toList();
    if (lights.isEmpty() || lights.getFirst() != 1 || lights.size() != moved.size()) {
      throw new IllegalArgumentException(
          "a curvature bias at the intensities %s, with %d values: expected falling intensities that begin with 1, and one value for each"
              .formatted(lights, moved.size()));
    }
  }

  /** Returns the bend of a model that is straight. */
  public static CurvatureBias none(int count) {
    return new CurvatureBias(List.of(1.0), List.of(Collections.nCopies(count, 0.0)));
  }

  /** Returns what each number's mean is moved by in a share of the light, above 0. */
  public List<Double> at(double light) {
    int after = 0;
    while (after < lights.size() && lights.get(after) > light) {
      after++;
    }
    List<Double> at = new ArrayList<>();
    for (int k = 0; k < moved.getFirst().size(); k++) {
      if (after == 0) {
        at.add(moved.getFirst().get(k) / light);
      } else if (after == lights.size()) {
        at.add(moved.getLast().get(k));
      } else {
        double brighter = lights.get(after - 1);
        double darker = lights.get(after);
        double share = Math.log(light / darker) / Math.log(brighter / darker);
        double scaled =
            share * brighter * moved.get(after - 1).get(k)
                + (1 - share) * darker * moved.get(after).get(k);
        at.add(scaled / light);
      }
    }
    return at;
  }
}
