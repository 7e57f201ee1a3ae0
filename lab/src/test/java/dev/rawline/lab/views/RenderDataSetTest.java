package dev.rawline.lab.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.picture.PictureReader;
import dev.rawline.data.picture.PngFile;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.SampleChecksum;
import dev.rawline.data.set.ViewPicture;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.IntensityScaling;
import dev.rawline.lab.dataset.DataSetCard;
import dev.rawline.lab.intensity.ScaleIntensity;
import dev.rawline.lab.simulate.SceneChoice;
import dev.rawline.lab.simulate.Simulate;
import dev.rawline.lab.simulate.SimulatedCamera;
import dev.rawline.workbench.output.FileOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderDataSetTest {
  private static final ViewName MENON = ViewName.parse("menon-unsharp-median");
  private static final ViewName BILINEAR = ViewName.parse("bilinear-sharpen-gaussian");

  @TempDir Path work;
  private DataSet smears;

  @BeforeEach
  void simulate() throws IOException {
    Path source = work.resolve("smears");
    new Simulate(
            source,
            SceneChoice.BLOOD_SMEAR,
            List.of(),
            false,
            new SimulatedCamera(SensorSpec.MICROSCOPE, OpticsSpec.MICROSCOPE, 132, 124, 1),
            4,
            Parallel.CORES)
        .run(3, Progress.SILENT);
    smears = DataSets.open(source);
  }

  @Test
  void everyViewIsALabelledDataSet() throws IOException {
    assertThat(render(List.of(MENON, BILINEAR)))
        .hasSize(3)
        .hasOnlyElementsOfType(FileOutcome.Rendered.class);
    for (ViewName view : List.of(MENON, BILINEAR)) {
      Path folder = work.resolve("views").resolve(view.toString());
      DataSet made = DataSets.open(folder);
      assertThat(made.counts()).isEqualTo(smears.counts());
      assertThat(DataSetCard.in(folder).orElseThrow().sha256()).isEqualTo(made.hash());
      for (int i = 0; i < 3; i++) {
        Sample sample = made.samples().get(i);
        Sample source = smears.samples().get(i);
        assertThat(sample.picture()).isInstanceOf(ViewPicture.class);
        assertThat(sample.id()).isEqualTo(source.id());
        assertThat(sample.group()).isEqualTo(source.group());
        RawImage raw = (RawImage) source.picture().read();
        View expected = Isp.of(Camera.MICROSCOPE, view).apply(Camera.MICROSCOPE.normalise(raw));
        Path png = work.resolve("expected.png");
        PngFile.write(expected, png);
        assertThat(SampleChecksum.of(sample.picture().read()))
            .isEqualTo(SampleChecksum.of(PictureReader.read(png)));
        assertThat(SampleChecksum.of(sample).mask()).isEqualTo(SampleChecksum.of(source).mask());
      }
    }
  }

  @Test
  void aRunResumesAndIsNotMixedWithOthers() throws IOException {
    render(List.of(MENON));
    assertThat(render(List.of(MENON))).hasOnlyElementsOfType(FileOutcome.Skipped.class);
    Path picture = work.resolve("views/menon-unsharp-median/images/000002.png");
    byte[] whole = Files.readAllBytes(picture);
    Files.write(picture, new byte[10]);
    assertThat(render(List.of(MENON)).get(1)).isInstanceOf(FileOutcome.Rendered.class);
    assertThat(picture).hasBinaryContent(whole);
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(
            () ->
                new RenderDataSet(
                        work.resolve("views"),
                        new CameraChoice.Fixed(Camera.DRONE),
                        List.of(MENON),
                        Development.NONE)
                    .run(smears, Optional.empty(), Progress.SILENT))
        .withMessage(
            work.resolve("views/menon-unsharp-median")
                + ": contains a data set made with other settings (another camera); choose another"
                + " folder with --out");
  }

  @Test
  void masksApplyToAllIntensities() throws IOException {
    Path darker = work.resolve("darker");
    new ScaleIntensity(
            darker,
            Optional.empty(),
            List.of(1.0, 0.5),
            IntensityScaling.Method.THINNING,
            1,
            Optional.empty(),
            false)
        .run(List.of(work.resolve("smears")), Progress.SILENT);
    smears = DataSets.open(darker);
    render(List.of(MENON));
    DataSet views = DataSets.open(work.resolve("views/menon-unsharp-median"));
    assertThat(views.samples()).hasSize(6);
    for (int i = 0; i < 6; i++) {
      assertThat(views.samples().get(i).intensity()).isEqualTo(smears.samples().get(i).intensity());
      assertThat(SampleChecksum.of(views.samples().get(i)).mask())
          .isNotEmpty()
          .isEqualTo(SampleChecksum.of(smears.samples().get(i)).mask());
    }
  }

  @Test
  void samplesOfOneFileAreRefused() {
    Sample first = smears.samples().getFirst();
    DataSet twice = smears.with(List.of(first, first.withId("000001")));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RenderDataSet(
                        work.resolve("views"),
                        new CameraChoice.Fixed(Camera.MICROSCOPE),
                        List.of(MENON),
                        Development.NONE)
                    .run(twice, Optional.empty(), Progress.SILENT))
        .withMessage(
            "samples images/000001 and 000001 of blood-smear, seed 4 would have the same files:"
                + " rename one of them");
    assertThat(work.resolve("views")).doesNotExist();
  }

  @Test
  void processedPicturesAreRefused() throws IOException {
    render(List.of(MENON));
    DataSet processed = DataSets.open(work.resolve("views/menon-unsharp-median"));
    List<FileOutcome> outcomes =
        new RenderDataSet(
                work.resolve("again"),
                new CameraChoice.Fixed(Camera.MICROSCOPE),
                List.of(MENON),
                Development.NONE)
            .run(processed, Optional.empty(), Progress.SILENT);
    assertThat(((FileOutcome.Refused) outcomes.getFirst()).reason())
        .isEqualTo(
            work.resolve("views/menon-unsharp-median/images/000001.png")
                + ": is processed already; name a data set of raw images, or use this one as it is");
  }

  private List<FileOutcome> render(List<ViewName> views) throws IOException {
    return new RenderDataSet(
            work.resolve("views"),
            new CameraChoice.Fixed(Camera.MICROSCOPE),
            views,
            Development.NONE)
        .run(smears, Optional.empty(), Progress.SILENT);
  }
}
