package dev.rawline.scenes.chart;

import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.scenes.SceneKind;
import java.util.List;

/**
 * The charts as a kind of scene; its classes are the charts.
 *
 * <p>The seed determines the free parameters of a chart: the slanted edge has an angle of 3 to 10°
 * to either side and passes the middle within a hundredth of the side; the other charts are
 * constant.
 *
 * <p>The detail is limited by the size of the picture: the star has 72 periods, or fewer so that
 * each has {@value #PERIOD} samples at the rim; the wedge goes down from 1 to 10^−1.95 in 14 steps,
 * or fewer so that each is {@value #STEP} samples wide.
 *
 * @param side the width of a chart [m]
 * @param spacing the distance between neighbouring samples of the picture [m]
 */
public record ChartScenes(double side, double spacing) implements SceneKind {
  private static final int MOST_CYCLES = 72;

  /** The smallest length of a period at the star's rim [samples]. */
  private static final int PERIOD = 16;

  private static final int MOST_STEPS = 14;

  /** The smallest width of a step of the wedge [samples]. */
  private static final int STEP = 12;

  /** The optical density of the wedge's last step. */
  private static final double DENSITY = 1.95;

  /** The star's radius over the side. */
  private static final double RADIUS = 0.45;

  /**
   * Validates the lengths.
   *
   * @throws IllegalArgumentException if one is not above 0
   */
  public ChartScenes {
    TestChart.requireSide("chart", side);
    if (!(spacing > 0) || Double.isInfinite(spacing)) {
      throw new IllegalArgumentException(
          "chart has samples %s m apart: expected a finite length above 0 (m)".formatted(spacing));
    }
  }

  @Override
  public String name() {
    return "chart";
  }

  @Override
  public List<String> labels() {
    return List.of("flat-field", "step-wedge", "slanted-edge", "siemens-star", "colour-patches");
  }

  @Override
  public TestChart draw(String label, Seed seed) {
    return switch (label) {
      case "flat-field" -> new UniformChart(0.5);
      case "step-wedge" -> stepWedge();
      case "slanted-edge" -> slantedEdge(seed.stream(name(), 0));
      case "siemens-star" -> siemensStar();
      case "colour-patches" -> new ColourChart(0.95 * side);
      default ->
          throw new IllegalArgumentException(
              "unknown chart '%s': expected one of %s"
                  .formatted(label, String.join(", ", labels())));
    };
  }

  private StepWedge stepWedge() {
    // Of 60 samples 0.06 m apart side / spacing is a hair less than 60.
    double room = side / spacing / STEP + 1e-9;
    int steps = (int) Math.clamp(Math.floor(room), 2, MOST_STEPS);
    return new StepWedge(side, steps, DENSITY / (steps - 1));
  }

  private SiemensStar siemensStar() {
    double rim = 2 * Math.PI * RADIUS * side / spacing;
    int cycles = (int) Math.clamp(Math.floor(rim / PERIOD), 1, MOST_CYCLES);
    return new SiemensStar(RADIUS * side, cycles, 0.45, 0.9);
  }

  private SlantedEdgeChart slantedEdge(RandomStream stream) {
    double lean = 3 + 7 * stream.nextUniform();
    double angle = stream.nextUniform() < 0.5 ? -lean : lean;
    return new SlantedEdgeChart(angle, (stream.nextUniform() - 0.5) * side / 50, 0.2, 0.8);
  }
}
