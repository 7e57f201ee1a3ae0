package dev.rawline.lab.dataset;

import dev.rawline.data.card.DataCard;
import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.layout.IntensityFolders;
import dev.rawline.data.picture.PngFile;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.data.tile.PublishedTiles;
import dev.rawline.data.tile.Tile;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.workbench.output.FileOutcome;
import dev.rawline.workbench.output.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Full frames → a data set of their tiles, or of random crops, masks in step.
 *
 * <p>Piece IIIII of photo NN is called {@code NN_IIIII}, photos being counted in the order of the
 * data set and pieces in the order in which they are kept, both from 0. What a photo shows in
 * several intensities is cut at the same places and shares its mask; with more than one intensity a
 * piece is in a folder of its own, {@code raw_scale050/NN_IIIII}. Pieces keep the group of their
 * photo, so that no split parts them.
 *
 * <p>Raw pieces hold the same digital numbers as the frame, with a sidecar of what is known of it.
 * Pieces of processed pictures are written as PNG of 8 bits.
 *
 * @param folder where the data set goes; made if it does not exist
 * @param cuts how frames are cut
 * @param kept which pieces are kept
 */
public record TileData(Path folder, FrameTiling cuts, FrameTiling.Kept kept) {

  /**
   * What was made.
   *
   * @param outcomes what became of each frame, in their order
   * @param card the card of the pieces; empty if there are none
   */
  public record Result(List<FileOutcome> outcomes, Optional<DataCard> card) {
    /** Copies the list. */
    public Result {
      outcomes = List.copyOf(outcomes);
    }
  }

  /**
   * Cuts all frames of a data set. A frame that cannot be cut is rejected and the others continue.
   *
   * @param source the data set
   * @param sourceCard its card, if it has one
   * @throws IllegalArgumentException if one scene occurs twice in one intensity
   * @throws RejectedFileException if the folder holds something else
   * @throws IOException if an output cannot be written; the message states the reason and the
   *     remedy
   */
  public Result run(DataSet source, Optional<DataCard> sourceCard, Progress progress)
      throws IOException {
    requireScenesOnce(source);
    Settings settings =
        new Settings(source.name(), source.samples().size(), cuts.words(), kept.words());
    DataSetFolder made = new DataSetFolder(folder, "data tile", JsonFile.values(settings));
    try (FolderLock _ = FolderLock.take(folder)) {
      made.requireOwn();
      made.begin();
      for (Optional<Path> file : List.of(source.sensor(), source.camera())) {
        if (file.isPresent()) {
          AtomicFile.write(
              folder.resolve(file.get().getFileName()), Files.readAllBytes(file.get()));
        }
      }
      Map<String, Integer> photos = photos(source);
      boolean dimmed = source.samples().stream().map(Sample::intensity).distinct().count() > 1;
      List<SampleEntry> pieces = new ArrayList<>();
      List<FileOutcome> outcomes =
          FileOutcome.each(
              "samples",
              source.samples(),
              sample -> Path.of(sample.picture().name()),
              1,
              progress,
              (sample, own) -> {
                Frame frame = sample.picture().read();
                int photo = photos.get(IntensityFolders.scene(sample.id()));
                List<SampleEntry> cut = cut(sample, frame, photo, dimmed, made, own);
                pieces.addAll(cut);
                return new FileOutcome.Rendered(
                    Path.of(sample.picture().name()),
                    cut.stream().flatMap(piece -> made.files(piece).stream()).toList(),
                    (long) frame.width() * frame.height());
              });
      if (pieces.isEmpty()) {
        return new Result(outcomes, Optional.empty());
      }
      made.finish(pieces, Map.of("count", pieces.size()));
      return new Result(outcomes, Optional.of(card(source, sourceCard).write(folder, "")));
    }
  }

  private record Settings(String source, int samples, String cuts, String kept) {}

  /** A scene may occur in several intensities, but pieces of two in one would have one name. */
  private static void requireScenesOnce(DataSet source) {
    Map<String, String> seen = new HashMap<>();
    for (Sample sample : source.samples()) {
      String key = IntensityFolders.scene(sample.id()) + " " + sample.intensity();
      String other = seen.putIfAbsent(key, sample.id());
      if (other != null) {
        throw new IllegalArgumentException(
            "samples %s and %s show one scene in one intensity, %s: distinguish their intensities in labels.csv"
                .formatted(other, sample.id(), sample.intensity()));
      }
    }
  }

  /** Returns the number of each scene, in the order in which they come. */
  private static Map<String, Integer> photos(DataSet source) {
    Map<String, Integer> photos = new LinkedHashMap<>();
    source
        .samples()
        .forEach(sample -> photos.putIfAbsent(IntensityFolders.scene(sample.id()), photos.size()));
    return photos;
  }

  private List<SampleEntry> cut(
      Sample sample, Frame frame, int photo, boolean dimmed, DataSetFolder made, Progress progress)
      throws IOException {
    Path file = Path.of(sample.picture().name());
    Optional<Mask> mask = FrameChecks.mask(sample.label().mask(), frame, file);
    if (mask.isEmpty() && kept.needsMask()) {
      throw new RejectedFileException(
          file,
          "has no mask, by which tiles are selected",
          "keep all tiles, or give a data set with masks");
    }
    List<Tile> tiles;
    try {
      tiles = cuts.of(frame.width(), frame.height(), IntensityFolders.scene(sample.id()));
    } catch (IllegalArgumentException e) {
      throw new RejectedFileException(file, e.getMessage(), "or leave it out");
    }
    progress.size((long) frame.width() * frame.height(), "px");
    List<Mask> masks =
        mask.map(whole -> tiles.stream().map(t -> t.of(whole)).toList()).orElse(List.of());
    List<SampleEntry> pieces = new ArrayList<>();
    for (int place : kept.of(masks, tiles.size())) {
      String name = PublishedTiles.name(photo, pieces.size());
      Optional<Mask> piece = masks.isEmpty() ? Optional.empty() : Optional.of(masks.get(place));
      SampleEntry written = written(sample, name, dimmed, piece);
      write(sample.id(), frame, tiles.get(place), piece, written, made);
      pieces.add(written);
      progress.advance((double) frame.width() * frame.height() / tiles.size());
    }
    return pieces;
  }

  private SampleEntry written(Sample sample, String name, boolean dimmed, Optional<Mask> mask) {
    SampleEntry written =
        SampleEntry.of(
            sample, dimmed ? IntensityFolders.folder(sample.intensity()) + "/" + name : name, name);
    return switch (kept) {
      case FrameTiling.Kept.Balanced(var classes, long _) ->
          written.withClass(classes.of(mask.orElseThrow()).orElseThrow());
      case FrameTiling.Kept.Classed(var classes) ->
          written.withClass(classes.of(mask.orElseThrow()).orElseThrow());
      case FrameTiling.Kept.All _, FrameTiling.Kept.WithObject _ -> written;
    };
  }

  private static void write(
      String frameId,
      Frame frame,
      Tile tile,
      Optional<Mask> mask,
      SampleEntry written,
      DataSetFolder made)
      throws IOException {
    Frame piece = frame instanceof RawImage raw ? tile.of(raw) : tile.of((View) frame);
    String input = DataSetFolder.input(piece, mask);
    if (made.isComplete(written, input)) {
      return;
    }
    made.open(written);
    made.writeMask(written, mask);
    if (piece instanceof RawImage raw) {
      RawFiles.write(raw, made.image(written));
    } else {
      PngFile.write((View) piece, made.picture(written));
    }
    Place place =
        new Place(
            frameId,
            frame.width(),
            frame.height(),
            tile.top(),
            tile.left(),
            tile.width(),
            tile.height());
    made.close(written, input, JsonFile.values(place));
  }

  /** Where a piece was in its frame, for its record. */
  private record Place(
      String frame, int frameWidth, int frameHeight, int top, int left, int width, int height) {}

  private DataSetCard card(DataSet source, Optional<DataCard> card) {
    return DataSetCard.derived(
        source.name() + ", in pieces",
        card,
        "Pieces of the frames of %s.".formatted(source.name()),
        "",
        source.rights().changed("cut into pieces by Rawline"),
        "rawline data tile of %s: %s, %s; places are in provenance.json"
            .formatted(source.name(), cuts.words(), kept.words()));
  }
}
