package dev.rawline.app;

import dev.rawline.data.raw.RawDescription;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Known;
import dev.rawline.imaging.frame.SiteValues;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The flags that say what a raw file does not say itself. */
final class RawFlags {
  @Option(names = "--width", paramLabel = "PX", description = "Columns of a headerless .raw [px].")
  private Integer width;

  @Option(names = "--height", paramLabel = "PX", description = "Rows of a headerless .raw [px].")
  private Integer height;

  @Option(
      names = "--bits",
      paramLabel = "BITS",
      description = "Bits of a sample of a headerless .raw, 8 to 16.")
  private Integer bits;

  @Option(
      names = "--byte-order",
      paramLabel = "ORDER",
      description =
          "Order of the two bytes of a sample: ${COMPLETION-CANDIDATES} (little, unless given).")
  private RawDescription.Endianness byteOrder;

  @Option(
      names = "--packing",
      paramLabel = "PACKING",
      description =
          "Samples in whole bytes or bit by bit: ${COMPLETION-CANDIDATES} (padded, unless given).")
  private RawDescription.Packing packing;

  @Option(
      names = "--cfa",
      paramLabel = "LAYOUT",
      description = "Colours of the first two rows in reading order: ${COMPLETION-CANDIDATES}.")
  private Cfa cfa;

  @Option(
      names = "--black",
      split = ",",
      paramLabel = "DN",
      description =
          "Black level [DN]: one number, or four for R, G1, G2, B; for cameras that scale from"
              + " black to white.")
  private List<Double> black;

  @Option(
      names = "--white",
      paramLabel = "DN",
      description = "White level [DN]; for cameras that scale from black to white.")
  private Double white;

  /** Returns what the flags say, which is mostly nothing. */
  RawDescription description(CommandSpec command) {
    try {
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
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage());
    }
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

  private static <T> Optional<Known<T>> known(T value, String flag) {
    return Optional.ofNullable(value).map(given -> new Known<>(given, "flag " + flag));
  }
}
