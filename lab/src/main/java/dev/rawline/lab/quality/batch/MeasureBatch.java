package dev.rawline.lab.quality.batch;

import dev.rawline.data.raw.RawFile;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.set.RawFilePicture;
import dev.rawline.data.set.RawPicture;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.ViewPicture;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.inspection.Defect;
import dev.rawline.imaging.inspection.Inspection;
import dev.rawline.imaging.inspection.Inspector;
import dev.rawline.imaging.inspection.NeighbourDeviations;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.workbench.output.OutputFiles;
import dev.rawline.workbench.share.Share;
import dev.rawline.workbench.share.SharedItems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Samples → what is measured on them: each on its own, and their defects together.
 *
 * <p>The work may be shared by the processes of a cluster: the numbers are the same, bit for bit.
 *
 * @param what the kind of the images, by which those of one command are told apart
 * @param inspector what measures one image
 * @param threads the most threads at work at once; so many images are in memory
 * @param folder where the processes of a cluster leave what they found of pixels
 */
public record MeasureBatch(String what, Inspector inspector, int threads, Path folder) {
  private static final String SHARES = ".pixels";

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
   * @throws dev.rawline.workbench.share.ShareDoneException if this process does a share of it
   * @throws IOException if one cannot be read; the message states which and why
   */
  public MeasuredBatch run(String name, List<Sample> samples, Progress progress)
      throws IOException {
    Path shares = folder.resolve(SHARES);
    if (!(Share.current() instanceof Share.Spread)) {
      return measured(name, samples, shares, progress);
    }
    OutputFiles.deleteFolder(shares); // of a command that was killed
    Path _ = Files.createDirectories(shares);
    try {
      return measured(name, samples, shares, progress);
    } finally {
      try {
        OutputFiles.deleteFolder(shares);
      } catch (IOException e) { // a share that is done twice may still write
        progress.note("%s remains, and may be deleted".formatted(shares));
      }
    }
  }

  private MeasuredBatch measured(String name, List<Sample> samples, Path shares, Progress progress)
      throws IOException {
    Progress measuring = progress.begin("measuring", samples.size(), "images");
    DevicePixels pixels = new DevicePixels();
    List<MeasuredGroup> groups =
        new SharedItems<>(
                what,
                IntStream.range(0, Math.ceilDiv(samples.size(), ChanceDefects.IMAGES))
                    .mapToObj(i -> samples.get(i * ChanceDefects.IMAGES).picture().name())
                    .map(Path::of)
                    .toList(),
                Math.ceilDiv(threads, ChanceDefects.IMAGES),
                new GroupWork(samples, pixels, shares))
            .runWithin(measuring);
    measuring.end("");
    List<InspectedImage> images = new ArrayList<>();
    for (MeasuredGroup group : groups) {
      for (Inspection inspection : group.inspections()) {
        Sample sample = samples.get(images.size());
        images.add(new InspectedImage(sample.id(), sample.group(), inspection));
      }
    }
    Optional<List<Defect>> defects = pixels.defects();
    return new MeasuredBatch(
        name, images, defects, pixels.pattern(), defects.flatMap(known -> chance(groups, known)));
  }

  /** Returns what groups of images show that all together do not. */
  private static Optional<ChanceDefects> chance(List<MeasuredGroup> groups, List<Defect> known) {
    List<MeasuredGroup> whole =
        groups.stream()
            .filter(group -> group.inspections().size() == ChanceDefects.IMAGES)
            .toList();
    if (whole.size() < 2) {
      return Optional.empty();
    }
    Set<List<Integer>> places = new HashSet<>();
    known.forEach(each -> places.add(List.of(each.row(), each.column())));
    int pixels =
        (int)
            whole.stream()
                .flatMap(group -> group.defects().stream())
                .filter(each -> !places.contains(List.of(each.row(), each.column())))
                .count();
    return Optional.of(new ChanceDefects(whole.size(), pixels));
  }

  /** Measures groups of {@value ChanceDefects#IMAGES} images. */
  private final class GroupWork implements SharedItems.Work<MeasuredGroup> {
    private final List<Sample> samples;
    private final DevicePixels pixels;
    private final Path shares;

    GroupWork(List<Sample> samples, DevicePixels pixels, Path shares) {
      this.samples = samples;
      this.pixels = pixels;
      this.shares = shares;
    }

    @Override
    public MeasuredGroup run(int index, Progress own) throws IOException {
      int from = index * ChanceDefects.IMAGES;
      Inspection[] inspections =
          new Inspection[Math.min(ChanceDefects.IMAGES, samples.size() - from)];
      DevicePixels.Group group = pixels.new Group();
      Parallel.forEachFile(
          Math.min(threads, inspections.length),
          inspections.length,
          i -> {
            own.advance(0); // may end it
            Sample sample = samples.get(from + i);
            NeighbourDeviations around;
            try {
              RawFrame frame = MeasureBatch.read(sample);
              inspections[i] = inspector.inspect(frame.image(), frame.opticalBlack());
              around = NeighbourDeviations.of(frame.image(), inspector);
            } catch (IllegalArgumentException e) {
              throw new IOException(sample.picture().name() + ": " + e.getMessage(), e);
            }
            group.add(around, from + i);
          });
      return new MeasuredGroup(List.of(inspections), group.end());
    }

    @Override
    public void end(MeasuredGroup measured, Progress own) {
      own.advance(measured.inspections().size());
    }

    @Override
    public String write(MeasuredGroup measured) {
      return measured.text();
    }

    @Override
    public MeasuredGroup read(int index, String text) {
      return MeasuredGroup.of(text);
    }

    @Override
    public void save(int from, int to) throws IOException {
      pixels.save(file(from, to));
    }

    @Override
    public void load(int from, int to) throws IOException {
      pixels.load(file(from, to));
    }

    private Path file(int from, int to) {
      return shares.resolve(from + "-" + to);
    }
  }
}
