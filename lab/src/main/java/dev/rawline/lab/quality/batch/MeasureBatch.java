package dev.rawline.lab.quality.batch;

import dev.rawline.data.raw.RawFile;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.set.RawFilePicture;
import dev.rawline.data.set.RawPicture;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.ViewPicture;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.inspection.Defect;
import dev.rawline.imaging.inspection.DefectSearch;
import dev.rawline.imaging.inspection.FixedPatternResidual;
import dev.rawline.imaging.inspection.Inspector;
import dev.rawline.imaging.inspection.NeighbourDeviations;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.numeric.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Samples → what is measured on them: each on its own, on several threads, and their defects
 * together.
 *
 * @param inspector what measures one image
 * @param threads the most threads at work at once; so many images are in memory
 */
public record MeasureBatch(Inspector inspector, int threads) {

  /** A raw image, and the mean of its masked pixels where it has any [DN]. */
  public record RawFrame(RawImage image, OptionalDouble opticalBlack) {}

  /**
   * Reads the raw image of a sample.
   *
   * @throws IOException if it cannot be read, is processed already, or is normalised
   */
  public static RawFrame read(Sample sample) throws IOException {
    RawFrame frame =
        switch (sample.picture()) {
          case RawFilePicture(var file, var described) -> {
            RawFile raw = RawFiles.open(file, described);
            yield new RawFrame(
                raw.image(),
                raw.opticalBlack().isPresent()
                    ? OptionalDouble.of(raw.opticalBlack().get().value())
                    : OptionalDouble.empty());
          }
          case RawPicture raw -> new RawFrame(raw.read(), OptionalDouble.empty());
          case ViewPicture processed ->
              throw new IOException(
                  "%s is processed already: quality control measures raw images; give those"
                      .formatted(processed.name()));
        };
    if (frame.image().unit() != RawImage.Unit.DN) {
      throw new IOException(
          "%s contains normalised samples: expected digital numbers as stored (DN); give the raw files"
              .formatted(sample.picture().name()));
    }
    return frame;
  }

  /**
   * Measures samples.
   *
   * @param name what the batch is called
   * @throws IOException if one cannot be read; the message states which and why
   */
  public MeasuredBatch run(String name, List<Sample> samples, Progress progress)
      throws IOException {
    InspectedImage[] images = new InspectedImage[samples.size()];
    Pixels pixels = new Pixels();
    Progress measuring = progress.begin("measuring", images.length, "images");
    // A few at a time, so that pixels are summed over images in one order.
    for (int first = 0; first < images.length; first += threads) {
      int from = first;
      NeighbourDeviations[] looked =
          new NeighbourDeviations[Math.min(threads, images.length - first)];
      Parallel.forEachFile(
          threads,
          looked.length,
          i -> {
            Sample sample = samples.get(from + i);
            try {
              RawFrame frame = read(sample);
              images[from + i] =
                  new InspectedImage(
                      sample.id(),
                      sample.group(),
                      inspector.inspect(frame.image(), frame.opticalBlack()));
              looked[i] = NeighbourDeviations.of(frame.image(), inspector);
            } catch (IllegalArgumentException e) {
              throw new IOException(sample.picture().name() + ": " + e.getMessage(), e);
            }
          });
      for (int i = 0; i < looked.length; i++) {
        pixels.add(looked[i]);
        measuring.advance(1);
      }
    }
    measuring.end("");
    return new MeasuredBatch(
        name, List.of(images), pixels.defects(), pixels.pattern(), pixels.chance());
  }

  /** The pixels of images of one size; of several sizes no pixel is the same in all. */
  private static final class Pixels {
    private Optional<DefectSearch> search = Optional.empty();
    private Optional<FixedPatternResidual> residue = Optional.empty();
    private final List<List<Defect>> ofGroups = new ArrayList<>();
    private DefectSearch group;
    private int grouped;
    private int width;
    private int height;
    private boolean mixed;

    void add(NeighbourDeviations around) {
      RawImage image = around.image();
      if (search.isEmpty() && !mixed) {
        width = image.width();
        height = image.height();
        search = Optional.of(new DefectSearch(width, height));
        residue = Optional.of(new FixedPatternResidual(width, height));
      }
      mixed |= image.width() != width || image.height() != height;
      if (mixed) {
        search = Optional.empty();
        residue = Optional.empty();
      } else {
        search.ifPresent(device -> device.add(around));
        addToGroup(around);
        residue.ifPresent(device -> device.add(around));
      }
    }

    private void addToGroup(NeighbourDeviations around) {
      if (grouped == 0) {
        group = new DefectSearch(width, height);
      }
      group.add(around);
      if (++grouped == ChanceDefects.IMAGES) {
        ofGroups.add(group.defects());
        grouped = 0;
      }
    }

    /** Returns what groups of images show that all together do not. */
    Optional<ChanceDefects> chance() {
      if (search.isEmpty() || ofGroups.size() < 2) {
        return Optional.empty();
      }
      Set<List<Integer>> known = new HashSet<>();
      search.get().defects().forEach(each -> known.add(List.of(each.row(), each.column())));
      int pixels =
          (int)
              ofGroups.stream()
                  .flatMap(List::stream)
                  .filter(each -> !known.contains(List.of(each.row(), each.column())))
                  .count();
      return Optional.of(new ChanceDefects(ofGroups.size(), pixels));
    }

    Optional<List<Defect>> defects() {
      return search.map(DefectSearch::defects);
    }

    Optional<Estimate> pattern() {
      return residue.flatMap(FixedPatternResidual::deviation);
    }
  }
}
