package dev.rawline.imaging.isp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.Npy;
import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.IspBatch;
import dev.rawline.imaging.chain.ChainPullback;
import dev.rawline.imaging.chain.Gradient;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Mosaic;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.fast.BatchEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The parametrized pipeline and its gradients against an independent automatic differentiation in
 * double precision: every set, both cameras, with and without batch normalization after the view;
 * with its definition, with single frames, and with batches as in training.
 */
class GoldenTorchTest {
  private static final int COLOURS = Colour.values().length;

  /** The parameters: their golden names, and ours in θ. */
  private static final Map<String, String> PARAMETERS =
      Map.of(
          "black_level", "black_level",
          "debayer.weight", "demosaic",
          "white_balance", "white_balance",
          "colour_correction", "colour_matrix",
          "sharpening_filter.weight", "sharpening",
          "gaussian_blur.weight", "blur",
          "gamma_correct", "gamma");

  /** Both losses by every group and by the mosaic. */
  private static final List<String> EVERY_GRADIENT =
      Stream.of("grad_mse.", "grad_wsum.")
          .flatMap(
              loss ->
                  Stream.concat(PARAMETERS.keySet().stream(), Stream.of("raw")).map(loss::concat))
          .toList();

  /** The statistics that the normalization keeps for inference only. */
  private static final String MEMORY = "bn\\.running_(mean|var)";

  /**
   * Our numbers and their tolerances: the largest |ours − golden| / max(1, |golden|), and ‖ours −
   * golden‖ / ‖golden‖.
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared as a whole
  private record Numbers(double[] ours, double each, double together) {

    static Numbers each(double[] ours, double tolerance) {
      return new Numbers(ours, tolerance, Double.POSITIVE_INFINITY);
    }

    static Numbers together(double[] ours, double tolerance) {
      return new Numbers(ours, Double.POSITIVE_INFINITY, tolerance);
    }

    /** Returns the difference that exceeds the tolerance, if any. */
    Optional<String> difference(double[] golden) {
      if (ours.length != golden.length) {
        return Optional.of("%d numbers, but %d golden ones".formatted(ours.length, golden.length));
      }
      double largest = largest(golden);
      double ofNorms = ofNorms(golden);
      // A NaN must count as wrong.
      return largest <= each && ofNorms <= together
          ? Optional.empty()
          : Optional.of(
              "differs by %.3g, norms by %.3g; allowed %.3g and %.3g"
                  .formatted(largest, ofNorms, each, together));
    }

    /** Returns the largest |ours − golden| / max(1, |golden|). */
    private double largest(double[] golden) {
      return IntStream.range(0, golden.length)
          .mapToDouble(i -> Math.abs(ours[i] - golden[i]) / Math.max(1, Math.abs(golden[i])))
          .max()
          .orElseThrow();
    }

    /** Returns ‖ours − golden‖ / ‖golden‖. */
    private double ofNorms(double[] golden) {
      double squares = 0;
      double norm = 0;
      for (int i = 0; i < golden.length; i++) {
        squares += (ours[i] - golden[i]) * (ours[i] - golden[i]);
        norm += golden[i] * golden[i];
      }
      return Math.sqrt(squares / norm);
    }
  }

  /** One folder: a set of mosaics, a camera, and whether its views are normalized. */
  private record Case(Path set, Camera camera, boolean normalizes) {

    Path folder() {
      return set.resolve(camera.name()).resolve(normalizes ? "bn_train_notrack" : "nobn_notrack");
    }

    /**
     * Returns a golden array; for kernels between all pairs of colours only those from a colour to
     * itself.
     */
    double[] read(String name) {
      double[] values = Npy.read(folder().resolve(name + ".npy")).values();
      if (!name.endsWith("debayer.weight")) {
        return values;
      }
      int weights = values.length / (COLOURS * COLOURS);
      return IntStream.range(0, COLOURS)
          .map(colour -> colour * (COLOURS + 1) * weights)
          .mapToObj(first -> Arrays.copyOfRange(values, first, first + weights))
          .flatMapToDouble(Arrays::stream)
          .toArray();
    }

    /** Returns the arrays of a batch. */
    List<Planes> batch(String name, int channels) {
      Npy array = Npy.read(set.resolve(name + ".npy"));
      int height = array.shape()[array.shape().length - 2];
      int width = array.shape()[array.shape().length - 1];
      int size = channels * height * width;
      List<Planes> batch = new ArrayList<>();
      for (int at = 0; at < array.values().length; at += size) {
        double[] samples = Arrays.copyOfRange(array.values(), at, at + size);
        batch.add(new Planes(channels, height, width, samples));
      }
      return batch;
    }

    /** Returns the parametrized pipeline with the golden numbers. */
    Isp isp() {
      Isp isp = Isp.parametrizedCompatible(camera);
      Theta theta = isp.theta();
      for (Map.Entry<String, String> parameter : PARAMETERS.entrySet()) {
        theta = theta.with(parameter.getValue(), read("param." + parameter.getKey()));
      }
      return isp.with(theta);
    }

    /** Here one last bit of a mosaic changes the gradients by the kernels by 2·10⁻³. */
    boolean isIllConditioned() {
      return set.endsWith("msynth") && camera.equals(Camera.DRONE);
    }

    @Override
    public String toString() {
      return set.getFileName() + " " + camera.name() + (normalizes ? ", normalized" : "");
    }
  }

  /** The views of the mosaics of a set, and the backward pass. */
  private interface Pass {

    /** Returns θ of the pipeline. */
    Theta theta();

    List<Planes> views();

    /**
     * Propagates the gradients by the views back.
     *
     * @param gradient takes the gradient by all parameters, summed over the mosaics
     * @return the gradients by the mosaics
     */
    List<Planes> back(List<Planes> cotangents, double[] gradient);
  }

  /**
   * One mosaic's frames in the pipeline.
   *
   * @param frames the mosaic, and the output of every stage
   * @param back the backward pass from a gradient by the view
   */
  private record Rendered(List<Planes> frames, Function<Planes, IspDefinition.Gradient> back) {
    private static final int BLACK_LEVEL = 1;
    private static final int COLOUR_CORRECTION = 4;

    Planes view() {
      return frames.getLast();
    }

    Planes beforeGamma() {
      return frames.get(frames.size() - 2);
    }
  }

  /** Mosaics that are rendered one by one. */
  private record RenderedOneByOne(Theta theta, List<Rendered> rendered) implements Pass {
    @Override
    public List<Planes> views() {
      return rendered.stream().map(Rendered::view).toList();
    }

    @Override
    public List<Planes> back(List<Planes> cotangents, double[] gradient) {
      List<Planes> byMosaic = new ArrayList<>();
      for (int image = 0; image < rendered.size(); image++) {
        IspDefinition.Gradient ofImage = rendered.get(image).back.apply(cotangents.get(image));
        byMosaic.add(ofImage.raw());
        Arrays.setAll(gradient, i -> gradient[i] + ofImage.parameters()[i]);
      }
      return byMosaic;
    }
  }

  /** Mosaics that run as one batch. */
  private record Batch(IspBatch batch, List<RawImage> raws) implements Pass {
    @Override
    public Theta theta() {
      return batch.isp().theta();
    }

    @Override
    public List<Planes> views() {
      float[] views = new float[raws.size() * COLOURS * area()];
      batch.forward(raws, views);
      return parted(views, COLOURS);
    }

    @Override
    public List<Planes> back(List<Planes> cotangents, double[] gradient) {
      double[] joined = joined(cotangents, planes -> planes);
      float[] narrow = new float[joined.length];
      for (int i = 0; i < narrow.length; i++) {
        narrow[i] = (float) joined[i];
      }
      float[] byMosaic = new float[raws.size() * area()];
      batch.backward(raws, narrow, gradient, byMosaic);
      return parted(byMosaic, 1);
    }

    private int area() {
      return raws.getFirst().samples().length;
    }

    private List<Planes> parted(float[] all, int channels) {
      int length = channels * area();
      List<Planes> parts = new ArrayList<>();
      for (int first = 0; first < all.length; first += length) {
        Planes part = new Planes(channels, raws.getFirst().height(), raws.getFirst().width());
        for (int i = 0; i < length; i++) {
          part.samples[i] = all[first + i];
        }
        parts.add(part);
      }
      return parts;
    }
  }

  @TestFactory
  Stream<DynamicTest> definitionsMatchGoldenFiles() {
    return everyCase(
        golden -> {
          Isp isp = withRoundTrip(golden.isp());
          compare(golden, Precision.DEFINITION, isp, defined(isp));
        });
  }

  @TestFactory
  Stream<DynamicTest> framesMatchGoldenFiles() {
    return everyCase(
        golden -> compare(golden, Precision.FRAMES, golden.isp(), pulled(golden.isp())));
  }

  @TestFactory
  Stream<DynamicTest> batchesMatchGoldenFiles() {
    return everyCase(
        golden -> {
          Isp isp = golden.isp();
          assertThat(BatchEngine.of(isp.mosaic(), isp.rendering(), 1)).isPresent();
          List<RawImage> raws =
              golden.batch("raw", 1).stream().map(GoldenTorchTest::mosaic).toList();
          Batch batch = new Batch(new IspBatch(isp, 2), raws);
          Map<String, Numbers> ours = viewsAndGradients(golden, Precision.FRAMES, batch);
          assertThat(ours.keySet()).containsAll(EVERY_GRADIENT);
          assertThat(differences(golden, ours)).isEmpty();
        });
  }

  private static Stream<DynamicTest> everyCase(Consumer<Case> test) {
    Path sets = SharedData.require("golden/torch");
    return Stream.of("small", "odd", "tiny", "msynth")
        .map(sets::resolve)
        .flatMap(
            set ->
                Camera.PRESETS.stream()
                    .flatMap(camera -> Stream.of(false, true).map(bn -> new Case(set, camera, bn))))
        .map(golden -> DynamicTest.dynamicTest(golden.toString(), () -> test.accept(golden)));
  }

  private static void compare(
      Case golden, Precision precision, Isp isp, Function<Planes, Rendered> pipeline) {
    List<Rendered> rendered = golden.batch("raw", 1).stream().map(pipeline).toList();
    Map<String, Numbers> ours =
        viewsAndGradients(golden, precision, new RenderedOneByOne(isp.theta(), rendered));
    ours.putAll(parametersAndStages(golden, precision, rendered));
    assertThat(ours.keySet()).containsAll(EVERY_GRADIENT);
    assertThat(differences(golden, ours)).isEmpty();
    assertThat(notCompared(golden, ours)).isEmpty();
  }

  private static Function<Planes, Rendered> defined(Isp isp) {
    return mosaic -> {
      IspDefinition plain = IspDefinition.of(isp, mosaic, Cfa.RGGB);
      List<Planes> frames = new ArrayList<>(List.of(mosaic));
      plain.steps().forEach(step -> frames.add(step.after()));
      return new Rendered(frames, plain::back);
    };
  }

  /**
   * Returns the pipeline with one more step after the blur: the reference converts to YUV and back
   * by matrices that are rounded to float32, so that the round trip is not exactly the identity.
   */
  private static Isp withRoundTrip(Isp isp) {
    Path defaults = SharedData.require("golden/torch/defaults");
    Matrix3 toYuv = Matrix3.of(Npy.read(defaults.resolve("M_RGB_2_YUV.npy")).values());
    Matrix3 toRgb = Matrix3.of(Npy.read(defaults.resolve("M_YUV_2_RGB.npy")).values());
    List<ColourStage> colour = new ArrayList<>(isp.rendering().colour());
    colour.add(new ColourCorrection(toRgb.times(toYuv)));
    return new Isp(
        isp.mosaic(),
        new Rendering(isp.rendering().demosaicing(), colour, isp.rendering().gamma()));
  }

  private static Function<Planes, Rendered> pulled(Isp isp) {
    return mosaic -> {
      ChainPullback<RawImage, View> pullback = isp.pull(mosaic(mosaic));
      List<Planes> frames =
          pullback.trace(pullback.value()).steps().stream()
              .map(step -> planes(step.frame()))
              .toList();
      return new Rendered(
          frames,
          cotangent -> {
            Gradient<RawImage> gradient = pullback.back(cotangent.toView());
            return new IspDefinition.Gradient(Planes.of(gradient.input()), gradient.parameters());
          });
    };
  }

  private static RawImage mosaic(Planes mosaic) {
    RawImage like =
        RawImage.normalised(
            mosaic.width, mosaic.height, Cfa.RGGB, new float[mosaic.samples.length]);
    return mosaic.toRawImage(like);
  }

  private static Planes planes(Frame frame) {
    return switch (frame) {
      case Mosaic raw -> Planes.of(raw);
      case Picture picture -> Planes.of(picture);
    };
  }

  private static Map<String, Numbers> parametersAndStages(
      Case golden, Precision precision, List<Rendered> rendered) {
    Gamma gamma = golden.isp().rendering().gamma();
    Map<String, Numbers> files = new HashMap<>();

    Theta defaults = Isp.parametrizedCompatible(golden.camera).theta();
    PARAMETERS.forEach(
        (theirs, name) -> files.put("param." + theirs, Numbers.each(defaults.get(name), 1e-9)));

    // In the reference, a mosaic counts as demosaicked when its colours are on separate planes.
    Function<Rendered, Planes> seen = one -> spread(one.frames.get(Rendered.BLACK_LEVEL));
    Function<Rendered, Planes> clipped =
        one -> new Gamma(1, gamma.floor()).plain(one.beforeGamma());
    files.put("stage.demosaic", Numbers.each(joined(rendered, seen), precision.linear));
    files.put(
        "stage.color_correct",
        Numbers.each(
            joined(rendered, one -> one.frames.get(Rendered.COLOUR_CORRECTION)), precision.linear));
    files.put(
        "stage.gaussian", Numbers.each(joined(rendered, Rendered::beforeGamma), precision.linear));
    files.put("stage.clipped", Numbers.each(joined(rendered, clipped), precision.linear));
    return files;
  }

  private static Map<String, Numbers> viewsAndGradients(
      Case golden, Precision precision, Pass pass) {
    List<Planes> views = pass.views();
    Map<String, Numbers> files = new HashMap<>();
    files.put("stage.gamma_correct", Numbers.each(joined(views, view -> view), precision.view));

    List<Planes> weights = golden.batch("loss2_weights", COLOURS);
    if (golden.normalizes) {
      BatchNormalization normalization = new BatchNormalization(views);
      double tolerance = precision.view / normalization.smallestDeviation();
      files.put("rgb", Numbers.each(joined(normalization.value(), view -> view), tolerance));
      addGradients(files, "grad_wsum", golden, precision, pass, normalization.back(weights));
      List<Planes> byMeanSquare = byMeanSquare(normalization.value());
      addGradients(files, "grad_mse", golden, precision, pass, normalization.back(byMeanSquare));
    } else {
      files.put("rgb", Numbers.each(joined(views, view -> view), precision.view));
      addGradients(files, "grad_wsum", golden, precision, pass, weights);
      addGradients(files, "grad_mse", golden, precision, pass, byMeanSquare(views));
    }
    return files;
  }

  /** Returns the gradients of mean((view − ½)²) by the views. */
  private static List<Planes> byMeanSquare(List<Planes> views) {
    double samples = views.stream().mapToDouble(view -> view.samples.length).sum();
    return views.stream().map(view -> view.map(value -> 2 * (value - 0.5) / samples)).toList();
  }

  private static void addGradients(
      Map<String, Numbers> files,
      String loss,
      Case golden,
      Precision precision,
      Pass pass,
      List<Planes> cotangents) {
    Function<double[], Numbers> compared =
        switch (precision) {
          case DEFINITION -> ours -> new Numbers(ours, 1e-9, 1e-9);
          case FRAMES -> ours -> Numbers.together(ours, golden.isIllConditioned() ? 3e-3 : 1e-3);
        };
    Theta theta = pass.theta();
    double[] sum = new double[theta.size()];
    List<Planes> byMosaic = pass.back(cotangents, sum);
    Theta gradient = theta.with(sum);
    PARAMETERS.forEach(
        (theirs, name) -> files.put(loss + "." + theirs, compared.apply(gradient.get(name))));
    files.put(loss + ".raw", compared.apply(joined(byMosaic, raw -> raw)));
  }

  /** Returns a mosaic's samples, each on the plane of its colour, with 0 in between. */
  private static Planes spread(Planes mosaic) {
    Planes planes = new Planes(COLOURS, mosaic.height, mosaic.width);
    for (int row = 0; row < mosaic.height; row++) {
      for (int column = 0; column < mosaic.width; column++) {
        int plane = Cfa.RGGB.colourAt(row, column).plane();
        planes.set(plane, row, column, mosaic.at(0, row, column));
      }
    }
    return planes;
  }

  private static <T> double[] joined(List<T> batch, Function<T, Planes> planes) {
    return batch.stream()
        .flatMapToDouble(one -> Arrays.stream(planes.apply(one).samples))
        .toArray();
  }

  /** Returns one line for each golden file that differs. */
  private static List<String> differences(Case golden, Map<String, Numbers> ours) {
    List<String> wrong = new ArrayList<>();
    new TreeMap<>(ours)
        .forEach(
            (name, numbers) ->
                numbers
                    .difference(golden.read(name))
                    .ifPresent(text -> wrong.add(name + ": " + text)));
    return wrong;
  }

  /** Returns the golden files without a counterpart. */
  private static List<String> notCompared(Case golden, Map<String, Numbers> ours) {
    return Golden.names(golden.folder()).stream()
        .filter(name -> !ours.containsKey(name) && !name.matches(MEMORY))
        .toList();
  }
}
