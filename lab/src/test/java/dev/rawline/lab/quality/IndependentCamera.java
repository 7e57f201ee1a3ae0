package dev.rawline.lab.quality;

import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Makes raw images of ordinary pictures by a forward model that shares no code with the one under
 * test: the tone curve of IEC 61966-2-1 undone piece by piece with the rounding to codes undone by
 * uniform noise, another matrix, another mosaic, Poisson noise by Cornish and Fisher's expansion,
 * read noise with heavy tails, rows that share an offset, pixels that differ in response and
 * offset.
 *
 * @param device what its fixed pattern is drawn from
 */
record IndependentCamera(long device) {
  static final int BITS = 14;
  static final double BLACK = 512;
  static final double WHITE = 16383;

  /** The gain [DN/e⁻]. */
  static final double GAIN = 1.2;

  private static final double ELECTRONS = 10_500;
  private static final double RESPONSE = 0.008;
  private static final double OFFSETS = 1.5;
  private static final double ROWS = 0.3;
  private static final double READ = 2.0;
  private static final double[] COLOURS = {0.55, 1.0, 0.7};
  private static final double[][] FROM_SRGB = {
    {0.80, 0.15, 0.05}, {0.12, 0.80, 0.08}, {0.03, 0.17, 0.80}
  };

  /** The light at the lower end of each code. */
  private static final double[] LINEAR = new double[257];

  static {
    for (int code = 0; code < LINEAR.length; code++) {
      double v = Math.clamp((code - 0.5) / 255, 0, 1);
      LINEAR[code] = v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }
  }

  private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

  @SuppressWarnings("ArrayRecordComponent") // never changed, and never compared
  private record Pattern(float[] responses, float[] offsets) {
    static Pattern of(long device, int pixels) {
      RandomGenerator random = generator(device);
      Pattern pattern = new Pattern(new float[pixels], new float[pixels]);
      for (int i = 0; i < pixels; i++) {
        pattern.responses[i] = (float) random.nextGaussian();
        pattern.offsets[i] = (float) random.nextGaussian();
      }
      return pattern;
    }
  }

  private static RandomGenerator generator(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /**
   * What happened to the camera.
   *
   * @param name what it is called
   * @param gain as a ratio
   * @param light as a ratio
   * @param red the filter's transmission, as a ratio
   * @param blur of the lens, added [px]
   * @param black the level of no light, added [DN]
   * @param read the read noise, as a ratio
   * @param smoothed whether software smooths each colour (σ = 0.5 of its pixels)
   */
  record Change(
      String name,
      double gain,
      double light,
      double red,
      double blur,
      double black,
      double read,
      boolean smoothed) {
    static final Change NONE = new Change("none", 1, 1, 1, 0, 0, 1, false);
    static final Change GAIN = new Change("gain -6 %", 0.94, 1, 1, 0, 0, 1, false);
    static final Change EXPOSURE = new Change("exposure -20 %", 1, 0.8, 1, 0, 0, 1, false);
    static final Change BLUR = new Change("blur 0.5 px", 1, 1, 1, 0.5, 0, 1, false);
    static final Change BLACK = new Change("black level +60 DN", 1, 1, 1, 0, 60, 1, false);
    static final Change READ = new Change("read noise x 3", 1, 1, 1, 0, 0, 3, false);
    static final Change RED = new Change("red -10 %", 1, 1, 0.9, 0, 0, 1, false);
    static final Change SMOOTHED = new Change("software smoothing", 1, 1, 1, 0, 0, 1, true);

    @Override
    public String toString() {
      return name;
    }
  }

  /** Records a part of a picture; the noise is drawn from a number. */
  RawImage record(BufferedImage picture, int top, int left, int side, Change change, long noise) {
    int width = Math.min(side, picture.getWidth() - left) / 2 * 2;
    int height = Math.min(side, picture.getHeight() - top) / 2 * 2;
    RandomGenerator random = generator(noise * 1_000_003L + device);
    double[][] light = linear(picture, top, left, width, height, random);
    if (change.blur > 0) {
      for (double[] band : light) {
        smooth(band, width, height, 1, change.blur);
      }
    }
    float[] samples = new float[width * height];
    Pattern pattern =
        PATTERNS.computeIfAbsent(
            device + " " + width + " " + height, _ -> Pattern.of(device, width * height));
    double read = READ * change.read;
    for (int y = 0; y < height; y++) {
      double row = ROWS * random.nextGaussian();
      for (int x = 0; x < width; x++) {
        int colour = (y & 1) == (x & 1) ? 1 : (y & 1) == 0 ? 0 : 2; // green red / blue green
        double response = 1 + RESPONSE * pattern.responses[y * width + x];
        double offset = OFFSETS * pattern.offsets[y * width + x];
        double filter = COLOURS[colour] * (colour == 0 ? change.red : 1);
        double mean = ELECTRONS * change.light * filter * response * light[colour][y * width + x];
        double g = random.nextGaussian();
        double electrons = Math.max(0, Math.rint(mean + Math.sqrt(mean) * g + (g * g - 1) / 6));
        double tail = random.nextInt(50) == 0 ? 2.5 : 1;
        double dark = row + offset + read * tail * random.nextGaussian();
        samples[y * width + x] =
            (float) (BLACK + change.black + GAIN * change.gain * (electrons + dark));
      }
    }
    if (change.smoothed) {
      smooth(samples, width, height);
    }
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) Math.clamp(Math.floor(samples[i] + 0.5), 0, WHITE);
    }
    return new RawImage(
        width,
        height,
        Cfa.GRBG,
        RawImage.Unit.DN,
        samples,
        Calibration.ofLevels(BITS, SiteValues.uniform(BLACK), WHITE, "test"));
  }

  private static double[][] linear(
      BufferedImage picture, int top, int left, int width, int height, RandomGenerator random) {
    double[][] light = new double[3][width * height];
    int[] codes = picture.getRGB(left, top, width, height, null, 0, width);
    double[] bands = new double[3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int rgb = codes[y * width + x];
        for (int c = 0; c < 3; c++) {
          int code = rgb >> (16 - 8 * c) & 255;
          double down = LINEAR[code];
          bands[c] = down + random.nextDouble() * (LINEAR[code + 1] - down);
        }
        for (int k = 0; k < 3; k++) {
          double[] row = FROM_SRGB[k];
          light[k][y * width + x] = row[0] * bands[0] + row[1] * bands[1] + row[2] * bands[2];
        }
      }
    }
    return light;
  }

  private static void smooth(float[] mosaic, int width, int height) {
    double[] all = new double[mosaic.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = mosaic[i];
    }
    smooth(all, width, height, 2, 0.5);
    for (int i = 0; i < all.length; i++) {
      mosaic[i] = (float) all[i];
    }
  }

  /** Smooths by a Gaussian of so many steps. */
  private static void smooth(double[] values, int width, int height, int step, double sigma) {
    double near = Math.exp(-0.5 / (sigma * sigma));
    double far = Math.exp(-2 / (sigma * sigma));
    double sum = 1 + 2 * near + 2 * far;
    double[] weights = {far / sum, near / sum, 1 / sum, near / sum, far / sum};
    double[] half = new double[values.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double total = 0;
        for (int t = -2; t <= 2; t++) {
          total += weights[t + 2] * values[y * width + mirrored(x + step * t, width)];
        }
        half[y * width + x] = total;
      }
    }
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double total = 0;
        for (int t = -2; t <= 2; t++) {
          total += weights[t + 2] * half[mirrored(y + step * t, height) * width + x];
        }
        values[y * width + x] = total;
      }
    }
  }

  private static int mirrored(int place, int size) {
    int inside = Math.abs(place);
    return inside < size ? inside : 2 * (size - 1) - inside;
  }
}
