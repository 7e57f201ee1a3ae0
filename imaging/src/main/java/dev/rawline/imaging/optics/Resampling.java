package dev.rawline.imaging.optics;

import dev.rawline.imaging.chain.DefinedPullback;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.numeric.Parallel;
import java.util.Arrays;

/**
 * Radiance → Radiance: resamples a scene to the camera's ground sampling distance.
 *
 * <p>Each output sample is the mean of the scene over the area of its pixel; the picture is centred
 * on the scene. Input samples represent squares of their own spacing, weighted by their overlap
 * with the pixel. This is the pixel's aperture, and it reduces aliasing: the frequency response
 * along an axis is sinc(f · spacing) = sin(π f s)/(π f s), 0.64 at half a cycle a pixel and 0 at
 * one. A uniform scene stays uniform, no sample leaves the range of the scene's, and a picture that
 * covers the whole scene keeps the mean light.
 *
 * <p>A picture cannot have a finer spacing than the scene's samples, nor show more than the scene.
 *
 * <pre>{@code
 * Radiance picture = new Resampling(512, 512, 0.1).apply(scene); // 0.1 m a pixel
 * }</pre>
 *
 * @param width the number of columns of the picture, at least 1
 * @param height the number of rows of the picture, at least 1
 * @param spacing the ground sampling distance of the picture [m]
 */
@FileWord("resampling")
public record Resampling(int width, int height, double spacing)
    implements Differentiable<Radiance, Radiance> {
  /** Spacings and sizes this close, relative, are equal. */
  private static final double ROUNDING = 1e-9;

  /**
   * Validates the parameters.
   *
   * @throws IllegalArgumentException if a side is not positive or the spacing is not above 0
   */
  public Resampling {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "resampling to %d×%d pixels: both sides must be at least 1 pixel"
              .formatted(width, height));
    }
    ParameterChecks.requireAbove("resampling spacing", spacing, "m", 0);
  }

  /**
   * Returns the scene resampled to the picture's pixels.
   *
   * @throws IllegalArgumentException if the scene is coarser than the picture, or smaller
   */
  @Override
  public Radiance apply(Radiance scene) {
    AreaMean down = down(scene);
    AreaMean across = across(scene);
    float[] in = scene.samples();
    float[] out = new float[Picture.CHANNELS * height * width];
    Parallel.forEach(
        Parallel.CORES,
        Picture.CHANNELS * height,
        line -> {
          int row = line % height;
          double[] sums = new double[scene.width()];
          for (int i = 0; i < down.shares[row].length; i++) {
            int from = (line / height * scene.height() + down.first[row] + i) * scene.width();
            double share = down.shares[row][i];
            for (int column = 0; column < sums.length; column++) {
              sums[column] += share * in[from + column];
            }
          }
          for (int column = 0; column < width; column++) {
            out[line * width + column] = (float) mean(across, column, sums, 0);
          }
        });
    return new Radiance(width, height, spacing, out);
  }

  @Override
  public Pullback<Radiance, Radiance> pull(Radiance scene) {
    AreaMean down = down(scene);
    AreaMean across = across(scene);
    int sceneWidth = scene.width();
    int sceneHeight = scene.height();
    double sceneSpacing = scene.spacing();
    // The backward pass keeps the scene's size, not its samples.
    return new DefinedPullback<>(
        apply(scene),
        0,
        (cotangent, gradient) -> {
          FloatBands in = FloatBands.dark(sceneWidth, sceneHeight);
          back(down, across, FloatBands.of(cotangent), in);
          return new Radiance(sceneWidth, sceneHeight, sceneSpacing, in.samples);
        });
  }

  AreaMean down(Radiance scene) {
    requireScene(scene, scene.height(), height, "high");
    return new AreaMean(scene.height(), height, spacing / scene.spacing());
  }

  AreaMean across(Radiance scene) {
    requireScene(scene, scene.width(), width, "wide");
    return new AreaMean(scene.width(), width, spacing / scene.spacing());
  }

  private void requireScene(Radiance scene, int samples, int pixels, String direction) {
    if (spacing < scene.spacing() * (1 - ROUNDING)) {
      throw new IllegalArgumentException(
          "resampling to %s m from a scene sampled every %s m: expected a scene at least as fine; sample it at %s m or less"
              .formatted(spacing, scene.spacing(), spacing));
    }
    double shown = pixels * spacing;
    double there = samples * scene.spacing();
    if (shown > there * (1 + ROUNDING)) {
      throw new IllegalArgumentException(
          "resampling to %d pixels of %s m shows %s m, but the scene is %s m %s: sample more of it"
              .formatted(pixels, spacing, shown, there, direction));
    }
  }

  static double mean(AreaMean means, int n, double[] samples, int start) {
    double sum = 0;
    for (int i = 0; i < means.shares[n].length; i++) {
      sum += means.shares[n][i] * samples[start + means.first[n] + i];
    }
    return sum;
  }

  void back(AreaMean down, AreaMean across, BandRows cotangent, BandRows in) {
    int[] last = new int[in.height];
    for (int row = 0; row < height; row++) {
      Arrays.fill(last, down.first[row], down.first[row] + down.shares[row].length, row);
    }
    double[] coming = new double[width];
    for (int channel = 0; channel < Picture.CHANNELS; channel++) {
      int first = channel * in.height;
      RowAccumulator open =
          new RowAccumulator(in.width, last, (row, samples) -> in.write(first + row, samples));
      for (int row = 0; row < height; row++) {
        cotangent.read(channel * height + row, coming);
        for (int i = 0; i < down.shares[row].length; i++) {
          double[] to = open.at(down.first[row] + i);
          for (int column = 0; column < width; column++) {
            double share = down.shares[row][i] * coming[column];
            for (int j = 0; j < across.shares[column].length; j++) {
              to[across.first[column] + j] += share * across.shares[column][j];
            }
          }
          open.close(down.first[row] + i, row);
        }
      }
    }
  }
}
