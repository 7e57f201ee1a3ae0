package dev.rawline.lab;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Makes {@code examples/chart.png}, the mosaic that the README renders: a test chart as the drone
 * camera would record it.
 *
 * <p>The chart has a Siemens star and a zone plate (resolution, aliasing, false colour), 24 colour
 * patches, a grey ramp and a lamp that saturates the sensor. Linear sRGB radiances go backwards
 * through the camera's colour matrix and white balance, are cut at the white level, get shot and
 * read noise and are written with 16 bits.
 */
final class ExampleMosaic {
  static final int WIDTH = 640;
  static final int HEIGHT = 480;
  static final Cfa LAYOUT = Cfa.RGGB;

  private static final double STEP = 0.25; // px between the rays that a pixel averages
  private static final long SEED = 20_240_601;
  private static final double FULL_WELL = 12_000; // e⁻ at the white level
  private static final double READ_NOISE = 4; // e⁻
  private static final int FULL_SCALE = 65_535; // DN
  private static final double EXPOSURE = 0.62; // white paper, as a share of the white level

  /** The 24 patches of the classic colour chart, 8-bit sRGB, in reading order. */
  private static final int[] PATCHES = {
    0x735244, 0xc29682, 0x627a9d, 0x576c43, 0x8580b1, 0x67bdaa,
    0xd67e2c, 0x505ba6, 0xc15a63, 0x5e3c6c, 0x9dbc40, 0xe0a32e,
    0x383d96, 0x469449, 0xaf363c, 0xe7c71f, 0xbb5695, 0x0885a1,
    0xf3f3f2, 0xc8c8c8, 0xa0a0a0, 0x7a7a79, 0x555555, 0x343434
  };

  private ExampleMosaic() {}

  /**
   * Writes the mosaic.
   *
   * @param arguments the file to write
   */
  public static void main(String[] arguments) throws IOException {
    ImageIO.write(image(), "png", Path.of(arguments[0]).toFile());
  }

  static BufferedImage image() {
    Camera camera = Camera.DRONE;
    Matrix3 toCamera = camera.colourMatrix().afterGains(camera.whiteBalance()).inverse();
    Random random = new Random(SEED);
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_USHORT_GRAY);
    WritableRaster raster = image.getRaster();
    for (int row = 0; row < HEIGHT; row++) {
      for (int column = 0; column < WIDTH; column++) {
        Colour colour = LAYOUT.colourAt(row, column);
        double light = 0;
        for (double y = row + STEP / 2; y < row + 1; y += STEP) {
          for (double x = column + STEP / 2; x < column + 1; x += STEP) {
            light += seenBy(colour, chart(x, y), toCamera) * STEP * STEP;
          }
        }
        double electrons = Math.max(0, light) * EXPOSURE * FULL_WELL;
        electrons += Math.sqrt(electrons) * random.nextGaussian();
        electrons = Math.min(electrons, FULL_WELL) + READ_NOISE * random.nextGaussian();
        double black = camera.blackLevel().at(LAYOUT.siteAt(row, column));
        double value = black + (1 - black) * electrons / FULL_WELL;
        raster.setSample(
            column, row, 0, (int) Math.floor(Math.clamp(value, 0, 1) * FULL_SCALE + 0.5));
      }
    }
    return image;
  }

  private static double seenBy(Colour colour, Rgb light, Matrix3 toCamera) {
    int k = colour.plane();
    return toCamera.at(k, 0) * light.red()
        + toCamera.at(k, 1) * light.green()
        + toCamera.at(k, 2) * light.blue();
  }

  /** Returns the linear light of the chart at a point, white paper being 1. */
  private static Rgb chart(double x, double y) {
    if (Math.hypot(x - 118, y - 118) < 100) {
      double angle = Math.atan2(y - 118, x - 118);
      return grey(Math.sin(36 * angle) > 0 ? 0.9 : 0.03);
    }
    if (Math.abs(x - 338) < 100 && Math.abs(y - 118) < 100) {
      double radius = Math.hypot(x - 338, y - 118);
      double phase = Math.PI * radius * radius / 200;
      return grey(0.45 + 0.42 * Math.cos(phase));
    }
    if (x >= 458 && x < 622 && y >= 18 && y < 218) {
      return lamp(x - 540, y - 118);
    }
    if (x >= 18 && x < 438 && y >= 240 && y < 424) {
      return patch(x - 18, y - 240);
    }
    if (x >= 458 && x < 622 && y >= 240 && y < 424) {
      return slantedEdge(x - 540, y - 332);
    }
    if (x >= 18 && x < 622 && y >= 440 && y < 464) {
      double step = Math.floor((x - 18) / 604 * 21) / 20;
      return grey(step * step);
    }
    return grey(0.18);
  }

  private static Rgb patch(double x, double y) {
    double cellWidth = 70;
    double cellHeight = 46;
    double gap = 4;
    int index = 6 * (int) Math.floor(y / cellHeight) + (int) Math.floor(x / cellWidth);
    if (x % cellWidth < gap || y % cellHeight < gap) {
      return grey(0.02);
    }
    int srgb = PATCHES[index];
    return new Rgb(linear(srgb >> 16), linear(srgb >> 8), linear(srgb));
  }

  /** A bulb whose middle is five times as bright as white paper, on a warm wall. */
  private static Rgb lamp(double x, double y) {
    double glow = 5 * Math.exp(-(x * x + y * y) / (2 * 26 * 26));
    return new Rgb(0.30 + glow, 0.16 + 0.93 * glow, 0.08 + 0.8 * glow);
  }

  private static Rgb slantedEdge(double x, double y) {
    return x + Math.tan(Math.toRadians(5)) * y > 0
        ? new Rgb(0.75, 0.72, 0.2)
        : new Rgb(0.03, 0.06, 0.2);
  }

  private static Rgb grey(double value) {
    return new Rgb(value, value, value);
  }

  private static double linear(int srgb) {
    double value = (srgb & 0xff) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
