package dev.rawline.lab.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.workbench.plot.Axes;
import dev.rawline.workbench.plot.AxisScale;
import dev.rawline.workbench.plot.Figure;
import dev.rawline.workbench.plot.LegendKey;
import dev.rawline.workbench.plot.Mark.Point;
import dev.rawline.workbench.plot.Palette;
import dev.rawline.workbench.plot.Pen;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.plot.Symbol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Draws what the odd exposures of two real cameras predicted, and what the even ones showed. */
class PredictionPictureTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Map<String, String> CAMERAS =
      Map.of("ccd", "12-bit CCD", "cmos", "8-bit CMOS");
  private static final int LEFT = 84;

  /** One line of a table: measured and the ends of the interval, relative to the prediction. */
  private record Line(String quantity, double photons, double low, double high, double measured) {
    static Line of(String csv) {
      List<String> cells = List.of(csv.split(",", -1));
      double predicted = Double.parseDouble(cells.get(2));
      return new Line(
          cells.get(1),
          Double.parseDouble(cells.get(0)),
          Double.parseDouble(cells.get(3)) / predicted,
          Double.parseDouble(cells.get(4)) / predicted,
          Double.parseDouble(cells.get(5)) / predicted);
    }
  }

  @Test
  @Tag("slow")
  void predictionsAreDrawn() throws IOException {
    Figure figure = new Figure("Even exposures, measured over predicted from the odd ones");
    for (String camera : List.of("ccd", "cmos")) {
      List<Line> lines =
          Files.readAllLines(
                  DOCS.resolve("results/calibration-prediction/" + camera + "-measured.csv"))
              .stream()
              .skip(1)
              .map(Line::of)
              .toList();
      assertThat(lines).hasSizeGreaterThan(80);
      draw(figure, CAMERAS.get(camera) + ": temporal variance", lines, "temporal variance", 0.1);
      draw(figure, CAMERAS.get(camera) + ": mean above dark", lines, "mean", 0.02);
    }
    Path file = DOCS.resolve("images/calibration-prediction.png");
    ImageIO.write(
        figure
            .legend(
                LEFT,
                List.of(
                    LegendKey.points("measured", Symbol.CIRCLE, Palette.of(Colour.BLUE)),
                    LegendKey.line("95 % interval", Pen.solid(Style.FAINT_INK, 1))))
            .drawing("Measured over predicted, with 95 % intervals.")
            .picture(),
        "png",
        file.toFile());
    assertThat(file).isNotEmptyFile();
  }

  private static void draw(
      Figure figure, String heading, List<Line> all, String quantity, double reach) {
    List<Line> lines = all.stream().filter(line -> line.quantity.equals(quantity)).toList();
    double right = lines.stream().mapToDouble(Line::photons).max().orElseThrow();
    figure.heading(heading);
    Axes axes =
        figure
            .axes(
                LEFT,
                Figure.MARGIN + 12,
                130,
                AxisScale.linear(0, 1.05 * right),
                AxisScale.linear(1 - reach, 1 + reach))
            .yTicks(5)
            .xTicks(7)
            .frame()
            .xName("light (photons per pixel)")
            .yName("ratio");
    axes.level(1, Pen.dashed(Style.FAINT_INK, 1));
    for (Line line : lines) {
      axes.capped(
          line.photons,
          Math.clamp(line.low, 1 - reach, 1 + reach),
          Math.clamp(line.high, 1 - reach, 1 + reach),
          Pen.solid(Style.FAINT_INK, 1));
    }
    axes.points(
        lines.stream()
            .filter(line -> Math.abs(line.measured - 1) < reach)
            .map(line -> new Point(line.photons, line.measured))
            .toList(),
        Symbol.CIRCLE,
        3,
        Palette.of(Colour.BLUE));
    figure.space(8);
  }
}
