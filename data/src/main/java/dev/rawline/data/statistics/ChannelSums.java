package dev.rawline.data.statistics;

import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Mosaic;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.Rgb;
import java.util.StringJoiner;

/**
 * Count, mean and sum of squared deviations of each colour of pictures; two of them add up exactly
 * to those of all pictures, but for rounding (Chan, Golub and LeVeque 1983).
 *
 * <p>Each sample of a mosaic is assigned to the colour of its pixel, with the two greens together.
 */
public final class ChannelSums {
  /** No picture yet. */
  public static final ChannelSums NONE = new ChannelSums(new long[3], new double[3], new double[3]);

  private final long[] counts;
  private final double[] means;
  private final double[] squares;

  private ChannelSums(long[] counts, double[] means, double[] squares) {
    this.counts = counts;
    this.means = means;
    this.squares = squares;
  }

  /** Returns the sums of one picture or mosaic; those of a monochrome image are all alike. */
  public static ChannelSums of(Frame frame) {
    if (frame instanceof Mosaic mosaic && !mosaic.cfa().hasFilters()) {
      return ofMonochrome(frame.samples());
    }
    long[] counts = new long[Picture.CHANNELS];
    double[] sums = new double[Picture.CHANNELS];
    float[] samples = frame.samples();
    for (int i = 0; i < samples.length; i++) {
      int colour = colour(frame, i);
      counts[colour]++;
      sums[colour] += samples[i];
    }
    double[] means = new double[Picture.CHANNELS];
    for (int c = 0; c < means.length; c++) {
      means[c] = counts[c] == 0 ? 0 : sums[c] / counts[c];
    }
    double[] squares = new double[Picture.CHANNELS];
    for (int i = 0; i < samples.length; i++) {
      int colour = colour(frame, i);
      double deviation = samples[i] - means[colour];
      squares[colour] += deviation * deviation;
    }
    return new ChannelSums(counts, means, squares);
  }

  private static ChannelSums ofMonochrome(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += sample;
    }
    double mean = sum / samples.length;
    double square = 0;
    for (float sample : samples) {
      square += (sample - mean) * (sample - mean);
    }
    long count = samples.length;
    return new ChannelSums(
        new long[] {count, count, count},
        new double[] {mean, mean, mean},
        new double[] {square, square, square});
  }

  private static int colour(Frame frame, int i) {
    return switch (frame) {
      case Mosaic mosaic -> mosaic.cfa().colourAt(i / frame.width(), i % frame.width()).plane();
      case Picture _ -> i / (frame.width() * frame.height());
    };
  }

  /** Returns the sums as text, from which {@link #ofText} returns the same bits. */
  public String text() {
    StringJoiner text = new StringJoiner(" ");
    for (int c = 0; c < counts.length; c++) {
      text.add(Long.toString(counts[c]))
          .add(Double.toString(means[c]))
          .add(Double.toString(squares[c]));
    }
    return text.toString();
  }

  /**
   * Returns the sums of a text that {@link #text} returned.
   *
   * @throws IllegalArgumentException if it is another text
   */
  public static ChannelSums ofText(String text) {
    String[] words = text.split(" ", -1);
    if (words.length != 3 * Picture.CHANNELS) {
      throw new IllegalArgumentException(
          "'%s': expected count, mean and squares of 3 colours".formatted(text));
    }
    long[] counts = new long[Picture.CHANNELS];
    double[] means = new double[Picture.CHANNELS];
    double[] squares = new double[Picture.CHANNELS];
    for (int c = 0; c < counts.length; c++) {
      counts[c] = Long.parseLong(words[3 * c]);
      means[c] = Double.parseDouble(words[3 * c + 1]);
      squares[c] = Double.parseDouble(words[3 * c + 2]);
    }
    return new ChannelSums(counts, means, squares);
  }

  /** Returns the sums of the pictures of both. */
  public ChannelSums plus(ChannelSums other) {
    long[] allCounts = new long[Picture.CHANNELS];
    double[] allMeans = new double[Picture.CHANNELS];
    double[] allSquares = new double[Picture.CHANNELS];
    for (int c = 0; c < allCounts.length; c++) {
      allCounts[c] = counts[c] + other.counts[c];
      double share = allCounts[c] == 0 ? 0 : (double) other.counts[c] / allCounts[c];
      double apart = other.means[c] - means[c];
      allMeans[c] = means[c] + apart * share;
      allSquares[c] = squares[c] + other.squares[c] + apart * apart * counts[c] * share;
    }
    return new ChannelSums(allCounts, allMeans, allSquares);
  }

  /**
   * Returns mean and standard deviation (of all samples, not of a sample of them) of each colour.
   *
   * @throws IllegalArgumentException if some colour has no samples, or only equal ones
   */
  public Standardization standardization() {
    return new Standardization(
        new Rgb(means[0], means[1], means[2]), new Rgb(deviation(0), deviation(1), deviation(2)));
  }

  private double deviation(int c) {
    return Math.sqrt(squares[c] / counts[c]);
  }
}
