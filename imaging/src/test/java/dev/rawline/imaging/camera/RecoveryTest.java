package dev.rawline.imaging.camera;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.isp.GaussianDenoising;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A camera's hidden settings are recovered from its views alone, by gradient descent.
 *
 * <p>Two factors cannot be identified from views, so the comparison fixes them on both sides: a
 * factor between a white-balance gain and its column of the colour matrix (here the matrix's rows
 * sum to 1), and a factor between the blur's sum and the matrix (here the blur sums to 1).
 */
class RecoveryTest {
  private static final int SIDE = 48;
  private static final int PATCH = 6;
  private static final int IMAGES = 4;
  private static final int STEPS = 1500;

  @Test
  void hiddenSettingsAreRecoveredFromViews() {
    Random random = new Random(Seeds.next("recovery"));
    List<RawImage> raws = IntStream.range(0, IMAGES).mapToObj(_ -> scene(random)).toList();
    Isp defaults = Isp.parametrized(Camera.DRONE);
    Theta hidden =
        defaults
            .theta()
            .with("white_balance", 2.4, 1.1, 1.9)
            .with("colour_matrix", new double[] {1.4, -0.3, -0.1, -0.2, 1.5, -0.3, 0, -0.4, 1.4})
            .with("blur", new GaussianDenoising(0.6, Border.MIRROR).kernel().values())
            .with("gamma", 1.9);
    float[] hiddenViews = new float[3 * SIDE * SIDE * IMAGES];
    new IspBatch(defaults.with(hidden)).forward(raws, hiddenViews);

    Theta start = defaults.theta().frozen("black_level", "demosaic", "sharpening");
    Theta found = descend(new IspBatch(defaults), start, raws, hiddenViews);

    for (String name : List.of("white_balance", "colour_matrix", "blur", "gamma")) {
      double before = distance(identified(start).get(name), identified(hidden).get(name));
      double after = distance(identified(found).get(name), identified(hidden).get(name));
      System.out.printf(
          "recovery of %s: largest error %.1e at the defaults, %.1e in the end%n",
          name, before, after);
      assertThat(after).as(name).isLessThan(5e-5).isLessThan(before / 1e3);
    }
  }

  /**
   * Follows the gradient of the mean squared difference from the hidden views by Adam (D. P.
   * Kingma, J. Ba, ICLR 2015), whose rate falls as a cosine.
   */
  private static Theta descend(
      IspBatch batch, Theta start, List<RawImage> raws, float[] hiddenViews) {
    Theta theta = start;
    float[] views = new float[hiddenViews.length];
    float[] cotangents = new float[views.length];
    float[] ofMosaics = new float[views.length / 3];
    double[] gradient = new double[theta.size()];
    double[] mean = new double[theta.free().length];
    double[] square = new double[mean.length];
    for (int step = 1; step <= STEPS; step++) {
      batch.set(theta.vector());
      batch.forward(raws, views);
      for (int i = 0; i < views.length; i++) {
        cotangents[i] = 2 * (views[i] - hiddenViews[i]) / views.length;
      }
      batch.backward(raws, cotangents, gradient, ofMosaics);

      double rate = 0.01 * (1 + Math.cos(Math.PI * step / STEPS));
      double[] slopes = theta.freeOf(gradient);
      double[] free = theta.free();
      for (int i = 0; i < free.length; i++) {
        mean[i] += 0.1 * (slopes[i] - mean[i]);
        square[i] += 0.001 * (slopes[i] * slopes[i] - square[i]);
        double direction = mean[i] / (1 - Math.pow(0.9, step));
        double scale = Math.sqrt(square[i] / (1 - Math.pow(0.999, step)));
        free[i] -= rate * direction / (scale + 1e-12);
      }
      theta = theta.withFree(free).bounded();
    }
    return theta;
  }

  /** Returns θ with the factors fixed that no view can identify. */
  private static Theta identified(Theta theta) {
    double[] blur = theta.get("blur");
    double sum = Arrays.stream(blur).sum();
    double[] gains = theta.get("white_balance");
    // A blur of sum s adds (s − 1) times the luma to every colour.
    double[] luma = {0.299, 0.587, 0.114};
    double[] withLuma = new double[9];
    for (int i = 0; i < 9; i++) {
      withLuma[i] = (i / 3 == i % 3 ? 1 : 0) + (sum - 1) * luma[i % 3];
    }
    Matrix3 colours =
        Matrix3.of(withLuma)
            .times(Matrix3.of(theta.get("colour_matrix")))
            .afterGains(new Rgb(gains[0], gains[1], gains[2]));
    // Rows of colours / gains sum to 1 where 1 / gains = colours⁻¹ · (1, 1, 1).
    Matrix3 inverse = colours.inverse();
    double[] perGain =
        inverse.rows().stream()
            .mapToDouble(row -> row.stream().mapToDouble(Double::doubleValue).sum())
            .toArray();
    Matrix3 matrix = colours.afterGains(new Rgb(perGain[0], perGain[1], perGain[2]));
    return theta
        .with("white_balance", Arrays.stream(perGain).map(inverseGain -> 1 / inverseGain).toArray())
        .with(
            "colour_matrix",
            matrix.rows().stream().flatMap(List::stream).mapToDouble(Double::doubleValue).toArray())
        .with("blur", Arrays.stream(blur).map(weight -> weight / sum).toArray());
  }

  private static double distance(double[] ours, double[] theirs) {
    return IntStream.range(0, ours.length)
        .mapToDouble(i -> Math.abs(ours[i] - theirs[i]))
        .max()
        .orElseThrow();
  }

  /** Returns a mosaic of coloured patches with noise, little of which the clip cuts. */
  private static RawImage scene(Random random) {
    int patches = SIDE / PATCH;
    double[] levels = random.doubles(3L * patches * patches, 0.1, 0.3).toArray();
    float[] samples = new float[SIDE * SIDE];
    for (int i = 0; i < samples.length; i++) {
      int row = i / SIDE;
      int column = i % SIDE;
      int patch = row / PATCH * patches + column / PATCH;
      double level = levels[3 * patch + Cfa.RGGB.colourAt(row, column).plane()];
      samples[i] = (float) (level + 0.03 * random.nextDouble());
    }
    return RawImage.normalised(SIDE, SIDE, Cfa.RGGB, samples);
  }
}
