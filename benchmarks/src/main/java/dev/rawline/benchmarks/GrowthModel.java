package dev.rawline.benchmarks;

import dev.rawline.imaging.numeric.LineFit;
import dev.rawline.workbench.text.NumberText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What many images cost: cost = images · (pixels · a + b), with a and b of the measured curves. The
 * prices are examples.
 *
 * @param images how many
 * @param pixels of each
 * @param coreHour the price of a core for an hour [$]
 * @param gigabyteMonth the price of 10⁹ stored bytes for a month [$]
 */
record GrowthModel(double images, double pixels, double coreHour, double gigabyteMonth) {
  /** 10⁸ images of 1024² pixels. */
  static final GrowthModel EXAMPLE = new GrowthModel(1e8, 1 << 20, 0.05, 0.02);

  private static final int VIEWS = 12;
  private static final double TILE = 1 << 16;
  private static final int DIGITS = 3;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is not finite and above 0; the message names it
   */
  GrowthModel {
    require("images", images, "a number");
    require("pixels", pixels, "pixels of an image");
    require("core-hour", coreHour, "$ a core and hour");
    require("gb-month", gigabyteMonth, "$ a gigabyte and month");
  }

  private static void require(String name, double number, String unit) {
    if (!(number > 0 && number < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s is %s: expected a finite number above 0 (%s)".formatted(name, number, unit));
    }
  }

  /**
   * A cost: core seconds, or bytes.
   *
   * @param name of what
   * @param pixel the cost of a pixel
   * @param image what an image costs besides; 0 where noise hides it
   */
  record Cost(String name, double pixel, double image) {
    /** Fits the cost of pieces that differ in their pixels, each relative to itself. */
    static Cost of(String name, List<GrowthPoint> points, ToDoubleFunction<GrowthPoint> cost) {
      LineFit line = line(points, cost);
      return new Cost(name, line.slope(), Math.max(0, line.intercept()));
    }

    /** Solves for both from what samples of two sizes cost. */
    static Cost of(
        String name, GrowthResult result, ToDoubleFunction<GrowthPoint> cost, int... sides) {
      double[] pixels = new double[sides.length];
      double[] costs = new double[sides.length];
      for (int i = 0; i < sides.length; i++) {
        pixels[i] = (double) sides[i] * sides[i];
        String series = GrowthCase.ofSide(sides[i]);
        costs[i] = line(result.points(GrowthCurve.STATISTICS, series), cost).slope();
      }
      LineFit line = LineFit.of(pixels, costs);
      return new Cost(name, line.slope(), Math.max(0, line.intercept()));
    }

    private static LineFit line(List<GrowthPoint> points, ToDoubleFunction<GrowthPoint> cost) {
      double[] costs = points.stream().mapToDouble(cost).toArray();
      double[] weights = points.stream().mapToDouble(cost).map(c -> 1 / (c * c)).toArray();
      return LineFit.weighted(
          points.stream().mapToDouble(GrowthPoint::x).toArray(), costs, weights);
    }
  }

  private double total(Cost cost) {
    return images * (pixels * cost.pixel + cost.image);
  }

  /** Returns core hours and their price, by step. */
  GrowthTable compute(GrowthResult result) {
    var batches = result.points(GrowthCurve.GRADIENTS, GrowthCase.onThreads(1));
    Cost batch = Cost.of("", batches, GrowthPoint::coreSeconds);
    List<Cost> steps =
        List.of(
            Cost.of("read from shards, measured", result, GrowthPoint::coreSeconds, Growth.SIDES),
            Cost.of(
                "twelve views, handed on",
                result.points(GrowthCurve.VIEWS, GrowthCase.onThreads(1)),
                GrowthPoint::coreSeconds),
            Cost.of(
                "twelve views of a raw file, as PNG",
                result.points(GrowthCurve.FILES),
                GrowthPoint::coreSeconds),
            new Cost(
                "parametrized chain and gradients",
                batch.pixel / TILE,
                batch.image / batches.getLast().x()));
    List<List<String>> rows = new ArrayList<>();
    for (Cost step : steps) {
      double hours = total(step) / 3600;
      rows.add(row(step.name, 1e9 * step.pixel, 1e6 * step.image, hours, hours * coreHour));
    }
    return new GrowthTable(
        "compute",
        List.of("step", "a pixel [core ns]", "an image [core µs]", "core hours", "price [$]"),
        rows);
  }

  /** Returns bytes and the price of a month, by format. */
  GrowthTable storage(GrowthResult result) {
    List<Cost> formats =
        List.of(
            new Cost("raw, 16 bits", Short.BYTES, 0),
            new Cost("raw, 12 bits, packed bit by bit", 12.0 / Byte.SIZE, 0),
            Cost.of("shards of 16 bits", result, GrowthPoint::stored, Growth.SIDES),
            Cost.of(
                "raw mosaic as PNG, by the JDK",
                result.points(GrowthCurve.MOSAICS),
                GrowthPoint::stored),
            new Cost("twelve views, 8 bits, uncompressed", VIEWS * 3, 0),
            Cost.of(
                "twelve views as PNG, with sheet and record",
                result.points(GrowthCurve.FILES),
                GrowthPoint::stored));
    List<GrowthPoint> open =
        result.points(GrowthCurve.STATISTICS, GrowthCase.ofSide(Growth.SIDES[0]));
    double heap = Math.max(0, Cost.line(open, GrowthPoint::memory).slope());
    List<List<String>> rows = new ArrayList<>();
    for (Cost format : formats) {
      double bytes = total(format);
      double price = bytes / 1e9 * gigabyteMonth;
      rows.add(row(format.name, format.pixel, format.image, bytes / 1e12, price));
    }
    rows.add(row("heap of an open packed set", 0, heap, images * heap / 1e12, Double.NaN));
    return new GrowthTable(
        "storage",
        List.of("format", "a pixel [bytes]", "an image [bytes]", "all [TB]", "price [$/month]"),
        rows);
  }

  private static List<String> row(String name, double... numbers) {
    List<String> row = new ArrayList<>(List.of(name));
    for (double number : numbers) {
      row.add(Double.isNaN(number) ? "–" : NumberText.signed(number, DIGITS));
    }
    return row;
  }
}
