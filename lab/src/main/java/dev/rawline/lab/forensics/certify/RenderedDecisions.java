package dev.rawline.lab.forensics.certify;

import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.IspBatch;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.random.Seed;
import dev.rawline.lab.evaluation.ModelUnderTest;
import dev.rawline.lab.evaluation.PredictionsFile;
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.sample.Task;
import dev.rawline.learning.task.Logits;
import dev.rawline.learning.task.ViewBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A model under test behind drawn cameras: the raw image is rendered by each, and the model decides
 * for the class of the largest logit.
 *
 * <p>A camera's numbers are kept within the bounds of their parameters; that is a part of the
 * decision, and no certificate depends on it.
 */
public final class RenderedDecisions {
  private final ModelUnderTest subject;
  private final List<SmoothedParameter> parameters;
  private final List<List<Integer>> places;
  private final int classes;
  private final List<IspBatch> chains = new ArrayList<>();
  private final Runnable before;

  /**
   * Prepares a model.
   *
   * @param parameters the coordinates of its cameras
   * @param before is run before every batch, and may end the work
   * @throws IllegalArgumentException if the model does not decide for classes
   */
  public RenderedDecisions(
      ModelUnderTest subject, List<SmoothedParameter> parameters, Runnable before) {
    if (!(subject.task() instanceof Task.Classification(List<String> names))) {
      throw new IllegalArgumentException(
          "the model's task is not one of classes, and a vote needs classes: remove the key"
              + " certify");
    }
    this.subject = subject;
    this.parameters = parameters;
    this.classes = names.size();
    this.before = before;
    Theta theta = subject.theta();
    places =
        parameters.stream()
            .map(
                one ->
                    one.scale() == SmoothedParameter.Scale.VARIANCE
                        ? List.<Integer>of()
                        : theta.places(one.name()).boxed().toList())
            .toList();
    for (int i = 0; i < subject.trained().model().engine().threads(); i++) {
      chains.add(new IspBatch(subject.isp(), 1));
    }
  }

  /**
   * Returns the decisions about a sample of the subject.
   *
   * @throws IllegalArgumentException if it is no raw image
   */
  public CameraDecisions of(PreparedSample sample) {
    if (!(sample.frame() instanceof RawImage raw)) {
      throw new IllegalArgumentException(
          "sample %s is already processed: expected raw images, which a camera renders"
              .formatted(sample.id()));
    }
    Isp own = subject.trained().model().dataModel().chain(sample).orElseThrow().withKernels();
    return new OfSample(raw, own.theta().vector());
  }

  private final class OfSample implements CameraDecisions {
    private final RawImage raw;
    private final double[] own;

    private OfSample(RawImage raw, double[] own) {
      this.raw = raw;
      this.own = own;
    }

    @Override
    public int size() {
      return parameters.size();
    }

    @Override
    public int classes() {
      return classes;
    }

    @Override
    public int[] of(List<CameraDraw> cameras) {
      int[] decided = new int[cameras.size()];
      int most = subject.trained().batch();
      for (int first = 0; first < decided.length; first += most) {
        before.run();
        List<CameraDraw> batch = cameras.subList(first, Math.min(decided.length, first + most));
        Logits logits = subject.model().logits(rendered(batch));
        for (int i = 0; i < batch.size(); i++) {
          decided[first + i] =
              PredictionsFile.most(
                  Arrays.copyOfRange(logits.values(), i * classes, (i + 1) * classes));
        }
      }
      return decided;
    }

    private ViewBatch rendered(List<CameraDraw> batch) {
      int each = Picture.CHANNELS * raw.height() * raw.width();
      float[] views = new float[Math.multiplyExact(batch.size(), each)];
      Parallel.forEach(
          chains.size(),
          chains.size(),
          thread -> {
            float[] view = new float[each];
            IspBatch chain = chains.get(thread);
            for (int i = thread; i < batch.size(); i += chains.size()) {
              chain.set(theta(batch.get(i).place()));
              chain.forward(List.of(recorded(batch.get(i))), view);
              System.arraycopy(view, 0, views, i * each, each);
            }
          });
      return new ViewBatch(batch.size(), raw.height(), raw.width(), views);
    }

    private double[] theta(double[] place) {
      double[] numbers = own.clone();
      for (int k = 0; k < place.length; k++) {
        double step = parameters.get(k).deviation() * place[k];
        for (int at : places.get(k)) {
          numbers[at] =
              parameters.get(k).scale() == SmoothedParameter.Scale.LOGARITHMIC
                  ? numbers[at] * StrictMath.exp(step)
                  : numbers[at] + step;
        }
      }
      return subject.theta().with(numbers).bounded().vector();
    }

    /** Returns the raw image with the noise of a camera: not clipped and not rounded. */
    private RawImage recorded(CameraDraw camera) {
      if (parameters.getFirst().scale() != SmoothedParameter.Scale.VARIANCE) {
        return raw;
      }
      float deviation =
          (float) (parameters.getFirst().deviation() * Math.sqrt(Math.max(0, camera.place()[0])));
      Seed seed = camera.noise();
      float[] samples = raw.samples().clone();
      float[] noise = new float[samples.length];
      seed.stream("noise", 0).gaussians(noise, 0, noise.length);
      for (int i = 0; i < samples.length; i++) {
        samples[i] += deviation * noise[i];
      }
      return raw.with(raw.unit(), samples);
    }
  }
}
