package dev.rawline.scenes.chart;

import dev.rawline.imaging.frame.Rgb;
import java.util.List;

/**
 * One colour of the classic 24-patch colour chart (McCamy, Marcus and Davidson 1976) with its
 * published reference values.
 *
 * <p>The maker's two tables, sRGB and CIE L*a*b*, were measured separately and differ by ΔE*ab 2.8
 * on average, at most 7.1 (cyan, which is outside sRGB).
 *
 * @param name the patch's name
 * @param red its red in sRGB, 0 to 255
 * @param green its green in sRGB, 0 to 255
 * @param blue its blue in sRGB, 0 to 255
 * @param lightness its L* under D50 (CIE 1976), as the maker published it in 2005
 * @param a its a* under D50
 * @param b its b* under D50
 */
public record ColourPatch(
    String name, int red, int green, int blue, double lightness, double a, double b) {

  /** The 24 patches, row by row from the top left; six a row. */
  public static final List<ColourPatch> CLASSIC =
      List.of(
          new ColourPatch("dark skin", 115, 82, 68, 37.986, 13.555, 14.059),
          new ColourPatch("light skin", 194, 150, 130, 65.711, 18.130, 17.810),
          new ColourPatch("blue sky", 98, 122, 157, 49.927, -4.880, -21.925),
          new ColourPatch("foliage", 87, 108, 67, 43.139, -13.095, 21.905),
          new ColourPatch("blue flower", 133, 128, 177, 55.112, 8.844, -25.399),
          new ColourPatch("bluish green", 103, 189, 170, 70.719, -33.397, -0.199),
          new ColourPatch("orange", 214, 126, 44, 62.661, 36.067, 57.096),
          new ColourPatch("purplish blue", 80, 91, 166, 40.020, 10.410, -45.964),
          new ColourPatch("moderate red", 193, 90, 99, 51.124, 48.239, 16.248),
          new ColourPatch("purple", 94, 60, 108, 30.325, 22.976, -21.587),
          new ColourPatch("yellow green", 157, 188, 64, 72.532, -23.709, 57.255),
          new ColourPatch("orange yellow", 224, 163, 46, 71.941, 19.363, 67.857),
          new ColourPatch("blue", 56, 61, 150, 28.778, 14.179, -50.297),
          new ColourPatch("green", 70, 148, 73, 55.261, -38.342, 31.370),
          new ColourPatch("red", 175, 54, 60, 42.101, 53.378, 28.190),
          new ColourPatch("yellow", 231, 199, 31, 81.733, 4.039, 79.819),
          new ColourPatch("magenta", 187, 86, 149, 51.935, 49.986, -14.574),
          new ColourPatch("cyan", 8, 133, 161, 51.038, -28.631, -28.638),
          new ColourPatch("white", 243, 243, 242, 96.539, -0.425, 1.186),
          new ColourPatch("neutral 8", 200, 200, 200, 81.257, -0.638, -0.335),
          new ColourPatch("neutral 6.5", 160, 160, 160, 66.766, -0.734, -0.504),
          new ColourPatch("neutral 5", 122, 122, 121, 50.867, -0.153, -0.270),
          new ColourPatch("neutral 3.5", 85, 85, 85, 35.656, -0.421, -1.231),
          new ColourPatch("black", 52, 52, 52, 20.461, -0.079, -0.973));

  /**
   * Returns the share of white's light in each band: the sRGB values made linear (IEC 61966-2-1).
   *
   * <p>The three bands represent the primaries of sRGB; the response of a real camera's bands to
   * the patch's spectrum is not modelled.
   */
  public Rgb reflectance() {
    return new Rgb(linear(red), linear(green), linear(blue));
  }

  private static double linear(int level) {
    double value = level / 255.0;
    return value <= 0.04045 ? value / 12.92 : StrictMath.pow((value + 0.055) / 1.055, 2.4);
  }
}
