package dev.rawline.learning.diffusion;

import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.InvalidParametersException;
import java.util.ArrayList;
import java.util.List;

/**
 * The sizes of the network of a flow: a U-Net with attention at its coarsest level.
 *
 * <p>Two by two pixels are one place of the finest level; each further level halves the places.
 */
public record FlowArchitecture(
    @Described(meaning = "channels of each level, the finest first; multiples of 16", min = 16)
        List<Integer> widths,
    @Described(meaning = "residual blocks of each level, on either side", min = 1, max = 8)
        Integer blocks,
    @Described(meaning = "heads of attention, which divide the channels", min = 1, max = 64)
        Integer heads) {
  /** Groups of channels that are normalised together. */
  static final int GROUPS = 8;

  private static final int MULTIPLE = 16;
  private static final int MOST_LEVELS = 5;

  /** 2.9 million weights. */
  public static final FlowArchitecture DEFAULT = new FlowArchitecture(null, null, null);

  /**
   * Fills in the defaults.
   *
   * @throws InvalidParametersException if a number is out of its range; the message names all
   */
  public FlowArchitecture {
    widths = widths == null || widths.isEmpty() ? List.of(64, 128, 128) : List.copyOf(widths);
    blocks = blocks == null ? Integer.valueOf(1) : blocks;
    heads = heads == null ? Integer.valueOf(4) : heads;
    List<String> problems = new ArrayList<>();
    if (widths.isEmpty() || widths.size() > MOST_LEVELS) {
      problems.add("widths has %d levels: expected 1 to %d".formatted(widths.size(), MOST_LEVELS));
    } else if (widths.stream().anyMatch(width -> width < MULTIPLE || width % MULTIPLE != 0)) {
      problems.add("widths are %s channels: expected multiples of %d".formatted(widths, MULTIPLE));
    } else if (heads < 1 || widths.getLast() % heads != 0) {
      problems.add(
          "heads is %d: expected a divisor of the %d channels of the last level"
              .formatted(heads, widths.getLast()));
    }
    if (blocks < 1) {
      problems.add("blocks is %d: expected at least 1".formatted(blocks));
    }
    if (!problems.isEmpty()) {
      throw new InvalidParametersException("network", problems);
    }
  }

  /** Returns the number that divides the sides of all pictures [px]. */
  public int divisor() {
    return 1 << widths.size();
  }
}
