package dev.rawline.lab.photon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.layout.PictureKind;
import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.BenchSensors;
import dev.rawline.lab.ResultSchema;
import dev.rawline.lab.training.SpotDataSets;
import dev.rawline.lab.training.TrainModel;
import dev.rawline.learning.assembly.ModelSource;
import dev.rawline.learning.train.TrainingListener;
import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.book.RunRecord;
import dev.rawline.workbench.book.RunState;
import dev.rawline.workbench.page.BrowserPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasurePhotonNoiseTest {
  private static final SensorSpec SENSOR = sensor(8);

  /** The mean of so many recordings has little noise, over which the model is linear. */
  private static final double MUCH = 1000;

  @TempDir private static Path work;

  private static DataSet glows;

  private static SensorSpec sensor(int bits) {
    return BenchSensors.of(
        "glow",
        values -> {
          values.cfa = Optional.of(Cfa.RGGB);
          values.transmission = Optional.of(Matrix3.of(1, 0, 0, 0, 1, 0, 0, 0, 1));
          values.fullWell = 12_000;
          values.readNoise = 30;
          values.rowNoise = 5;
          values.gain = 0.02;
          values.offset = 16;
          values.adcBits = 8;
          values.containerBits = bits;
        });
  }

  @BeforeAll
  static void train() throws IOException {
    Path folder = SpotDataSets.classes(work.resolve("glows"), 12);
    new TrainModel(
            SpotDataSets.planned(
                "data", folder.toString(), "data_model", "{static: bilinear-sharpen-gaussian}"),
            Path.of(""),
            work.resolve("model"),
            SpotDataSets.ENGINE,
            TrainingListener.SILENT)
        .run();
    DataSet all = DataSets.open(folder, DataSetOptions.DEFAULT.with(PictureKind.RAW));
    glows = all.with(all.samples().subList(0, 6));
  }

  private static PhotonSettings settings(List<Double> lights, int checked, int draws) {
    return new PhotonSettings(0.95, Optional.empty(), lights, checked, draws, 1);
  }

  private static PhotonFindings measured(
      SensorSpec sensor, PhotonSettings settings, Path folder, LabBook book) throws IOException {
    return new MeasurePhotonNoise(
            new ModelSource.Folder(work.resolve("model")),
            sensor,
            folder,
            SpotDataSets.ENGINE,
            settings,
            book)
        .run(glows, "glows", false, Progress.SILENT);
  }

  /**
   * Where the noise is small, random recordings agree within 10 % of the covariance of all logits.
   */
  @Test
  void predictedNoiseAgreesWithRedrawnNoise() throws IOException {
    Path folder = work.resolve("small");
    try (LabBook book = LabBook.open(BookLocation.Folder.of(work.resolve("book-small")))) {
      PhotonFindings findings =
          measured(SENSOR, settings(List.of(MUCH, 1.0), 3, 200), folder, book);
      RedrawCheck check = findings.byLight().getFirst();
      assertThat(check.agrees()).as("%s", findings.checks()).isTrue();
      assertThat(check.deviationRatio()).isCloseTo(1, within(RedrawCheck.WITHIN));
      assertThat(check.unpredictedShift()).isLessThan(0.3);
      assertThat(findings.samples())
          .hasSize(6)
          .allSatisfy(
              sample -> {
                assertThat(sample.deviation(1)).isPositive();
                assertThat(sample.change()).isBetween(0.0, 1.0);
                assertThat(sample.readOutShare()).isBetween(0.0, 1.0);
              });
      assertThat(findings.electrons()).isBetween(500.0, 5000.0);

      assertThat(Files.readAllLines(folder.resolve(PhotonFiles.SAMPLES))).hasSize(7);
      assertThat(JsonFile.read(folder.resolve(PhotonFiles.RECORD)))
          .containsEntry("command", MeasurePhotonNoise.COMMAND)
          .containsKeys("summary", "checks", "samples", "data");
      assertThat(folder.resolve("report.html"))
          .content()
          .contains("<h1>Photon noise: glows</h1>")
          .contains("Limitations");
      RunRecord run = book.run(1);
      ResultSchema.requireFits(folder.resolve("photon-noise.json"), "photon-noise");
      assertThat(run.run().state()).isEqualTo(RunState.FINISHED);
      assertThat(run.run().command()).isEqualTo("forensics photons");
      assertThat(run.parameters()).containsEntry("confidence", "0.95");
      assertThat(run.metrics()).containsKeys("change", "median_least_light");
      assertThat(run.artefacts()).containsKeys("report.html", "photon-noise.json");

      assertThatExceptionOfType(RejectedFileException.class)
          .isThrownBy(() -> measured(SENSOR, settings(List.of(), 0, 20), folder, book))
          .withMessageContaining("contains earlier results of forensics photons");
      BrowserPage.requireReadable("photon/page", Files.readString(folder.resolve("report.html")));
    }
  }

  @Test
  void samplesOfAnotherSensorAreRefused() throws IOException {
    try (LabBook book = LabBook.open(BookLocation.Folder.of(work.resolve("book-other")))) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(
              () -> measured(sensor(16), settings(List.of(), 0, 20), work.resolve("other"), book))
          .withMessageContaining("is stored in 8 bits, but sensor glow stores 16");
      assertThat(book.run(1).run().state()).isEqualTo(RunState.FAILED);
    }
  }

  @Test
  void meaninglessSettingsAreReportedTogether() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PhotonSettings(0.4, Optional.of(-1.0), List.of(0.0), -1, 5, 1))
        .withMessageContaining("confidence is 0.4")
        .withMessageContaining("within is -1.0")
        .withMessageContaining("light is 0.0")
        .withMessageContaining("-1 samples are to be checked")
        .withMessageContaining("draws is 5: expected 20 to 100000");
  }
}
