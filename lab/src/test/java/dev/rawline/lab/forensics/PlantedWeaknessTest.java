package dev.rawline.lab.forensics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.lab.experiment.StudyFolder;
import dev.rawline.lab.forensics.ExamineModel.ForensicsResult;
import dev.rawline.lab.tolerance.ToleranceCurve;
import dev.rawline.lab.tolerance.ToleranceInterval;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.step.StepListener;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A network that uses red alone: the gain of red is its planted weakness, and whatever is done to
 * green and blue it has learned to tolerate.
 */
class PlantedWeaknessTest {
  private static final int SIDE = 16;
  private static final int EACH = 40;

  /** The levels of red of both classes; the threshold is a fifth away from both. */
  private static final List<Double> RED = List.of(0.5, 0.75);

  private static final String BRITTLE = "white_balance[0]";

  @TempDir private Path folder;

  /** Plain mosaics of two reds, and of any green and blue. */
  private Path data() throws IOException {
    Path data = folder.resolve("reds");
    for (int kind = 0; kind < RED.size(); kind++) {
      Path classFolder = Files.createDirectories(data.resolve("red-" + kind));
      for (int i = 0; i < EACH; i++) {
        RandomStream random = new Seed(kind, "reds").stream("mosaic", i);
        double green = 0.1 + 0.8 * random.nextUniform();
        double blue = 0.1 + 0.8 * random.nextUniform();
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < SIDE; y++) {
          for (int x = 0; x < SIDE; x++) {
            double level =
                y % 2 == 0 ? x % 2 == 0 ? RED.get(kind) : green : x % 2 == 0 ? green : blue;
            double noisy = level + 0.04 * (random.nextUniform() - 0.5);
            image.getRaster().setSample(x, y, 0, (int) Math.round(255 * noisy));
          }
        }
        ImageIO.write(image, "png", classFolder.resolve(i + ".png").toFile());
      }
    }
    return data;
  }

  private Path camera() throws IOException {
    Path file = folder.resolve("plain.yaml");
    DescriptionFiles.CAMERA.write(
        new Camera(
            "plain",
            Camera.Scale.FULL_SCALE,
            SiteValues.uniform(0),
            new Rgb(1, 1, 1),
            Matrix3.of(1, 0, 0, 0, 1, 0, 0, 0, 1)),
        file);
    return file;
  }

  private ForensicsResult examined() throws IOException {
    LinkedHashMap<String, String> flags = new LinkedHashMap<>();
    flags.put("name", "reds");
    flags.put("training.data", data().toString());
    flags.put("training.camera", camera().toString());
    flags.put("training.model", "{small-cnn: {widths: [8, 16]}}");
    flags.put("training.size", "16");
    flags.put("training.batch", "8");
    flags.put("training.epochs", "30");
    flags.put("training.learning_rate", "0.01");
    flags.put("training.validation", "0");
    flags.put("splits.shuffle.number", "1");
    flags.put("splits.shuffle.train", "0.5");
    flags.put("tolerance.parameters", "[white_balance, gamma]");
    flags.put("tolerance.delta", "10");
    flags.put("tolerance.steps", "8");
    flags.put("tolerance.precision", "0.2");
    flags.put("tolerance.map", "0");
    flags.put("tolerance.box", "0");
    flags.put(
        "worst_case.groups", "[gamma, 'white_balance[2]', 'white_balance[1]', 'white_balance[0]']");
    flags.put("worst_case.limits", "[0.003]");
    flags.put("worst_case.evaluations", "16");
    flags.put("worst_case.restarts", "2");
    StudyFolder study = new StudyFolder(folder);
    try (LabBook book = study.book()) {
      return new ExamineModel(
              ForensicsExperiment.open(
                  ForensicsPlan.FILES.file().read(Optional.empty(), flags),
                  ReferenceResolver.in(folder),
                  Device.CPU,
                  Progress.SILENT),
              study.setup(book, "out", StepListener.SILENT))
          .run()
          .result();
    }
  }

  @Test
  void thePlantedBrittleParameterRanksFirst() throws IOException {
    ForensicsFindings findings = examined().findings();
    assertThat(findings.baselines().values()).allMatch(value -> value >= 0.95);
    for (List<ToleranceCurve> curves : findings.curves().values()) {
      List<ToleranceInterval> intervals = curves.stream().map(ToleranceCurve::interval).toList();
      ToleranceInterval first = ToleranceInterval.bySensitivity(intervals).getFirst();
      assertThat(first.parameter().name()).as("%s", intervals).isEqualTo(BRITTLE);
      // A factor of 0.5 or 1.5 turns one red into the other, or beyond it.
      assertThat(first.low().value()).isGreaterThan(0.5);
      assertThat(first.high().value()).isLessThan(1.5);
    }
    ForensicsFindings.Rank worst = findings.ranking().getFirst();
    assertThat(worst.group()).as("%s", findings.ranking()).isEqualTo(BRITTLE);
    assertThat(worst.lowest()).isGreaterThan(0.3);
    assertThat(findings.ranking().subList(1, 4)).allMatch(rank -> rank.lost() < worst.lost() - 0.1);
  }
}
