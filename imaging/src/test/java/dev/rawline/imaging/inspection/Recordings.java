package dev.rawline.imaging.inspection;

import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import javax.imageio.ImageIO;

/** Raw images to inspect: plain ones and real ones. */
final class Recordings {
  static final double BLACK = 256;
  static final double WHITE = 4095;
  static final double GAIN = 0.5;
  static final double READ_NOISE = 3;

  private Recordings() {}

  /** The electrons of the pixels of a simple scene. */
  interface Light {
    double at(int row, int column, Cfa.Site site);
  }

  /**
   * Soft bright discs on a shaded ground, of colours that differ: smooth, with edges of a known
   * width.
   */
  static Light discs(long seed, double width) {
    Random random = new Random(seed * 0x9e3779b97f4a7c15L);
    double[][] discs = new double[14][];
    for (int i = 0; i < discs.length; i++) {
      discs[i] =
          new double[] {
            240 * random.nextDouble(),
            240 * random.nextDouble(),
            14 + 20 * random.nextDouble(),
            0.2 + 0.6 * random.nextDouble()
          };
    }
    double[] colours = {0.7, 1, 1, 0.5};
    return (row, column, site) -> {
      double light = 3000 * (0.5 + column / 512.0);
      for (double[] disc : discs) {
        double inside = disc[2] - Math.hypot(row - disc[0], column - disc[1]);
        light *= 1 - disc[3] * normal(inside / width);
      }
      return light * colours[site.index()];
    };
  }

  /** Returns the normal distribution function, within 1e-7. */
  private static double normal(double z) {
    double t = 1 / (1 + 0.2316419 * Math.abs(z));
    double tail =
        Math.exp(-z * z / 2)
            * 0.3989422804014327
            * t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return z > 0 ? 1 - tail : tail;
  }

  /** A minimal camera: gain · (light + √light · noise) + read noise + black, rounded. */
  record Plain(double gain, double readNoise, double black, double white) {
    static final Plain USUAL = new Plain(GAIN, READ_NOISE, BLACK, WHITE);

    RawImage record(int width, int height, Cfa cfa, Light light, long seed) {
      Random random = new Random(seed * 0x9e3779b97f4a7c15L + 1);
      float[] samples = new float[width * height];
      for (int row = 0; row < height; row++) {
        for (int column = 0; column < width; column++) {
          double electrons = light.at(row, column, cfa.siteAt(row, column));
          double charge = electrons + Math.sqrt(electrons) * random.nextGaussian();
          double level = black + gain * charge + readNoise * random.nextGaussian();
          samples[row * width + column] = (float) Math.clamp(Math.floor(level + 0.5), 0, white);
        }
      }
      return raw(width, height, cfa, samples, black, white);
    }
  }

  static RawImage raw(int width, int height, Cfa cfa, float[] samples, double black, double white) {
    Calibration calibration = Calibration.ofLevels(16, SiteValues.uniform(black), white, "test");
    return new RawImage(width, height, cfa, RawImage.Unit.DN, samples, calibration);
  }

  static RawImage map(RawImage image, DoubleUnaryOperator operation) {
    float[] samples = new float[image.samples().length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) operation.applyAsDouble(image.samples()[i]);
    }
    return image.with(RawImage.Unit.DN, samples);
  }

  /** Returns a mosaic of the same samples that states another layout. */
  static RawImage stating(Cfa cfa, RawImage image) {
    return new RawImage(
        image.width(), image.height(), cfa, image.unit(), image.samples(), image.calibration());
  }

  static Inspector inspector(RawImage image) {
    return inspector(image, 1, 0);
  }

  /** Returns the inspector of a sensor with samples in steps [DN] and a known PRNU. */
  static Inspector inspector(RawImage image, int step, double nonUniformity) {
    Calibration stated = image.calibration();
    return new Inspector(
        stated.blackLevel().orElseThrow().value(),
        stated.whiteLevel().orElseThrow().value(),
        step,
        nonUniformity);
  }

  /** Computes the deviations of an image. */
  static NeighbourDeviations around(RawImage image) {
    return NeighbourDeviations.of(image, inspector(image));
  }

  /** Reads a grey file that states nothing. */
  static RawImage grey(Path file, Cfa cfa, double black, double white) throws IOException {
    Raster raster = ImageIO.read(file.toFile()).getRaster();
    int width = raster.getWidth();
    int height = raster.getHeight();
    float[] samples = raster.getSamples(0, 0, width, height, 0, (float[]) null);
    return raw(width, height, cfa, samples, black, white);
  }

  static RawImage nikon(String ending) throws IOException {
    return headerless(
        "nikon_dsc1339_768x512_rggb_14bit_le16" + ending, 768, 512, Cfa.RGGB, 600, 15520);
  }

  static RawImage headerless(
      String name, int width, int height, Cfa cfa, double black, double white) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.wrap(Files.readAllBytes(SharedData.require("data/raw/" + name + ".raw")))
            .order(ByteOrder.LITTLE_ENDIAN);
    float[] samples = new float[width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = bytes.getShort(2 * i) & 0xffff;
    }
    return raw(width, height, cfa, samples, black, white);
  }
}
