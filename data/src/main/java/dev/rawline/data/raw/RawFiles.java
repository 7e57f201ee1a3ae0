package dev.rawline.data.raw;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.FileBytes;
import dev.rawline.data.file.FileExtensions;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.picture.MosaicTiff;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.SourcedValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Reads raw files of every supported kind, and writes mosaics of one; a sidecar next to the file is
 * used, if any.
 */
public final class RawFiles {
  private RawFiles() {}

  /**
   * Reads a raw file: its active area, in digital numbers, turned upright, with all that its
   * metadata and its sidecar state.
   *
   * @throws RejectedFileException if the file cannot be processed faithfully
   */
  public static RawImage read(Path file) throws RejectedFileException {
    return open(file, RawDescription.NONE).image();
  }

  /**
   * Reads a raw file with an additional description, for example by flags.
   *
   * @param file the file
   * @param described overrides the sidecar, which overrides the file's own metadata
   * @throws RejectedFileException if the file cannot be processed faithfully
   */
  public static RawImage read(Path file, RawDescription described) throws RejectedFileException {
    return open(file, described).image();
  }

  /**
   * Reads a raw file together with how it lay in the file.
   *
   * @param file the file
   * @param described overrides the sidecar, which overrides the file's own metadata
   * @throws RejectedFileException if the file cannot be processed faithfully
   */
  public static RawFile open(Path file, RawDescription described) throws RejectedFileException {
    return RawReader.read(FileBytes.read(file), withSidecar(file, described));
  }

  /**
   * Writes a mosaic of digital numbers, as a TIFF of one grey channel of 16 bits, and the sidecar
   * with its metadata. {@link #read} gives back the same bits.
   *
   * @param file a name that ends in {@code .tiff} or {@code .tif}
   * @throws IllegalArgumentException if the mosaic is not of whole digital numbers within its full
   *     scale, must be rotated upright, or the file has another extension
   * @throws IOException if one of the two cannot be written; the message states why and what to do
   */
  public static void write(RawImage raw, Path file) throws IOException {
    if (!String.valueOf(file.getFileName()).matches("(?i).+\\.tiff?")) {
      throw new IllegalArgumentException(
          file + " has another ending: a mosaic is written as .tiff or .tif");
    }
    SequencedMap<Path, byte[]> contents = new LinkedHashMap<>();
    contents.put(
        sidecar(file),
        SidecarFiles.FILE.text(RawDescription.of(raw)).getBytes(StandardCharsets.UTF_8));
    contents.put(file, MosaicTiff.of(raw)); // last, so that a mosaic never lacks its sidecar
    AtomicFile.write(contents);
  }

  /** Returns the path of a raw file's sidecar, whether it exists or not. */
  public static Path sidecar(Path file) {
    return FileExtensions.sidecar(file);
  }

  /**
   * Returns the text of a sidecar that gives a raw file what a camera needs and the file lacks,
   * with what its sidecar states already: gains that make the mean of the picture grey, and the
   * colours of the sensor as they are. A monochrome image needs levels alone.
   *
   * @param raw the raw file's picture
   * @throws ConfigurationException if its sidecar has problems
   */
  public static String completedSidecar(RawImage raw, Path file) throws ConfigurationException {
    Calibration known = raw.calibration();
    boolean colours = raw.cfa().hasFilters();
    boolean counts = raw.unit() == RawImage.Unit.DN;
    SiteValues black = known.blackLevel().map(SourcedValue::value).orElse(SiteValues.uniform(0));
    double[] means = new double[Colour.values().length];
    for (int row = 0; row < raw.height(); row++) {
      for (int column = 0; column < raw.width(); column++) {
        Cfa.Site site = raw.cfa().siteAt(row, column);
        Colour colour = raw.cfa().colourAt(row, column);
        means[colour.plane()] +=
            (raw.at(row, column) - black.at(site)) / (colour == Colour.GREEN ? 2 : 1);
      }
    }
    RawDescription own =
        Files.exists(sidecar(file)) ? SidecarFiles.read(sidecar(file)) : RawDescription.NONE;
    RawDescription levels =
        RawDescription.of(
            missing(known.blackLevel(), black),
            missing(known.whiteLevel(), counts ? known.fullScale() : 1.0),
            colours
                ? missing(
                    known.whiteBalance(),
                    new Rgb(gain(means, Colour.RED), 1, gain(means, Colour.BLUE)))
                : Optional.empty(),
            colours ? missing(known.colourMatrix(), Matrix3.IDENTITY) : Optional.empty());
    RawDescription layout =
        RawDescription.of(
            Optional.of(new SourcedValue<>(raw.cfa(), "example")).filter(_ -> !colours));
    return SidecarFiles.FILE.text(own.orElse(levels).orElse(layout));
  }

  private static <T> Optional<SourcedValue<T>> missing(Optional<SourcedValue<T>> known, T value) {
    return known.isPresent() ? Optional.empty() : Optional.of(new SourcedValue<>(value, "example"));
  }

  private static double gain(double[] means, Colour colour) {
    double gain = means[Colour.GREEN.plane()] / means[colour.plane()];
    return gain > 0 && Double.isFinite(gain) ? Math.round(1000 * gain) / 1000.0 : 1;
  }

  private static RawDescription withSidecar(Path file, RawDescription described)
      throws RejectedFileException {
    Path sidecar = sidecar(file);
    if (!Files.exists(sidecar) || sidecar.equals(file)) {
      return described;
    }
    try {
      return described.orElse(SidecarFiles.read(sidecar));
    } catch (ConfigurationException e) {
      throw new RejectedFileException(
          file, "has a sidecar with problems: " + e.getMessage(), "correct or remove it");
    } catch (IllegalArgumentException e) {
      throw new RejectedFileException(
          file,
          "has a sidecar, "
              + sidecar.getFileName()
              + ", that contradicts the flags: "
              + e.getMessage(),
          "correct one of them");
    }
  }
}
