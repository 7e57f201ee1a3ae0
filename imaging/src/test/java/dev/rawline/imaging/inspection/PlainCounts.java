package dev.rawline.imaging.inspection;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import java.util.Arrays;

/** The plain twin of {@link SampleCounts}: each number by its definition, pixel by pixel. */
final class PlainCounts {
  final int shift;
  final int[][] histograms;
  final long[][] sums = new long[4][64];
  final int[][] counts = new int[4][64];
  final int[] saturated = new int[64];
  final int[] dark = new int[64];
  final long fingerprint;

  PlainCounts(RawImage image, SiteValues black, double white) {
    int width = image.width();
    int[] codes = codes(image);
    int most = Arrays.stream(codes).max().orElseThrow();
    int bits = Arrays.stream(codes).reduce(0, (a, b) -> a | b);
    shift = bits == 0 ? 0 : Integer.numberOfTrailingZeros(bits);
    histograms = new int[4][(most >> shift) + 1];
    long[] chains = new long[4];
    for (int i = 0; i < codes.length; i++) {
      int row = i / width;
      int column = i % width;
      Cfa.Site site = image.cfa().siteAt(row, column);
      int block = block(row, image.height(), 2) * 8 + block(column, width, 4);
      histograms[site.index()][codes[i] >> shift]++;
      sums[site.index()][block] += codes[i];
      counts[site.index()][block]++;
      saturated[block] += codes[i] >= white ? 1 : 0;
      dark[block] += codes[i] <= black.at(site) ? 1 : 0;
      chains[column % 4] = chains[column % 4] * 0x9e3779b97f4a7c15L + (codes[i] >> shift);
    }
    boolean flat = Arrays.stream(codes).allMatch(code -> code == most);
    fingerprint = flat ? 0 : joined(chains, width, image.height());
  }

  private static int[] codes(RawImage image) {
    int[] codes = new int[image.samples().length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (int) Math.max(0, Math.min(65535, Math.floor(image.samples()[i] + 0.5)));
    }
    return codes;
  }

  private static long joined(long[] chains, int width, int height) {
    long joined = (long) width * (1L << 32) + height;
    long[] factors = {
      0xbf58476d1ce4e5b9L, 0x94d049bb133111ebL, 0xd6e8feb86659fd93L, 0xa0761d6478bd642fL
    };
    for (int lane = 0; lane < 4; lane++) {
      joined += chains[lane] * factors[lane];
      joined ^= joined >>> 29;
    }
    return joined;
  }

  /** Blocks begin at multiples of 2 rows or 4 columns. */
  private static int block(int place, int length, int multiple) {
    int block = 7;
    while ((long) block * length / 8 / multiple * multiple > place) {
      block--;
    }
    return block;
  }
}
