package dev.rawline.data.raw;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.SourcedValue;
import java.util.Optional;

/** The keys of a sidecar; what a sidecar does not say is null. */
record SidecarKeys(
    @Described(meaning = "columns of a headerless file", unit = "px", min = 1) Integer width,
    @Described(meaning = "rows of a headerless file", unit = "px", min = 1) Integer height,
    @Described(meaning = "size of a sample in a headerless file", unit = "bits", min = 8, max = 16)
        Integer bits,
    @Described(
            meaning =
                "padded: a byte (8 bits) or two (9 to 16 bits, in the low bits) a sample; packed:"
                    + " bit by bit, the most significant first, every row beginning with a byte")
        RawDescription.Packing packing,
    @Described(meaning = "which of a sample's two bytes comes first")
        RawDescription.Endianness byteOrder,
    @Described(meaning = "the colours of the first two rows in reading order") Cfa cfa,
    @Described(meaning = "the level of no light", unit = "DN") SiteValues blackLevel,
    @Described(meaning = "the level at which the sensor saturates", unit = "DN", above = 0)
        Double whiteLevel,
    @Described(meaning = "as-shot gains, no unit") Rgb whiteBalance,
    @Described(meaning = "white-balanced camera colours to linear sRGB; rows make red, green, blue")
        Matrix3 colourMatrix,
    @Described(meaning = "maker and model") String camera,
    @Described(meaning = "the ISO speed", above = 0) Double iso,
    @Described(meaning = "the exposure time", unit = "s", above = 0) Double exposureSeconds) {

  static SidecarKeys of(RawDescription raw) {
    return new SidecarKeys(
        raw.width().orElse(null),
        raw.height().orElse(null),
        raw.bits().orElse(null),
        raw.packing().orElse(null),
        raw.byteOrder().orElse(null),
        value(raw.cfa()),
        value(raw.blackLevel()),
        value(raw.whiteLevel()),
        value(raw.whiteBalance()),
        value(raw.colourMatrix()),
        value(raw.camera()),
        value(raw.iso()),
        value(raw.exposureSeconds()));
  }

  /** Returns the description; every value tells its source. */
  RawDescription toDescription(String source) {
    return new RawDescription(
        Optional.ofNullable(width),
        Optional.ofNullable(height),
        Optional.ofNullable(bits),
        Optional.ofNullable(packing),
        Optional.ofNullable(byteOrder),
        known(cfa, source),
        known(blackLevel, source),
        known(whiteLevel, source),
        known(whiteBalance, source),
        known(colourMatrix, source),
        known(camera, source),
        known(iso, source),
        known(exposureSeconds, source));
  }

  private static <T> T value(Optional<SourcedValue<T>> known) {
    return known.map(SourcedValue::value).orElse(null);
  }

  private static <T> Optional<SourcedValue<T>> known(T value, String source) {
    return Optional.ofNullable(value).map(given -> new SourcedValue<>(given, source));
  }
}
