package dev.rawline.lab.forensics;

import dev.rawline.imaging.chain.Trace;
import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.workbench.sheet.Block;
import dev.rawline.workbench.sheet.StagePanel;
import dev.rawline.workbench.text.NumberText;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One sample through the same chain by two cameras: every stage's frame by the second one, and
 * below it by how much it is brighter or darker than by the first, summed over a pixel's colours.
 */
public final class StageDifferenceSheet {
  private static final int CELL = 280;
  private static final int COLUMNS = 5;
  private static final int GAP = 26;

  private StageDifferenceSheet() {}

  /**
   * Draws a sheet.
   *
   * @param title its first line
   * @param lines what is told below it
   * @param first the frames by the first camera
   * @param second the frames of the same stages by the second
   * @throws IllegalArgumentException if they are not of the same stages
   */
  public static BufferedImage draw(String title, List<String> lines, Trace first, Trace second) {
    if (first.steps().size() != second.steps().size()) {
      throw new IllegalArgumentException(
          "%d stages by one camera and %d by the other: expected the same chain"
              .formatted(first.steps().size(), second.steps().size()));
    }
    List<Block> cells = new ArrayList<>();
    for (int i = 0; i < second.steps().size(); i++) {
      Trace.Step after = second.steps().get(i);
      Frame before = first.steps().get(i).frame();
      cells.add(
          StagePanel.of(
              CELL,
              i + "  " + after.name(),
              after.frame(),
              Optional.of(difference(after.frame(), before)),
              String.format(
                  Locale.ROOT,
                  "difference %s root mean square",
                  NumberText.brief(rounded(rootMeanSquare(after.frame(), before))))));
    }
    return Block.grid(COLUMNS, GAP, cells).sheet(title, lines, 0);
  }

  private static Frame difference(Frame one, Frame other) {
    float[] samples = new float[one.samples().length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = one.samples()[i] - other.samples()[i];
    }
    return switch (one) {
      case RawImage raw -> raw.with(raw.unit(), samples);
      case LinearRgb rgb -> new LinearRgb(rgb.width(), rgb.height(), samples);
      case View view -> new View(view.width(), view.height(), samples);
      case Electrons _, Radiance _, Irradiance _ ->
          throw new IllegalArgumentException(
              "a stage made %s: expected a raw image, linear colours or a view".formatted(one));
    };
  }

  private static double rootMeanSquare(Frame one, Frame other) {
    double sum = 0;
    for (int i = 0; i < one.samples().length; i++) {
      double difference = one.samples()[i] - other.samples()[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum / one.samples().length);
  }

  private static double rounded(double number) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.3g", number));
  }
}
