package dev.rawline.imaging.metric;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.Mosaic;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.numeric.PolynomialFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Sharpness from one straight edge between dark and bright at a small angle to the rows or columns:
 * the edge-based spatial frequency response (e-SFR) of ISO 12233.
 *
 * <p>In each row the edge position is the centroid of the derivative; a line is fitted through
 * these positions. Every sample is assigned by its position along the fitted edge's normal to bins
 * of a quarter pixel; only as many rows are used as cover a whole number of pixels. The derivative
 * of the binned edge, under a window that is 1 in its inner half and falls to 0 as a cosine
 * (Tukey), is transformed and normalised to 1 at frequency 0; the response of the bins and of the
 * derivative is divided out, sinc²(ν/4), that of the pixels stays in the result.
 *
 * <p>The frame should contain only the edge: crop it first. Its samples must be proportional to
 * light: a view has a gamma, which distorts the edge. The samples of a mosaic's colour are used at
 * their positions, without interpolation.
 *
 * <p>Source: ISO 12233:2023, annex D; P. D. Burns, Slanted-edge MTF for digital camera and scanner
 * analysis, Proc. IS&amp;T PICS (2000) 135–138.
 */
public final class SlantedEdgeMethod {
  private static final double LEAST_ANGLE = 2;
  private static final double LARGEST_ANGLE = 12;

  /** The least visible extent on either side of the edge [px]. */
  private static final double LEAST_REACH = 8;

  /** (bright − dark) / (bright + dark). */
  private static final double LEAST_CONTRAST = 0.05;

  /** The largest root mean square deviation of the edge positions from the fit [px]. */
  private static final double LARGEST_SCATTER = 0.5;

  /** The allowed share of samples at an end of the scale. */
  private static final double MOST_CLIPPED = 0.001;

  private static final int FITS = 6;
  private static final double BIN = 0.25;

  private SlantedEdgeMethod() {}

  /**
   * Returns the sharpness of one colour of a picture.
   *
   * @throws IllegalArgumentException if there is no measurable edge; the message states the reason
   */
  public static ModulationTransferFunction of(Picture picture, Colour colour) {
    int area = picture.width() * picture.height();
    float[] plane =
        Arrays.copyOfRange(picture.samples(), colour.plane() * area, (colour.plane() + 1) * area);
    OptionalDouble white =
        switch (picture) {
          case View view -> OptionalDouble.of(1);
          case LinearRgb rgb -> OptionalDouble.empty();
          case Radiance radiance -> OptionalDouble.empty();
          case Irradiance irradiance -> OptionalDouble.empty();
        };
    requireValid(plane, white);
    return of(EdgeLine.of(picture, colour, false), EdgeLine.of(picture, colour, true));
  }

  /**
   * Returns the sharpness of one colour of a mosaic, from that colour's own samples.
   *
   * @throws IllegalArgumentException if there is no measurable edge; the message states the reason
   */
  public static ModulationTransferFunction of(Mosaic mosaic, Colour colour) {
    OptionalDouble white =
        switch (mosaic) {
          case Electrons electrons -> OptionalDouble.empty();
          case RawImage raw ->
              switch (raw.unit()) {
                case DN ->
                    OptionalDouble.of(
                        raw.calibration()
                            .whiteLevel()
                            .map(known -> known.value())
                            .orElse((double) raw.calibration().fullScale()));
                case NORMALISED -> OptionalDouble.of(1);
              };
        };
    List<EdgeLine> rows = EdgeLine.of(mosaic, colour, false);
    requireValid(ofColour(rows), white);
    return of(rows, EdgeLine.of(mosaic, colour, true));
  }

  private static float[] ofColour(List<EdgeLine> lines) {
    float[] samples = new float[lines.stream().mapToInt(line -> line.samples().length).sum()];
    int at = 0;
    for (EdgeLine line : lines) {
      for (double sample : line.samples()) {
        samples[at++] = (float) sample;
      }
    }
    return samples;
  }

  private static void requireValid(float[] samples, OptionalDouble white) {
    int clipped = 0;
    for (float sample : samples) {
      if (!Float.isFinite(sample)) {
        throw rejected("it contains the sample " + sample, "finite samples");
      }
      if (white.isPresent() && sample >= white.getAsDouble()) {
        clipped++;
      }
    }
    if (clipped > MOST_CLIPPED * samples.length) {
      throw rejected(
          "%d of %d samples reach the white level %s"
              .formatted(clipped, samples.length, white.getAsDouble()),
          "an edge that is not clipped; expose it less");
    }
  }

  private static IllegalArgumentException rejected(String found, String expected) {
    return new IllegalArgumentException(
        "no sharpness can be measured: %s: expected %s".formatted(found, expected));
  }

  private static ModulationTransferFunction of(List<EdgeLine> rows, List<EdgeLine> columns) {
    // The edge runs along the rows if the brightness changes most from row to row.
    List<EdgeLine> crossed = meanRise(rows) >= meanRise(columns) ? rows : columns;
    requireEdge(crossed);
    double[] edge = fitted(crossed);
    double middle = middle(crossed);
    double slope = Math.abs(edge[1]);
    double angle = Math.toDegrees(StrictMath.atan(slope));
    if (!(angle >= LEAST_ANGLE && angle <= LARGEST_ANGLE)) {
      throw rejected(
          "the edge has an angle of %.1f°".formatted(angle),
          "%.0f° to %.0f° from the rows or columns; turn the chart"
              .formatted(LEAST_ANGLE, LARGEST_ANGLE));
    }
    double reach = Double.MAX_VALUE;
    for (EdgeLine line : crossed) {
      double crossing = value(edge, line.place() - middle);
      double last = line.position(line.samples().length - 1);
      reach = Math.min(reach, Math.min(crossing - line.position(0), last - crossing));
    }
    if (reach < LEAST_REACH) {
      throw rejected(
          "the edge comes within %.1f px of the border".formatted(Math.max(reach, 0)),
          "%.0f px or more on either side; crop the frame about the edge".formatted(LEAST_REACH));
    }
    return transfer(spread(wholePhases(crossed, slope), edge, middle, reach), angle);
  }

  private static double meanRise(List<EdgeLine> lines) {
    return Math.abs(lines.stream().mapToDouble(EdgeLine::rise).average().orElse(0));
  }

  private static void requireEdge(List<EdgeLine> lines) {
    int samples = lines.stream().mapToInt(line -> line.samples().length).min().orElse(0);
    if (lines.size() < LEAST_REACH || samples < LEAST_REACH) {
      throw rejected(
          "one colour has %d lines of %d samples".formatted(lines.size(), samples),
          "at least %.0f of each; crop less".formatted(LEAST_REACH));
    }
    double rise = lines.stream().mapToDouble(EdgeLine::rise).average().orElse(0);
    double level =
        lines.stream()
            .mapToDouble(line -> Arrays.stream(line.samples()).average().orElse(0))
            .average()
            .orElse(0);
    double contrast = Math.abs(rise) / (2 * Math.abs(level));
    if (!(contrast >= LEAST_CONTRAST)) {
      throw rejected(
          "the contrast (bright − dark) / (bright + dark) is %.3f"
              .formatted(Double.isNaN(contrast) ? 0 : contrast),
          "an edge of %s or more".formatted(LEAST_CONTRAST));
    }
    for (EdgeLine line : lines) {
      if (line.rise() / rise < 0.25) {
        throw rejected(
            "no edge crosses line %d".formatted(line.place()),
            "one edge from one side of the frame to the other; crop the frame about it");
      }
    }
  }

  private static double middle(List<EdgeLine> lines) {
    return (lines.getFirst().place() + lines.getLast().place()) / 2.0;
  }

  /**
   * Returns the edge's position at the middle line and its slope, of the positions as a function of
   * the distance from that line [px].
   */
  private static double[] fitted(List<EdgeLine> lines) {
    double middle = middle(lines);
    EdgeLine one = lines.getFirst();
    double half = one.spacing() * one.samples().length / 2.0;
    double[] edge = {one.first() + half, 0};
    double scatter = 0;
    double[] places = lines.stream().mapToDouble(line -> line.place() - middle).toArray();
    double[] ones = new double[places.length];
    Arrays.fill(ones, 1);
    for (int i = 0; i < FITS; i++) {
      double[] crossings = new double[places.length];
      for (int j = 0; j < places.length; j++) {
        crossings[j] = lines.get(j).crossing(value(edge, places[j]), half);
      }
      edge = PolynomialFit.of(places, crossings, ones, 0, 1).coefficients();
      double squares = 0;
      for (int j = 0; j < places.length; j++) {
        double distance = crossings[j] - value(edge, places[j]);
        squares += distance * distance;
      }
      scatter = Math.sqrt(squares / places.length);
    }
    if (!(scatter <= LARGEST_SCATTER)) {
      throw rejected(
          "the edge positions scatter by %.2f px about a line".formatted(scatter),
          "at most %s px; take a straight edge with less noise".formatted(LARGEST_SCATTER));
    }
    return edge;
  }

  private static double value(double[] edge, double at) {
    return edge[0] + edge[1] * at;
  }

  /** Returns the lines over which the edge moves by a whole number of samples. */
  private static List<EdgeLine> wholePhases(List<EdgeLine> lines, double slope) {
    int spacing = lines.getFirst().spacing();
    double period = spacing / slope;
    int there = lines.getLast().place() - lines.getFirst().place() + spacing;
    double used = Math.floor(there / period) * period;
    if (used == 0) {
      throw rejected(
          "along its %d px the edge moves by less than the distance between samples"
              .formatted(there),
          "an edge of %.0f px or more at this angle".formatted(Math.ceil(period)));
    }
    double end = lines.getFirst().place() + used;
    return lines.stream().filter(line -> line.place() < end).toList();
  }

  /** Returns the mean sample in each bin along the edge's normal, the edge in the middle. */
  private static double[] spread(List<EdgeLine> lines, double[] edge, double middle, double reach) {
    double normal = normal(edge);
    int half = (int) (reach * normal / BIN);
    double[] sums = new double[2 * half];
    int[] counts = new int[2 * half];
    for (EdgeLine line : lines) {
      double crossing = value(edge, line.place() - middle);
      for (int i = 0; i < line.samples().length; i++) {
        double distance = (line.position(i) - crossing) * normal;
        int bin = (int) Math.floor(distance / BIN) + half;
        if (bin >= 0 && bin < sums.length) {
          sums[bin] += line.samples()[i];
          counts[bin]++;
        }
      }
    }
    for (int bin = 0; bin < sums.length; bin++) {
      if (counts[bin] == 0) {
        throw rejected(
            "a quarter pixel along the edge's normal has no sample",
            "a longer edge, or another angle");
      }
      sums[bin] /= counts[bin];
    }
    return sums;
  }

  /** Returns the ratio of a distance along the edge's normal to that along a line. */
  private static double normal(double[] edge) {
    return 1 / Math.sqrt(1 + edge[1] * edge[1]);
  }

  private static ModulationTransferFunction transfer(double[] bins, double angle) {
    int half = bins.length / 2;
    double[] derivative = new double[bins.length - 1];
    double[] positions = new double[bins.length - 1];
    double sum = 0;
    for (int i = 0; i < derivative.length; i++) {
      int fromMiddle = i + 1 - half;
      positions[i] = fromMiddle * BIN;
      derivative[i] = (bins[i + 1] - bins[i]) * window(Math.abs(fromMiddle) / (double) half);
      sum += derivative[i];
    }
    List<Double> contrast = new ArrayList<>();
    for (int i = 0; i < ModulationTransferFunction.COUNT; i++) {
      double frequency = i * ModulationTransferFunction.STEP;
      double cosines = 0;
      double sines = 0;
      for (int j = 0; j < derivative.length; j++) {
        double phase = 2 * Math.PI * frequency * positions[j];
        cosines += derivative[j] * StrictMath.cos(phase);
        sines += derivative[j] * StrictMath.sin(phase);
      }
      double binned = sinc(frequency * BIN);
      contrast.add(
          Math.sqrt(cosines * cosines + sines * sines) / Math.abs(sum) / (binned * binned));
    }
    return new ModulationTransferFunction(contrast, angle);
  }

  /** Returns Tukey's window, from the middle (0) to the end (1). */
  private static double window(double distance) {
    return distance <= 0.5 ? 1 : 0.5 + 0.5 * StrictMath.cos(Math.PI * (2 * distance - 1));
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : StrictMath.sin(Math.PI * x) / (Math.PI * x);
  }
}
