package dev.rawline.lab.views;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.picture.PictureReader;
import dev.rawline.data.picture.PngFile;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.raw.SidecarFiles;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.corruption.Corruption;
import dev.rawline.imaging.corruption.CorruptionConstants;
import dev.rawline.imaging.corruption.CorruptionKind;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.Seed;
import dev.rawline.workbench.output.FileOutcome;
import dev.rawline.workbench.output.OutputFiles;
import dev.rawline.workbench.output.Provenance;
import dev.rawline.workbench.output.Version;
import dev.rawline.workbench.sheet.Block;
import dev.rawline.workbench.sheet.Thumbnail;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Processed pictures → corrupted ones.
 *
 * <p>{@code photo.png} becomes {@code photo-<corruption>-<severity>.png} (8 bits, sRGB), if wanted
 * {@code photo-corruptions.png}, every one of the corruptions at all severities on one sheet, and
 * {@code photo-corrupt.json}, the record of where they came from. The randomness of a picture is
 * drawn from the run's seed and the file's name.
 *
 * @param folder where the pictures go; made if it does not exist
 * @param kinds what is done to each picture, at least one
 * @param severity how severely, 1 to 5
 * @param constants the corruptions' numbers
 * @param seed the run's seed
 * @param sheet whether the sheets are drawn
 * @param force whether existing pictures are replaced
 */
public record CorruptPictures(
    Path folder,
    List<CorruptionKind> kinds,
    int severity,
    CorruptionConstants constants,
    long seed,
    boolean sheet,
    boolean force) {
  private static final String COMMAND = "corrupt";

  /**
   * Drops repeated corruptions.
   *
   * @throws IllegalArgumentException if there is none, or the severity lies outside 1 to 5
   */
  public CorruptPictures {
    kinds = kinds.stream().distinct().toList();
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("no corruption is given: expected at least one");
    }
    var _ = kinds.getFirst().at(severity, constants);
  }

  /**
   * Corrupts pictures. A file that cannot be read, or whose pictures already exist, is rejected and
   * the others continue.
   *
   * @return what became of each file, in their order; a file that is named twice counts once
   * @throws IOException if an output cannot be written; the message states the reason and the
   *     remedy
   */
  public List<FileOutcome> run(List<Path> files, Progress progress) throws IOException {
    OutputFiles.makeFolder(folder);
    return FileOutcome.files(
        files, "corrupt it into another folder with --out", progress, this::corrupt);
  }

  private FileOutcome corrupt(Path file, Progress progress) throws IOException {
    requireProcessed(file);
    View picture = PictureReader.read(file);
    Map<String, Object> input = Provenance.content(file);
    String stem = OutputFiles.stem(file);
    String sheetName = stem + "-corruptions.png";
    String recordName = stem + "-" + COMMAND + ".json";
    List<String> names = new ArrayList<>();
    for (CorruptionKind kind : kinds) {
      names.add("%s-%s-%d.png".formatted(stem, kind.word(), severity));
    }
    if (!force) {
      List<String> all = new ArrayList<>(names);
      all.add(recordName);
      if (sheet) {
        all.add(sheetName);
      }
      requireFree(file, all);
    }
    String sample = String.valueOf(file.getFileName());
    Seed drawn = new Seed(seed, sample);
    long pixels = (long) picture.width() * picture.height();
    progress.size(pixels, "px");
    List<Path> outputs = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      Path output = folder.resolve(names.get(i));
      PngFile.write(kinds.get(i).at(severity, constants).draw(drawn).apply(picture), output);
      outputs.add(output);
      progress.advance((double) pixels / kinds.size());
    }
    if (sheet) {
      Path output = folder.resolve(sheetName);
      PngFile.write(new CorruptionSheet(sample, picture, kinds, constants, drawn).draw(), output);
      outputs.add(output);
    }
    JsonFile.write(origin(input, outputs), folder.resolve(recordName));
    return new FileOutcome.Rendered(file, outputs, pixels);
  }

  /** A mosaic may be a PNG or TIFF too; only its sidecar identifies it. */
  private static void requireProcessed(Path file) throws RejectedFileException {
    Path sidecar = RawFiles.sidecar(file);
    if (!sidecar.equals(file) && Files.exists(sidecar) && isSidecar(sidecar)) {
      throw new RejectedFileException(
          file,
          "is a raw mosaic according to its sidecar %s, not a processed image"
              .formatted(sidecar.getFileName()),
          "render it by ./rawline views, and corrupt the result");
    }
  }

  private static boolean isSidecar(Path file) {
    try {
      SidecarFiles.read(file);
      return true;
    } catch (ConfigurationException e) {
      return false; // a file of ours that only has the picture's name
    }
  }

  private void requireFree(Path file, List<String> names) throws IOException {
    for (String name : names) {
      if (OutputFiles.isTaken(folder.resolve(name))) {
        throw new RejectedFileException(
            file,
            "would replace " + folder.resolve(name),
            "choose another folder with --out, or replace the existing files with --force");
      }
    }
  }

  private Origin origin(Map<String, Object> input, List<Path> outputs) {
    return new Origin(
        Version.CURRENT,
        COMMAND,
        input,
        kinds.stream().map(CorruptionKind::word).toList(),
        severity,
        constants.word(),
        seed,
        outputs.stream().map(path -> String.valueOf(path.getFileName())).toList());
  }

  private record Origin(
      String rawline,
      String command,
      Map<String, Object> input,
      List<String> corruptions,
      int severity,
      String constants,
      long seed,
      List<String> outputs) {}

  /**
   * One picture under corruptions on one labelled sheet: a row a corruption, a column a severity,
   * and the picture as it is before them.
   *
   * @param title the sheet's first line, for example the file's name
   * @param picture what is corrupted, at its own size
   * @param kinds the rows, from the top
   * @param constants the corruptions' numbers
   * @param seed what their randomness is drawn from
   */
  public record CorruptionSheet(
      String title,
      View picture,
      List<CorruptionKind> kinds,
      CorruptionConstants constants,
      Seed seed) {

    /** The longest side of a picture on the sheet [px]. */
    private static final int SIDE = 168;

    private static final int GAP = 8;
    private static final int NAMES = 172;

    /**
     * Copies the rows.
     *
     * @throws IllegalArgumentException if there is none
     */
    public CorruptionSheet {
      kinds = List.copyOf(kinds);
      if (kinds.isEmpty()) {
        throw new IllegalArgumentException("a sheet without corruptions: expected at least one");
      }
    }

    /** Returns the sheet. */
    public BufferedImage draw() {
      Block unchanged = Block.picture(Thumbnail.fitted(picture, SIDE));
      List<Block> heads = new ArrayList<>(List.of(Block.space(NAMES, 0)));
      heads.add(Block.note("unchanged", unchanged.width()));
      for (int severity = 1; severity <= Corruption.SEVERITIES; severity++) {
        heads.add(Block.note("severity " + severity, unchanged.width()));
      }
      List<Block> rows = new ArrayList<>(List.of(Block.row(GAP, heads)));
      for (CorruptionKind kind : kinds) {
        List<Block> row = new ArrayList<>();
        row.add(Block.name(kind.word().replace('_', ' '), NAMES));
        row.add(unchanged);
        for (int severity = 1; severity <= Corruption.SEVERITIES; severity++) {
          View corrupted = kind.at(severity, constants).draw(seed).apply(picture);
          row.add(Block.picture(Thumbnail.fitted(corrupted, SIDE)));
        }
        rows.add(Block.row(GAP, row));
      }
      return Block.column(GAP, rows).sheet(title, List.of(subtitle(unchanged)), 0);
    }

    private String subtitle(Block shown) {
      String numbers =
          switch (constants) {
            case SCALED -> "constants of ImageNet-C, lengths scaled to the image size";
            case THIRTY_TWO -> "constants of CIFAR-10-C, for images of 32 px";
          };
      String size = "%d × %d px".formatted(picture.width(), picture.height());
      return shown.width() < picture.width()
          ? "%s, shown at %d × %d · %s".formatted(size, shown.width(), shown.height(), numbers)
          : size + " · " + numbers;
    }
  }
}
