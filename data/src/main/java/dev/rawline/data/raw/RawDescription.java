package dev.rawline.data.raw;

import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Orientation;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.SourcedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;

/**
 * A user's description of a raw file, in a sidecar next to it or by flags.
 *
 * <p>A headerless {@code .raw} file needs width, height, bits and cfa; elsewhere width, height,
 * packing and byteOrder have no meaning. Everything else overrides the file's own metadata.
 */
public record RawDescription(
    @Described(meaning = "columns of a headerless file", unit = "px", min = 1)
        Optional<Integer> width,
    @Described(meaning = "rows of a headerless file", unit = "px", min = 1)
        Optional<Integer> height,
    @Described(meaning = "size of a sample in a headerless file", unit = "bits", min = 8, max = 16)
        Optional<Integer> bits,
    @Described(
            meaning =
                "padded: a byte (8 bits) or two (9 to 16 bits, in the low bits) a sample; packed:"
                    + " bit by bit, the most significant first, every row beginning with a byte")
        Optional<Packing> packing,
    @Described(meaning = "which of a sample's two bytes comes first")
        Optional<Endianness> byteOrder,
    @Described(meaning = "the colours of the first two rows in reading order")
        Optional<SourcedValue<Cfa>> cfa,
    @Described(meaning = "the level of no light", unit = "DN")
        Optional<SourcedValue<SiteValues>> blackLevel,
    @Described(meaning = "the level at which the sensor saturates", unit = "DN", above = 0)
        Optional<SourcedValue<Double>> whiteLevel,
    @Described(meaning = "as-shot gains, no unit") Optional<SourcedValue<Rgb>> whiteBalance,
    @Described(meaning = "white-balanced camera colours to linear sRGB; rows make red, green, blue")
        Optional<SourcedValue<Matrix3>> colourMatrix,
    @Described(meaning = "maker and model") Optional<SourcedValue<String>> camera,
    @Described(meaning = "the ISO speed", above = 0) Optional<SourcedValue<Double>> iso,
    @Described(meaning = "the exposure time", unit = "s", above = 0)
        Optional<SourcedValue<Double>> exposureSeconds) {

  /** The empty description. */
  public static final RawDescription NONE =
      new RawDescription(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** The packing of samples in a headerless file. */
  public enum Packing {
    /** One byte (8 bits) or one word of two bytes (9 to 16 bits, in the low bits) a sample. */
    PADDED,
    /** Bit by bit without gaps, the most significant bit first; every row begins with a byte. */
    PACKED
  }

  /** The byte order of a word. */
  public enum Endianness {
    /** The low byte is first. */
    LITTLE,
    /** The high byte is first. */
    BIG
  }

  /**
   * Checks every value.
   *
   * @throws IllegalArgumentException naming all problems together
   */
  public RawDescription {
    List<String> problems = new ArrayList<>();
    check(problems, width, w -> w >= 1, "width is %s: expected at least 1 pixel");
    check(problems, height, h -> h >= 1, "height is %s: expected at least 1 pixel");
    check(problems, bits, b -> b >= 8 && b <= 16, "bits is %s: expected 8 to 16 bits");
    check(
        problems,
        blackLevel.map(SourcedValue::value),
        b -> allFinite(b.red(), b.greenInRedRow(), b.greenInBlueRow(), b.blue()),
        "black level is %s: expected finite numbers [DN]");
    checkPositive(problems, whiteLevel, "white level is %s DN: expected more than 0 DN");
    if (blackLevel.isPresent() && whiteLevel.isPresent()) {
      SiteValues black = blackLevel.get().value();
      double white = whiteLevel.get().value();
      DoubleStream.of(black.red(), black.greenInRedRow(), black.greenInBlueRow(), black.blue())
          .filter(level -> level >= white)
          .findFirst()
          .ifPresent(
              level ->
                  problems.add(
                      "white level is %s DN: expected more than the black level, %s DN"
                          .formatted(white, level)));
    }
    check(
        problems,
        whiteBalance.map(SourcedValue::value),
        g -> allFinite(1 / g.red(), 1 / g.green(), 1 / g.blue()),
        "white balance is %s: expected finite gains other than 0");
    checkPositive(problems, iso, "ISO speed is %s: expected more than 0");
    checkPositive(problems, exposureSeconds, "exposure time is %s s: expected more than 0 s");
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  private RawDescription(
      Optional<Integer> width,
      Optional<Integer> height,
      Optional<Integer> bits,
      Optional<SourcedValue<Cfa>> cfa) {
    this(
        width,
        height,
        bits,
        Optional.empty(),
        Optional.empty(),
        cfa,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Describes files of which the colour layout alone may be known. */
  public static RawDescription of(Optional<SourcedValue<Cfa>> cfa) {
    return new RawDescription(Optional.empty(), Optional.empty(), Optional.empty(), cfa);
  }

  /** Describes files by the parameters of their camera alone. */
  static RawDescription of(
      Optional<SourcedValue<SiteValues>> blackLevel,
      Optional<SourcedValue<Double>> whiteLevel,
      Optional<SourcedValue<Rgb>> whiteBalance,
      Optional<SourcedValue<Matrix3>> colourMatrix) {
    return new RawDescription(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        blackLevel,
        whiteLevel,
        whiteBalance,
        colourMatrix,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Describes a headerless file of padded little-endian samples. */
  public static RawDescription headerless(int width, int height, int bits, SourcedValue<Cfa> cfa) {
    return new RawDescription(
        Optional.of(width), Optional.of(height), Optional.of(bits), Optional.of(cfa));
  }

  /**
   * Returns the description of a mosaic in a file of 16-bit samples without metadata.
   *
   * @throws IllegalArgumentException if the mosaic must be turned upright, which a description
   *     cannot express
   */
  public static RawDescription of(RawImage raw) {
    Calibration known = raw.calibration();
    if (known.orientation() != Orientation.UPRIGHT) {
      throw new IllegalArgumentException(
          "%s does not have upright orientation (%s): turn it first (RawImage.upright)"
              .formatted(raw, known.orientation()));
    }
    return new RawDescription(
        Optional.empty(),
        Optional.empty(),
        known.containerBits() == Short.SIZE ? Optional.empty() : Optional.of(known.containerBits()),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new SourcedValue<>(raw.cfa(), "the mosaic")),
        known.blackLevel(),
        known.whiteLevel(),
        known.whiteBalance(),
        known.colourMatrix(),
        known.camera(),
        known.iso(),
        known.exposureSeconds());
  }

  /** Returns this description with missing values from another. */
  public RawDescription orElse(RawDescription other) {
    return new RawDescription(
        width.or(other::width),
        height.or(other::height),
        bits.or(other::bits),
        packing.or(other::packing),
        byteOrder.or(other::byteOrder),
        cfa.or(other::cfa),
        blackLevel.or(other::blackLevel),
        whiteLevel.or(other::whiteLevel),
        whiteBalance.or(other::whiteBalance),
        colourMatrix.or(other::colourMatrix),
        camera.or(other::camera),
        iso.or(other::iso),
        exposureSeconds.or(other::exposureSeconds));
  }

  /** Returns a file's own calibration, overridden by this description. */
  public Calibration over(Calibration own) {
    return new Calibration(
        bits.orElse(own.containerBits()),
        blackLevel.or(own::blackLevel),
        whiteLevel.or(own::whiteLevel),
        whiteBalance.or(own::whiteBalance),
        colourMatrix.or(own::colourMatrix),
        camera.or(own::camera),
        iso.or(own::iso),
        exposureSeconds.or(own::exposureSeconds),
        own.orientation());
  }

  private static <T> void check(
      List<String> problems, Optional<T> value, Predicate<T> isValid, String problem) {
    value.filter(isValid.negate()).ifPresent(found -> problems.add(problem.formatted(found)));
  }

  private static void checkPositive(
      List<String> problems, Optional<SourcedValue<Double>> value, String problem) {
    check(problems, value.map(SourcedValue::value), v -> allFinite(v) && v > 0, problem);
  }

  private static boolean allFinite(double... values) {
    return DoubleStream.of(values).allMatch(Double::isFinite);
  }
}
