package dev.rawline.app.options;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of pictures, as it is typed: {@code 256x256}.
 *
 * @param width columns [px]
 * @param height rows [px]
 */
public record PictureSize(int width, int height) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})[x×](\\d{1,9})");

  /**
   * Returns the size of a word.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static PictureSize parse(String word) {
    Matcher sides = FORM.matcher(word);
    if (!sides.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no size: expected WIDTHxHEIGHT [px], for example 256x256".formatted(word));
    }
    return new PictureSize(Integer.parseInt(sides.group(1)), Integer.parseInt(sides.group(2)));
  }
}
