package dev.rawline.data.measurement;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.measurement.MeasuredFrame.Kind;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.frame.SourcedValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the frames of a measurement; docs/reference/formats.md shows how they may lie. */
public final class MeasurementFiles {
  private MeasurementFiles() {}

  /**
   * Lists the frames of a measurement without keeping any of them.
   *
   * @param source a table such as {@code frames.csv}, whose name ends in {@code .csv}; a folder
   *     that holds a {@code frames.csv}; or a folder with a folder for each kind (bright, dark,
   *     bright_spatial, dark_spatial), whose files have their exposure times in their metadata or
   *     their sidecars
   * @param description what is known about every raw file in addition to its metadata
   * @throws ConfigurationException if the table has problems, or files give no exposure time; the
   *     message lists all
   * @throws RejectedFileException if there is no such measurement, or a file cannot be read
   */
  public static List<MeasuredFrame> read(Path source, RawDescription description)
      throws IOException {
    if (!Files.isDirectory(source)) {
      if (!Files.exists(source)) {
        throw new RejectedFileException(source, "does not exist", "check the path");
      }
      if (String.valueOf(source.getFileName()).toLowerCase(Locale.ROOT).endsWith(".csv")) {
        return FrameTable.read(source);
      }
      throw new RejectedFileException(
          source,
          "is a single file, not a table of frames",
          "list flat and dark frames in a %s, or take ordinary images with --from-images"
              .formatted(FrameTable.NAME));
    }
    if (Files.exists(source.resolve(FrameTable.NAME))) {
      return FrameTable.read(source.resolve(FrameTable.NAME));
    }
    return folders(source, description);
  }

  private static List<MeasuredFrame> folders(Path source, RawDescription description)
      throws IOException {
    List<MeasuredFrame> frames = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (Path file : files(source.resolve(kind.toString()))) {
        Optional<Double> seconds =
            RawFiles.read(file, description)
                .calibration()
                .exposureSeconds()
                .map(SourcedValue::value);
        if (seconds.isPresent()) {
          frames.add(new MeasuredFrame(file, kind, 1e9 * seconds.get(), Optional.empty()));
        } else {
          problems.add(
              source.relativize(file)
                  + " gives no exposure time: give it a sidecar with exposure_seconds, or list the"
                  + " frames in a frames.csv");
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(source, problems);
    }
    if (frames.isEmpty()) {
      throw new RejectedFileException(
          source,
          "holds no measurement",
          "put a %s into it that lists the frames, or sort them into the folders %s"
              .formatted(FrameTable.NAME, String.join(", ", Kind.WORDS)));
    }
    return frames;
  }

  /** Returns a folder's raw files by name; sidecars and hidden files are none. */
  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file))
          .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
          .filter(file -> !String.valueOf(file.getFileName()).endsWith(".yaml"))
          .sorted()
          .toList();
    }
  }
}
