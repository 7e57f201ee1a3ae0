package dev.rawline.lab.quality.batch;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.inspection.Defect;
import dev.rawline.imaging.inspection.DefectSearch;
import dev.rawline.imaging.inspection.FixedPatternResidual;
import dev.rawline.imaging.inspection.NeighbourDeviations;
import dev.rawline.imaging.numeric.Estimate;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What images of one size show of the pixels that recorded them; of several sizes no pixel is the
 * same in all.
 *
 * <p>Its sums are exact: images may be added in any order, by several threads, and by processes
 * whose files are loaded.
 */
final class DevicePixels {
  /** Stands for the width where images have several. */
  private static final int MIXED = 0;

  private Optional<DefectSearch> search = Optional.empty();
  private Optional<FixedPatternResidual> residual = Optional.empty();
  private int width;
  private int height;
  private boolean mixed;

  /** Images whose defects are sought on their own, too. */
  final class Group {
    private Optional<DefectSearch> own = Optional.empty();

    /**
     * Adds an image.
     *
     * @param number its number in the batch
     */
    void add(NeighbourDeviations around, int number) {
      RawImage image = around.image();
      synchronized (DevicePixels.this) {
        if (accepts(image.width(), image.height())) {
          if (own.isEmpty()) {
            own = Optional.of(new DefectSearch(width, height));
          }
          own.get().add(around);
          residual.orElseThrow().add(around, number);
        }
      }
    }

    /** Ends the group, and returns the pixels that look defective in its images. */
    List<Defect> end() {
      synchronized (DevicePixels.this) {
        if (mixed || own.isEmpty()) {
          return List.of();
        }
        search.orElseThrow().add(own.get());
        return own.get().defects();
      }
    }
  }

  /** Returns whether images of a size are of the device; the first one states its size. */
  private boolean accepts(int columns, int rows) {
    if (search.isEmpty() && !mixed) {
      DefectSearch first = new DefectSearch(columns, rows);
      residual = Optional.of(new FixedPatternResidual(columns, rows));
      search = Optional.of(first);
      width = columns;
      height = rows;
    }
    if (columns != width || rows != height) {
      mix();
    }
    return !mixed;
  }

  private void mix() {
    mixed = true;
    search = Optional.empty();
    residual = Optional.empty();
  }

  /** Writes what was added. */
  void save(Path file) throws IOException {
    try (AtomicFile whole = AtomicFile.begin(file)) {
      DataOutputStream out = new DataOutputStream(whole);
      out.writeInt(mixed ? MIXED : width);
      out.writeInt(height);
      if (!mixed) {
        search.orElseThrow().write(out);
        residual.orElseThrow().write(out);
      }
      whole.finish();
    }
  }

  /** Adds what another process has written. */
  void load(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      int columns = in.readInt();
      int rows = in.readInt();
      if (columns == MIXED) {
        mix();
      } else if (accepts(columns, rows)) {
        search.orElseThrow().add(DefectSearch.read(in));
        residual.orElseThrow().add(FixedPatternResidual.read(in));
      }
    }
  }

  /** Returns the pixels that all images together show to be defective; none of mixed sizes. */
  Optional<List<Defect>> defects() {
    return search.map(DefectSearch::defects);
  }

  /** Returns the standard deviation of what the pixels share in all images [DN]. */
  Optional<Estimate> pattern() {
    return residual.flatMap(FixedPatternResidual::deviation);
  }
}
