package dev.rawline.learning.train;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.set.Label;
import dev.rawline.data.set.RawPicture;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.SampleMask;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.learning.augment.Augmentation;
import dev.rawline.learning.datamodel.DataModel;
import dev.rawline.learning.datamodel.ParametrizedModel;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.joint.JointModel;
import dev.rawline.learning.loss.CrossEntropy;
import dev.rawline.learning.loss.Loss;
import dev.rawline.learning.model.Architecture;
import dev.rawline.learning.model.SmallCnn;
import dev.rawline.learning.optimize.Adam;
import dev.rawline.learning.optimize.GradientClipping;
import dev.rawline.learning.optimize.Schedule;
import dev.rawline.learning.optimize.WarmUp;
import dev.rawline.learning.sample.CameraRanges;
import dev.rawline.learning.sample.CameraVariation;
import dev.rawline.learning.sample.ModelInput;
import dev.rawline.learning.sample.Preparation;
import dev.rawline.learning.sample.Range;
import dev.rawline.learning.sample.Task;
import dev.rawline.learning.standardize.BatchNormStandardizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/** A simple task: squares that are bright in red light, or in blue, on a noisy ground. */
public final class Blobs {
  public static final int SIDE = 24;
  public static final List<String> CLASSES = List.of("blue", "red");
  public static final Task CLASSIFICATION = new Task.Classification(CLASSES);

  private Blobs() {}

  /** Returns samples that differ from seed to seed; every second one is red. */
  public static List<Sample> samples(long seed, int count) {
    return samples(seed, count, values -> RawImage.normalised(SIDE, SIDE, Cfa.RGGB, values));
  }

  /** Returns the same samples as the drone's sensor stores them, which can be recaptured. */
  public static List<Sample> recorded(long seed, int count) {
    int step = 1 << SensorSpec.DRONE.shift();
    return samples(
        seed,
        count,
        values -> {
          for (int i = 0; i < values.length; i++) {
            values[i] = step * Math.round(values[i] * 65535 / step);
          }
          return new RawImage(
              SIDE, SIDE, Cfa.RGGB, RawImage.Unit.DN, values, Calibration.unknown(16));
        });
  }

  /** Returns cameras with varied light, gain, white balance and gamma. */
  public static CameraVariation cameras() {
    return new CameraVariation(
        new CameraRanges(
            Optional.of(new Range(0.3, 1)),
            Optional.of(new Range(0.8, 1.2)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Range(0.9, 1.1)),
            Optional.empty(),
            Optional.of(new Range(0.9, 1.1)),
            Optional.empty(),
            Optional.empty()),
        SensorSpec.DRONE);
  }

  private static List<Sample> samples(long seed, int count, Function<float[], RawImage> camera) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = "blob-" + seed + "-" + i;
      boolean red = i % 2 == 1;
      RandomStream random = new Seed(seed, id).stream("blob", 0);
      int top = 2 + (int) (12 * random.nextUniform());
      int left = 2 + (int) (12 * random.nextUniform());
      float[] samplesOfRaw = new float[SIDE * SIDE];
      byte[] kinds = new byte[SIDE * SIDE];
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          boolean inside = y >= top && y < top + 8 && x >= left && x < left + 8;
          boolean lit = inside && (y % 2 == 0 && x % 2 == 0) == red && (y + x) % 2 == 0;
          samplesOfRaw[y * SIDE + x] = (float) ((lit ? 0.5 : 0.2) + 0.1 * random.nextUniform());
          kinds[y * SIDE + x] = (byte) (inside ? 1 : 0);
        }
      }
      RawImage raw = camera.apply(samplesOfRaw);
      Mask mask = new Mask(SIDE, SIDE, kinds);
      samples.add(
          new Sample(
              id, new Picture(raw), Label.of(CLASSES.get(red ? 1 : 0)).with(new Masked(mask))));
    }
    return samples;
  }

  private record Picture(RawImage raw) implements RawPicture {
    @Override
    public String name() {
      return "drawn.tiff";
    }

    @Override
    public RawImage read() {
      return raw;
    }
  }

  private record Masked(Mask mask) implements SampleMask {
    @Override
    public String name() {
      return "drawn.png";
    }

    @Override
    public Mask read() {
      return mask;
    }
  }

  public static Preparation preparation(Task task) {
    return new Preparation(task, ModelInput.WHOLE, new CameraChoice.Fixed(Camera.DRONE));
  }

  public static DataModel parametrized() {
    Isp isp = Isp.parametrized(Camera.DRONE);
    return new ParametrizedModel(isp, isp.theta(), true);
  }

  public static JointModel model(
      Task task, Architecture architecture, DataModel dataModel, int threads) {
    return new JointModel(
        task,
        ModelInput.WHOLE,
        dataModel,
        new BatchNormStandardizer(dataModel.channels()),
        architecture.build(dataModel.channels(), task.outputs(), new Seed(1, "network")),
        Engine.start(Device.CPU, threads),
        Precision.FLOAT32);
  }

  public static JointModel classifier() {
    return model(CLASSIFICATION, new SmallCnn(List.of(8, 16)), parametrized(), 1);
  }

  public static TrainingSettings settings(int epochs, int batch) {
    return settings(new CrossEntropy(List.of(), 0), 0.01, epochs, BatchSizes.of(batch));
  }

  /** Settings with all that a checkpoint must store or recompute. */
  public static TrainingSettings everything(int epochs, int batch) {
    return new TrainingSettings(
        new CrossEntropy(List.of(), 0.05),
        Augmentation.STRONG,
        Adam.DEFAULT,
        0.01,
        1e-3,
        new Schedule.Cosine(0.1),
        Optional.of(new WarmUp.Epochs(1)),
        Optional.of(new GradientClipping(1)),
        epochs,
        BatchSizes.of(batch),
        16,
        Optional.of(new EarlyStopping(epochs)),
        2,
        1,
        Optional.of(worstCase()));
  }

  /** Worst cameras with varied black level and colour matrix, for half of every batch. */
  static WorstCaseTraining worstCase() {
    SequencedMap<String, Range> box = new LinkedHashMap<>();
    box.put("black_level", new Range(0.03, 0.08));
    box.put("sharpening[1][1]", new Range(3, 7));
    return new WorstCaseTraining(new CameraBox(box), 2, Optional.of(0.5), 0.5);
  }

  public static TrainingSettings settings(Loss loss, double rate, int epochs, BatchSizes batches) {
    return new TrainingSettings(
        loss,
        Augmentation.WEAK,
        Adam.DEFAULT,
        rate,
        1e-3,
        new Schedule.Constant(),
        Optional.empty(),
        Optional.empty(),
        epochs,
        batches,
        16,
        Optional.empty(),
        1,
        1,
        Optional.empty());
  }
}
