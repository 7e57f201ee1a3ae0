package dev.rawline.lab.dataset;

import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.SampleChecksum;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.workbench.share.Share;
import dev.rawline.workbench.share.SharedItems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Samples → their checksums; the processes of a cluster may share the work. */
public final class MeasureChecksums implements SharedItems.Work<SampleChecksum> {
  private final List<Sample> samples;

  private MeasureChecksums(List<Sample> samples) {
    this.samples = samples;
  }

  /**
   * Reads the samples of a data set.
   *
   * @param what the kind of the items, by which those of one command are told apart
   * @return the checksum of each, in their order; none if this process does a share of other items
   * @throws dev.rawline.workbench.share.ShareDoneException if this process does a share of these
   * @throws IOException if a picture or mask cannot be read
   */
  public static List<SampleChecksum> of(String what, DataSet dataSet, Progress progress)
      throws IOException {
    List<Sample> samples = dataSet.samples();
    // Here it cannot be interrupted: the run that would be recorded as stopped begins behind it.
    Progress shown = Share.current() instanceof Share.Spread ? progress : Progress.SILENT;
    Progress reading = shown.begin("reading", samples.size(), "images");
    List<SampleChecksum> sums =
        new SharedItems<>(
                what,
                samples.stream().map(sample -> Path.of(sample.picture().name())).toList(),
                Parallel.CORES,
                new MeasureChecksums(samples))
            .runWithin(reading);
    reading.end("");
    return sums;
  }

  @Override
  public SampleChecksum run(int index, Progress own) throws IOException {
    return SampleChecksum.of(samples.get(index));
  }

  @Override
  public void end(SampleChecksum sum, Progress own) {
    own.advance(1);
  }

  @Override
  public String write(SampleChecksum sum) {
    return sum.picture() + " " + sum.mask();
  }

  @Override
  public SampleChecksum read(int index, String text) {
    String[] words = text.split(" ", -1);
    return new SampleChecksum(words[0], words[1]);
  }
}
