package dev.rawline.lab.generate;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.frame.Orientation;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.learning.diffusion.SceneGenerator;
import dev.rawline.learning.diffusion.Symmetries;
import dev.rawline.learning.engine.Engine;
import dev.rawline.workbench.output.FolderLock;
import dev.rawline.workbench.output.Machine;
import dev.rawline.workbench.output.OutputFiles;
import dev.rawline.workbench.output.OutputFolder;
import dev.rawline.workbench.output.Version;
import dev.rawline.workbench.page.PagePicture;
import dev.rawline.workbench.page.ReportFiles;
import dev.rawline.workbench.plot.Drawing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A generative model × real scenes that it never saw → how good its scenes are, beside a null.
 *
 * <p>Judges learn from real scenes that the model did not learn from, and judge those that they did
 * not learn from themselves (folds). Real, generated and null scenes go through the same camera
 * ({@link ImagedScenes}). The folder {@code audit} of the model then holds {@code audit.json},
 * {@code audit.html} with its pictures, the provenance, and the judges: an interrupted audit
 * resumes.
 *
 * @param model the folder of the model
 * @param sensor the sensor of the camera that images all scenes
 * @param optics its lens
 * @param settings how much is done
 * @param engine where everything is computed
 */
public record AuditGenerator(
    Path model, SensorSpec sensor, OpticsSpec optics, AuditSettings settings, Engine engine) {
  private static final String COMMAND = "generate audit";
  private static final String PAGE = "audit.html";
  private static final String SCENES = "scenes.png";
  private static final String PAIRS = "pairs.png";
  private static final double THOUSAND = 1000;
  private static final List<Integer> STEPS = List.of(1, 2, 4, 8, 16, 32);

  /** Returns the folder of the audit. */
  public Path folder() {
    return model.resolve(AuditResult.FILE).getParent();
  }

  /** Returns the page. */
  public Path page() {
    return folder().resolve(PAGE);
  }

  /**
   * Audits.
   *
   * @param dataSet the data set that the model learned from, with further samples
   * @throws IllegalArgumentException if the data set lacks samples that the model learned from, or
   *     has too few others
   * @throws RejectedFileException if the folder is none of a trained model
   * @throws IOException if a sample cannot be read, or a file cannot be written
   */
  public AuditResult run(DataSet dataSet, Progress progress) throws IOException {
    return new AuditGenerator(
            model,
            sensor,
            optics,
            settings,
            TrainGenerator.safe(settings.precision(), engine, progress))
        .audit(dataSet, progress);
  }

  private AuditResult audit(DataSet dataSet, Progress progress) throws IOException {
    GeneratedScenes scenes = GeneratedScenes.open(model, engine);
    try (SceneGenerator _ = scenes.generator()) {
      OutputFiles.makeFolder(folder());
      try (FolderLock _ = FolderLock.take(folder())) {
        GeneratePlan plan = TrainGenerator.plan(model);
        AuditScenes.Source source = new AuditScenes.Source(scenes, sensor, optics, settings.seed());
        AuditScenes compared =
            AuditScenes.of(source, plan, learned(dataSet), dataSet, settings.folds(), progress);
        List<Fold> folds = new ArrayList<>();
        for (int fold = 0; fold < settings.folds(); fold++) {
          folds.add(fold(fold, source, compared, progress));
        }
        AuditResult result = result(scenes.checksum(), dataSet, compared, folds, progress);
        write(result, compared, folds.getFirst(), dataSet);
        return result;
      }
    }
  }

  /**
   * Returns the samples that the model learned from, or was chosen by.
   *
   * @throws IllegalArgumentException if they are others in the data set, or missing
   */
  Set<String> learned(DataSet dataSet) throws IOException {
    Path file = model.resolve(OutputFolder.PROVENANCE);
    Map<String, Object> origin = JsonFile.read(file);
    Set<String> ids = new HashSet<>();
    for (String key : List.of(TrainGenerator.LEARNED, TrainGenerator.HELD_OUT)) {
      if (!(origin.get(key) instanceof List<?> names)) {
        throw new RejectedFileException(
            file,
            "does not state what the model learned from: %s is missing".formatted(key),
            "train the model again");
      }
      names.forEach(name -> ids.add(String.valueOf(name)));
    }
    DataSet known =
        dataSet.with(
            dataSet.samples().stream().filter(sample -> ids.contains(sample.id())).toList());
    if (known.samples().size() < ids.size()) {
      throw new IllegalArgumentException(
          "data set %s has %d of the %d samples that the model learned from or was chosen by: expected the data set of its training, with further samples"
              .formatted(dataSet.name(), known.samples().size(), ids.size()));
    }
    if (!known.hash().equals(origin.get(TrainGenerator.CHECKSUM))) {
      throw new IllegalArgumentException(
          "data set %s has other samples of the names that the model learned from: expected the data set of its training, with further samples"
              .formatted(dataSet.name()));
    }
    return ids;
  }

  /** What one judge measures; it learned from the other folds. */
  private record Fold(
      AuditMeasures real,
      AuditMeasures model,
      AuditMeasures gaussian,
      CopyRatios copies,
      List<AuditResult.StepQuality> steps) {}

  private Fold fold(int number, AuditScenes.Source source, AuditScenes compared, Progress progress)
      throws IOException {
    List<Integer> tested = compared.folds().get(number);
    ImagedScenes others = compared.others();
    List<Integer> rest =
        IntStream.range(0, others.size()).boxed().filter(i -> !tested.contains(i)).toList();
    List<Sample> training = others.some(rest).samples(compared.classes());
    try (Judge judge = judge("judge-" + (number + 1), training, progress)) {
      return fold(number, judge, source, compared, progress);
    }
  }

  private Fold fold(
      int number, Judge judge, AuditScenes.Source source, AuditScenes compared, Progress progress) {
    List<Integer> tested = compared.folds().get(number);
    ImagedScenes others = compared.others();
    ImagedScenes real = others.some(tested);
    Judge.Predictions seen = judge.of(real.views());
    List<double[][]> versions = versions(judge, compared.learned());
    CopyRatios heldOut = CopyRatios.of(seen.features(), versions);
    Reference reference =
        new Reference(number, judge, compared.classes(), real, seen.features(), heldOut);
    double[][] learned = versions.stream().map(all -> all[0]).toArray(double[][]::new);
    Judge.Predictions generated = judge.of(compared.generated().views());
    Judge.Predictions gaussian = judge.of(compared.gaussian().views());
    CopyRatios copies = CopyRatios.of(generated.features(), versions);
    return new Fold(
        reference.measures(seen.accuracy(real.labels()), compared.learned(), learned, heldOut),
        reference.measures(
            generated.accuracy(compared.generated().labels()),
            compared.generated(),
            generated.features(),
            copies),
        reference.measures(
            gaussian.accuracy(compared.gaussian().labels()),
            compared.gaussian(),
            gaussian.features(),
            CopyRatios.of(gaussian.features(), versions)),
        copies,
        number == 0 ? reference.qualities(source, progress) : List.of());
  }

  /** Real scenes that neither the model nor the judge learned from. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Reference(
      int fold,
      Judge judge,
      List<String> classes,
      ImagedScenes real,
      double[][] features,
      CopyRatios heldOut) {

    AuditMeasures measures(
        double accuracy, ImagedScenes images, double[][] ofImages, CopyRatios ratios) {
      // Coverage grows with the number of images: as many as the real ones, others in every fold.
      List<Integer> chosen = images.like(real.labels(), fold);
      FeatureSets sets = sets(chosen.stream().map(i -> ofImages[i]).toArray(double[][]::new));
      return new AuditMeasures(
          accuracy,
          THOUSAND * sets(ofImages).kernelDistance(real.labels(), images.labels()),
          THOUSAND
              * new FeatureSets(real.rows(), images.rows())
                  .kernelDistance(real.labels(), images.labels()),
          sets.density(AuditMeasures.NEIGHBOURS),
          sets.coverage(AuditMeasures.NEIGHBOURS),
          AuditResult.median(ratios.ratios()),
          ratios.shareBelow(heldOut),
          ratios.pValue(heldOut));
    }

    List<AuditResult.StepQuality> qualities(AuditScenes.Source source, Progress progress) {
      return STEPS.stream().map(count -> quality(source.inSteps(count), count, progress)).toList();
    }

    private AuditResult.StepQuality quality(
        AuditScenes.Source source, int steps, Progress progress) {
      ImagedScenes drawn = source.generated(classes, real.labels(), progress);
      FeatureSets sets = sets(judge.of(drawn.views()).features());
      return new AuditResult.StepQuality(
          steps,
          THOUSAND * sets.kernelDistance(real.labels(), real.labels()),
          sets.coverage(AuditMeasures.NEIGHBOURS));
    }

    private FeatureSets sets(double[][] generated) {
      return new FeatureSets(features, generated);
    }
  }

  private Judge judge(String name, List<Sample> samples, Progress progress) throws IOException {
    return Judge.train(
        new Judge.Training(
            name, samples, "weak", settings.epochs(), settings.precision(), settings.seed()),
        folder(),
        engine,
        progress);
  }

  /** Returns the features of the eight symmetric versions of every image of the training. */
  private static List<double[][]> versions(Judge judge, ImagedScenes training) {
    List<View> all = new ArrayList<>();
    for (View view : training.views()) {
      int side = view.width();
      for (Orientation symmetry : Symmetries.ALL) {
        all.add(new View(side, side, symmetry.upright(view.samples(), side, side)));
      }
    }
    double[][] features = judge.of(all).features();
    int each = Symmetries.ALL.size();
    return IntStream.range(0, training.size())
        .mapToObj(i -> Arrays.copyOfRange(features, i * each, (i + 1) * each))
        .toList();
  }

  private AuditResult result(
      String checksum, DataSet dataSet, AuditScenes compared, List<Fold> folds, Progress progress)
      throws IOException {
    return new AuditResult(
        checksum,
        dataSet.name(),
        "sensor %s, optics %s".formatted(sensor.name(), optics.name()),
        compared.learned().size(),
        compared.others().size(),
        compared.generated().size(),
        settings,
        new AuditResult.Group(
            trained("real", compared.learned(), compared, progress),
            folds.stream().map(Fold::real).toList()),
        new AuditResult.Group(
            trained("generated", compared.generated(), compared, progress),
            folds.stream().map(Fold::model).toList()),
        new AuditResult.Group(
            trained("gaussian", compared.gaussian(), compared, progress),
            folds.stream().map(Fold::gaussian).toList()),
        folds.getFirst().steps());
  }

  /** Returns the accuracy on real scenes of a classifier that learned from images. */
  private double trained(String name, ImagedScenes images, AuditScenes compared, Progress progress)
      throws IOException {
    List<Sample> training = images.samples(compared.classes());
    try (Judge judge = judge("learned-from-" + name, training, progress)) {
      return judge.of(compared.others().views()).accuracy(compared.others().labels());
    }
  }

  private void write(AuditResult result, AuditScenes compared, Fold first, DataSet dataSet)
      throws IOException {
    Map<String, Object> origin = new LinkedHashMap<>();
    origin.put("rawline", Version.CURRENT);
    origin.put("model", model.getFileName().toString());
    origin.put("model_sha256", result.checksum());
    origin.put("data_set", dataSet.name());
    origin.put("data_sha256", dataSet.hash());
    origin.put("seed", settings.seed());
    origin.put("engine", Engine.version());
    origin.put("device", engine.device().toString());
    origin.put("threads", engine.threads());
    origin.put("machine", Machine.words());
    origin.put("java", Runtime.version().toString());
    AuditSheets sheets = new AuditSheets(compared);
    PagePicture scenes = sheets.scenes();
    PagePicture pairs = sheets.pairs(first.copies());
    Drawing steps = new StepsPlot(result).draw();
    AuditPage page =
        new AuditPage(
            model.getFileName().toString(),
            result,
            steps,
            scenes,
            pairs,
            ReportFiles.facts(origin));
    List<Path> files =
        new ArrayList<>(
            new ReportFiles(folder())
                .page(
                    Map.of("steps", steps),
                    Map.of(SCENES, scenes, PAIRS, pairs),
                    page.html(),
                    PAGE));
    Path json = model.resolve(AuditResult.FILE);
    JsonRecords.write(result, json);
    files.add(json);
    new OutputFolder(folder(), COMMAND, Set.of()).finish(origin, files);
  }
}
