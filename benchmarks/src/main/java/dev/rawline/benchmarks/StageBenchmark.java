package dev.rawline.benchmarks;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.Bilateral;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.isp.BlackLevel;
import dev.rawline.imaging.isp.ColourCorrection;
import dev.rawline.imaging.isp.DefectCorrection;
import dev.rawline.imaging.isp.DefectCorrection.Pixel;
import dev.rawline.imaging.isp.FftDenoising;
import dev.rawline.imaging.isp.FlatField;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.isp.GaussianDenoising;
import dev.rawline.imaging.isp.HighlightClip;
import dev.rawline.imaging.isp.Malvar2004;
import dev.rawline.imaging.isp.MedianDenoising;
import dev.rawline.imaging.isp.Menon2007;
import dev.rawline.imaging.isp.SharpeningFilter;
import dev.rawline.imaging.isp.TvBregman;
import dev.rawline.imaging.isp.TvChambolle;
import dev.rawline.imaging.isp.UnsharpMasking;
import dev.rawline.imaging.isp.WhiteBalance;
import dev.rawline.imaging.isp.fast.FastDemosaicing;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The time of each stage, including the picture that it returns, and of a demosaicing in place. */
public class StageBenchmark extends MeasuredTime {

  /** Width × height of the mosaic. */
  @Param({"256x256", "1024x1024", "5472x3648"})
  public String size;

  /** The stage's name. */
  @Param({
    "black_level",
    "flat_field",
    "defect_correction",
    "bilinear",
    "malvar2004",
    "menon2007",
    "white_balance",
    "highlight_clip",
    "colour_correction",
    "sharpening_filter",
    "unsharp_masking",
    "gaussian",
    "median",
    "fft",
    "tv_chambolle",
    "tv_bregman",
    "bilateral",
    "gamma"
  })
  public String stage;

  private Stage<Frame, Frame> measured;
  private Frame input;
  private LinearRgb into;

  /** Makes the stage and the frame that it takes. */
  @Setup
  @SuppressWarnings("unchecked") // a picture goes to the stages that take one
  public void prepare() {
    RawImage mosaic = BenchmarkMosaics.of(size);
    measured =
        (Stage<Frame, Frame>)
            stages(mosaic)
                .filter(candidate -> candidate.name().equals(stage))
                .findFirst()
                .orElseThrow();
    boolean onMosaic = ON_MOSAIC.contains(stage);
    input = onMosaic ? mosaic : new Bilinear(Border.MIRROR).apply(mosaic);
    float[] samples = new float[Picture.CHANNELS * mosaic.samples().length];
    into = new LinearRgb(mosaic.width(), mosaic.height(), samples);
  }

  private static final List<String> ON_MOSAIC =
      List.of(
          "black_level", "flat_field", "defect_correction", "bilinear", "malvar2004", "menon2007");

  private static Stream<Stage<?, ?>> stages(RawImage mosaic) {
    Camera camera = Camera.DRONE;
    Border mirror = Border.MIRROR;
    return Stream.of(
        new BlackLevel(camera.blackLevel()),
        new FlatField(mosaic),
        new DefectCorrection(defects(mosaic)),
        new FastDemosaicing(new Bilinear(mirror)),
        new FastDemosaicing(new Malvar2004(mirror)),
        new FastDemosaicing(new Menon2007(true, mirror)),
        new WhiteBalance(camera.whiteBalance()),
        HighlightClip.DEFAULT,
        new ColourCorrection(camera.colourMatrix()),
        new SharpeningFilter(mirror),
        new UnsharpMasking(1, 1, mirror),
        new GaussianDenoising(0.5, mirror),
        new MedianDenoising(3, mirror),
        FftDenoising.DEFAULT,
        TvChambolle.DEFAULT,
        TvBregman.DEFAULT,
        Bilateral.DEFAULT,
        Gamma.DEFAULT);
  }

  /** One defective pixel in ten thousand. */
  private static Set<Pixel> defects(RawImage mosaic) {
    Random random = new Random(1);
    return Stream.generate(
            () -> new Pixel(random.nextInt(mosaic.height()), random.nextInt(mosaic.width())))
        .limit(mosaic.samples().length / 10_000 + 1)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Applies the stage. */
  @Benchmark
  public Frame apply() {
    return measured.apply(input);
  }

  /** Overwrites a picture; only of demosaicings. */
  @Benchmark
  public LinearRgb into() {
    ((FastDemosaicing) (Stage<?, ?>) measured).apply((RawImage) input, into);
    return into;
  }
}
