package dev.rawline.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * One point of a curve; a number that was not measured is NaN.
 *
 * @param curve the curve
 * @param series which of its lines
 * @param threads how many threads worked
 * @param x what the cost grows with, in the unit of the curve
 * @param seconds the median time of the rounds [s]
 * @param least the shortest [s]
 * @param spread the distance between their quartiles [s]
 * @param memory the largest heap after a collection; of {@link GrowthCurve#FILES} the largest
 *     resident memory of the process [bytes]
 * @param stored what lies on the disk [bytes]
 */
record GrowthPoint(
    GrowthCurve curve,
    String series,
    int threads,
    double x,
    double seconds,
    double least,
    double spread,
    double memory,
    double stored) {
  /** The columns of a file of points. */
  static final String HEADS =
      "curve;series;threads;x;unit;seconds;least;spread;memory_bytes;stored_bytes";

  /** Returns the point of several rounds: medians, and the largest memory. */
  static GrowthPoint of(List<GrowthPoint> rounds) {
    double[] times = rounds.stream().mapToDouble(GrowthPoint::seconds).sorted().toArray();
    int count = times.length;
    GrowthPoint last = rounds.getLast();
    return new GrowthPoint(
        last.curve,
        last.series,
        last.threads,
        last.x,
        InterleavedTiming.middle(times),
        times[0],
        count == 1 ? Double.NaN : times[3 * count / 4] - times[count / 4],
        rounds.stream().mapToDouble(GrowthPoint::memory).reduce(Math::max).orElseThrow(),
        last.stored);
  }

  /**
   * Returns the seconds of all cores that were kept busy or waiting, in the shortest round: what
   * else runs on the machine only adds time.
   */
  double coreSeconds() {
    return threads * least;
  }

  /** Returns a line of a file. */
  String line() {
    return Stream.concat(
            Stream.of(curve.name(), series, String.valueOf(threads), cell(x), curve.unit()),
            DoubleStream.of(seconds, least, spread, memory, stored).mapToObj(GrowthPoint::cell))
        .collect(Collectors.joining(";"));
  }

  /**
   * Returns the point of a line of a file.
   *
   * @throws IllegalArgumentException if it is none
   */
  static GrowthPoint of(String line) {
    String[] cells = line.split(";", -1);
    try {
      return new GrowthPoint(
          GrowthCurve.valueOf(cells[0]),
          cells[1],
          Integer.parseInt(cells[2]),
          number(cells[3]),
          number(cells[5]),
          number(cells[6]),
          number(cells[7]),
          number(cells[8]),
          number(cells[9]));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "'%s' is no point of a curve: expected %s; measure again".formatted(line, HEADS), e);
    }
  }

  private static String cell(double number) {
    if (Double.isNaN(number)) {
      return "";
    }
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%.0f", number)
        : String.format(Locale.ROOT, "%.5g", number);
  }

  private static double number(String cell) {
    return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
  }
}
