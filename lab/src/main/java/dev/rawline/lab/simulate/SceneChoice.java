package dev.rawline.lab.simulate;

import dev.rawline.imaging.frame.Choice;
import dev.rawline.scenes.SceneKind;
import dev.rawline.scenes.chart.ChartScenes;
import dev.rawline.scenes.smear.BloodSmear;
import dev.rawline.scenes.street.AerialStreet;
import dev.rawline.workbench.text.NumberText;
import java.util.List;
import java.util.function.BiFunction;

/** The kinds of scene that can be simulated. */
public enum SceneChoice implements SceneSource {
  /** Streets seen from above, with cars. */
  AERIAL_STREET(
      "streets seen straight down from a drone; masks of cars",
      0.005,
      0.5,
      2 * AerialStreet.CAR_WITHIN,
      (field, spacing) -> new AerialStreet()),

  /** Stained blood, in the classes of the published raw data. */
  BLOOD_SMEAR(
      "stained leukocytes, the nine classes of the published raw data; masks of the cell",
      1e-8,
      2e-6,
      BloodSmear.LARGEST_CELL,
      (field, spacing) -> BloodSmear.PUBLISHED),

  /** Stained blood, in classes by the stage of maturation. */
  BLOOD_SMEAR_MATURATION(
      "stained leukocytes, nine classes with the stages of maturation; masks of the cell",
      1e-8,
      2e-6,
      BloodSmear.LARGEST_CELL,
      (field, spacing) -> BloodSmear.MATURATION),

  /** Test charts that fill most of the picture. */
  CHART(
      "test charts in daylight, as wide as the picture's shorter side; no masks",
      0,
      Double.MAX_VALUE,
      0,
      (field, spacing) -> new ChartScenes(field, spacing));

  private final String description;
  private final double finest;
  private final double coarsest;
  private final double leastSide;

  @SuppressWarnings("ImmutableEnumChecker") // functions without state
  private final BiFunction<Double, Double, SceneKind> kind;

  /**
   * Scenes are drawn for cameras whose pixels see so much [m], and whose pictures show so much
   * along their smaller side that what a class promises is visible [m].
   */
  SceneChoice(
      String description,
      double finest,
      double coarsest,
      double leastSide,
      BiFunction<Double, Double, SceneKind> kind) {
    this.description = description;
    this.finest = finest;
    this.coarsest = coarsest;
    this.leastSide = leastSide;
    this.kind = kind;
  }

  @Override
  public void requireScale(double spacing) {
    if (!(spacing >= finest && spacing <= coarsest)) {
      throw new IllegalArgumentException(
          "%s supports pixels of %s to %s in the scene, but a pixel of this camera covers %s: choose another camera or lens"
              .formatted(
                  word(),
                  NumberText.length(finest),
                  NumberText.length(coarsest),
                  NumberText.length(spacing)));
    }
  }

  @Override
  public void requireSize(double spacing, int width, int height) {
    // Spared a billionth: 150 pixels of 0.06 m are 9 m, whatever their product rounds to.
    int least = (int) Math.ceil(leastSide / spacing * (1 - 1e-9));
    if (Math.min(width, height) < least) {
      throw new IllegalArgumentException(
          "%s needs a field of view of at least %s × %<s, but %d × %d px of this camera cover %s × %s: use at least %dx%<d px"
              .formatted(
                  word(),
                  NumberText.length(leastSide),
                  width,
                  height,
                  NumberText.length(width * spacing),
                  NumberText.length(height * spacing),
                  least));
    }
  }

  @Override
  public SceneKind kind(SimulatedCamera camera) {
    return kind.apply(camera.field(), camera.spacing());
  }

  @Override
  public String word() {
    return kind.apply(1.0, 1.0).name();
  }

  @Override
  public String origin() {
    return "the procedural scenes " + word();
  }

  /** Returns the content of its scenes, in one line for display. */
  public String description() {
    return description;
  }

  /**
   * Returns the kind of a word.
   *
   * @throws IllegalArgumentException if there is none; the message lists all
   */
  public static SceneChoice of(String word) {
    return Choice.of(word, List.of(values()), SceneChoice::word, "unknown kind of scene '%s'");
  }

  @Override
  public List<String> labels() {
    return kind.apply(1.0, 1.0).labels();
  }
}
