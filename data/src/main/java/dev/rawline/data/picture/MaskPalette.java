package dev.rawline.data.picture;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The meaning of the levels or colours of a mask's file.
 *
 * <p>Levels are the numbers that a file of one channel stores (of a file with a palette, its
 * entries' numbers); colours are red, green and blue of 8 bits each, 0xRRGGBB.
 *
 * @param levels the kind of object of each level, 0 for background; empty if levels do not count
 * @param colours the kind of object of each colour, 0 for background; empty if colours do not count
 */
public record MaskPalette(Map<Integer, Integer> levels, Map<Integer, Integer> colours) {
  private static final int MOST_KIND = 255;
  private static final int HEX = 16;
  private static final String EXPECTED =
      "expected pairs such as 0=0,128=1 (levels) or 000000=0,ff0000=1 (colours)";

  /** Every level but 0 is an object of kind 1. */
  public static final MaskPalette FOREGROUND = new MaskPalette(Map.of(), Map.of());

  /**
   * Copies the maps.
   *
   * @throws IllegalArgumentException if both are given, or a kind is none
   */
  public MaskPalette {
    levels = Map.copyOf(levels);
    colours = Map.copyOf(colours);
    if (!levels.isEmpty() && !colours.isEmpty()) {
      throw new IllegalArgumentException(
          "a palette of both levels and colours: give one of the two");
    }
    for (Map<Integer, Integer> kinds : List.of(levels, colours)) {
      for (int kind : kinds.values()) {
        if (kind < 0 || kind > MOST_KIND) {
          throw new IllegalArgumentException(
              "a palette has the kind %d: expected 0 (background) to %d"
                  .formatted(kind, MOST_KIND));
        }
      }
    }
  }

  /** Returns whether this is the default palette: every level but 0 is an object. */
  public boolean isForeground() {
    return levels.isEmpty() && colours.isEmpty();
  }

  /**
   * Reads a palette from its text: {@code 0=0,128=1,255=2} for levels, {@code 000000=0,ff0000=1}
   * for colours of six hexadecimal digits.
   *
   * @throws IllegalArgumentException if it is no palette; the message states what is expected
   */
  public static MaskPalette parse(String text) {
    Map<Integer, Integer> levels = new TreeMap<>();
    Map<Integer, Integer> colours = new TreeMap<>();
    for (String pair : text.split(",", -1)) {
      String[] sides = pair.strip().split("=", -1);
      if (sides.length != 2) {
        throw new IllegalArgumentException("palette has '%s': %s".formatted(pair, EXPECTED));
      }
      boolean colour = sides[0].strip().matches("#?[0-9a-fA-F]{6}");
      Optional<Integer> from = number(sides[0].strip().replaceFirst("#", ""), colour ? HEX : 10);
      Optional<Integer> kind = number(sides[1].strip(), 10);
      if (from.isEmpty() || kind.isEmpty()) {
        throw new IllegalArgumentException("palette has '%s': %s".formatted(pair, EXPECTED));
      }
      if ((colour ? colours : levels).put(from.get(), kind.get()) != null) {
        throw new IllegalArgumentException(
            "palette names %s twice: once is enough".formatted(sides[0].strip()));
      }
    }
    return new MaskPalette(levels, colours);
  }

  private static Optional<Integer> number(String text, int radix) {
    try {
      return Optional.of(Integer.parseInt(text, radix)).filter(number -> number >= 0);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
