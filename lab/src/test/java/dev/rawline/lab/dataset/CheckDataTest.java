package dev.rawline.lab.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.picture.MaskFile;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Subset;
import dev.rawline.data.split.Split;
import dev.rawline.data.split.SplitFile;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.numeric.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckDataTest {
  private static final int BLACK = 1000;
  private static final int WHITE = 61000;

  @TempDir private Path work;
  private Path root;

  /** Two classes of two well-exposed mosaics each, all in groups of their own. */
  @BeforeEach
  void makeDataSet() throws IOException {
    root = work.resolve("set");
    for (int i = 1; i <= 4; i++) {
      mosaic("%s/%d.tiff".formatted(i < 3 ? "cat" : "dog", i), 6, 20000 + i);
    }
  }

  private void mosaic(String name, int width, float level) throws IOException {
    mosaic(name, width, level, 0);
  }

  /** Writes a flat mosaic, some of whose first samples are at the white level. */
  private void mosaic(String name, int width, float level, int saturated) throws IOException {
    float[] samples = new float[width * 4];
    Arrays.fill(samples, level);
    Arrays.fill(samples, 0, saturated, WHITE);
    Calibration known = Calibration.ofLevels(16, SiteValues.uniform(BLACK), WHITE, "test");
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    RawFiles.write(new RawImage(width, 4, Cfa.GRBG, RawImage.Unit.DN, samples, known), file);
  }

  private List<String> check() throws IOException {
    return lines(Optional.empty());
  }

  private List<String> lines(Optional<Path> split) throws IOException {
    return new CheckData(root, DataSetOptions.DEFAULT, split)
        .run(Progress.SILENT).findings().stream().map(DataSetProblem::line).toList();
  }

  @Test
  void aGoodDataSetHasNoFindings() throws IOException {
    CheckData.Result result =
        new CheckData(root, DataSetOptions.DEFAULT, Optional.empty()).run(Progress.SILENT);
    assertThat(result).isEqualTo(new CheckData.Result(4, 0, List.of()));
  }

  @Test
  void duplicatePixelsAreFound() throws IOException {
    mosaic("cat/7.tiff", 6, 20001);
    mosaic("dog/8.tiff", 6, 20002);
    assertThat(check())
        .containsExactly(
            "error: the same pixels in different classes (1) – cat/2 = dog/8",
            "warning: duplicates: the same pixels (1) – cat/1 = cat/7");
  }

  @Test
  void unreadableFilesAreErrors() throws IOException {
    Path cut = root.resolve("cat/1.tiff");
    byte[] bytes = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(bytes, bytes.length - 5));
    List<String> found = check();
    assertThat(found).hasSize(1);
    assertThat(found.getFirst())
        .startsWith("error: unreadable files (1) – " + cut + ": ")
        .doesNotContain("\n");
  }

  @Test
  void differingSizesAndKindsAreReported() throws IOException {
    mosaic("dog/9.tiff", 8, 20000);
    assertThat(check())
        .containsExactly(
            "warning: images of 2 sizes: most are 6×4, others differ (1) – dog/9 (8×4)");
  }

  @Test
  void masksOfAnotherSizeAndEmptyMasksAreFound() throws IOException {
    Path masks = Files.createDirectories(root.resolve("masks"));
    Files.createDirectories(root.resolve("images"));
    for (int i = 1; i <= 4; i++) {
      String name = i + ".tiff";
      Path from = root.resolve(i < 3 ? "cat" : "dog");
      Files.move(from.resolve(name), root.resolve("images").resolve(name));
      Files.move(from.resolve(i + ".yaml"), root.resolve("images").resolve(i + ".yaml"));
      byte[] kinds = new byte[i == 2 ? 20 : 24];
      kinds[0] = (byte) (i == 3 ? 0 : 1);
      MaskFile.write(new Mask(kinds.length / 4, 4, kinds), masks.resolve(i + ".png"));
    }
    assertThat(check())
        .containsExactly(
            "error: masks whose size differs from that of their image (1) – images/2 (mask 5×4, image 6×4)",
            "note: masks without an object (1) – images/3");
  }

  /** 2 of 24 samples are more than 1 %; a level of 1/16 above black and less is dark. */
  @Test
  void saturationAndUnderExposureAreFound() throws IOException {
    mosaic("dog/5.tiff", 6, 20000, 2);
    mosaic("dog/6.tiff", 6, BLACK + (WHITE - BLACK) / 16.0f);
    mosaic("dog/7.tiff", 6, BLACK + (WHITE - BLACK) / 16.0f + 1);
    assertThat(check())
        .containsExactly(
            "warning: images with more than 1 % of their pixels saturated (1) – dog/5 (8.3 %)",
            "warning: under-exposed images, in which 99 % of the pixels stay below 1/16 of the range at their intensity (1) – dog/6");
  }

  /** An unknown white level is not taken for the end of the range of the file. */
  @Test
  void underExposureIsNotCheckedWithoutAWhiteLevel() throws IOException {
    float[] samples = new float[24];
    Arrays.fill(samples, 900);
    samples[0] = 65535;
    RawFiles.write(
        new RawImage(6, 4, Cfa.GRBG, RawImage.Unit.DN, samples, Calibration.unknown(16)),
        root.resolve("dog/5.tiff"));
    assertThat(check())
        .containsExactly(
            "warning: images with more than 1 % of their pixels saturated (1) – dog/5 (4.2 %)");
  }

  @Test
  void recordedLowLightIsNoUnderExposure() throws IOException {
    try (Stream<Path> folders = Files.list(root)) {
      assertThat(folders).hasSize(2);
    }
    mosaic("cat/1.tiff", 6, BLACK + (WHITE - BLACK) / 20.0f);
    Files.writeString(
        root.resolve("labels.csv"), "file,class,intensity\ncat/1.tiff,cat,0.5\ndog/3.tiff,dog,1\n");
    assertThat(check())
        .containsExactly(
            "warning: labels.csv lists no label for 2 images, which are skipped: cat/2.tiff, dog/4.tiff");
  }

  @Test
  void missingRareAndMisspeltLabelsAreFound() throws IOException {
    StringBuilder table = new StringBuilder("file,class\n");
    for (int i = 10; i < 22; i++) {
      mosaic("all/%d.tiff".formatted(i), 6, 20000 + i);
      table.append("all/%d.tiff,%s\n".formatted(i, "Red cell"));
    }
    table.append("cat/1.tiff,red_cell\ncat/2.tiff,\ndog/3.tiff,dog\ndog/4.tiff,dog\n");
    Files.writeString(root.resolve("labels.csv"), table.toString());
    assertThat(check())
        .containsExactly(
            "warning: samples without a label (1) – cat/2",
            "warning: label imbalance: Red cell has 12 times as many samples as red_cell (12, 1)",
            "warning: classes that differ in spelling alone (1) – Red cell = red_cell",
            "warning: labels.csv names no class of 1 samples: cat/2");
  }

  @Test
  void aLeakBetweenTheSubsetsOfADataSetIsAnError() throws IOException {
    mosaic("dog/7.tiff", 6, 20003); // the pixels of dog/3
    Files.writeString(
        root.resolve("labels.csv"),
        """
        file,class,split,group
        cat/1.tiff,cat,train,slide 1
        cat/2.tiff,cat,test,slide 1
        dog/3.tiff,dog,train,slide 2
        dog/7.tiff,dog,test,slide 3
        dog/4.tiff,fox,train,slide 4
        """);
    assertThat(check())
        .containsExactly(
            "error: leak: groups in two subsets (1) – slide 1 (train and test)",
            "error: leak: identical pixels in two subsets (1) – dog/3 = dog/7 (train and test)",
            "warning: classes missing from the test subset (1) – fox",
            "warning: duplicates: the same pixels (1) – dog/3 = dog/7");
  }

  @Test
  void everySplitOfAFileIsChecked() throws IOException {
    mosaic("cat/5.tiff", 6, 20003); // the pixels of dog/3
    DataSet set = DataSets.open(root);
    Path file = work.resolve("split.json");
    Split good =
        new Split(
            Map.of(
                Subset.TRAIN,
                List.of("cat/1", "dog/3", "cat/5"),
                Subset.TEST,
                List.of("cat/2", "dog/4")));
    Split leaky =
        new Split(Map.of(Subset.TRAIN, List.of("dog/3", "gone"), Subset.TEST, List.of("cat/5")));
    new SplitFile("by hand", 1, "set", set.hash(), List.of(good, leaky)).write(file);

    assertThat(lines(Optional.of(file)))
        .containsExactly(
            "error: samples of the split that the data set does not have (1) – gone",
            "error: leak: identical pixels in two subsets of split 2 (1) – cat/5 = dog/3 (train and test)",
            "error: the same pixels in different classes (1) – cat/5 = dog/3",
            "warning: classes missing from the train subset of split 2 (1) – cat",
            "warning: classes missing from the test subset of split 2 (1) – dog");

    mosaic("cat/5.tiff", 6, 30000);
    assertThat(lines(Optional.of(file)).getFirst())
        .matches(
            "error: the split was made from another data set, or from an earlier state of this one \\(checksum [0-9a-f]{12}…, not [0-9a-f]{12}…\\)");
    Files.writeString(file, "{}");
    assertThatThrownBy(() -> lines(Optional.of(file)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(file + ": ");
  }

  /** The split of the reference by frame leaks; that by sequence does not. */
  @Test
  void aSplitOfRealFramesLeaksByFrameAndNotBySequence() throws IOException {
    Path cars = SharedData.require("data/cars");
    CheckData.Result bySequence =
        new CheckData(cars, DataSetOptions.DEFAULT, Optional.empty()).run(Progress.SILENT);
    assertThat(bySequence.count(DataSetProblem.Severity.ERROR)).isZero();
    assertThat(bySequence.splits()).isEqualTo(1);

    Path file = work.resolve("upstream.json");
    DataSet set = DataSets.open(cars);
    List<String> ids = set.samples().stream().map(sample -> sample.id()).toList();
    Split byFrame =
        new Split(
            Map.of(
                Subset.TRAIN,
                ids.stream().filter(id -> ids.indexOf(id) % 2 == 0).toList(),
                Subset.TEST,
                ids.stream().filter(id -> ids.indexOf(id) % 2 == 1).toList()));
    new SplitFile("by frame", 1, "cars", set.hash(), List.of(byFrame)).write(file);
    assertThat(
            new CheckData(cars, DataSetOptions.DEFAULT, Optional.of(file))
                .run(Progress.SILENT)
                .findings()
                .getFirst()
                .line())
        .isEqualTo(
            "error: leak: groups in two subsets (7) – DJI_0005 (train and test), DJI_0013 (train and test), DJI_00760 (train and test) and 4 more");
  }
}
