package dev.rawline.learning.assembly;

import dev.rawline.data.load.Epoch;
import dev.rawline.data.load.Loader;
import dev.rawline.data.load.LoaderSettings;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import dev.rawline.data.statistics.ChannelSums;
import dev.rawline.data.statistics.Standardization;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.learning.engine.NoGradient;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.joint.JointModel;
import dev.rawline.learning.joint.TensorPreview;
import dev.rawline.learning.sample.Preparation;
import dev.rawline.learning.sample.PreparedSample;
import java.io.IOException;
import java.util.List;

/**
 * The training subset → mean and deviation of the task model's input pictures.
 *
 * <p>Where greens are kept apart, in the planes R, G1, G2, B, both have the statistics of both
 * together.
 *
 * @param model whose data model makes the pictures
 * @param preparation the preparation of samples for the data model
 */
record StatisticsMeasurement(JointModel model, Preparation preparation) {
  private static final int PLANES = 4;

  /**
   * Returns the statistics of a planned training side.
   *
   * @param progress receives the progress, and may stop it
   */
  Standardization of(ResolvedPlan data, Progress progress) throws IOException {
    List<Sample> samples = data.samples(Subset.TRAIN);
    Preparation still = preparation.asInTraining();
    LoaderSettings inOrder = LoaderSettings.inOrder().withThreads(model.engine().threads());
    ChannelSums sums = ChannelSums.NONE;
    Progress measuring = progress.begin("measuring images", samples.size(), "samples");
    try (Epoch<PreparedSample> epoch =
        new Loader(samples, inOrder)
            .epoch(
                0, 0, loaded -> still.of(loaded, Preparation.seed(0, loaded.sample().id(), 0)))) {
      while (epoch.hasNext()) {
        PreparedSample sample = epoch.next().getFirst();
        for (View seen : seen(sample)) {
          sums = sums.plus(ChannelSums.of(seen));
        }
        measuring.advance(1);
      }
    }
    measuring.end("");
    return sums.standardization();
  }

  /** Returns the task model's input for a sample; of four planes a picture with either green. */
  private List<View> seen(PreparedSample sample) {
    try (Scope _ = new Scope();
        NoGradient _ = new NoGradient()) {
      Tensor seen = model.seen(model.dataModel().forward(List.of(sample), false));
      return seen.size(1) == PLANES
          ? List.of(view(seen, 1), view(seen, 2))
          : List.of(TensorPreview.picture(seen));
    }
  }

  private static View view(Tensor planes, int green) {
    Tensor colours =
        Tensor.concatenate(
            List.of(planes.narrow(1, 0, 1), planes.narrow(1, green, 1), planes.narrow(1, 3, 1)), 1);
    return new View((int) planes.size(3), (int) planes.size(2), colours.toArray());
  }
}
