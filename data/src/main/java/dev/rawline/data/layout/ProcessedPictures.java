package dev.rawline.data.layout;

import dev.rawline.data.raw.RawFile;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.RawFilePicture;
import dev.rawline.data.set.ViewPicture;
import dev.rawline.imaging.frame.RawImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds pictures that some camera has processed already where raw ones are expected. */
public final class ProcessedPictures {
  /** How many files are looked at: those of one data set come from one source. */
  private static final int LOOKED_AT = 3;

  /** In a mosaic pixels of one colour are two apart; in a grey picture adjacent ones are alike. */
  private static final double ALIKE = 0.9;

  private ProcessedPictures() {}

  /**
   * Returns a warning if a data set is of processed pictures, or of grey ones that are read as
   * mosaics; the first files are looked at.
   *
   * @param asTheyAre whether processed pictures are expected
   * @throws IOException if a file cannot be read
   */
  public static Optional<String> warning(DataSet set, boolean asTheyAre) throws IOException {
    if (!asTheyAre
        && set.samples().stream().allMatch(sample -> sample.picture() instanceof ViewPicture)) {
      return Optional.of(
          "the images of %s are processed already: they are used as they are, without a camera's processing; give raw files, or convert them with rawline import"
              .formatted(set.name()));
    }
    List<String> grey = greyAsRaw(set);
    return grey.isEmpty()
        ? Optional.empty()
        : Optional.of("%s: %s".formatted(AbbreviatedList.of(grey), GREY));
  }

  /** The warning about a grey picture that is read as a mosaic. */
  public static final String GREY =
      "read as a mosaic, but looks grey: state cfa: monochrome (sidecar) or --pictures processed";

  /**
   * Returns the first files of a data set that are read as mosaics, but look like grey pictures.
   *
   * @throws IOException if a file cannot be read
   */
  public static List<String> greyAsRaw(DataSet set) throws IOException {
    List<RawFilePicture> files =
        set.samples().stream()
            .filter(sample -> sample.picture() instanceof RawFilePicture)
            .map(sample -> (RawFilePicture) sample.picture())
            .limit(LOOKED_AT)
            .toList();
    List<String> grey = new ArrayList<>();
    for (RawFilePicture picture : files) {
      if (isGreyAsRaw(RawFiles.open(picture.file(), picture.described()))) {
        grey.add(picture.name());
      }
    }
    return grey;
  }

  /**
   * Returns whether a file that does not state its colour layout looks like a grey picture: pixels
   * differ from adjacent ones by less than 0.9 of what they differ from those two apart, on
   * average. Of noise alone the two are equal; in mosaics of coloured filters the first is larger.
   */
  public static boolean isGreyAsRaw(RawFile file) {
    if (!file.cfaSource().equals(RawFile.ASSUMED)) {
      return false;
    }
    RawImage raw = file.image();
    double adjacent = 0;
    double twoApart = 0;
    for (int row = 2; row < raw.height(); row++) {
      for (int column = 2; column < raw.width(); column++) {
        float sample = raw.at(row, column);
        adjacent +=
            Math.abs(sample - raw.at(row, column - 1)) + Math.abs(sample - raw.at(row - 1, column));
        twoApart +=
            Math.abs(sample - raw.at(row, column - 2)) + Math.abs(sample - raw.at(row - 2, column));
      }
    }
    return adjacent < ALIKE * twoApart;
  }
}
