package dev.rawline.benchmarks;

import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.corruption.Corruption;
import dev.rawline.imaging.corruption.CorruptionConstants;
import dev.rawline.imaging.corruption.CorruptionKind;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.metric.MetricResult;
import dev.rawline.imaging.metric.Ssim;
import dev.rawline.imaging.random.Seed;
import java.util.List;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The time of the structural similarity with its gradient, and of corruptions, on one thread. */
public class PictureBenchmark extends MeasuredTime {
  /** The number of pictures that are compared. */
  static final int BATCH = 8;

  /** What is computed: the gradient of a batch's similarity, or a corruption of severity 5. */
  @Param({
    "ssim",
    "gaussian_noise",
    "shot_noise",
    "impulse_noise",
    "speckle_noise",
    "gaussian_blur",
    "zoom_blur",
    "contrast",
    "brightness",
    "saturate",
    "elastic_transform",
    "defocus_blur",
    "glass_blur",
    "motion_blur",
    "snow",
    "frost",
    "fog",
    "spatter",
    "pixelate",
    "jpeg_compression"
  })
  public String name;

  private Runnable task;

  /** Makes the pictures. */
  @Setup
  public void prepare() {
    task = task(name, picture(name));
  }

  /** Computes it. */
  @Benchmark
  public void compute() {
    task.run();
  }

  /** Returns a picture of the size with which something is measured, of levels of 8 bits. */
  static View picture(String name) {
    return name.equals("ssim") ? picture(256, 256) : picture(640, 427);
  }

  /** Returns a picture of waves and noise, of levels of 8 bits. */
  static View picture(int width, int height) {
    Random random = new Random(7);
    float[] samples = new float[3 * height * width];
    for (int i = 0; i < samples.length; i++) {
      double wave = Math.sin(i % width / 17.0) * Math.cos(i / width % height / 23.0);
      double sample = Math.clamp(0.5 + 0.3 * wave + 0.05 * random.nextGaussian(), 0, 1);
      samples[i] = Math.round(255 * sample) / 255f;
    }
    return new View(width, height, samples);
  }

  /** Returns the gradient of the similarity of a picture and a darker one, or a corruption. */
  static View result(String name, View picture) {
    return name.equals("ssim")
        ? Ssim.DEFAULT.pull(picture, darker(picture)).gradient()
        : corruption(name).apply(picture);
  }

  /** Returns what computes it, for the similarity once a picture of the batch. */
  static Runnable task(String name, View picture) {
    if (name.equals("ssim")) {
      View reference = darker(picture);
      MetricResult[] kept = new MetricResult[BATCH];
      return () -> {
        for (int i = 0; i < BATCH; i++) {
          kept[i] = Ssim.DEFAULT.pull(picture, reference);
        }
      };
    }
    Stage<View, View> corruption = corruption(name);
    View[] kept = new View[1];
    return () -> kept[0] = corruption.apply(picture);
  }

  private static View darker(View picture) {
    float[] samples = picture.samples().clone();
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= 0.9f;
    }
    return new View(picture.width(), picture.height(), samples);
  }

  private static Stage<View, View> corruption(String name) {
    return CorruptionKind.of(name)
        .at(Corruption.SEVERITIES, CorruptionConstants.of("scaled"))
        .draw(new Seed(1, "benchmark"));
  }

  /** Returns everything that is measured. */
  static List<String> names() throws NoSuchFieldException {
    return List.of(PictureBenchmark.class.getField("name").getAnnotation(Param.class).value());
  }
}
