package dev.rawline.imaging.inspection;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds defective pixels in ordinary images of one device.
 *
 * <p>Each pixel of each image gets a score: its deviation from the median of its eight neighbours
 * of the same colour, in standard deviations of the local noise and texture. Twice the largest
 * deviation of the same sign of its four neighbours of other colours is subtracted first, since
 * image structure affects them too. A score is limited to {@value #MOST}, so that no single image
 * dominates many. The scores of a pixel are summed, and a pixel whose sum is {@value #LIMIT}
 * standard deviations of all sums away from 0 (a probability of 3e-7 a pixel and side for normal
 * sums) and whose mean score is large enough is defective. One number a pixel is stored: a whole
 * number of {@code 1/}{@value #UNIT}, so that the sums do not depend on the order of the images,
 * nor on how they are divided among searches that are added afterwards (up to 87,000 images).
 *
 * <p>A dead pixel in a dark place, and a hot one whose dark current stays within the noise, cannot
 * be detected in one image; the former can be detected over images of different scenes.
 */
public final class DefectSearch {
  private static final double LIMIT = 5;
  private static final double MOST = 6;

  /** The sums count parts of a standard deviation: so many of them are one. */
  private static final int UNIT = 1 << 12;

  /** The mean score; ordinary differences of response stay below it. */
  private static final double LEAST_MEAN = 0.7;

  /** The allowed deviation of a pixel, as a multiple of that of its neighbours of other colours. */
  private static final double NEIGHBOURS = 2;

  private final int width;
  private final int height;
  private final int[] sums;
  private int images;

  /**
   * Starts a search.
   *
   * @param width the device's columns [px]
   * @param height the device's rows [px]
   * @throws IllegalArgumentException if there are fewer than 5 rows or columns
   */
  public DefectSearch(int width, int height) {
    requireRoom(width, height);
    this.width = width;
    this.height = height;
    sums = new int[width * height];
  }

  static void requireRoom(int width, int height) {
    if (width < 5 || height < 5) {
      throw new IllegalArgumentException(
          "the device has %d×%d pixels: expected at least 5×5 (px)".formatted(width, height));
    }
  }

  static void requireSize(int columns, int rows, int width, int height) {
    if (columns != width || rows != height) {
      throw new IllegalArgumentException(
          "the image is %d×%d pixels: expected %d×%d (px) like the device's others"
              .formatted(columns, rows, width, height));
    }
  }

  /**
   * Adds the deviations of one more image.
   *
   * @throws IllegalArgumentException if it has another size
   */
  public void add(NeighbourDeviations around) {
    requireSize(around.image().width(), around.image().height(), width, height);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int at = row * width + column;
        sums[at] = sum(sums[at], Math.round(UNIT * score(around, row, column)));
      }
    }
    images++;
  }

  /** Returns a sum; one that is too large stays the largest number. */
  static int sum(int one, long other) {
    return Math.clamp(one + other, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /**
   * Adds the images of another search.
   *
   * @throws IllegalArgumentException if they have another size
   */
  public void add(DefectSearch other) {
    requireSize(other.width, other.height, width, height);
    for (int i = 0; i < sums.length; i++) {
      sums[i] = sum(sums[i], other.sums[i]);
    }
    images += other.images;
  }

  /** Writes what was added, for {@link #read}. */
  public void write(DataOutput to) throws IOException {
    to.writeInt(width);
    to.writeInt(height);
    to.writeInt(images);
    for (int sum : sums) {
      to.writeInt(sum);
    }
  }

  /** Reads a search that {@link #write} wrote. */
  public static DefectSearch read(DataInput from) throws IOException {
    DefectSearch search = new DefectSearch(from.readInt(), from.readInt());
    search.images = from.readInt();
    for (int i = 0; i < search.sums.length; i++) {
      search.sums[i] = from.readInt();
    }
    return search;
  }

  private double score(NeighbourDeviations around, int row, int column) {
    double deviation = around.deviation(row, column);
    double sign = Math.signum(deviation);
    double others = 0;
    others = Math.max(others, sign * around.deviation(row == 0 ? 1 : row - 1, column));
    others =
        Math.max(others, sign * around.deviation(row == height - 1 ? row - 1 : row + 1, column));
    others = Math.max(others, sign * around.deviation(row, column == 0 ? 1 : column - 1));
    others =
        Math.max(
            others, sign * around.deviation(row, column == width - 1 ? column - 1 : column + 1));
    double alone = Math.max(0, sign * deviation - NEIGHBOURS * others);
    return sign * Math.min(MOST, alone / around.scale(row, column));
  }

  /** Returns the defective pixels, row by row. */
  public List<Defect> defects() {
    List<Defect> defects = new ArrayList<>();
    double deviation = deviation();
    double least = LEAST_MEAN * images;
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double sum = (double) sums[row * width + column] / UNIT;
        double evidence = sum / deviation;
        if (Math.abs(evidence) > LIMIT && Math.abs(sum) > least) {
          defects.add(
              new Defect(row, column, evidence > 0 ? Defect.Kind.HOT : Defect.Kind.DEAD, evidence));
        }
      }
    }
    return List.copyOf(defects);
  }

  /**
   * Returns the standard deviation of the sums without outliers; at least 1, that of a single
   * score.
   */
  private double deviation() {
    double squares = 0;
    double most = 9.0 * images;
    for (int parts : sums) {
      double sum = (double) parts / UNIT;
      squares += Math.min(most, sum * sum);
    }
    return Math.max(1, Math.sqrt(squares / sums.length));
  }
}
