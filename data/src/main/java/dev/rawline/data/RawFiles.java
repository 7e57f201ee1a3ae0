package dev.rawline.data;

import dev.rawline.data.config.ConfigurationException;
import dev.rawline.data.config.SidecarFiles;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.RawFile;
import dev.rawline.data.raw.RawFileNames;
import dev.rawline.data.raw.RawReader;
import dev.rawline.data.raw.RefusedFileException;
import dev.rawline.imaging.frame.RawImage;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads raw files of every supported kind; a sidecar beside the file is used where there is one.
 */
public final class RawFiles {
  private RawFiles() {}

  /**
   * Reads a raw file: its active area, in digital numbers, turned upright, with all that its
   * metadata and its sidecar tell.
   *
   * @throws RefusedFileException if the file cannot be processed faithfully
   */
  public static RawImage read(Path file) throws RefusedFileException {
    return open(file, RawDescription.NONE).image();
  }

  /**
   * Reads a raw file of which something is known besides, by flags for example.
   *
   * @param file the file
   * @param described overrides what the sidecar says, which overrides what the file says of itself
   * @throws RefusedFileException if the file cannot be processed faithfully
   */
  public static RawImage read(Path file, RawDescription described) throws RefusedFileException {
    return open(file, described).image();
  }

  /**
   * Reads a raw file together with how it lay in the file.
   *
   * @param file the file
   * @param described overrides what the sidecar says, which overrides what the file says of itself
   * @throws RefusedFileException if the file cannot be processed faithfully
   */
  public static RawFile open(Path file, RawDescription described) throws RefusedFileException {
    return RawReader.read(file, withSidecar(file, described));
  }

  /** Returns where the sidecar of a raw file stands, whether there is one or not. */
  public static Path sidecar(Path file) {
    return RawFileNames.sidecar(file);
  }

  private static RawDescription withSidecar(Path file, RawDescription described)
      throws RefusedFileException {
    Path sidecar = sidecar(file);
    if (!Files.exists(sidecar) || sidecar.equals(file)) {
      return described;
    }
    try {
      return described.orElse(SidecarFiles.read(sidecar));
    } catch (ConfigurationException e) {
      throw new RefusedFileException(
          file, "has a sidecar with mistakes: " + e.getMessage(), "correct or remove it");
    } catch (IllegalArgumentException e) {
      throw new RefusedFileException(
          file,
          "has a sidecar, "
              + sidecar.getFileName()
              + ", that contradicts the flags: "
              + e.getMessage(),
          "correct one of them");
    }
  }
}
