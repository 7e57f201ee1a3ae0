package dev.rawline.lab.quality;

import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;

/** Software processing of a raw image, which no change of the camera explains. */
enum AfterSensor {
  /** Blocks of 8×8 pixels of a colour, transformed to cosines and rounded, as JPEG does. */
  BLOCKS("8×8 blocks rounded") {
    @Override
    void process(Plane plane, RandomStream random) {
      double[] block = new double[SIDE * SIDE];
      for (int top = 0; top + SIDE <= plane.height(); top += SIDE) {
        for (int left = 0; left + SIDE <= plane.width(); left += SIDE) {
          for (int i = 0; i < block.length; i++) {
            block[i] = plane.get(top + i / SIDE, left + i % SIDE);
          }
          double[] rounded = cosines(block, false);
          for (int i = 0; i < rounded.length; i++) {
            rounded[i] = ROUNDED * Math.rint(rounded[i] / ROUNDED);
          }
          double[] back = cosines(rounded, true);
          for (int i = 0; i < block.length; i++) {
            plane.set(top + i / SIDE, left + i % SIDE, back[i]);
          }
        }
      }
    }
  },
  /** A Gaussian filter of the pixels of each colour. */
  SMOOTHED("smoothed") {
    @Override
    void process(Plane plane, RandomStream random) {
      double[] weights = {0.1065, 0.7870, 0.1065}; // σ = 0.5 pixels of a colour
      for (int pass = 0; pass < 2; pass++) {
        boolean across = pass == 0;
        float[] before = plane.samples().clone();
        for (int row = 0; row < plane.height(); row++) {
          for (int column = 0; column < plane.width(); column++) {
            double sum = 0;
            for (int tap = -1; tap <= 1; tap++) {
              int y = Math.clamp(across ? row : row + tap, 0, plane.height() - 1);
              int x = Math.clamp(across ? column + tap : column, 0, plane.width() - 1);
              sum += weights[tap + 1] * before[plane.at(y, x)];
            }
            plane.set(row, column, sum);
          }
        }
      }
    }
  },
  /** A contrast that is stretched about mid-scale, and clipped. */
  STRETCHED("contrast stretched") {
    @Override
    void process(Plane plane, RandomStream random) {
      for (int row = 0; row < plane.height(); row++) {
        for (int column = 0; column < plane.width(); column++) {
          plane.set(row, column, MIDDLE + STRETCH * (plane.get(row, column) - MIDDLE));
        }
      }
    }
  },
  /** One pixel of a hundred becomes black or white. */
  SALT_AND_PEPPER("salt and pepper") {
    @Override
    void process(Plane plane, RandomStream random) {
      int white = plane.image().calibration().fullScale();
      for (int row = 0; row < plane.height(); row++) {
        for (int column = 0; column < plane.width(); column++) {
          double drawn = random.uniformAt(row * plane.width() + column);
          if (drawn < SHARE) {
            plane.set(row, column, drawn < SHARE / 2 ? 0 : white);
          }
        }
      }
    }
  };

  private static final int SIDE = 8;
  private static final double ROUNDED = 1600; // 6 of 255
  private static final double MIDDLE = 16_000;
  private static final double STRETCH = 1.25;
  private static final double SHARE = 0.01;

  private final String words;

  AfterSensor(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  abstract void process(Plane plane, RandomStream random);

  /**
   * Returns the processed image, its samples rounded to codes again.
   *
   * @param step the distance of codes [DN]
   */
  RawImage apply(RawImage image, int step) {
    float[] samples = image.samples().clone();
    int full = image.calibration().fullScale() / step * step;
    for (int place = 0; place < 4; place++) {
      Plane plane = new Plane(image, samples, place / 2, place % 2);
      process(plane, new Seed(1, name()).stream("after", place));
    }
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) Math.clamp(step * Math.rint(samples[i] / step), 0, full);
    }
    return image.with(image.unit(), samples);
  }

  /** The pixels of one position of the colour layout. */
  @SuppressWarnings("ArrayRecordComponent") // written in place, never compared
  record Plane(RawImage image, float[] samples, int down, int right) {
    int width() {
      return image.width() / 2;
    }

    int height() {
      return image.height() / 2;
    }

    private int at(int row, int column) {
      return (2 * row + down) * image.width() + 2 * column + right;
    }

    double get(int row, int column) {
      return samples[at(row, column)];
    }

    void set(int row, int column, double value) {
      samples[at(row, column)] = (float) value;
    }
  }

  /** The orthonormal cosine transform of a block, or its inverse. */
  private static double[] cosines(double[] block, boolean inverse) {
    double[] half = new double[block.length];
    double[] all = new double[block.length];
    for (int i = 0; i < SIDE; i++) {
      for (int k = 0; k < SIDE; k++) {
        for (int j = 0; j < SIDE; j++) {
          half[i * SIDE + k] += block[i * SIDE + j] * cosine(inverse ? j : k, inverse ? k : j);
        }
      }
    }
    for (int i = 0; i < SIDE; i++) {
      for (int k = 0; k < SIDE; k++) {
        for (int j = 0; j < SIDE; j++) {
          all[k * SIDE + i] += half[j * SIDE + i] * cosine(inverse ? j : k, inverse ? k : j);
        }
      }
    }
    return all;
  }

  private static double cosine(int frequency, int place) {
    return (frequency == 0 ? Math.sqrt(0.125) : 0.5)
        * Math.cos((2 * place + 1) * frequency * Math.PI / (2 * SIDE));
  }
}
