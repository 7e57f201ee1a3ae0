package dev.rawline.lab.dataset;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import dev.rawline.data.set.ViewPicture;
import dev.rawline.data.split.SplitFile;
import dev.rawline.data.statistics.ChannelSums;
import dev.rawline.data.statistics.DataSetStatistics;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.workbench.share.SharedItems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The training side of a split → mean and deviation of each colour, by which pictures are
 * standardized.
 *
 * <p>Nothing of the other sides enters the numbers, which do not depend on the number of threads.
 * Pictures that are processed already are measured as they are, whatever the camera.
 *
 * @param camera whose scale and numbers count
 * @param view which view is measured; empty for mosaics on the camera's scale
 */
public record MeasureStatistics(CameraChoice camera, Optional<ViewName> view) {
  /**
   * Measures one division of a data set.
   *
   * @param number which of the split's divisions, from 1
   * @throws IllegalArgumentException if there is no such division, or the split is of other data
   * @throws IOException if a picture cannot be read; the message states the reason and the remedy
   */
  public DataSetStatistics run(DataSet dataSet, SplitFile split, int number, Progress progress)
      throws IOException {
    if (number < 1 || number > split.splits().size()) {
      throw new IllegalArgumentException(
          "division is %d: expected 1 to %d, the splits of the file"
              .formatted(number, split.splits().size()));
    }
    split.requireOf(dataSet);
    List<Sample> training = split.splits().get(number - 1).of(dataSet, Subset.TRAIN).samples();
    boolean processed = requireOneKind(training);
    ChannelSums sums = ChannelSums.NONE;
    for (ChannelSums sum : sums(training, progress)) { // in order, for the same bits
      sums = sums.plus(sum);
    }
    return new DataSetStatistics(
        processed ? "pictures" : view.map(ViewName::toString).orElse("mosaics"),
        processed ? "none" : camera.word(),
        sums.standardization(),
        training.size(),
        String.format(
            Locale.ROOT,
            "division %d of %d (%s, seed %d)",
            number,
            split.splits().size(),
            split.protocol(),
            split.seed()),
        split.sum());
  }

  /** Returns whether all samples are processed pictures, rather than all raw. */
  private boolean requireOneKind(List<Sample> training) throws RejectedFileException {
    List<Sample> processed =
        training.stream().filter(sample -> sample.picture() instanceof ViewPicture).toList();
    if (processed.isEmpty()) {
      return false;
    }
    Path file = Path.of(processed.getFirst().picture().name());
    if (processed.size() < training.size()) {
      throw new RejectedFileException(
          file,
          "is processed already, but other samples of the data set are raw",
          "measure them apart");
    }
    if (view.isPresent()) {
      throw new RejectedFileException(
          file, "is processed already, and no view of a camera", "leave out --view");
    }
    return true;
  }

  private List<ChannelSums> sums(List<Sample> training, Progress progress) throws IOException {
    return new SharedItems<>(
            "samples",
            training.stream().map(sample -> Path.of(sample.picture().name())).toList(),
            Parallel.CORES,
            new SharedItems.Work<ChannelSums>() {
              @Override
              public ChannelSums run(int index, Progress own) throws IOException {
                return ChannelSums.of(measured(training.get(index)));
              }

              @Override
              public String write(ChannelSums sums) {
                return sums.text();
              }

              @Override
              public ChannelSums read(int index, String text) {
                return ChannelSums.ofText(text);
              }
            })
        .run(progress);
  }

  private Frame measured(Sample sample) throws IOException {
    Frame frame = sample.picture().read();
    if (!(frame instanceof RawImage raw)) {
      return frame;
    }
    Camera used = camera.of(raw, Path.of(sample.picture().name()));
    RawImage normalised = used.normalise(raw);
    return view.isPresent() ? Isp.of(used, view.get()).apply(normalised) : normalised;
  }
}
