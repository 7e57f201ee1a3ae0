package dev.rawline.imaging.isp;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Defect correction: replaces pixels that are known to be defective.
 *
 * <p>A defective pixel becomes the mean of the intact pixels of its colour on the smallest square
 * ring around it that holds any: at distance max(|Δrow|, |Δcolumn|) = 1 the four diagonal
 * neighbours of a green pixel, or the eight of a monochrome one, at 2 the eight of a red or blue
 * one. Both greens count as one colour. Only pixels inside the frame are used, and never a replaced
 * pixel.
 *
 * <p>Backwards the gradient at a defective pixel goes in equal shares to the pixels that it was
 * replaced from; the defective pixel itself gets none.
 *
 * <pre>{@code
 * Set<DefectCorrection.Pixel> defects = Set.of(new DefectCorrection.Pixel(17, 42));
 * RawImage repaired = new DefectCorrection(defects).apply(raw);
 * }</pre>
 */
@FileWord("defect_correction")
public record DefectCorrection(
    @Described(
            meaning = "the defective pixels; coordinates count from 0 at the top left",
            bare = true,
            required = true)
        Set<DefectCorrection.Pixel> defects)
    implements MosaicStage {

  /**
   * A position in the mosaic.
   *
   * @param row the row, from the top, at least 0
   * @param column the column, from the left, at least 0
   */
  public record Pixel(int row, int column) {

    /**
     * Validates the position.
     *
     * @throws IllegalArgumentException if row or column is negative
     */
    public Pixel {
      if (row < 0 || column < 0) {
        throw new IllegalArgumentException(
            "defect_correction pixel is at row %d, column %d: expected 0 or more (px)"
                .formatted(row, column));
      }
    }

    /** Returns the text that identifies a pixel in provenance records: it must never change. */
    @Override
    public String toString() {
      return "Pixel[row=" + row + ", column=" + column + "]";
    }
  }

  /** Copies the set. */
  public DefectCorrection {
    defects = Set.copyOf(defects);
  }

  Planes plain(Planes mosaic, Cfa cfa) {
    Planes corrected = mosaic.map(sample -> sample);
    for (Pixel defect : defects) {
      if (defect.row >= mosaic.height || defect.column >= mosaic.width) {
        throw new IllegalArgumentException(
            "defect_correction pixel at row %d, column %d is outside the mosaic of %d×%d pixels: give the map of this sensor"
                .formatted(defect.row, defect.column, mosaic.width, mosaic.height));
      }
      List<Pixel> sources = sources(mosaic, cfa, defect);
      double sum = 0;
      for (Pixel source : sources) {
        sum += mosaic.at(0, source.row, source.column);
      }
      corrected.set(0, defect.row, defect.column, sum / sources.size());
    }
    return corrected;
  }

  Planes back(Cfa cfa, Planes cotangent) {
    Planes input = cotangent.map(coming -> coming);
    for (Pixel defect : defects) {
      input.set(0, defect.row, defect.column, 0);
      List<Pixel> sources = sources(cotangent, cfa, defect);
      double share = cotangent.at(0, defect.row, defect.column) / sources.size();
      for (Pixel source : sources) {
        double sum = input.at(0, source.row, source.column) + share;
        input.set(0, source.row, source.column, sum);
      }
    }
    return input;
  }

  /** Returns the intact pixels on the smallest ring that holds any. */
  private List<Pixel> sources(Planes mosaic, Cfa cfa, Pixel defect) {
    Colour colour = cfa.colourAt(defect.row, defect.column);
    for (int radius = 1; radius < Math.max(mosaic.height, mosaic.width); radius++) {
      List<Pixel> sound = new ArrayList<>();
      for (int row = defect.row - radius; row <= defect.row + radius; row++) {
        for (int column = defect.column - radius; column <= defect.column + radius; column++) {
          boolean onRing =
              Math.max(Math.abs(row - defect.row), Math.abs(column - defect.column)) == radius;
          if (onRing && isIntact(mosaic, row, column) && cfa.colourAt(row, column) == colour) {
            sound.add(new Pixel(row, column));
          }
        }
      }
      if (!sound.isEmpty()) {
        return sound;
      }
    }
    throw new IllegalArgumentException(
        "defect_correction pixels are all %s pixels of the mosaic, so no pixel is left to replace them from: correct the map"
            .formatted(colour));
  }

  private boolean isIntact(Planes mosaic, int row, int column) {
    return row >= 0
        && row < mosaic.height
        && column >= 0
        && column < mosaic.width
        && !defects.contains(new Pixel(row, column));
  }
}
