package dev.rawline.data.raw;

import dev.rawline.data.file.FileBytes;
import dev.rawline.data.file.FileExtensions;
import dev.rawline.data.file.NumpyArray;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.picture.Tiff;
import dev.rawline.data.picture.WholePicture;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.SourcedValue;

/** Reads one raw file of any supported kind, recognised by content before name. */
final class RawReader {
  private RawReader() {}

  /**
   * Reads a raw file: its active area in digital numbers (floating-point arrays: normalised),
   * turned upright, with all that its metadata and the description state.
   *
   * @param described the additional description, which overrides the file's own metadata
   * @throws RejectedFileException if the file cannot be processed faithfully
   */
  static RawFile read(FileBytes bytes, RawDescription described) throws RejectedFileException {
    RawFile stored = overridden(decode(bytes, described), described);
    requireSound(bytes, stored.image(), described);
    return stored.with(stored.image().upright(), stored.cfaSource());
  }

  private static RawFile decode(FileBytes bytes, RawDescription described)
      throws RejectedFileException {
    String extension = FileExtensions.extension(bytes.file());
    if (extension.equals("raw")) {
      return HeaderlessFile.read(bytes, described);
    }
    if (WholePicture.isPng(bytes)) {
      return holding(described, bytes, PictureMosaic.readPng(bytes));
    }
    if (NumpyArray.matches(bytes.array())) {
      return holding(described, bytes, NumpyFile.read(bytes));
    }
    boolean maker = FileExtensions.MAKERS.contains(extension);
    if (Tiff.matches(bytes) && !maker) {
      Tiff tiff = Tiff.read(bytes);
      return Dng.matches(tiff)
          ? Dng.read(tiff)
          : holding(described, bytes, PictureMosaic.readTiff(bytes, tiff));
    }
    if (Tiff.isBig(bytes)) {
      throw bytes.rejection(
          "is a BigTIFF, with offsets of 64 bits", "convert it to an ordinary TIFF or DNG");
    }
    if (maker) {
      return LibRaw.read(bytes);
    }
    if (FileExtensions.PICTURES.contains(extension)) {
      throw bytes.rejection(
          "is a processed image (." + extension + "): it is already demosaiced",
          "give the raw file as the camera recorded it");
    }
    if (FileExtensions.mayBeRaw(bytes.file())) {
      throw bytes.rejection(
          "does not begin as a ." + extension + " file does", "copy it again from its source");
    }
    throw bytes.rejection(
        "is of no known kind",
        "give .dng, .tif, .png, .npy, .raw (with a sidecar or flags), or a camera maker's ."
            + String.join(", .", FileExtensions.MAKERS));
  }

  /** Returns a file without tags whose samples can have the described bits. */
  private static RawFile holding(RawDescription described, FileBytes bytes, RawFile file)
      throws RejectedFileException {
    int containerBits = file.image().calibration().containerBits();
    if (described.bits().orElse(containerBits) > containerBits) {
      throw bytes.rejection(
          "has samples of %d bits, which cannot hold the %d bits that the flags or the sidecar state"
              .formatted(containerBits, described.bits().get()),
          "correct bits in the flags or the sidecar");
    }
    return file;
  }

  private static RawFile overridden(RawFile own, RawDescription described) {
    RawImage image = own.image();
    return own.with(
        new RawImage(
            image.width(),
            image.height(),
            described.cfa().map(SourcedValue::value).orElse(image.cfa()),
            image.unit(),
            image.samples(),
            described.over(image.calibration())),
        described.cfa().map(SourcedValue::source).orElse(own.cfaSource()));
  }

  /** A wrong byte order or bit depth shows in samples beyond full scale. */
  private static void requireSound(FileBytes bytes, RawImage image, RawDescription described)
      throws RejectedFileException {
    Calibration calibration = image.calibration();
    if (described.bits().isPresent() && image.unit() == RawImage.Unit.DN) {
      int fullScale = calibration.fullScale();
      for (int row = 0; row < image.height(); row++) {
        for (int column = 0; column < image.width(); column++) {
          if (image.at(row, column) > fullScale) {
            throw bytes.rejection(
                "contains %.0f DN at row %d, column %d, beyond %d bits (%d DN)"
                    .formatted(
                        image.at(row, column), row, column, calibration.containerBits(), fullScale),
                "correct the bits or the byte order in the flags or the sidecar, or state 16 bits"
                    + " if the pixel is defective");
          }
        }
      }
    }
    if (calibration.blackLevel().isPresent() && !image.cfa().hasFilters()) {
      SourcedValue<SiteValues> black = calibration.blackLevel().get();
      if (!black.value().equals(SiteValues.uniform(black.value().red()))) {
        throw bytes.rejection(
            "is monochrome, but has a black level for each of four colours (%s)"
                .formatted(black.source()),
            "give one black level by flags or in a sidecar, or the colour layout");
      }
    }
    if (calibration.blackLevel().isPresent() && calibration.whiteLevel().isPresent()) {
      SourcedValue<SiteValues> black = calibration.blackLevel().get();
      SourcedValue<Double> white = calibration.whiteLevel().get();
      for (Cfa.Site site : Cfa.Site.values()) {
        if (!(black.value().at(site) < white.value())) {
          throw bytes.rejection(
              "has a white level of %s DN (%s), which is not above its black level of %s DN (%s)"
                  .formatted(white.value(), white.source(), black.value().at(site), black.source()),
              "give the right levels by flags or in a sidecar");
        }
      }
    }
  }
}
