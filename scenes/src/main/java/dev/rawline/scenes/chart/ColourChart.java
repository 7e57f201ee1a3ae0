package dev.rawline.scenes.chart;

import dev.rawline.imaging.frame.Rgb;

/**
 * The classic 24-patch colour chart: four rows of six squares on dark grey.
 *
 * <p>The squares are a sixth of the side apart and five sixths of that wide; patch i of {@link
 * ColourPatch#CLASSIC} is in row i / 6 and column i mod 6, centred at ({@link #x}, {@link #y}).
 *
 * @param side the width of the chart [m]; it is two thirds as high
 */
public record ColourChart(double side) implements TestChart {
  private static final int COLUMNS = 6;
  private static final int ROWS = 4;
  private static final double FILLED = 5.0 / 6;
  private static final Rgb CARD = TestChart.grey(0.04);

  /**
   * Validates the side.
   *
   * @throws IllegalArgumentException if it is not above 0
   */
  public ColourChart {
    TestChart.requireSide("colour-patches", side);
  }

  /** Returns the x coordinate of the centre of a patch [m], to the right of the chart's middle. */
  public double x(int patch) {
    return (patch % COLUMNS - (COLUMNS - 1) / 2.0) * pitch();
  }

  /** Returns the y coordinate of the centre of a patch [m], below the chart's middle. */
  public double y(int patch) {
    int row = patch / COLUMNS;
    return (row - (ROWS - 1) / 2.0) * pitch();
  }

  @Override
  public Rgb reflectance(SampleArea area) {
    double half = pitch() * FILLED / 2;
    double red = CARD.red();
    double green = CARD.green();
    double blue = CARD.blue();
    for (int i = 0; i < ColourPatch.CLASSIC.size(); i++) {
      double share =
          area.coveredBy(new SampleArea(x(i) - half, y(i) - half, x(i) + half, y(i) + half));
      if (share > 0) {
        Rgb patch = ColourPatch.CLASSIC.get(i).reflectance();
        red += share * (patch.red() - CARD.red());
        green += share * (patch.green() - CARD.green());
        blue += share * (patch.blue() - CARD.blue());
      }
    }
    return new Rgb(red, green, blue);
  }

  private double pitch() {
    return side / COLUMNS;
  }
}
