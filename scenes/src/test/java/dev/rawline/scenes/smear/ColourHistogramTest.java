package dev.rawline.scenes.smear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Grid;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The classes of leukocytes differ by structure: they cannot be separated well by their colour
 * histograms.
 *
 * <p>The nearest neighbour among training pictures is searched by the histogram of the whole
 * picture and by that of the cell alone, within its mask; by 8×8×8 bins and by 32 bins a band; by
 * four distances. The best of all these counts. Seeds are fixed.
 */
class ColourHistogramTest {
  private static final Grid GRID = new Grid(72, 72, 26e-6 / 72);
  private static final double CHANCE = 1.0 / 9;

  private static final List<ToDoubleBiFunction<double[], double[]>> DISTANCES =
      List.of(
          ColourHistogramTest::absolute,
          ColourHistogramTest::square,
          ColourHistogramTest::chiSquare,
          ColourHistogramTest::earthMovers);

  static List<BloodSmear> catalogues() {
    return List.of(BloodSmear.PUBLISHED, BloodSmear.MATURATION);
  }

  @ParameterizedTest
  @MethodSource("catalogues")
  void colourAloneDoesNotSeparateTheClasses(BloodSmear kind) {
    assertThat(best(kind, 20, 10)).isBetween(CHANCE, 0.70);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("catalogues")
  void colourAloneDoesNotSeparateTheClassesEvenWithManyExamples(BloodSmear kind) {
    assertThat(best(kind, 60, 30)).isBetween(CHANCE, 0.75);
  }

  /** Returns the share of test pictures that the best of the classifiers recognises. */
  private static double best(BloodSmear kind, int train, int test) {
    int perClass = train + test;
    List<List<double[]>> pictures = new ArrayList<>();
    for (String label : kind.labels()) {
      for (int i = 0; i < perClass; i++) {
        pictures.add(histograms((SmearScene) kind.draw(label, new Seed(1, label + " " + i))));
      }
    }
    double best = 0;
    for (int features = 0; features < pictures.getFirst().size(); features++) {
      for (ToDoubleBiFunction<double[], double[]> distance : DISTANCES) {
        int right = 0;
        for (int i = 0; i < pictures.size(); i++) {
          if (i % perClass >= train) {
            int nearest = nearest(pictures, features, distance, i, perClass, train);
            right += nearest / perClass == i / perClass ? 1 : 0;
          }
        }
        best = Math.max(best, (double) right / (test * kind.labels().size()));
      }
    }
    System.out.printf(
        "%s: nearest neighbour by colour histograms, %d + %d pictures a class: %.1f %%%n",
        kind.name(), train, test, 100 * best);
    return best;
  }

  private static int nearest(
      List<List<double[]>> pictures,
      int features,
      ToDoubleBiFunction<double[], double[]> distance,
      int picture,
      int perClass,
      int train) {
    int nearest = 0;
    double least = Double.MAX_VALUE;
    for (int i = 0; i < pictures.size(); i++) {
      if (i % perClass < train) {
        double far =
            distance.applyAsDouble(
                pictures.get(picture).get(features), pictures.get(i).get(features));
        if (far < least) {
          least = far;
          nearest = i;
        }
      }
    }
    return nearest;
  }

  /** Returns the whole picture's histograms, then the cell's. */
  private static List<double[]> histograms(SmearScene smear) {
    byte[] mask = smear.mask(GRID).orElseThrow().kinds();
    Radiance light = smear.radiance(GRID);
    int pixels = GRID.width() * GRID.height();
    List<double[]> histograms = new ArrayList<>();
    for (boolean cellAlone : new boolean[] {false, true}) {
      double[] joint = new double[512];
      double[] bands = new double[96];
      int count = 0;
      for (int pixel = 0; pixel < pixels; pixel++) {
        if (cellAlone && mask[pixel] == 0) {
          continue;
        }
        int bin = 0;
        for (Colour band : Colour.values()) {
          double value = encoded(light, band, pixel);
          bin = 8 * bin + Math.min((int) (8 * value), 7);
          bands[32 * band.plane() + Math.min((int) (32 * value), 31)]++;
        }
        joint[bin]++;
        count++;
      }
      histograms.add(scaled(joint, count));
      histograms.add(scaled(bands, count));
    }
    return histograms;
  }

  /** Returns a sample as displayed, 0 to 1; white is slightly brighter than the default lamp. */
  private static double encoded(Radiance light, Colour band, int pixel) {
    double sample = light.samples()[band.plane() * light.width() * light.height() + pixel];
    return Math.pow(Math.min(sample / (1.15 * Lamp.TYPICAL.at(band)), 1), 1 / 2.2);
  }

  private static double[] scaled(double[] histogram, int count) {
    for (int i = 0; i < histogram.length; i++) {
      histogram[i] /= count;
    }
    return histogram;
  }

  private static double absolute(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum;
  }

  private static double square(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }

  private static double chiSquare(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      if (a[i] + b[i] > 0) {
        sum += (a[i] - b[i]) * (a[i] - b[i]) / (a[i] + b[i]);
      }
    }
    return sum;
  }

  private static double earthMovers(double[] a, double[] b) {
    double sum = 0;
    double carried = 0;
    for (int i = 0; i < a.length; i++) {
      carried += a[i] - b[i];
      sum += Math.abs(carried);
    }
    return sum;
  }
}
