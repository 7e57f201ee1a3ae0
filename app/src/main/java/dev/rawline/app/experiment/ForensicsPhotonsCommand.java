package dev.rawline.app.experiment;

import dev.rawline.app.options.DataSetArgument;
import dev.rawline.app.options.EngineOptions;
import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.options.ModelOptions;
import dev.rawline.app.options.ResultFolder;
import dev.rawline.app.options.SampleSelectionOptions;
import dev.rawline.app.options.SensorOption;
import dev.rawline.app.options.TrackingOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.app.terminal.TextTable;
import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.photon.MeasurePhotonNoise;
import dev.rawline.lab.photon.PhotonFindings;
import dev.rawline.lab.photon.PhotonSettings;
import dev.rawline.lab.photon.RedrawCheck;
import dev.rawline.learning.assembly.ExternalModel;
import dev.rawline.learning.assembly.ModelSource;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.text.NumberText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline forensics photons}: command-line interface of {@link MeasurePhotonNoise}. */
@Command(
    name = "photons",
    modelTransformer = ModelOptions.Flags.class,
    header = "Measure how certain the predictions of a trained model are under photon noise.")
final class ForensicsPhotonsCommand extends TerminalCommand {
  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description =
          "Folder or TorchScript file of a trained model, or run:17 for the model of run 17.")
  private String named;

  @Mixin private SensorOption sensor;

  @Option(
      names = "--confidence",
      paramLabel = "SHARE",
      description =
          "Required probability that a prediction stays the same at the least light (default:"
              + " 0.95).")
  private double confidence = PhotonSettings.USUAL.confidence();

  @Option(
      names = "--within",
      paramLabel = "X",
      description =
          "Tolerated change of a prediction: for regression, in the unit of the predicted number;"
              + " for segmentation, in the fraction of the image that objects cover (default:"
              + " 0.01).")
  private Double within;

  @Option(
      names = "--lights",
      paramLabel = "SHARE",
      split = ",",
      description =
          "Intensities at which the estimates are checked, relative to full light; above 1, that"
              + " many recordings are averaged (default: 10,1,0.5,0.2,0.1,0.05,0.02,0.01).")
  private List<Double> lights = PhotonSettings.USUAL.lights();

  @Option(
      names = "--checked",
      paramLabel = "N",
      description = "Number of samples re-recorded for the check, 0 for none (default: 8).")
  private int checked = PhotonSettings.USUAL.checked();

  @Option(
      names = "--draws",
      paramLabel = "N",
      description = "Number of re-recordings of each sample at each intensity (default: 200).")
  private int draws = PhotonSettings.USUAL.draws();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Random seed of these recordings (default: 1).")
  private long seed = PhotonSettings.USUAL.seed();

  @Mixin private SampleSelectionOptions side;

  @Mixin private ResultFolder results;

  @Mixin private TrackingOptions tracking;

  @Mixin private EngineOptions engineOptions;

  @Mixin private DataSetArgument data;

  @Override
  public ExitCode call() throws IOException {
    DataSet dataSet = data.open(spec());
    try (RunLogs logs = tracking.logs(spec())) {
      Path path = tracking.book().model(named);
      ExternalModel.requireGradient(path);
      ModelSource model = ModelOptions.source(spec(), path, data.typed(), dataSet.classes());
      SampleSelectionOptions.SampleSelection chosen = side.chosen(dataSet, path);
      MeasurePhotonNoise command =
          new MeasurePhotonNoise(
              model,
              sensor(dataSet),
              results.path(),
              engineOptions.engine(),
              new PhotonSettings(
                  confidence, Optional.ofNullable(within), lights, checked, draws, seed),
              logs);
      PhotonFindings findings =
          interruptible(bar -> command.run(chosen.samples(), chosen.what(), results.force(), bar));
      chosen.note().ifPresent(err()::println);
      print(findings, chosen.what());
    }
    return ExitCode.DONE;
  }

  @Override
  protected List<String> next() {
    return words("lab", "show", "last", given(LabBookOptions.class));
  }

  private SensorSpec sensor(DataSet dataSet) throws IOException {
    return sensor
        .of(dataSet)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the noise of a sensor is needed, and data set %s does not describe the one that recorded: name a sensor.yaml (--sensor)"
                        .formatted(dataSet.name())));
  }

  private void print(PhotonFindings findings, String what) {
    PrintWriter out = out();
    out.printf(
        Locale.ROOT,
        "%s: %d samples of %.0f detected photons a pixel on average%n",
        what,
        findings.samples().size(),
        findings.electrons());
    out.printf(
        Locale.ROOT,
        "another recording gets a different prediction with a probability of %.2f %% on average; %d"
            + " predictions are not certain to %.4g %%%n",
        100 * findings.change(),
        findings.unsure(),
        100 * findings.confidence());
    out.printf(
        Locale.ROOT,
        "least light for %.4g %%: %s for half of the samples, %s for nine in ten%n",
        100 * findings.confidence(),
        findings.medianBudget().words(),
        findings.budgetOf(0.9).words());
    if (!findings.checks().isEmpty()) {
      out.println();
      TextTable table =
          new TextTable(
              List.of(
                  "light", "σ ratio", "covariance", "shift left", "changes", "measured", "agrees"));
      List<RedrawCheck> checks = new ArrayList<>(findings.byLight());
      checks.forEach(check -> table.add(row(NumberText.brief(check.light()), check)));
      findings.atBudget().ifPresent(check -> table.add(row("each one's least", check)));
      table.print(out);
      out.println(
          "σ: measured over predicted ± 95 % over samples; covariance: off by; shift: of what noise"
              + " moves the mean by, not predicted; changes: predicted; agrees: σ within 10 %");
      out.println();
    }
    out.printf("written to %s%n", results.path());
  }

  private static List<String> row(String light, RedrawCheck check) {
    return List.of(
        light,
        check.deviationRatioText(),
        String.format(Locale.ROOT, "%.1f %%", 100 * check.covarianceError()),
        String.format(Locale.ROOT, "%.2f of %.2f σ", check.unpredictedShift(), check.shift()),
        String.format(Locale.ROOT, "%.2f %%", 100 * check.predictedChange()),
        String.format(
            Locale.ROOT, "%.2f ± %.2f %%", 100 * check.change(), 100 * check.changeError()),
        check.agrees() ? "yes" : "no");
  }
}
