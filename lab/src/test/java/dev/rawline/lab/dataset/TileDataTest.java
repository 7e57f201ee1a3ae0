package dev.rawline.lab.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rawline.data.card.DataCard;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.picture.MaskPalette;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Label;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.SampleChecksum;
import dev.rawline.data.set.SampleMask;
import dev.rawline.data.tile.MaskClassRule;
import dev.rawline.data.tile.RandomCrops;
import dev.rawline.data.tile.Tile;
import dev.rawline.data.tile.Tiling;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.dataset.FrameTiling.Kept;
import dev.rawline.workbench.output.FileOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TileDataTest {
  private static final FrameTiling TILES =
      new FrameTiling.Tiles(new Tiling(8, 0, Tiling.Remainder.DROPPED));

  @TempDir Path work;
  private Path source;
  private Path out;

  @BeforeEach
  void writeFrames() throws IOException {
    source = Streets.write(work.resolve("drone"), 3);
    out = work.resolve("out");
  }

  @Test
  void tilesAreThePixelsOfTheirFrames() throws IOException {
    DataSet frames = DataSets.open(source);
    tile(TILES, new Kept.All(), frames);
    DataSet tiles = DataSets.open(out);
    assertThat(tiles.samples()).hasSize(3 * 15);
    RawImage second = (RawImage) frames.samples().get(1).picture().read();
    for (int i = 0; i < 15; i++) {
      Sample tile = tiles.samples().get(15 + i);
      assertThat(tile.id()).isEqualTo("images/01_%05d".formatted(i));
      assertThat(tile.group()).isEqualTo(frames.samples().get(1).group());
      Tile place = new Tile(i / 5 * 8, i % 5 * 8, 8, 8);
      assertThat(SampleChecksum.of(tile).picture()).isEqualTo(SampleChecksum.of(place.of(second)));
      assertThat(tile.label().mask().orElseThrow().read().kinds())
          .isEqualTo(place.of(frames.samples().get(1).label().mask().orElseThrow().read()).kinds());
    }
  }

  @Test
  void allIntensitiesAreTiledAtTheSamePlacesAndFormOneGroup() throws IOException {
    DataSet frames =
        DataSets.open(source, DataSetOptions.DEFAULT.withIntensities(List.of(1.0, 0.1)));
    tile(TILES, new Kept.Balanced(new MaskClassRule(0.01, "car", "no car"), 72), frames);
    DataSet tiles = DataSets.open(out);
    // Each photo has one object in one tile, and gets one tile without.
    assertThat(tiles.samples()).hasSize(2 * 3 * 2);
    assertThat(tiles.counts()).containsEntry("car", 6).containsEntry("no car", 6);
    Sample bright = sample(tiles, "images/raw_scale100/02_00001");
    Sample dark = sample(tiles, "images/raw_scale010/02_00001");
    assertThat(dark.intensity()).isEqualTo(0.1);
    assertThat(dark.group()).isEqualTo(bright.group());
    float[] samples = ((RawImage) bright.picture().read()).samples();
    float[] dimmed = ((RawImage) dark.picture().read()).samples();
    for (int i = 0; i < samples.length; i++) {
      assertThat(dimmed[i]).isEqualTo(4096 + Math.round((samples[i] - 4096) / 10));
    }
  }

  @Test
  void onlyTilesWithAnObjectAreKeptForSegmentation() throws IOException {
    tile(TILES, new Kept.WithObject(), DataSets.open(source));
    DataSet tiles = DataSets.open(out);
    assertThat(tiles.samples())
        .extracting(Sample::id)
        .containsExactly("images/00_00000", "images/01_00000", "images/02_00000");
    assertThat(tiles.samples().getFirst().label().mask().orElseThrow().read().coverage())
        .isEqualTo(24 / 64.0);
  }

  @Test
  void cropsDependOnSeedAndFrame() throws IOException {
    FrameTiling crops = new FrameTiling.Crops(new RandomCrops(6, 4), 9);
    tile(crops, new Kept.All(), DataSets.open(source));
    String sum = DataSets.open(out).hash();
    out = work.resolve("again");
    tile(crops, new Kept.All(), DataSets.open(source));
    assertThat(DataSets.open(out).hash()).isEqualTo(sum);
    out = work.resolve("other");
    tile(new FrameTiling.Crops(new RandomCrops(6, 4), 10), new Kept.All(), DataSets.open(source));
    assertThat(DataSets.open(out).hash()).isNotEqualTo(sum);
  }

  @Test
  void licenceAttributionAndCitationAreKept() throws IOException {
    DataSet frames = DataSets.open(source);
    DataCard card = tile(TILES, new Kept.All(), frames).card().orElseThrow();
    assertThat(card).isEqualTo(DescriptionFiles.CARD.read(out.resolve("card.yaml")));
    assertThat(card.rights().licence()).contains("CC-BY-4.0");
    assertThat(card.rights().citation()).isEqualTo(frames.rights().citation()).isPresent();
    assertThat(card.rights().attribution().orElseThrow()).endsWith("; cut into pieces by Rawline");
    assertThat(card.sha256()).isEqualTo(DataSets.open(out).hash());
    assertThat(out.resolve("README.md")).content().contains("| licence | CC-BY-4.0 |");
  }

  @Test
  void anInterruptedRunResumes() throws IOException {
    DataSet frames = DataSets.open(source);
    tile(TILES, new Kept.All(), frames);
    String sum = DataSets.open(out).hash();
    Path kept = out.resolve("images/00_00003.tiff");
    FileTime before = FileTime.fromMillis(1000);
    Files.setLastModifiedTime(kept, before);
    Files.delete(out.resolve("records/01_00002.json"));
    Files.write(out.resolve("images/01_00002.tiff"), new byte[] {1, 2, 3});
    Files.delete(out.resolve("labels.csv"));
    tile(TILES, new Kept.All(), frames);
    assertThat(DataSets.open(out).hash()).isEqualTo(sum);
    assertThat(Files.getLastModifiedTime(kept)).isEqualTo(before);
  }

  @Test
  void anotherTilingIsRefused() throws IOException {
    DataSet frames = DataSets.open(source);
    tile(TILES, new Kept.All(), frames);
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(() -> tile(TILES, new Kept.WithObject(), frames))
        .withMessage(
            out
                + ": contains a data set made with other settings (kept all kept, not those with an"
                + " object kept); choose another folder with --out");
  }

  @Test
  void aFrameThatCannotBeTiledIsRefusedAndTheOthersAreTiled() throws IOException {
    Files.delete(source.resolve("masks_full/DJI_0001.png"));
    Path wrong = source.resolve("masks_full/DJI_0001.png");
    Files.copy(Streets.write(work.resolve("small"), 1).resolve("masks_full/DJI_0000.png"), wrong);
    DataSet frames = DataSets.open(source);
    TileData.Result result =
        tile(
            new FrameTiling.Tiles(new Tiling(30, 0, Tiling.Remainder.DROPPED)),
            new Kept.All(),
            frames);
    assertThat(result.outcomes()).hasOnlyElementsOfType(FileOutcome.Refused.class);
    assertThat(((FileOutcome.Refused) result.outcomes().getFirst()).reason())
        .isEqualTo(
            source.resolve("images_full/raw_scale100/DJI_0000.tiff")
                + ": a frame of 40×24 px is smaller than a tile of 30×30 px: choose smaller tiles;"
                + " or leave it out");
    assertThat(result.card()).isEmpty();
  }

  @Test
  void wholeFramesGetTheClassesOfTheirMasks() throws IOException {
    tile(
        new FrameTiling.Whole(),
        new Kept.Classed(new MaskClassRule(0.01, "car", "no car")),
        DataSets.open(source));
    DataSet classed = DataSets.open(out);
    assertThat(classed.counts()).containsExactlyEntriesOf(Map.of("car", 3));
    assertThat(SampleChecksum.of(classed.samples().getFirst()).picture())
        .isEqualTo(SampleChecksum.of(DataSets.open(source).samples().getFirst()).picture());
  }

  @Test
  void aMaskThatTheSourceLostIsRemoved() throws IOException {
    tile(TILES, new Kept.All(), DataSets.open(source));
    Path mask = out.resolve("masks/01_00001.png");
    assertThat(mask).exists();
    DataSet frames = DataSets.open(source);
    List<Sample> without =
        frames.samples().stream()
            .map(sample -> sample.id().contains("0001") ? sample.with(Label.NONE) : sample)
            .toList();
    tile(TILES, new Kept.All(), frames.with(without));
    assertThat(mask).doesNotExist();
    assertThat(sample(DataSets.open(out), "images/01_00001").label().mask()).isEmpty();
    assertThat(sample(DataSets.open(out), "images/00_00001").label().mask()).isPresent();
  }

  @Test
  void severalKindsOfObjectsAreKeptApart() throws IOException {
    DataSet frames = DataSets.open(source);
    byte[] kinds = new byte[Streets.WIDTH * Streets.HEIGHT];
    kinds[0] = 1;
    kinds[1] = 2;
    SampleMask two =
        new SampleMask() {
          @Override
          public String name() {
            return "two kinds";
          }

          @Override
          public Mask read() {
            return new Mask(Streets.WIDTH, Streets.HEIGHT, kinds);
          }
        };
    tile(
        TILES,
        new Kept.WithObject(),
        frames.with(List.of(frames.samples().getFirst().with(Label.of(two)))));
    Mask read =
        sample(
                DataSets.open(out, DataSetOptions.DEFAULT.with(MaskPalette.parse("0=0,1=1,2=2"))),
                "images/00_00000")
            .label()
            .mask()
            .orElseThrow()
            .read();
    assertThat(read.at(0, 0)).isEqualTo(1);
    assertThat(read.at(0, 1)).isEqualTo(2);
  }

  @Test
  void aSceneTwiceInOneIntensityIsRefused() throws IOException {
    DataSet frames =
        DataSets.open(source, DataSetOptions.DEFAULT.withIntensities(List.of(1.0, 0.1)));
    DataSet untold =
        frames.with(
            frames.samples().stream()
                .map(
                    sample ->
                        new Sample(
                            sample.id(),
                            sample.picture(),
                            sample.label(),
                            sample.group(),
                            1,
                            Optional.empty()))
                .toList());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tile(TILES, new Kept.All(), untold))
        .withMessage(
            "samples %s and %s show one scene in one intensity, 1.0: distinguish their intensities"
                + " in labels.csv",
            frames.samples().get(0).id(), frames.samples().get(3).id());
    assertThat(out).doesNotExist();
  }

  private TileData.Result tile(FrameTiling cuts, Kept kept, DataSet frames) throws IOException {
    Optional<DataCard> card = DataSetCard.in(source);
    return new TileData(out, cuts, kept).run(frames, card, Progress.SILENT);
  }

  private static Sample sample(DataSet dataSet, String id) {
    return dataSet.samples().stream()
        .filter(sample -> sample.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
