package dev.rawline.lab.generate;

import dev.rawline.data.file.JsonRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How good the scenes of a generative model are.
 *
 * @param checksum of the model's weights and description (SHA-256, in hex)
 * @param dataSet the data set of the real scenes
 * @param camera the camera that imaged all scenes
 * @param learned how many real scenes the model learned from, or was chosen by
 * @param others how many real scenes it never saw, which judge it
 * @param generated how many scenes were generated
 * @param settings how it was audited
 * @param real real scenes: accuracy and copies are those of scenes that the judge did not learn
 *     from; distances, density and coverage those of what the model learned from
 * @param model scenes of the model
 * @param gaussian scenes of the null, a Gaussian in the principal components of each class
 * @param steps how good scenes are by the number of steps that draw them, to the first judge
 */
public record AuditResult(
    String checksum,
    String dataSet,
    String camera,
    int learned,
    int others,
    int generated,
    AuditSettings settings,
    Group real,
    Group model,
    Group gaussian,
    List<StepQuality> steps) {
  /** The file below a model's folder. */
  static final Path FILE = Path.of("audit", "audit.json");

  private static final double TWICE = 2;

  /** Copies the list. */
  public AuditResult {
    steps = List.copyOf(steps);
  }

  /**
   * How good scenes are that so many steps draw from the same noise.
   *
   * @param steps of Heun's method
   * @param kernelDistance ×1000, between features of the first judge
   * @param coverage in these features
   */
  public record StepQuality(int steps, double kernelDistance, double coverage) {}

  /**
   * One set of scenes.
   *
   * @param trained the accuracy on real scenes of a classifier that learned from these
   * @param judges what each judge measures
   */
  public record Group(double trained, List<AuditMeasures> judges) {
    /** Copies the list. */
    public Group {
      judges = List.copyOf(judges);
    }

    /** Returns the mean over the judges. */
    public double mean(ToDoubleFunction<AuditMeasures> measure) {
      return judges.stream().mapToDouble(measure).average().orElseThrow();
    }

    /**
     * Returns the one-sided p-value of the test for copies: twice the median over the judges, at
     * most 1, which holds whatever judges share (Meinshausen, Meier and Bühlmann 2009).
     */
    public double copyProbability() {
      return Math.min(
          1, TWICE * median(judges.stream().mapToDouble(AuditMeasures::copyProbability).toArray()));
    }
  }

  /** Returns the judges' accuracy on scenes of a group over that on real ones. */
  public double judgeRatio(Group group) {
    return group.mean(AuditMeasures::accuracy) / real.mean(AuditMeasures::accuracy);
  }

  /** Returns the accuracy of training on a group over that of training on real scenes. */
  public double trainedRatio(Group group) {
    return group.trained() / real.trained();
  }

  /** Returns the ratios, each with that of the null, in a line. */
  public String summary() {
    return String.format(
        Locale.ROOT,
        "judge ratio %.2f (null %.2f), train-on-synthetic ratio %.2f (null %.2f), coverage %.2f"
            + " (null %.2f), copies p = %.2f",
        judgeRatio(model),
        judgeRatio(gaussian),
        trainedRatio(model),
        trainedRatio(gaussian),
        model.mean(AuditMeasures::coverage),
        gaussian.mean(AuditMeasures::coverage),
        model.copyProbability());
  }

  /**
   * Returns the audit of a model, if it was audited.
   *
   * @param folder the folder of the model
   * @throws IOException if the file cannot be read
   */
  public static Optional<AuditResult> of(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    return Files.exists(file)
        ? Optional.of(JsonRecords.read(file, AuditResult.class))
        : Optional.empty();
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
