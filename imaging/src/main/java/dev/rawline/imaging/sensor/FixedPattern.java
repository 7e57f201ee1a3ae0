package dev.rawline.imaging.sensor;

import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import java.util.Arrays;

/**
 * The differences between the pixels of one device, constant from frame to frame.
 *
 * <p>Samples are row by row from the top left. A pixel without response to light has the response
 * 0.
 *
 * @param width the number of columns
 * @param height the number of rows
 * @param photoResponse the response of each pixel to light, relative to the mean, without unit; at
 *     least 0
 * @param darkSignal the offset of each pixel from the mean [e⁻]
 * @param darkCurrent the dark current of each pixel at the sensor's reference temperature [e⁻/s];
 *     at least 0
 */
@SuppressWarnings("ArrayRecordComponent") // as many numbers as a frame has pixels
public record FixedPattern(
    int width, int height, float[] photoResponse, float[] darkSignal, float[] darkCurrent) {
  // Some virtual machines reserve a few words of an array.
  private static final int MOST_PIXELS = Integer.MAX_VALUE - 8;

  /**
   * Wraps the maps without copying them, and checks them.
   *
   * @throws IllegalArgumentException if a map has another size, or a number is outside its range
   */
  public FixedPattern {
    require("photoResponse", "relative", 0, photoResponse, width, height);
    require("darkSignal", "e⁻", Float.NEGATIVE_INFINITY, darkSignal, width, height);
    require("darkCurrent", "e⁻/s", 0, darkCurrent, width, height);
  }

  private static void require(
      String name, String unit, float lowest, float[] map, int width, int height) {
    if (width < 1 || height < 1 || (long) width * height != map.length) {
      throw new IllegalArgumentException(
          "%s has %d values, but the sensor has %d×%d pixels: give one value per pixel"
              .formatted(name, map.length, width, height));
    }
    for (int i = 0; i < map.length; i++) {
      if (!(map[i] >= lowest) || Float.isInfinite(map[i])) {
        throw new IllegalArgumentException(
            "%s is %s at row %d, column %d: expected a finite number%s (%s)"
                .formatted(
                    name, map[i], i / width, i % width, lowest == 0 ? ", 0 or more" : "", unit));
      }
    }
  }

  /**
   * Returns the pattern of a sensor with equal pixels.
   *
   * @throws IllegalArgumentException if a side is below 1, or there are more pixels than an array
   *     holds
   */
  public static FixedPattern even(SensorSpec spec, int width, int height) {
    if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
      throw new IllegalArgumentException(
          "the sensor has %d×%d pixels: expected sides of at least 1 and at most %d pixels in all (px)"
              .formatted(width, height, MOST_PIXELS));
    }
    float[] response = new float[width * height];
    Arrays.fill(response, 1);
    float[] current = new float[width * height];
    Arrays.fill(current, (float) spec.darkCurrent());
    return new FixedPattern(width, height, response, new float[width * height], current);
  }

  /**
   * Draws the pattern of one device.
   *
   * <p>The response is 1 + PRNU · a and the offset DSNU · b, with a and b from the standard normal
   * distribution; a response below 0 becomes 0. A share {@code deadPixels} of the pixels, chosen
   * independently, has the response 0, and a share {@code hotPixels} has a dark current from the
   * exponential distribution of mean {@code hotPixelCurrent}, which has a long tail.
   *
   * <p>The values of a pixel depend only on the seed and on its position: the pattern of a smaller
   * area is the top left part of that of a larger one, and the same seed with twice the PRNU gives
   * the same pattern with twice the amplitude.
   *
   * @param seed the seed that identifies the device
   * @throws IllegalArgumentException if a side is below 1, or there are more pixels than an array
   *     holds
   */
  public static FixedPattern draw(SensorSpec spec, int width, int height, long seed) {
    FixedPattern pattern = even(spec, width, height);
    Seed device = new Seed(seed, "device");
    float[] normal = new float[width];
    for (int row = 0; row < height; row++) {
      int from = row * width;
      device.stream("photo_response_non_uniformity", row).gaussians(normal, 0, width);
      for (int column = 0; column < width; column++) {
        pattern.photoResponse[from + column] =
            (float) Math.max(0, 1 + spec.photoResponseNonUniformity() * normal[column]);
      }
      device.stream("dark_signal_non_uniformity", row).gaussians(normal, 0, width);
      for (int column = 0; column < width; column++) {
        pattern.darkSignal[from + column] =
            (float) (spec.darkSignalNonUniformity() * normal[column]);
      }
      RandomStream defects = device.stream("defects", row);
      for (int column = 0; column < width; column++) {
        double chance = defects.uniformAt(2 * column);
        if (chance < spec.deadPixels()) {
          pattern.photoResponse[from + column] = 0;
        } else if (chance < spec.deadPixels() + spec.hotPixels()) {
          double excess = -StrictMath.log(defects.uniformAt(2 * column + 1));
          pattern.darkCurrent[from + column] = (float) (spec.hotPixelCurrent() * excess);
        }
      }
    }
    return pattern;
  }

  void requireSize(String what, Frame frame) {
    if (frame.width() != width || frame.height() != height) {
      throw new IllegalArgumentException(
          "the %s has %d×%d pixels, but the sensor %d×%d: give a frame of its size"
              .formatted(what, frame.width(), frame.height(), width, height));
    }
  }
}
