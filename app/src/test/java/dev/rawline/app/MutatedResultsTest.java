package dev.rawline.app;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.config.IspFiles;
import dev.rawline.imaging.MutatedFiles;
import dev.rawline.imaging.MutatedFiles.Kind;
import dev.rawline.imaging.MutatedFiles.Notices;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.lab.drift.DriftFiles;
import dev.rawline.lab.evaluation.PredictionLog;
import dev.rawline.lab.quality.effect.Compensation.CompensationFiles;
import dev.rawline.lab.quality.reference.QualityReferenceFiles;
import dev.rawline.lab.tolerance.ToleranceSpecification;
import dev.rawline.lab.training.HistoryFile;
import dev.rawline.learning.assembly.TrainedModel;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.learning.weights.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What commands wrote and others read, mutated at random: models, weights, references, tables and
 * descriptions. Tables and descriptions are text that people may edit, without checksums.
 */
class MutatedResultsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path work;

  @Test
  @Tag("slow")
  void aThousandMutationsOfEveryKindAreReadAlikeOrRefused() throws Exception {
    Random random = new Random(Seeds.next("aThousandMutationsOfEveryKindAreReadAlikeOrRefused"));
    List<Kind> kinds = kinds();
    MutatedFiles.check(kinds, 1000 * kinds.size(), work, random);
  }

  private List<Kind> kinds() throws IOException {
    Path smears = work.resolve("smears");
    Path fixed = work.resolve("fixed");
    Path learned = work.resolve("learned");
    Path drift = work.resolve("drift");
    Path reference = work.resolve("reference");
    SmallDataSets.smears(smears, 24);
    train(smears, fixed, "static: bilinear-sharpen-gaussian");
    train(smears, learned, "parametrized");
    Ran.works(
        "drift",
        ROOT.resolve("plans/drift-quick.yaml"),
        "--data",
        smears,
        "--epochs",
        "1",
        "--splits",
        "1",
        "--lab",
        work.resolve("book"),
        "--out",
        drift);
    Ran.works("quality", "reference", smears, "--out", reference);
    List<Kind> kinds = new ArrayList<>();
    kinds.add(new Kind("model", Notices.EVERYTHING, files(fixed), MutatedResultsTest::model));
    kinds.add(
        new Kind(
            "parametrized model", Notices.EVERYTHING, files(learned), MutatedResultsTest::model));
    kinds.add(
        Kind.of(
            fixed.resolve("model.safetensors"),
            Notices.EVERYTHING,
            file -> SafeTensors.read(file).hashCode()));
    kinds.add(
        Kind.of(
            reference.resolve("reference.json"),
            Notices.EVERYTHING,
            file -> QualityReferenceFiles.sum(QualityReferenceFiles.read(file))));
    kinds.add(Kind.of(drift.resolve("scores.csv"), Notices.NONSENSE, DriftFiles::readScores));
    kinds.add(
        Kind.of(
            fixed.resolve("history.csv"),
            Notices.NONSENSE,
            file -> HistoryFile.read(file.getParent())));
    kinds.add(
        Kind.of(
            written("said.csv", "sample,truth,predicted,probability\na,dark,light,0.75\nb,x,y,1\n"),
            Notices.NONSENSE,
            file -> PredictionLog.read(file.getParent())));
    kinds.add(Kind.of(ROOT.resolve("plans/quick.yaml"), Notices.NONSENSE, TrainingPlan.FILE::read));
    kinds.add(
        Kind.of(
            ROOT.resolve("examples/tolerance.yaml"),
            Notices.NONSENSE,
            ToleranceSpecification.FILE::read));
    kinds.add(
        Kind.of(
            ROOT.resolve("examples/isp.yaml"),
            Notices.NONSENSE,
            file -> IspFiles.read(file, Camera.DRONE)));
    kinds.add(
        Kind.of(
            ROOT.resolve("examples/camera.yaml"), Notices.NONSENSE, DescriptionFiles.CAMERA::read));
    kinds.add(
        Kind.of(
            written("compensation.json", "{\"undone\": {\"black_level\": 1.5, \"gain\": 1.02}}\n"),
            Notices.CUTS,
            CompensationFiles::read));
    return kinds;
  }

  private void train(Path smears, Path folder, String dataModel) {
    Ran.works(
        "train",
        ROOT.resolve("plans/quick.yaml"),
        "--data",
        smears,
        "--data-model",
        dataModel,
        "--epochs",
        "1",
        "--lab",
        work.resolve("book"),
        "--out",
        folder);
  }

  private Path written(String name, String text) throws IOException {
    return Files.writeString(work.resolve(name), text);
  }

  /** Returns the files of a folder that a model is read from. */
  private static Map<String, byte[]> files(Path folder) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    try (Stream<Path> inside = Files.list(folder)) {
      for (Path file : inside.filter(Files::isRegularFile).toList()) {
        if (file.toString().matches(".*\\.(yaml|safetensors|json)")) {
          files.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
      }
    }
    return files;
  }

  private static String model(Path folder) throws IOException {
    try (TrainedModel model = TrainedModel.open(folder, Engine.cpu())) {
      return model.plan() + " " + model.model().weights().hashCode();
    }
  }
}
