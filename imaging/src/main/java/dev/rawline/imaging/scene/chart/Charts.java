package dev.rawline.imaging.scene.chart;

import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.scene.SceneKind;
import java.util.List;

/**
 * The charts as a kind of scene; its classes are the charts.
 *
 * <p>The seed draws what a chart leaves open: the slanted edge leans by 3 to 10° to either side and
 * passes the middle within a hundredth of the side; the other charts are always the same.
 *
 * @param side the width that a chart fills [m]
 */
public record Charts(double side) implements SceneKind {

  /**
   * Checks the side.
   *
   * @throws IllegalArgumentException if it is not above 0
   */
  public Charts {
    Chart.requireSide("chart", side);
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
  public Chart draw(String label, Seed seed) {
    return switch (label) {
      case "flat-field" -> new FlatField(0.5);
      case "step-wedge" -> new StepWedge(side, 14, 0.15);
      case "slanted-edge" -> slantedEdge(seed.stream(name(), 0));
      case "siemens-star" -> new SiemensStar(0.45 * side, 72, 0.45, 0.9);
      case "colour-patches" -> new ColourPatches(side);
      default ->
          throw new IllegalArgumentException(
              "there is no chart '%s': expected one of %s"
                  .formatted(label, String.join(", ", labels())));
    };
  }

  private SlantedEdge slantedEdge(RandomStream stream) {
    double lean = 3 + 7 * stream.nextUniform();
    double angle = stream.nextUniform() < 0.5 ? -lean : lean;
    return new SlantedEdge(angle, (stream.nextUniform() - 0.5) * side / 50, 0.2, 0.8);
  }
}
