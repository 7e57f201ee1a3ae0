package dev.rawline.benchmarks;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.IspBatch;
import dev.rawline.imaging.chain.Gradient;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** The forward and backward pass of a batch; through the parametrized pipeline for a peer too. */
final class GradientBatch {
  /** The peer's clip, because autograd follows the gamma's slope up to infinity. */
  private static final double FLOOR = 1e-5;

  private static final String FLOOR_NAME = "gamma.floor";

  /**
   * The compared loss uses views between these. Nearer to the clip rounding may decide whether a
   * sample has a gradient, and near black the gamma's slope amplifies rounding.
   */
  private static final float DARK = 0.1f;

  private static final float BRIGHT = 0.9999f;

  private final Camera camera;
  private final List<RawImage> raws;
  private final IspBatch batch;
  private final float[] views;
  private final float[] viewGradients;
  private final double[] thetaGradient;
  private final float[] rawGradients;

  /** Prepares the parametrized pipeline of a camera. */
  GradientBatch(Camera camera, List<RawImage> raws, int threads) {
    this(camera, clippedLikeThePeer(Isp.parametrized(camera)), raws, threads);
  }

  /** Prepares a pipeline. */
  GradientBatch(Camera camera, Isp isp, List<RawImage> raws, int threads) {
    this.camera = camera;
    this.raws = raws;
    this.batch = new IspBatch(isp, threads);
    int pixels = raws.size() * raws.getFirst().samples().length;
    this.views = new float[Picture.CHANNELS * pixels];
    this.viewGradients = new float[Picture.CHANNELS * pixels];
    this.thetaGradient = new double[isp.theta().size()];
    this.rawGradients = new float[pixels];
    Random random = new Random(pixels);
    for (int i = 0; i < viewGradients.length; i++) {
      viewGradients[i] = (float) random.nextGaussian();
    }
  }

  private static Isp clippedLikeThePeer(Isp isp) {
    return isp.with(isp.theta().with(FLOOR_NAME, FLOOR));
  }

  /** Computes all views. */
  void forward() {
    batch.forward(raws, views);
  }

  /** Computes all views, then the gradients of θ and of all mosaics. */
  void gradients() {
    forward();
    backward();
  }

  /** Computes the gradients of θ and of all mosaics. */
  void backward() {
    batch.backward(raws, viewGradients, thetaGradient, rawGradients);
  }

  /** Computes all views and all gradients by the definition, image by image on all cores. */
  void gradientsByDefinition() {
    Isp isp = batch.isp();
    int samples = viewGradients.length / raws.size();
    IntStream.range(0, raws.size())
        .parallel()
        .forEach(
            image -> {
              RawImage raw = raws.get(image);
              int first = image * samples;
              float[] coming = Arrays.copyOfRange(viewGradients, first, first + samples);
              Gradient<RawImage> gradient =
                  isp.pull(raw).back(new View(raw.width(), raw.height(), coming));
              int area = raw.samples().length;
              System.arraycopy(gradient.input().samples(), 0, rawGradients, image * area, area);
            });
  }

  /** Sends the peer the same batch, with a loss that does not depend on rounding. */
  void load(PythonPeer peer) throws IOException {
    forward();
    for (int i = 0; i < viewGradients.length; i++) {
      viewGradients[i] = views[i] > DARK && views[i] < BRIGHT ? viewGradients[i] : 0;
    }
    peer.load(raws, camera.name());
    RawImage first = raws.getFirst();
    peer.upstream(
        viewGradients, List.of(raws.size(), Picture.CHANNELS, first.height(), first.width()));
  }

  /**
   * Computes everything, and returns the differences from the peer's float64, relative in the
   * Euclidean norm: of the views, of the mosaics' gradients and of each parameter's.
   */
  Map<String, Double> differences(PythonPeer peer) throws IOException {
    gradients();
    Map<String, float[]> groups = new LinkedHashMap<>();
    groups.put("view", views);
    groups.put("raw", rawGradients);
    var gradient = batch.isp().theta().with(thetaGradient);
    for (Parameter parameter : gradient.parameters()) {
      if (!parameter.name().equals(FLOOR_NAME)) {
        groups.put(parameter.name(), floats(gradient.get(parameter.name())));
      }
    }
    Map<String, Double> differences = new LinkedHashMap<>();
    for (var group : groups.entrySet()) {
      float[] ours = group.getValue();
      differences.put(group.getKey(), peer.difference(group.getKey(), ours, List.of(ours.length)));
    }
    return differences;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
