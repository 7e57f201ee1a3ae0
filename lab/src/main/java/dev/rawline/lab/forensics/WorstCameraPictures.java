package dev.rawline.lab.forensics;

import dev.rawline.imaging.chain.Trace;
import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.lab.evaluation.DifferenceSheet;
import dev.rawline.lab.gradient.GradientSheet;
import dev.rawline.learning.metric.MetricLabel;
import dev.rawline.workbench.page.PagePicture;
import dev.rawline.workbench.sheet.Block;
import dev.rawline.workbench.sheet.StagePanel;
import dev.rawline.workbench.text.NumberText;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Samples by the default and by the worst camera → sheets: the samples, one of them stage by stage,
 * and what the loss is sensitive to there.
 *
 * @param metric the metric of the findings
 * @param found the samples
 */
record WorstCameraPictures(String metric, WorstCameraSamples found) {
  private static final String WORST = "worst-camera.png";
  private static final String STAGES = "worst-camera-stages.png";
  private static final String GRADIENTS = "worst-camera-gradients.png";
  private static final int CELL = 280;
  private static final int COLUMNS = 5;
  private static final int GAP = 26;

  /** Returns the names of all files that pictures may go into. */
  static List<String> names() {
    return List.of(WORST, STAGES, GRADIENTS);
  }

  /** Draws the sheets, each by the name of its file. */
  SequencedMap<String, PagePicture> drawn() {
    WorstCameraResult worst = found.worst();
    String subtitle =
        String.format(
            Locale.ROOT,
            "%s %.3f instead of %.3f · closeness %s · split %d",
            MetricLabel.of(metric),
            worst.metric(),
            worst.metric() + worst.lost().value(),
            NumberText.signed(worst.closeness(), 4),
            found.split());
    SequencedMap<String, PagePicture> drawn = new LinkedHashMap<>();
    drawn.put(
        WORST,
        new PagePicture(
            "Samples with the default camera, and with the worst one found",
            "Each with the prediction of the model, followed by the absolute difference, channel"
                + " by channel, and its logarithm.",
            DifferenceSheet.draw(
                title(),
                List.of(subtitle),
                List.of("default camera", "worst camera"),
                found.samples())));
    found.stages().ifPresent(stages -> drawn.putAll(drawn(stages, subtitle)));
    return drawn;
  }

  private String title() {
    return String.format(
        Locale.ROOT,
        found.worst().camera().isEmpty()
            ? "The worst adversarial setting found: %s, %s"
            : "The worst camera found: %s, %s",
        found.worst().description(),
        found.worst().restraint());
  }

  private SequencedMap<String, PagePicture> drawn(
      WorstCameraSamples.Stages stages, String subtitle) {
    SequencedMap<String, PagePicture> drawn = new LinkedHashMap<>();
    drawn.put(
        STAGES,
        new PagePicture(
            "Stage by stage",
            "Sample %s after every stage of the worst camera; below, where it is brighter (orange) or darker (blue) than with the default one."
                .formatted(stages.sample()),
            differences(
                "Sample " + stages.sample(),
                List.of(title(), subtitle),
                stages.usual(),
                stages.worst())));
    stages
        .gradient()
        .ifPresent(
            gradient ->
                drawn.put(
                    GRADIENTS,
                    new PagePicture(
                        "Sensitivity of the loss at the worst camera",
                        "The gradient of the loss of sample %s after every stage of the worst camera, and with respect to its parameters."
                            .formatted(stages.sample()),
                        gradients(stages.sample(), gradient))));
    return drawn;
  }

  private BufferedImage gradients(String sample, WorstCameraSamples.StageGradient gradient) {
    return new GradientSheet(
            "Sample " + sample,
            List.of(
                title(), String.format(Locale.ROOT, "loss of this sample: %.3f", gradient.loss())),
            gradient.trace(),
            gradient.sensitivity())
        .draw();
  }

  /**
   * Draws every stage's frame by the second camera, and below it by how much it is brighter or
   * darker than by the first, summed over a pixel's colours.
   */
  private static BufferedImage differences(
      String title, List<String> lines, Trace first, Trace second) {
    if (first.steps().size() != second.steps().size()) {
      throw new IllegalArgumentException(
          "%d stages with one camera and %d with the other: expected the same chain"
              .formatted(first.steps().size(), second.steps().size()));
    }
    List<Block> cells = new ArrayList<>();
    for (int i = 0; i < second.steps().size(); i++) {
      Trace.Step after = second.steps().get(i);
      Frame difference = difference(after.frame(), first.steps().get(i).frame());
      cells.add(
          StagePanel.of(
              CELL,
              i + "  " + after.name(),
              after.frame(),
              Optional.of(difference),
              String.format(
                  Locale.ROOT,
                  "difference %s (root mean square)",
                  NumberText.brief(rounded(rootMeanSquare(difference))))));
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

  private static double rootMeanSquare(Frame difference) {
    double sum = 0;
    for (double sample : difference.samples()) {
      sum += sample * sample;
    }
    return Math.sqrt(sum / difference.samples().length);
  }

  private static double rounded(double number) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.3g", number));
  }
}
