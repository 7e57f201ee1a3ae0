package dev.rawline.lab.forensics.certify;

import dev.rawline.imaging.random.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * A drawn camera.
 *
 * @param place its coordinates, in σ of each parameter around the default camera
 * @param noise the seed of its noise: the same for every camera that is shifted from it
 */
@SuppressWarnings("ArrayRecordComponent") // a few numbers, which are never changed
public record CameraDraw(double[] place, Seed noise) {

  /** Draws cameras around the default one; a longer list begins with a shorter one. */
  static List<CameraDraw> of(SmoothingLaw law, int size, Seed seed, String purpose, int count) {
    List<CameraDraw> draws = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      draws.add(
          new CameraDraw(
              law.drawn(size, seed.stream(purpose, i)),
              new Seed(seed.run(), seed.sample() + " " + purpose + " " + i)));
    }
    return draws;
  }

  /** Returns the camera of this draw around another one. */
  CameraDraw around(double[] centre) {
    double[] shifted = place.clone();
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] += centre[i];
    }
    return new CameraDraw(shifted, noise);
  }

  /** Returns all draws around another camera. */
  static List<CameraDraw> around(double[] centre, List<CameraDraw> draws) {
    return draws.stream().map(draw -> draw.around(centre)).toList();
  }
}
