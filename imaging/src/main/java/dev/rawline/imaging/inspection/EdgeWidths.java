package dev.rawline.imaging.inspection;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.calibration.ImageNoise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The width of edges, from the green pixels of at most 64 tiles of 16×16 pixels with one strong
 * edge each: an {@link EdgeProfile} is fitted to each, and the lower quartile of the widths is
 * reported, since scenes have edges that are wider than the lens's blur of a sharp edge. The
 * aperture of the pixels is part of it (0.29 px along rows and columns).
 *
 * <p>A tile is used if its samples are not saturated (saturation makes an edge steeper), the edge
 * crosses its middle half, bends by 3 pixels at most and is 10 times as high as the noise, and the
 * residual is at most the noise and a tenth of the edge's height.
 */
final class EdgeWidths {
  private static final int TILE = 16;
  private static final int MOST_TILES = 64;
  private static final int FEWEST_TILES = 4;

  /** The number of places of a large image that are examined, evenly spread. */
  private static final int MOST_PLACES = 8192;

  private static final double SHARE = 0.25;
  private static final double ONE_DIRECTION = 0.8;
  private static final double LEAST_HEIGHT = 10;
  private static final double LEAST_WIDTH = 0.15;
  private static final double LARGEST_WIDTH = 4;
  private static final double LARGEST_BEND = 3;
  private static final double REST = 0.1;

  /** The allowed number of saturated green samples of a tile: they are hot pixels. */
  private static final int MOST_SATURATED = 3;

  private final RawImage image;
  private final SiteValues black;
  private final double white;
  private final ImageNoise noise;

  /** A place with an edge, its strength and the direction in which it gets brighter. */
  private record Place(int top, int left, double strength, double angle) {}

  private EdgeWidths(RawImage image, SiteValues black, double white, ImageNoise noise) {
    this.image = image;
    this.black = black;
    this.white = white;
    this.noise = noise;
  }

  /** Returns the width [px]; absent if fewer than 4 tiles give one. */
  static Optional<Estimate> of(RawImage image, SiteValues black, double white, ImageNoise noise) {
    EdgeWidths widths = new EdgeWidths(image, black, white, noise);
    double[] found = widths.chosen().stream().mapToDouble(widths::width).toArray();
    double[] sorted = Arrays.stream(found).filter(width -> width > 0).sorted().toArray();
    if (sorted.length < FEWEST_TILES) {
      return Optional.empty();
    }
    double rank = SHARE * sorted.length;
    double reach = ConfidenceIntervals.NORMAL * Math.sqrt(rank * (1 - SHARE));
    return Optional.of(
        new Estimate(
            ConfidenceIntervals.ranked(sorted, rank),
            ConfidenceIntervals.ranked(sorted, rank - reach),
            ConfidenceIntervals.ranked(sorted, rank + reach)));
  }

  /** Returns the strongest places that do not overlap. */
  private List<Place> chosen() {
    int step = TILE / 2;
    int across = (image.width() - TILE) / step + 1;
    int all = across * ((image.height() - TILE) / step + 1);
    int count = Math.clamp(all, 0, MOST_PLACES);
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int place = (int) ((long) i * all / count);
      look(place / across * step, place % across * step).ifPresent(places::add);
    }
    places.sort((a, b) -> Double.compare(b.strength(), a.strength()));
    List<Place> chosen = new ArrayList<>();
    for (Place place : places) {
      if (chosen.size() < MOST_TILES && chosen.stream().noneMatch(other -> overlap(place, other))) {
        chosen.add(place);
      }
    }
    return chosen;
  }

  private static boolean overlap(Place one, Place other) {
    return Math.abs(one.top - other.top) < TILE && Math.abs(one.left - other.left) < TILE;
  }

  /** Checks whether the brightness changes in one direction, by the mean green of quads. */
  private Optional<Place> look(int top, int left) {
    int side = TILE / 2;
    double[][] green = new double[side][side];
    int column = BlockSamples.columnOf(image.cfa(), Cfa.Site.GREEN_IN_RED_ROW);
    int row = image.cfa().redRow();
    int saturated = 0;
    for (int i = 0; i < side; i++) {
      for (int j = 0; j < side; j++) {
        float first = image.at(top + 2 * i + row, left + 2 * j + column);
        float second = image.at(top + 2 * i + 1 - row, left + 2 * j + 1 - column);
        saturated += (first >= white ? 1 : 0) + (second >= white ? 1 : 0);
        green[i][j] = (first + second) / 2;
      }
    }
    if (saturated > MOST_SATURATED) {
      return Optional.empty();
    }
    double xx = 0;
    double xy = 0;
    double yy = 0;
    double xSum = 0;
    double ySum = 0;
    for (int i = 1; i < side - 1; i++) {
      for (int j = 1; j < side - 1; j++) {
        double toRight = green[i][j + 1] - green[i][j - 1];
        double downwards = green[i + 1][j] - green[i - 1][j];
        xx += toRight * toRight;
        xy += toRight * downwards;
        yy += downwards * downwards;
        xSum += toRight;
        ySum += downwards;
      }
    }
    double root = Math.sqrt((xx - yy) * (xx - yy) + 4 * xy * xy);
    double one = (xx + yy + root) / 2;
    double other = (xx + yy - root) / 2;
    if (!(one > 0 && (one - other) > ONE_DIRECTION * (one + other))) {
      return Optional.empty();
    }
    double angle = 0.5 * Math.atan2(2 * xy, xx - yy);
    boolean turned = xSum * Math.cos(angle) + ySum * Math.sin(angle) < 0;
    return Optional.of(new Place(top, left, one - other, turned ? angle + Math.PI : angle));
  }

  /** Returns the width of the edge in a tile, 0 if it has none. */
  private double width(Place place) {
    double[] x = new double[TILE * TILE / 2];
    double[] y = new double[x.length];
    double[] values = new double[x.length];
    int count = 0;
    for (int row = place.top; row < place.top + TILE; row++) {
      for (int column = place.left; column < place.left + TILE; column++) {
        Cfa.Site site = image.cfa().siteAt(row, column);
        if (site == Cfa.Site.GREEN_IN_RED_ROW || site == Cfa.Site.GREEN_IN_BLUE_ROW) {
          x[count] = column - place.left - (TILE - 1) / 2.0;
          y[count] = row - place.top - (TILE - 1) / 2.0;
          values[count++] = image.at(row, column) - black.at(site);
        }
      }
    }
    EdgeProfile profile = new EdgeProfile(x, y, values, count).fit(place.angle);
    double variance = noise.variance(profile.middle());
    double unexplained = REST * profile.height();
    boolean usable =
        profile.width() > LEAST_WIDTH
            && profile.width() < LARGEST_WIDTH
            && profile.place() < TILE / 4.0
            && profile.bend(TILE / 2.0) < LARGEST_BEND
            && profile.height() > LEAST_HEIGHT * Math.sqrt(variance)
            && profile.rest() < 2 * variance + unexplained * unexplained;
    return usable ? profile.width() : 0;
  }
}
