package dev.rawline.workbench.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.View;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThumbnailTest {

  @Test
  void everyPixelIsTheMeanOfThePixelsThatFallOnIt() {
    Random random = new Random(Seeds.next("everyPixelIsTheMeanOfThePixelsThatFallOnIt"));
    for (int[] size : new int[][] {{1, 1}, {5, 3}, {64, 48}, {101, 37}, {37, 101}, {300, 2}}) {
      View view = random(size[0], size[1], random);
      for (int longest : new int[] {1, 7, 36, 340}) {
        Thumbnail thumbnail = new Thumbnail(view.width(), view.height(), longest);
        int row = 0;
        while (row < view.height()) {
          int rows = 1 + random.nextInt(view.height() - row);
          thumbnail.add(row, band(view, row, rows));
          row += rows;
        }
        View means = thumbnail.means();
        assertThat(Math.max(means.width(), means.height()))
            .isEqualTo(Math.min(longest, Math.max(view.width(), view.height())));
        assertThat(means.samples())
            .isEqualTo(expected(view, means.width(), means.height()).samples());
      }
    }
  }

  @Test
  void whatWasNotTakenIsBlack() {
    Thumbnail thumbnail = new Thumbnail(4, 4, 2);
    thumbnail.add(0, new View(4, 1, new float[] {1, 0, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1}));
    assertThat(thumbnail.means().samples()).containsExactly(0.5f, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0);
  }

  private static View expected(View view, int width, int height) {
    double[] sums = new double[3 * width * height];
    int[] counts = new int[3 * width * height];
    for (int row = 0; row < view.height(); row++) {
      for (int column = 0; column < view.width(); column++) {
        int at = row * height / view.height() * width + column * width / view.width();
        for (Colour colour : Colour.values()) {
          sums[colour.plane() * width * height + at] += view.at(colour, row, column);
          counts[colour.plane() * width * height + at]++;
        }
      }
    }
    float[] means = new float[sums.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = (float) (sums[i] / counts[i]);
    }
    return new View(width, height, means);
  }

  private static View random(int width, int height, Random random) {
    float[] samples = new float[3 * width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = random.nextFloat();
    }
    return new View(width, height, samples);
  }

  private static View band(View whole, int firstRow, int rows) {
    float[] samples = new float[3 * rows * whole.width()];
    for (int channel = 0; channel < 3; channel++) {
      System.arraycopy(
          whole.samples(),
          (channel * whole.height() + firstRow) * whole.width(),
          samples,
          channel * rows * whole.width(),
          rows * whole.width());
    }
    return new View(whole.width(), rows, samples);
  }
}
