package dev.rawline.lab.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.card.Rights;
import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.picture.PngFile;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Label;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import dev.rawline.data.set.ViewFilePicture;
import dev.rawline.data.split.SplitFile;
import dev.rawline.data.split.SplitFractions;
import dev.rawline.data.split.SplitProtocol;
import dev.rawline.data.statistics.ChannelSums;
import dev.rawline.data.statistics.DataSetStatistics;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.numeric.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureStatisticsTest {
  private static final CameraChoice DRONE = new CameraChoice.Fixed(Camera.DRONE);

  @TempDir Path work;

  @Test
  void statisticsAreThoseOfTheTrainingSubset() throws IOException {
    Path source = Streets.write(work.resolve("drone"), 4);
    DataSet dataSet = DataSets.open(source);
    SplitFile split =
        SplitFile.of(
            dataSet, new SplitProtocol.ShuffleSplit(new SplitFractions(0.5, 0.25, 0.25), 2), 3);
    ViewName view = ViewName.parse("menon-unsharp-median");
    DataSetStatistics mosaics = measure(DRONE, Optional.empty(), dataSet, split, 2);
    DataSetStatistics views = measure(DRONE, Optional.of(view), dataSet, split, 2);
    ChannelSums raws = ChannelSums.NONE;
    ChannelSums rendered = ChannelSums.NONE;
    for (var sample : split.splits().get(1).of(dataSet, Subset.TRAIN).samples()) {
      RawImage raw = Camera.DRONE.normalise((RawImage) sample.picture().read());
      raws = raws.plus(ChannelSums.of(raw));
      rendered = rendered.plus(ChannelSums.of(Isp.of(Camera.DRONE, view).apply(raw)));
    }
    assertThat(mosaics)
        .isEqualTo(
            new DataSetStatistics(
                "mosaics",
                "drone",
                raws.standardization(),
                2,
                "division 2 of 2 (2 repeated shuffle splits, seed 3)",
                dataSet.hash()));
    assertThat(views.of()).isEqualTo("menon-unsharp-median");
    assertThat(views.standardization()).isEqualTo(rendered.standardization());
    // The container's range is the scale: samples from 5000 to 55000 of 65535.
    assertThat(mosaics.standardization().mean().at(Colour.GREEN))
        .isCloseTo(30_000 / 65535.0, within(0.02));
  }

  @Test
  void otherSubsetsDoNotAffectTheStatistics() throws IOException {
    Path source = Streets.write(work.resolve("drone"), 4);
    SplitProtocol protocol = new SplitProtocol.ShuffleSplit(new SplitFractions(0.5, 0, 0.5), 1);
    DataSet before = DataSets.open(source);
    SplitFile split = SplitFile.of(before, protocol, 3);
    DataSetStatistics measured = measure(DRONE, Optional.empty(), before, split, 1);
    for (String id : split.splits().getFirst().ids(Subset.TEST)) {
      Path file =
          Path.of(
              before.samples().stream()
                  .filter(sample -> sample.id().equals(id))
                  .findFirst()
                  .orElseThrow()
                  .picture()
                  .name());
      RawImage raw = RawFiles.read(file);
      RawFiles.write(raw.with(raw.unit(), new float[raw.samples().length]), file);
    }
    DataSet after = DataSets.open(source);
    SplitFile again = SplitFile.of(after, protocol, 3);
    assertThat(again.sum()).isNotEqualTo(split.sum());
    assertThat(measure(DRONE, Optional.empty(), after, again, 1).standardization())
        .isEqualTo(measured.standardization());
  }

  @Test
  void processedImagesAreMeasuredWithoutAPipeline() throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Path file = work.resolve(i + ".png");
      float[] colours = new float[12];
      for (int k = 0; k < colours.length; k++) {
        colours[k] = (k * 20 + i) / 255f;
      }
      PngFile.write(new View(2, 2, colours), file);
      samples.add(new Sample("s" + i, new ViewFilePicture(file), Label.NONE));
    }
    DataSet pictures = new DataSet("pictures", Rights.UNKNOWN, samples, Optional.empty());
    SplitFile split =
        SplitFile.of(
            pictures, new SplitProtocol.ShuffleSplit(new SplitFractions(0.5, 0, 0.5), 1), 3);
    DataSetStatistics measured = measure(DRONE, Optional.empty(), pictures, split, 1);
    assertThat(measured.of()).isEqualTo("pictures");
    assertThat(measured.camera()).isEqualTo("none");
    assertThatIOException()
        .isThrownBy(
            () ->
                measure(
                    DRONE, Optional.of(ViewName.parse("menon-unsharp-median")), pictures, split, 1))
        .withMessageEndingWith("is processed already, and no view of a camera; leave out --view");
  }

  @Test
  void aSplitOfOtherDataIsRefused() throws IOException {
    Path source = Streets.write(work.resolve("drone"), 4);
    SplitFile split =
        SplitFile.of(
            DataSets.open(source),
            new SplitProtocol.ShuffleSplit(new SplitFractions(0.5, 0, 0.5), 1),
            3);
    DataSet dark =
        DataSets.open(source, DataSetOptions.DEFAULT.withIntensities(java.util.List.of(0.1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> measure(DRONE, Optional.empty(), dark, split, 1))
        .withMessageStartingWith("the split was made from data set ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> measure(DRONE, Optional.empty(), DataSets.open(source), split, 2))
        .withMessage("division is 2: expected 1 to 1, the splits of the file");
    Files.delete(source.resolve("masks_full/DJI_0000.png"));
  }

  private static DataSetStatistics measure(
      CameraChoice camera, Optional<ViewName> view, DataSet dataSet, SplitFile split, int division)
      throws IOException {
    return new MeasureStatistics(camera, view).run(dataSet, split, division, Progress.SILENT);
  }
}
