package dev.rawline.benchmarks;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.IspBatch;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.augment.Augmentation;
import dev.rawline.learning.datamodel.DataModel;
import dev.rawline.learning.datamodel.ParametrizedModel;
import dev.rawline.learning.datamodel.ViewsModel;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.NoGradient;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.joint.JointModel;
import dev.rawline.learning.loss.CrossEntropy;
import dev.rawline.learning.model.ResNet;
import dev.rawline.learning.optimize.Adam;
import dev.rawline.learning.optimize.Schedule;
import dev.rawline.learning.sample.ModelInput;
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.sample.Target;
import dev.rawline.learning.sample.Task;
import dev.rawline.learning.standardize.IdentityStandardizer;
import dev.rawline.learning.train.BatchSizes;
import dev.rawline.learning.train.TrainingSettings;
import dev.rawline.learning.train.TrainingStep;
import dev.rawline.learning.weights.SafeTensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Training steps of ResNet-18 on a batch: of mosaics through the parametrized pipeline, or of the
 * pipeline's views alone; and predictions for those views.
 */
public final class TrainingBatch implements AutoCloseable {
  private static final int CLASSES = 9;
  private static final double FLOOR = 1e-5;
  private static final double RATE = 1e-3;
  private static final double PIPELINE_RATE = 1e-4;

  private final List<PreparedSample> mosaics = new ArrayList<>();
  private final List<PreparedSample> views = new ArrayList<>();
  private final JointModel joint;
  private final JointModel alone;
  private final TrainingStep step;
  private final TrainingStep stepAlone;

  TrainingBatch(Camera camera, List<RawImage> raws, Precision precision, int threads) {
    Isp isp = Isp.parametrized(camera);
    Theta theta = isp.theta().with("gamma.floor", FLOOR); // the peer's clip
    isp = isp.with(theta);
    prepare(isp, raws, threads);
    Engine engine = Engine.start(Device.CPU, threads);
    joint = model(new ParametrizedModel(isp, theta, true), engine, precision);
    alone = model(new ViewsModel(), engine, precision);
    step = new TrainingStep(settings(), joint);
    stepAlone = new TrainingStep(settings(), alone);
  }

  private void prepare(Isp isp, List<RawImage> raws, int threads) {
    RawImage first = raws.getFirst();
    int each = Picture.CHANNELS * first.width() * first.height();
    float[] rendered = new float[raws.size() * each];
    new IspBatch(isp, threads).forward(raws, rendered);
    for (int i = 0; i < raws.size(); i++) {
      Optional<Target> target = Optional.of(new Target.OfClass(i % CLASSES));
      String name = "image " + i;
      mosaics.add(
          new PreparedSample(name, name, raws.get(i), target, Optional.empty(), Optional.empty()));
      View view =
          new View(
              first.width(),
              first.height(),
              Arrays.copyOfRange(rendered, i * each, (i + 1) * each));
      views.add(new PreparedSample(name, name, view, target, Optional.empty(), Optional.empty()));
    }
  }

  /** Returns a ResNet-18 of nine classes behind a data model. */
  public static JointModel model(DataModel dataModel, Engine engine, Precision precision) {
    List<String> classes = IntStream.range(0, CLASSES).mapToObj(i -> "class " + i).toList();
    return new JointModel(
        new Task.Classification(classes),
        ModelInput.WHOLE,
        dataModel,
        new IdentityStandardizer(),
        new ResNet(18).build(Picture.CHANNELS, CLASSES, new Seed(1, "network")),
        engine,
        precision);
  }

  /** Returns the settings of its steps. */
  public static TrainingSettings settings() {
    return new TrainingSettings(
        new CrossEntropy(List.of(), 0),
        Augmentation.NONE,
        Adam.DEFAULT,
        RATE,
        PIPELINE_RATE,
        new Schedule.Constant(),
        Optional.empty(),
        Optional.empty(),
        1,
        BatchSizes.of(1),
        1,
        Optional.empty(),
        1,
        1,
        Optional.empty());
  }

  /** Writes the weights of the network, for a peer. */
  void writeWeights(Path file) throws IOException {
    SafeTensors.write(file, joint.network().parameters().toStateDict());
  }

  /** Takes a complete step and returns the loss before it. */
  double learn() {
    return step.learn(mosaics, 0, 1);
  }

  /** Takes a step of the network alone, without a gradient by the views. */
  void learnAlone() {
    double _ = stepAlone.learn(views, 0, 1);
  }

  /** Classifies the views, without gradients. */
  void infer() {
    try (Scope _ = new Scope();
        NoGradient _ = new NoGradient()) {
      double _ =
          alone.logits(alone.seen(alone.dataModel().forward(views, false)), false).sum().value();
    }
  }

  @Override
  public void close() {
    step.close();
    stepAlone.close();
    joint.close();
    alone.close();
  }
}
