package dev.rawline.lab.forensics.certify;

import java.util.List;
import java.util.function.ToIntFunction;

/** A model whose decisions about a sample are a known function of the camera. */
record PlantedDecisions(int size, int classes, ToIntFunction<double[]> decision)
    implements CameraDecisions {

  /** Class 0 up to a threshold along a direction of length 1, class 1 beyond. */
  static PlantedDecisions halfSpace(double threshold, double... direction) {
    return new PlantedDecisions(
        direction.length,
        2,
        place -> {
          double sum = 0;
          for (int i = 0; i < place.length; i++) {
            sum += direction[i] * place[i];
          }
          return sum <= threshold ? 0 : 1;
        });
  }

  @Override
  public int[] of(List<CameraDraw> cameras) {
    return cameras.stream().map(CameraDraw::place).mapToInt(decision).toArray();
  }
}
