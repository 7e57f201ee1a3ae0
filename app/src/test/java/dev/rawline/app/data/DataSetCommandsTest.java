package dev.rawline.app.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.app.Ran;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.picture.MaskFile;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.split.Split;
import dev.rawline.data.split.SplitFile;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.RawImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that tile, split, measure and render data sets, and likely mistakes. */
class DataSetCommandsTest {
  @TempDir private Path work;
  private String frames;

  @BeforeEach
  void writeFrames() throws IOException {
    Path folder = work.resolve("frames");
    Files.createDirectories(folder.resolve("images"));
    Files.createDirectories(folder.resolve("masks"));
    for (int photo = 0; photo < 4; photo++) {
      float[] samples = new float[32 * 16];
      byte[] kinds = new byte[samples.length];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = 5000 + (i * 7919 + photo * 104_729) % 50_000;
        kinds[i] = (byte) (i % 32 < 8 ? 1 : 0);
      }
      RawFiles.write(
          new RawImage(
              32, 16, Cfa.RGGB, RawImage.Unit.DN, samples, Calibration.unknown(Short.SIZE)),
          folder.resolve("images/p" + photo + ".tiff"));
      MaskFile.write(new Mask(32, 16, kinds), folder.resolve("masks/p" + photo + ".png"));
    }
    frames = folder.toString();
  }

  @Test
  void aDataSetIsTiledSplitMeasuredAndRendered() throws IOException {
    String tiles = assertTiled();
    String split = assertSplit(tiles);
    assertMeasured(tiles, split);
    assertRendered(tiles);
  }

  private String assertTiled() {
    String tiles = work.resolve("tiles").toString();
    Ran cut =
        Ran.rawline("data", "tile", frames, "--size", "8", "--keep", "balanced", "--out", tiles);
    assertThat(cut.code()).isZero();
    assertThat(cut.out()).isEqualTo("16 tiles from 4 frames: {car=8, no car=8}\n");
    return tiles;
  }

  private String assertSplit(String tiles) throws IOException {
    String split = work.resolve("split.json").toString();
    Ran divided = Ran.rawline("data", "split", tiles, "--shares", "0.5,0.25,0.25", "--out", split);
    assertThat(divided.out())
        .isEqualTo(
            """
            shuffle split of frames, in pieces: 16 samples, 4 groups, seed 1
              1: train 8, validation 4, test 4
            written to %s
            """
                .formatted(split));
    Split first = SplitFile.read(Path.of(split)).splits().getFirst();
    assertThat(Split.leaks(DataSets.open(Path.of(tiles)), first.bySample())).isEmpty();
    return split;
  }

  private void assertMeasured(String tiles, String split) throws IOException {
    String numbers = work.resolve("statistics.yaml").toString();
    Ran measured =
        Ran.rawline(
            "data", "stats", tiles, "--split", split, "--camera", "drone", "--out", numbers);
    assertThat(measured.code()).isZero();
    assertThat(measured.out()).startsWith("mosaics of 8 training samples, division 1 of 1");
    assertThat(DescriptionFiles.STATISTICS.read(Path.of(numbers)).dataSet())
        .isEqualTo(DataSets.open(Path.of(tiles)).hash());
  }

  private void assertRendered(String tiles) throws IOException {
    Path views = work.resolve("views");
    Ran rendered =
        Ran.rawline(
            "views",
            tiles,
            "--camera",
            "drone",
            "--view",
            "menon-unsharp-median",
            "--out",
            views.toString());
    assertThat(rendered.out())
        .isEqualTo("16 rendered, 0 skipped (up to date), 0 rejected: %s\n".formatted(views));
    assertThat(DataSets.open(views.resolve("menon-unsharp-median")).counts())
        .containsEntry("car", 8);
  }

  @Test
  void anUnavailableIntensityIsRefused() {
    assertMistake(
        "there is no intensity",
        Ran.rawline("data", "tile", frames, "--intensity", "2", "--out", out()),
        "intensity 2.0 is requested: expected above 0 and at most 1 (share of the light)");
  }

  @Test
  void mistakesOfTilesAreExplained() {
    assertMistake(
        "size",
        Ran.rawline("data", "tile", frames, "--size", "0", "--out", out()),
        "the tile size is 0: expected 1 or more [px]");
    assertMistake(
        "rest",
        Ran.rawline("data", "tile", frames, "--rest", "pad", "--out", out()),
        "--rest is 'pad': expected drop or cover");
    assertMistake(
        "keep",
        Ran.rawline("data", "tile", frames, "--keep", "cars", "--out", out()),
        "--keep is 'cars': expected all, object, classed or balanced");
    assertMistake(
        "classes",
        Ran.rawline(
            "data", "tile", frames, "--keep", "balanced", "--classes", "car", "--out", out()),
        "--classes names 1: expected two, separated by a comma");
    assertMistake(
        "threshold",
        Ran.rawline(
            "data", "tile", frames, "--keep", "balanced", "--threshold", "1.5", "--out", out()),
        "the threshold is 1.5: expected 0 to below 1 (fraction of the image)");
    Ran large = Ran.rawline("data", "tile", frames, "--out", out());
    assertThat(large.code()).isEqualTo(ExitCode.REJECTED.number());
    assertThat(large.err())
        .contains(
            "no tile was kept",
            "a frame of 32×16 px is smaller than a tile of 256×256 px: choose smaller tiles");
  }

  @Test
  void mistakesOfSplitsAreExplained() throws IOException {
    String file = work.resolve("s.json").toString();
    assertMistake(
        "shares",
        Ran.rawline("data", "split", frames, "--shares", "0.5,0.5", "--out", file),
        "--shares names 2: expected three, training, validation and test, separated by commas");
    assertMistake(
        "sum",
        Ran.rawline("data", "split", frames, "--shares", "0.5,0.5,0.5", "--out", file),
        "the shares are 0.5, 0.5 and 0.5: expected a training share above 0, and three shares of 0"
            + " or more that add up to 1");
    assertMistake(
        "folds and repeats",
        Ran.rawline("data", "split", frames, "--folds", "3", "--repeats", "2", "--out", file),
        "--folds cannot be combined with --shares or --repeats: choose one of them");
    assertMistake(
        "validation",
        Ran.rawline("data", "split", frames, "--validation", "0.2", "--out", file),
        "--validation requires --folds; without folds, give the validation fraction by --shares");
    assertMistake(
        "too many folds",
        Ran.rawline("data", "split", frames, "--folds", "5", "--out", file),
        "the samples come from 4 group(s), whose samples must stay together, and cannot be split"
            + " into 5 subsets: request fewer subsets, or give more groups");
    assertThat(Path.of(file)).doesNotExist();

    assertThat(Ran.rawline("data", "split", frames, "--folds", "2", "--out", file).code()).isZero();
    byte[] before = Files.readAllBytes(Path.of(file));
    assertThat(Ran.rawline("data", "split", frames, "--folds", "2", "--out", file).code()).isZero();
    assertMistake(
        "another split",
        Ran.rawline("data", "split", frames, "--folds", "3", "--out", file),
        file
            + " already exists, with other content: choose another file, or replace it with"
            + " --force");
    assertThat(Path.of(file)).hasBinaryContent(before);
    assertThat(
            Ran.rawline("data", "split", frames, "--folds", "3", "--force", "--out", file).code())
        .isZero();
  }

  @Test
  void mistakesOfStatisticsAreExplained() throws IOException {
    String split = work.resolve("s.json").toString();
    Ran.rawline("data", "split", frames, "--folds", "2", "--out", split);
    String file = work.resolve("n.yaml").toString();
    assertMistake(
        "division",
        Ran.rawline(
            "data",
            "stats",
            frames,
            "--split",
            split,
            "--division",
            "3",
            "--camera",
            "drone",
            "--out",
            file),
        "division is 3: expected 1 to 2, the splits of the file");
    Files.writeString(Path.of(file), "mine");
    assertMistake(
        "file",
        Ran.rawline("data", "stats", frames, "--split", split, "--camera", "drone", "--out", file),
        file + " already exists: choose another file, or replace it with --force");
    assertThat(Path.of(file)).hasContent("mine");
  }

  @Test
  void optionsOfRawFilesAreRefusedForDataSets() {
    assertMistake(
        "tiff",
        Ran.rawline("views", frames, "--camera", "drone", "--tiff", "--out", out()),
        "--tiff applies to raw files, not to a data set: leave it out");
  }

  private String out() {
    return work.resolve("out").toString();
  }

  private static void assertMistake(String what, Ran ran, String sentence) {
    assertThat(ran.code()).as(what).isEqualTo(ExitCode.REJECTED.number());
    assertThat(ran.err()).as(what).contains(sentence);
    assertThat(ran.err()).as(what).doesNotContain("\tat ");
  }
}
