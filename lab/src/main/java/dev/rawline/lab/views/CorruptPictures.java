package dev.rawline.lab.views;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Processed pictures → corrupted ones.
 *
 * <p>{@code photo.png} becomes {@code photo-<corruption>-<severity>.png} (8 bits, sRGB), if wanted
 * {@code photo-corruptions.png}, every one of the corruptions at all severities on one sheet, and
 * {@code photo-corrupt.json}, the record of where they came from. The randomness of a picture is
 * drawn from the run's seed and the file's name.
 *
 * <p>Further severities and corruptions go into the same folder: what is there already is kept, and
 * the record lists every run.
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
   * Corrupts pictures. A file that cannot be read, or whose pictures would replace files that were
   * made otherwise, is rejected and the others continue.
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
    Path recordFile = folder.resolve(stem + "-" + COMMAND + ".json");
    List<Applied> former = force ? List.of() : former(file, recordFile, input);
    List<CorruptionKind> missing = new ArrayList<>(kinds);
    missing.removeIf(kind -> isMade(former, output(stem, kind)));
    Path sheetFile = folder.resolve(stem + "-corruptions.png");
    List<CorruptionKind> shown = shown(former);
    boolean drawn = sheet && !(isMade(former, sheetFile) && missing.isEmpty());
    if (missing.isEmpty() && !drawn) {
      return new FileOutcome.Skipped(file);
    }
    if (!force) {
      List<Path> written = new ArrayList<>(missing.stream().map(one -> output(stem, one)).toList());
      if (former.isEmpty()) {
        written.add(recordFile);
      }
      if (drawn && former.stream().noneMatch(run -> run.made(sheetFile))) {
        written.add(sheetFile);
      }
      requireFree(file, written);
    }
    String sample = String.valueOf(file.getFileName());
    Seed random = new Seed(seed, sample);
    long pixels = (long) picture.width() * picture.height();
    progress.size(pixels, "px");
    List<Path> outputs = new ArrayList<>();
    for (CorruptionKind kind : missing) {
      Path output = output(stem, kind);
      PngFile.write(kind.at(severity, constants).draw(random).apply(picture), output);
      outputs.add(output);
      progress.advance((double) pixels / missing.size());
    }
    if (drawn) {
      PngFile.write(
          new CorruptionSheet(sample, picture, shown, constants, random).draw(), sheetFile);
      outputs.add(sheetFile);
    }
    JsonFile.write(origin(input, missing, outputs, former), recordFile);
    return new FileOutcome.Rendered(file, outputs, pixels);
  }

  private Path output(String stem, CorruptionKind kind) {
    return folder.resolve("%s-%s-%d.png".formatted(stem, kind.word(), severity));
  }

  /** Returns whether a file is there that an earlier run with these constants and seed made. */
  private boolean isMade(List<Applied> former, Path output) {
    return Files.isRegularFile(output)
        && former.stream()
            .anyMatch(
                run ->
                    run.made(output) && run.constants.equals(constants.word()) && run.seed == seed);
  }

  /** Returns what a sheet shows: what earlier runs with these constants and seed did, and this. */
  private List<CorruptionKind> shown(List<Applied> former) {
    Set<CorruptionKind> shown = new LinkedHashSet<>();
    former.stream()
        .filter(run -> run.constants.equals(constants.word()) && run.seed == seed)
        .forEach(run -> run.corruptions.forEach(word -> shown.add(CorruptionKind.of(word))));
    shown.addAll(kinds);
    return List.copyOf(shown);
  }

  /** Returns what was done to a picture earlier, by the record; the latest run first. */
  private static List<Applied> former(Path file, Path recordFile, Map<String, Object> input)
      throws IOException {
    Map<String, Object> record = JsonFile.read(recordFile);
    if (!COMMAND.equals(record.get("command"))) {
      return List.of();
    }
    if (!input.equals(record.get("input"))) {
      throw new RejectedFileException(
          file,
          "the images of this name in %s were made from another file (%s)"
              .formatted(recordFile.getParent(), recordFile),
          "choose another folder with --out, or replace them with --force");
    }
    Origin origin = JsonRecords.read(recordFile, Origin.class);
    List<Applied> runs = new ArrayList<>();
    runs.add(
        new Applied(
            origin.corruptions, origin.severity, origin.constants, origin.seed, origin.outputs));
    runs.addAll(origin.earlier.orElse(List.of()));
    return runs;
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

  private static void requireFree(Path file, List<Path> outputs) throws IOException {
    for (Path output : outputs) {
      if (OutputFiles.isTaken(output)) {
        throw new RejectedFileException(
            file,
            "would replace " + output,
            "choose another folder with --out, or replace the existing files with --force");
      }
    }
  }

  private Origin origin(
      Map<String, Object> input,
      List<CorruptionKind> applied,
      List<Path> outputs,
      List<Applied> former) {
    return new Origin(
        Version.CURRENT,
        COMMAND,
        input,
        applied.stream().map(CorruptionKind::word).toList(),
        severity,
        constants.word(),
        seed,
        outputs.stream().map(path -> String.valueOf(path.getFileName())).toList(),
        former.isEmpty() ? Optional.empty() : Optional.of(former));
  }

  /** The record of the latest run, and of those before it, the latest first. */
  private record Origin(
      String rawline,
      String command,
      Map<String, Object> input,
      List<String> corruptions,
      int severity,
      String constants,
      long seed,
      List<String> outputs,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<List<Applied>> earlier) {}

  /** What one run did to a picture. */
  private record Applied(
      List<String> corruptions, int severity, String constants, long seed, List<String> outputs) {
    boolean made(Path output) {
      return outputs.contains(String.valueOf(output.getFileName()));
    }
  }

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
