package dev.rawline.imaging.corruption;

import dev.rawline.imaging.frame.Border;

/** How a picture is extended beyond its edge in the published corruptions. */
enum BorderMode {
  /** … a a | a b c d | d d … */
  NEAREST,
  /** … b a | a b c d | d c … */
  SYMMETRIC,
  /** … c b | a b c d | c b … */
  MIRROR;

  /** Returns the index to read for a position that may be outside. */
  int index(int position, int length) {
    return switch (this) {
      case NEAREST -> Math.clamp(position, 0, length - 1);
      case SYMMETRIC -> Border.SYMMETRIC.index(position, length);
      case MIRROR -> Border.MIRROR.index(position, length);
    };
  }
}
