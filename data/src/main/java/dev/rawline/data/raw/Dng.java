package dev.rawline.data.raw;

import dev.rawline.data.file.FileBytes;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.picture.Tiff;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Orientation;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.SourcedValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Reads DNG, and TIFF files of mosaics with the same tags (TIFF/EP).
 *
 * <p>The samples go through the linearization table, lose the per-row and per-column offsets from
 * the black level, and are cut to the active area; they stay digital numbers. A DNG's
 * recommendations for finished pictures are not applied, because the active area is the sensor's
 * measurement: default crop, baseline exposure, and the opcode lists (lens corrections, gain maps,
 * broken pixels).
 *
 * <p>Source: DNG specification 1.7.1, chapters 3 to 5.
 */
final class Dng {
  private static final int NEW_SUBFILE_TYPE = 254;
  private static final int IMAGE_WIDTH = 256;
  private static final int IMAGE_LENGTH = 257;
  private static final int PHOTOMETRIC_INTERPRETATION = 262;
  private static final int MAKE = 271;
  private static final int MODEL = 272;
  private static final int ORIENTATION = 274;
  private static final int EXPOSURE_TIME = 33434;
  private static final int CFA_REPEAT_PATTERN_DIM = 33421;
  private static final int CFA_PATTERN = 33422;
  private static final int ISO_SPEED_RATINGS = 34855;
  private static final int DNG_VERSION = 50706;
  private static final int UNIQUE_CAMERA_MODEL = 50708;
  private static final int CFA_PLANE_COLOR = 50710;
  private static final int CFA_LAYOUT = 50711;
  private static final int LINEARIZATION_TABLE = 50712;
  private static final int BLACK_LEVEL_REPEAT_DIM = 50713;
  private static final int BLACK_LEVEL = 50714;
  private static final int BLACK_LEVEL_DELTA_H = 50715;
  private static final int BLACK_LEVEL_DELTA_V = 50716;
  private static final int WHITE_LEVEL = 50717;
  private static final int ACTIVE_AREA = 50829;
  private static final int MASKED_AREAS = 50830;

  private static final int CFA_MOSAIC = 32803;
  private static final int LINEAR_RAW = 34892;

  /**
   * The distance over which light and charge leak from the picture into adjacent masked pixels
   * [px].
   */
  private static final int GUARD = 12;

  private final FileBytes file;
  private final Tiff.Directory raw;
  private final DngTags tags;

  private Dng(FileBytes file, Tiff.Directory raw, DngTags tags) {
    this.file = file;
    this.raw = raw;
    this.tags = tags;
  }

  /** Returns whether a TIFF is a mosaic or a DNG. */
  static boolean matches(Tiff tiff) throws RejectedFileException {
    for (Tiff.Directory directory : tiff.directories()) {
      if (directory.has(DNG_VERSION)
          || directory.integer(PHOTOMETRIC_INTERPRETATION).orElse(0) == CFA_MOSAIC) {
        return true;
      }
    }
    return false;
  }

  /** Reads the raw image of a file. */
  static RawFile read(Tiff tiff) throws RejectedFileException {
    FileBytes file = tiff.directories().getFirst().bytes();
    List<Tiff.Directory> mosaics = new ArrayList<>();
    List<Tiff.Directory> monochrome = new ArrayList<>();
    boolean demosaiced = false;
    for (Tiff.Directory directory : tiff.directories()) {
      long kind = directory.integer(PHOTOMETRIC_INTERPRETATION).orElse(0);
      if (kind == CFA_MOSAIC) {
        mosaics.add(directory);
      }
      if (isMonochrome(directory)) {
        monochrome.add(directory);
      }
      demosaiced |= kind == LINEAR_RAW;
    }
    if (mosaics.isEmpty()) {
      mosaics = monochrome;
    }
    if (mosaics.isEmpty() && demosaiced) {
      throw file.rejection(
          "contains demosaiced colours (DNG LinearRaw), not a mosaic",
          "give the raw file as the camera recorded it");
    }
    if (mosaics.isEmpty()) {
      throw file.rejection(
          "contains no mosaic (no directory with PhotometricInterpretation 32803)",
          "give the raw file as the camera recorded it");
    }
    record Candidate(Tiff.Directory directory, boolean main, long pixels) {}
    List<Candidate> candidates = new ArrayList<>();
    for (Tiff.Directory mosaic : mosaics) {
      candidates.add(
          new Candidate(
              mosaic,
              mosaic.integer(NEW_SUBFILE_TYPE).orElse(0) == 0,
              mosaic.integer(IMAGE_WIDTH).orElse(0) * mosaic.integer(IMAGE_LENGTH).orElse(0)));
    }
    Tiff.Directory raw =
        candidates.stream()
            .max(Comparator.comparing(Candidate::main).thenComparingLong(Candidate::pixels))
            .orElseThrow()
            .directory();
    List<Tiff.Directory> order = new ArrayList<>(tiff.directories());
    order.remove(raw);
    order.addFirst(raw);
    return new Dng(file, raw, new DngTags(order)).read();
  }

  private RawFile read() throws RejectedFileException {
    long width = raw.integer(IMAGE_WIDTH).orElse(0);
    long height = raw.integer(IMAGE_LENGTH).orElse(0);
    file.requireSides(width, height);
    TiffSamples samples = TiffSamples.of(raw);
    Cfa cfa = cfa();
    PixelRectangle active = activeArea((int) width, (int) height);
    SiteValues black = blackLevel(cfa);
    double white = whiteLevel(samples.bits());
    Optional<char[]> table = linearizationTable();
    StoredFrame frame = samples.decode((int) width, (int) height);
    table.ifPresent(t -> linearize(frame.samples(), t));
    float[] values = frame.floats(active);
    subtractDeltas(values, active);
    Calibration calibration =
        new Calibration(
            table.map(t -> StoredFrame.bitsOf(t, 0)).orElse(samples.bits()),
            Optional.of(known(black, BLACK_LEVEL, "BlackLevel", "DNG default, 0")),
            Optional.of(known(white, WHITE_LEVEL, "WhiteLevel", "DNG default, 2^bits − 1")),
            cfa.hasFilters() ? DngColour.whiteBalance(tags) : Optional.empty(),
            cfa.hasFilters() ? DngColour.colourMatrix(tags) : Optional.empty(),
            camera(),
            tags.positive(ISO_SPEED_RATINGS)
                .map(v -> new SourcedValue<>(v, "Exif tag ISOSpeedRatings")),
            tags.positive(EXPOSURE_TIME).map(v -> new SourcedValue<>(v, "Exif tag ExposureTime")),
            orientation());
    RawImage image =
        new RawImage(active.width(), active.height(), cfa, RawImage.Unit.DN, values, calibration);
    return new RawFile(
        image,
        (tags.has(DNG_VERSION) ? "DNG, " : "TIFF mosaic, ") + samples.encoding(),
        frame.width(),
        frame.height(),
        active,
        cfa.hasFilters() ? "DNG tag CFAPattern" : "DNG LinearRaw of one sample a pixel",
        opticalBlack(frame, active));
  }

  private <T> SourcedValue<T> known(T value, int tag, String name, String fallback) {
    return new SourcedValue<>(value, raw.has(tag) ? "DNG tag " + name : fallback);
  }

  /**
   * Returns whether a picture has one sample a pixel and no filters, as monochrome cameras write.
   */
  private static boolean isMonochrome(Tiff.Directory directory) throws RejectedFileException {
    return directory.integer(PHOTOMETRIC_INTERPRETATION).orElse(0) == LINEAR_RAW
        && directory.integer(TiffSamples.SAMPLES_PER_PIXEL).orElse(1) == 1;
  }

  private Cfa cfa() throws RejectedFileException {
    if (isMonochrome(raw)) {
      return Cfa.MONOCHROME;
    }
    double[] size = raw.numbers(CFA_REPEAT_PATTERN_DIM).orElse(new double[] {2, 2});
    double[] pattern = raw.numbers(CFA_PATTERN).orElse(new double[0]);
    if (size.length != 2 || size[0] * size[1] != pattern.length) {
      throw file.corrupt("its CFAPattern does not fit its CFARepeatPatternDim");
    }
    if (size[0] != 2 || size[1] != 2) {
      throw file.rejection(
          "has a colour filter array that repeats every %.0f×%.0f pixels%s, not a Bayer layout"
              .formatted(size[1], size[0], size[0] == 6 && size[1] == 6 ? " (X-Trans)" : ""),
          "use a camera with one of the layouts RGGB, GRBG, GBRG, BGGR");
    }
    if (raw.integer(CFA_LAYOUT).orElse(1) != 1) {
      throw file.rejection(
          "has a staggered colour filter array (CFALayout "
              + raw.integer(CFA_LAYOUT).orElse(1)
              + ")",
          "use a camera with a rectangular pixel grid");
    }
    double[] planes = raw.numbers(CFA_PLANE_COLOR).orElse(new double[] {0, 1, 2});
    int[] colours = new int[4];
    for (int i = 0; i < 4; i++) {
      colours[i] = (int) pattern[i];
    }
    if (planes.length != 3) {
      throw file.rejection(
          "has a colour filter array of " + planes.length + " colours",
          "use a camera with a Bayer mosaic of red, green and blue");
    }
    // The neutral and the matrices list the colours in this order.
    if (!Arrays.equals(planes, new double[] {0, 1, 2})) {
      throw file.rejection(
          "lists its colours in another order than red, green, blue (tag CFAPlaneColor)",
          "convert it to an ordinary DNG");
    }
    return StoredFrame.bayer(file, colours);
  }

  private PixelRectangle activeArea(int width, int height) throws RejectedFileException {
    Optional<double[]> tag = raw.numbers(ACTIVE_AREA);
    return tag.isEmpty()
        ? PixelRectangle.whole(width, height)
        : area("ActiveArea", tag.get(), 0, width, height);
  }

  private PixelRectangle area(String name, double[] numbers, int from, int width, int height)
      throws RejectedFileException {
    if (numbers.length >= from + 4) {
      // A damaged tag may hold fractions.
      long top = (long) numbers[from];
      long left = (long) numbers[from + 1];
      long bottom = (long) numbers[from + 2];
      long right = (long) numbers[from + 3];
      if (top >= 0
          && left >= 0
          && top < bottom
          && left < right
          && bottom <= height
          && right <= width) {
        return new PixelRectangle((int) top, (int) left, (int) bottom, (int) right);
      }
    }
    throw file.corrupt("its %s leaves the frame of %d×%d pixels".formatted(name, width, height));
  }

  /**
   * The repeating pattern begins at the active area's top left; it may repeat every 1 or 2 pixels.
   */
  private SiteValues blackLevel(Cfa cfa) throws RejectedFileException {
    if (!raw.has(BLACK_LEVEL)) {
      return SiteValues.uniform(0);
    }
    double[] size = raw.numbers(BLACK_LEVEL_REPEAT_DIM).orElse(new double[] {1, 1});
    double[] levels = raw.numbers(BLACK_LEVEL).orElse(new double[0]);
    if (size.length != 2 || size[0] < 1 || size[1] < 1 || size[0] * size[1] != levels.length) {
      throw file.corrupt("its BlackLevel does not fit its BlackLevelRepeatDim");
    }
    int rows = (int) size[0];
    int columns = (int) size[1];
    double[] tile = new double[4];
    boolean[] known = new boolean[tile.length];
    // Twice the pattern shows every pairing with the Bayer layout, whose period is 2.
    for (int row = 0; row < 2 * rows; row++) {
      for (int column = 0; column < 2 * columns; column++) {
        double level = levels[row % rows * columns + column % columns];
        int at = row % 2 * 2 + column % 2;
        if (!Double.isFinite(level)) {
          throw file.corrupt("its BlackLevel is " + level);
        }
        if (known[at] && tile[at] != level) {
          throw file.rejection(
              "has a black level that repeats every %d×%d pixels".formatted(columns, rows),
              "convert it to a DNG with one black level a CFA position");
        }
        known[at] = true;
        tile[at] = level;
      }
    }
    if (!cfa.hasFilters() && DoubleStream.of(tile).distinct().count() > 1) {
      throw file.rejection(
          "is monochrome, but has several black levels",
          "convert it to a DNG with one black level");
    }
    return StoredFrame.siteValues(cfa, tile);
  }

  private double whiteLevel(int bits) throws RejectedFileException {
    double[] white = raw.numbers(WHITE_LEVEL).orElse(new double[] {(1 << bits) - 1});
    if (white.length == 0 || !(white[0] > 0) || white[0] == Double.POSITIVE_INFINITY) {
      throw file.corrupt("its WhiteLevel is not a number above 0");
    }
    return white[0];
  }

  /** A number beyond the table's end becomes its last entry. */
  private static void linearize(char[] samples, char[] table) {
    for (int i = 0; i < samples.length; i++) {
      samples[i] = table[Math.min(samples[i], table.length - 1)];
    }
  }

  private Optional<char[]> linearizationTable() throws RejectedFileException {
    double[] numbers = raw.numbers(LINEARIZATION_TABLE).orElse(new double[0]);
    char[] table = new char[numbers.length];
    for (int i = 0; i < table.length; i++) {
      if (!(numbers[i] >= 0 && numbers[i] <= Character.MAX_VALUE)) {
        throw file.corrupt("its LinearizationTable contains " + numbers[i]);
      }
      table[i] = (char) numbers[i];
    }
    return Optional.of(table).filter(t -> t.length > 0);
  }

  /** Subtracts the row and column offsets of the black level from the samples. */
  private void subtractDeltas(float[] values, PixelRectangle active) throws RejectedFileException {
    if (!raw.has(BLACK_LEVEL_DELTA_H) && !raw.has(BLACK_LEVEL_DELTA_V)) {
      return;
    }
    double[] columns = deltas("BlackLevelDeltaH", BLACK_LEVEL_DELTA_H, active.width());
    double[] rows = deltas("BlackLevelDeltaV", BLACK_LEVEL_DELTA_V, active.height());
    for (int row = 0; row < active.height(); row++) {
      for (int column = 0; column < active.width(); column++) {
        values[row * active.width() + column] -= (float) (columns[column] + rows[row]);
      }
    }
  }

  private double[] deltas(String name, int tag, int count) throws RejectedFileException {
    double[] deltas = raw.numbers(tag).orElse(new double[count]);
    if (deltas.length != count) {
      throw file.corrupt("its %s has %d values, expected %d".formatted(name, deltas.length, count));
    }
    for (double delta : deltas) {
      if (!Double.isFinite(delta)) {
        throw file.corrupt("its " + name + " is " + delta);
      }
    }
    return deltas;
  }

  private Optional<SourcedValue<String>> camera() throws RejectedFileException {
    Optional<String> unique = tags.text(UNIQUE_CAMERA_MODEL);
    if (unique.isPresent()) {
      return unique.map(name -> new SourcedValue<>(name, "DNG tag UniqueCameraModel"));
    }
    String make = tags.text(MAKE).orElse("");
    String model = tags.text(MODEL).orElse("");
    String name = model.startsWith(make) ? model : (make + " " + model).strip();
    return Optional.of(name)
        .filter(n -> !n.isEmpty())
        .map(n -> new SourcedValue<>(n, "TIFF tags Make and Model"));
  }

  /** An orientation that the standard does not list, such as 0, is written for "unknown". */
  private Orientation orientation() throws RejectedFileException {
    int value = (int) tags.integer(ORIENTATION).orElse(1);
    return value >= 1 && value <= 8 ? Orientation.ofTiff(value) : Orientation.UPRIGHT;
  }

  /** The declared masked areas, by default the wider margin left or right of the active area. */
  private Optional<SourcedValue<Double>> opticalBlack(StoredFrame frame, PixelRectangle active)
      throws RejectedFileException {
    Optional<double[]> declared = raw.numbers(MASKED_AREAS);
    if (declared.isPresent() && declared.get().length > 0) {
      double sum = 0;
      double pixels = 0;
      for (int i = 0; i < declared.get().length; i += 4) {
        PixelRectangle area = area("MaskedAreas", declared.get(), i, frame.width(), frame.height());
        double count = (double) area.width() * area.height();
        sum += frame.mean(area) * count;
        pixels += count;
      }
      return Optional.of(new SourcedValue<>(sum / pixels, "DNG tag MaskedAreas"));
    }
    int left = active.left() - GUARD;
    int right = frame.width() - active.right() - GUARD;
    if (Math.max(left, right) < 1) {
      return Optional.empty();
    }
    PixelRectangle margin =
        left >= right
            ? new PixelRectangle(active.top(), 0, active.bottom(), left)
            : new PixelRectangle(
                active.top(), frame.width() - right, active.bottom(), frame.width());
    return Optional.of(new SourcedValue<>(frame.mean(margin), margin + " of the stored frame"));
  }
}
