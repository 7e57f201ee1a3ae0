package dev.rawline.app.options;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.SourcedValue;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The flags for what a raw file does not state itself. */
public final class RawFileOptions {
  @Option(names = "--width", paramLabel = "PX", description = "Width of a headerless .raw [px].")
  private Integer width;

  @Option(names = "--height", paramLabel = "PX", description = "Height of a headerless .raw [px].")
  private Integer height;

  @Option(
      names = "--bits",
      paramLabel = "BITS",
      description = "Bit depth of a headerless .raw, 8 to 16.")
  private Integer bits;

  @Option(
      names = "--byte-order",
      paramLabel = "ORDER",
      description = "Byte order of 16-bit samples: ${COMPLETION-CANDIDATES} (default: little).")
  private RawDescription.Endianness byteOrder;

  @Option(
      names = "--packing",
      paramLabel = "PACKING",
      description =
          "Samples padded to whole bytes or packed bit by bit: ${COMPLETION-CANDIDATES} (default: padded).")
  private RawDescription.Packing packing;

  @Option(
      names = "--cfa",
      paramLabel = "LAYOUT",
      description =
          "Colour filters of the first two rows in reading order: ${COMPLETION-CANDIDATES}.")
  private Cfa cfa;

  @Option(
      names = "--black",
      split = ",",
      paramLabel = "DN",
      description =
          "Black level [DN]: one number, or four for R, G1, G2, B; for cameras whose samples are"
              + " scaled from black to white.")
  private List<Double> black;

  @Option(
      names = "--white",
      paramLabel = "DN",
      description = "White level [DN]; for the same cameras, and for --highlight-clip.")
  private Double white;

  /** Returns what the flags state, if the camera that renders uses it. */
  public RawDescription description(CameraChoice choice, boolean highlightClip) {
    if (choice instanceof CameraChoice.Fixed(Camera camera)
        && camera.scale() == Camera.Scale.FULL_SCALE) {
      if (black != null) {
        throw unheeded("--black", camera, "defines its own black level");
      }
      if (white != null && !highlightClip) {
        throw unheeded("--white", camera, "scales by full scale, not by the white level");
      }
    }
    return description();
  }

  private static IllegalArgumentException unheeded(String flag, Camera camera, String why) {
    return new IllegalArgumentException(
        "%s has no effect with camera '%s', which %s: leave it out, or use --camera file or a camera.yaml of scale black_to_white"
            .formatted(flag, camera.name(), why));
  }

  /** Returns what the flags state, which is mostly nothing. */
  public RawDescription description() {
    return new RawDescription(
        Optional.ofNullable(width),
        Optional.ofNullable(height),
        Optional.ofNullable(bits),
        Optional.ofNullable(packing),
        Optional.ofNullable(byteOrder),
        known(cfa, "--cfa"),
        known(blackLevel(), "--black"),
        known(white, "--white"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private SiteValues blackLevel() {
    if (black == null) {
      return null;
    }
    return switch (black.size()) {
      case 1 -> SiteValues.uniform(black.getFirst());
      case 4 -> new SiteValues(black.get(0), black.get(1), black.get(2), black.get(3));
      default ->
          throw new IllegalArgumentException(
              "--black has %d numbers: expected 1, or 4 for R, G1, G2, B [DN]"
                  .formatted(black.size()));
    };
  }

  private static <T> Optional<SourcedValue<T>> known(T value, String flag) {
    return Optional.ofNullable(value).map(given -> new SourcedValue<>(given, "flag " + flag));
  }
}
