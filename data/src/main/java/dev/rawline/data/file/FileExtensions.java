package dev.rawline.data.file;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The file name extensions of raw files. */
public final class FileExtensions {

  /** Raw formats of camera makers, which the system's LibRaw decodes. */
  public static final List<String> MAKERS =
      List.of(
          "3fr", "arw", "cr2", "cr3", "crw", "dcr", "erf", "fff", "iiq", "kdc", "mef", "mos", "mrw",
          "nef", "nrw", "orf", "pef", "raf", "rw2", "rwl", "sr2", "srf", "srw", "x3f");

  /** Formats of finished pictures. */
  public static final List<String> PICTURES =
      List.of("avif", "bmp", "gif", "heic", "heif", "jpeg", "jpg", "jxl", "webp");

  /** Formats of mosaics and of other pictures. */
  private static final List<String> CONTAINERS = List.of("tif", "tiff", "png", "npy", "raw");

  private FileExtensions() {}

  /** Returns the ending of a file's name in lower case, or nothing. */
  public static String extension(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /** Returns whether a file's name is that of a camera's raw file: a DNG or a maker's own. */
  public static boolean saysRaw(Path file) {
    String extension = extension(file);
    return extension.equals("dng") || MAKERS.contains(extension);
  }

  /** Returns whether a file of this name is one that can be read as raw, if its content is. */
  public static boolean mayBeRaw(Path file) {
    return saysRaw(file) || CONTAINERS.contains(extension(file));
  }

  /** Returns whether a file's name is that of a finished picture in a format for screens. */
  public static boolean saysFinished(Path file) {
    return PICTURES.contains(extension(file));
  }

  /** Returns the path of a file's sidecar: photo.yaml next to photo.raw. */
  public static Path sidecar(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return file.resolveSibling((dot < 1 ? name : name.substring(0, dot)) + ".yaml");
  }
}
