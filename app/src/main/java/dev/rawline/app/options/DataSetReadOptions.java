package dev.rawline.app.options;

import dev.rawline.app.terminal.TerminalProgress;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.layout.Layout;
import dev.rawline.data.layout.PictureKind;
import dev.rawline.data.layout.SampleList;
import dev.rawline.data.picture.MaskPalette;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.store.DataSetSource;
import dev.rawline.data.store.PublishedDataSet;
import dev.rawline.imaging.frame.Choice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options of all commands that read a data set. */
public final class DataSetReadOptions {
  private static final Pattern ARCHIVE = Pattern.compile("(?i).+\\.(zip|tar|tar\\.gz|tgz)");

  /** As in s3: and zenodo:, but not a drive's letter. */
  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9]+:");

  @Option(
      names = "--layout",
      paramLabel = "WORD",
      completionCandidates = OptionValues.Layouts.class,
      description = {
        "Layout of the files (default: recognised): labels, boxes, raw-microscopy, raw-drone,"
            + " packed, masks, class-folders or unlabelled (docs/reference/datasets.md shows each)."
      })
  private String layout;

  @Option(
      names = "--intensity",
      paramLabel = "SHARE",
      split = ",",
      description =
          "Intensities to read, relative to full light, such as 1.0,0.5 (default: all that a table"
              + " lists, or full light if each has a folder of its own).")
  private List<Double> intensities = List.of();

  @Option(
      names = "--pictures",
      paramLabel = "KIND",
      description =
          "Kind of the images, raw or processed (default: by each file's header; one channel is"
              + " raw).")
  private String pictures;

  @Option(
      names = "--palette",
      paramLabel = "PAIRS",
      description =
          "Mapping of mask values to classes: 0=0,128=1 for levels, 000000=0,ff0000=1 for colours"
              + " (default: every value except 0 is an object).")
  private String palette;

  @Option(
      names = "--known-classes",
      paramLabel = "NAMES",
      split = ",",
      description = "The allowed classes; a sample of any other class is an error.")
  private List<String> classes = List.of();

  @Option(
      names = "--only",
      paramLabel = "FILE",
      description =
          "Read only the samples in this list, one id a line, such as the studio writes (default:"
              + " all).")
  private Path only;

  /**
   * Returns how a data set is to be read.
   *
   * @throws IllegalArgumentException if an option has no such value
   * @throws IOException if the list of samples cannot be read
   */
  public DataSetOptions reading() throws IOException {
    DataSetOptions reading =
        DataSetOptions.DEFAULT.withIntensities(intensities).withClasses(classes);
    if (layout != null) {
      reading = reading.with(Layout.of(layout));
    }
    if (palette != null) {
      reading = reading.with(MaskPalette.parse(palette));
    }
    if (pictures != null) {
      reading =
          reading.with(
              Choice.of(
                  pictures,
                  List.of(PictureKind.values()),
                  PictureKind::word,
                  "--pictures is '%s'"));
    }
    return only == null ? reading : reading.with(SampleList.read(only));
  }

  /** Returns whether a word names a data set that is to be fetched or unpacked, or nothing. */
  public static boolean isElsewhere(String typed) {
    return typed.isBlank()
        || ARCHIVE.matcher(typed).matches()
        || (!Files.exists(Path.of(typed))
            && (PublishedDataSet.of(typed).isPresent() || SCHEME.matcher(typed).lookingAt()));
  }

  /** Opens a data set: the folder that was typed, or what is fetched for a name. */
  public DataSet open(CommandSpec spec, String typed) throws IOException {
    DataSetOptions reading = reading();
    return DataSets.open(folder(spec, typed), reading);
  }

  /**
   * Returns the folder of a data set: the path that was typed, or what is fetched for a name.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Path folder(CommandSpec spec, String typed) throws IOException {
    try (TerminalProgress progress = TerminalProgress.on(spec.commandLine().getErr())) {
      return DataSetSource.standard().resolve(typed, progress);
    }
  }
}
