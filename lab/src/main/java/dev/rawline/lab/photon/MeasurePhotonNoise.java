package dev.rawline.lab.photon;

import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.learning.assembly.ModelSource;
import dev.rawline.learning.assembly.TrainedModel;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.sample.Task;
import dev.rawline.workbench.book.CurrentOrigin;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.book.RunOrigin;
import dev.rawline.workbench.book.RunStart;
import dev.rawline.workbench.output.FolderLock;
import dev.rawline.workbench.output.Machine;
import dev.rawline.workbench.output.OutputFiles;
import dev.rawline.workbench.output.Provenance;
import dev.rawline.workbench.output.Version;
import dev.rawline.workbench.sheet.DataSetSheet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * A trained model × raw samples × their sensor → how sure photon noise leaves each prediction, in
 * how little light it would stay, and whether redrawing the noise agrees: tables, drawings and a
 * page in a folder, and a run in the lab book (docs/explanation/photon-noise.md).
 *
 * <p>The model sees samples as they were recorded, whatever cameras training drew.
 *
 * @param model the model
 * @param sensor the sensor that recorded
 * @param folder where the results go; made if it does not exist
 * @param engine where the network computes
 * @param settings what is measured
 * @param logs where the run is recorded
 */
public record MeasurePhotonNoise(
    ModelSource model,
    SensorSpec sensor,
    Path folder,
    Engine engine,
    PhotonSettings settings,
    RunLogs logs) {

  /** What runs of it are called in the lab book. */
  public static final String COMMAND = "forensics photons";

  /**
   * Measures.
   *
   * @param dataSet the samples
   * @param what what they are, such as "test side of leukocytes"
   * @param force whether existing results are replaced
   * @param progress reports the progress, and may end the run by a {@link CancellationException}
   * @throws IllegalArgumentException if the model has no gradient, or predicts a number without a
   *     tolerated change
   * @throws RejectedFileException if the model cannot be opened, or the folder holds results
   *     already
   * @throws IOException if a sample cannot be read, is processed already, or was recorded by
   *     another sensor; or a file cannot be written
   */
  public PhotonFindings run(DataSet dataSet, String what, boolean force, Progress progress)
      throws IOException {
    if (!force) {
      OutputFiles.requireNew(folder, PhotonFiles.RECORD, PhotonReport.NAMES, COMMAND);
    }
    if (dataSet.samples().isEmpty()) {
      throw new IllegalArgumentException(what + " has no samples: expected at least one");
    }
    try (TrainedModel trained = model.open(engine)) {
      AgreementCriterion decision = decision(trained.task());
      RunOrigin origin =
          CurrentOrigin.of(settings.text(), dataSet.hash(), List.of(settings.seed()));
      try (FolderLock _ = FolderLock.take(folder)) {
        OutputFiles.begin(folder, COMMAND);
        String name = String.valueOf(model.path().toAbsolutePath().normalize().getFileName());
        return logs.run(
            new RunStart(name, "photons of " + name, COMMAND, origin),
            run -> {
              run.parameters(settings.texts());
              run.tags(
                  Map.of("data_set", dataSet.name(), "folder", folder.toString(), "model", name));
              return made(
                  trained, decision, dataSet, provenance(dataSet, what, origin), run, progress);
            });
      }
    }
  }

  private AgreementCriterion decision(Task task) {
    return switch (task) {
      case Task.Classification _ -> {
        if (settings.within().isPresent()) {
          throw new IllegalArgumentException(
              "within is %s, but a classification predicts classes, not a number: leave it out"
                  .formatted(settings.within().get()));
        }
        yield new AgreementCriterion.LargestWins();
      }
      case Task.Segmentation() ->
          new AgreementCriterion.StaysWithin(settings.within().orElse(PhotonSettings.USUAL_SHARE));
      case Task.Regression(String number) ->
          new AgreementCriterion.StaysWithin(
              settings
                  .within()
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "the model predicts the number %s, and how far it may move is not known: set it in its unit (--within)"
                                  .formatted(number))));
    };
  }

  private static List<String> outputs(Task task) {
    return switch (task) {
      case Task.Classification(List<String> classes) -> classes;
      case Task.Segmentation() -> List.of("covered share");
      case Task.Regression(String name) -> List.of(name);
    };
  }

  private PhotonFindings made(
      TrainedModel trained,
      AgreementCriterion decision,
      DataSet dataSet,
      Map<String, Object> provenance,
      RunLog run,
      Progress progress)
      throws IOException {
    List<Sample> samples = dataSet.samples();
    List<Sample> checked = DataSetSheet.spread(samples, settings.checked());
    int all = samples.size() + checked.size() * (settings.lights().size() + 1);
    Progress measuring = progress.begin("measuring", all, "samples");
    PhotonReport report = new PhotonReport(trained.task(), dataSet.name());
    List<SampleNoise> found = new ArrayList<>();
    List<RedrawnPredictions> checks = new ArrayList<>();
    List<RedrawnPredictions> budgets = new ArrayList<>();
    for (Sample sample : samples) {
      SampleProbe probe =
          SampleProbe.of(
              trained, sensor, sample, outputs(trained.task()), decision, settings.confidence());
      found.add(probe.noise());
      report.show(probe);
      measuring.advance(1);
      if (!checked.contains(sample)) {
        continue;
      }
      for (double light : settings.lights()) {
        checks.add(probe.redrawn(light, settings.draws(), settings.seed()));
        measuring.advance(1);
      }
      PhotonBudget budget = probe.noise().budget();
      if (budget.end() == PhotonBudget.End.FOUND) {
        budgets.add(probe.redrawn(budget.light(), settings.draws(), settings.seed()));
      }
      measuring.advance(1);
    }
    measuring.end("");
    PhotonFindings findings = new PhotonFindings(settings.confidence(), found, checks, budgets);
    List<Path> files = new ArrayList<>(PhotonFiles.write(findings, provenance, folder));
    files.addAll(report.write(findings, provenance, folder));
    written(run, findings, files);
    OutputFiles.finish(folder);
    return findings;
  }

  private Map<String, Object> provenance(DataSet dataSet, String what, RunOrigin origin)
      throws IOException {
    return JsonRecords.values(
        new Origin(
            Version.CURRENT,
            COMMAND,
            origin.commit(),
            Provenance.contents(model.files()),
            dataSet.name(),
            origin.data(),
            what,
            sensor.name(),
            settings.texts(),
            Engine.version(),
            engine.device().toString(),
            engine.threads(),
            Machine.words()));
  }

  private record Origin(
      String rawline,
      String command,
      String commit,
      List<Map<String, Object>> model,
      String dataSet,
      String data,
      String asked,
      String sensor,
      Map<String, String> settings,
      String engine,
      String device,
      int threads,
      String machine) {}

  private static void written(RunLog run, PhotonFindings findings, List<Path> files)
      throws IOException {
    List<RunLog.Measured> numbers = new ArrayList<>();
    PhotonFiles.summary(findings)
        .forEach((name, value) -> numbers.add(new RunLog.Measured(name, 0, value)));
    run.metrics(numbers);
    List<RunLog.Cell> cells = new ArrayList<>();
    for (RedrawCheck check : findings.byLight()) {
      cell(cells, check, "deviation_ratio", check.deviationRatio());
      cell(cells, check, "covariance_error", check.covarianceError());
      cell(cells, check, "predicted_change", check.predictedChange());
      cell(cells, check, "change", check.change());
    }
    run.cells(cells);
    for (Path file : files) {
      run.artefact(String.valueOf(file.getFileName()), file);
    }
  }

  private static void cell(
      List<RunLog.Cell> cells, RedrawCheck check, String metric, double value) {
    cells.add(new RunLog.Cell("model", "light " + check.light(), "", 0, 1, metric, value));
  }
}
