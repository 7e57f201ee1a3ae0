package dev.rawline.lab.generate;

import dev.rawline.imaging.random.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * The null of a generative model: scenes of a class drawn from the normal distribution that has the
 * mean and the covariance of its training scenes.
 *
 * <p>With n scenes xᵢ of mean m, x = m + Σᵢ zᵢ (xᵢ − m) / √(n − 1), z standard normal, has exactly
 * that covariance; it is a Gaussian in the principal components of the class, all n − 1 of them.
 *
 * @param codes encoded scenes of the training, of all classes
 * @param labels the class of each, from 0
 */
record GaussianScenes(List<float[]> codes, List<Integer> labels) {

  /** Copies the lists. */
  GaussianScenes {
    codes = List.copyOf(codes);
    labels = List.copyOf(labels);
  }

  /**
   * Draws a scene.
   *
   * @throws IllegalArgumentException if the class has fewer than two scenes
   */
  float[] draw(int label, Seed seed) {
    List<float[]> own = new ArrayList<>();
    for (int i = 0; i < codes.size(); i++) {
      if (labels.get(i) == label) {
        own.add(codes.get(i));
      }
    }
    if (own.size() < 2) {
      throw new IllegalArgumentException(
          "class %d has %d scenes: expected at least 2 for a covariance"
              .formatted(label, own.size()));
    }
    float[] draws = new float[own.size()];
    seed.stream("gaussian", 0).gaussians(draws, 0, draws.length);
    double sum = 0;
    for (float drawn : draws) {
      sum += drawn;
    }
    double scale = 1 / Math.sqrt(own.size() - 1.0);
    double ofMean = (1 - scale * sum) / own.size();
    double[] scene = new double[own.getFirst().length];
    for (int i = 0; i < own.size(); i++) {
      double weight = ofMean + scale * draws[i];
      float[] code = own.get(i);
      for (int j = 0; j < scene.length; j++) {
        scene[j] += weight * code[j];
      }
    }
    float[] drawn = new float[scene.length];
    for (int j = 0; j < drawn.length; j++) {
      drawn[j] = (float) scene[j];
    }
    return drawn;
  }
}
