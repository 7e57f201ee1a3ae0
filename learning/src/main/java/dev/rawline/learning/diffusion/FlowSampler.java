package dev.rawline.learning.diffusion;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.engine.Autocast;
import dev.rawline.learning.engine.NoGradient;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Noise → pictures, along the velocity of a flow by Heun's method: with h the length of a step, v₁
 * the velocity where the picture is and v₂ that at the end of a straight step, x ← x − h · (v₁ +
 * v₂) / 2.
 *
 * <p>The bits of a picture depend on the weights, the settings, the seed and the number of threads,
 * not on other pictures: each is computed by itself. A field of view that is larger than the
 * pictures of the training is covered by overlapping windows, whose velocities are averaged at
 * every step; then three fields are held in memory, and a fixed number of pixels in windows.
 */
public final class FlowSampler {
  /** Windows that go through the network together: the most, and the most pixels of them. */
  private static final int TOGETHER = 8;

  private static final int PIXELS_TOGETHER = 8 * 64 * 64;

  private final RectifiedFlow flow;
  private final SamplingSettings settings;
  private final int side;

  /**
   * Samples from a flow.
   *
   * @param side columns and rows of the pictures that it was trained with [px]
   */
  public FlowSampler(
      FlowNetwork network, Precision precision, SamplingSettings settings, int side) {
    this.flow = new RectifiedFlow(network, precision);
    this.settings = settings;
    this.side = side;
  }

  /**
   * What is sampled.
   *
   * @param width columns [px]
   * @param height rows [px]
   * @param label the class, from 0; empty for none
   * @param given what is given at every pixel, (channel, row, column)
   * @param seed what its noise is drawn from
   */
  public record Request(
      int width, int height, Optional<Integer> label, Optional<float[]> given, Seed seed) {}

  /**
   * Samples one picture.
   *
   * @param progress advances by windows
   * @return (channel, row, column)
   * @throws IllegalArgumentException if the field is smaller than the pictures of the training, or
   *     the network does not divide its sides
   */
  public synchronized float[] sample(Request request, Progress progress) {
    Windows windows = new Windows(request.width(), request.height(), side);
    int channels = flow.network().channels();
    float[] picture = noise(channels, request);
    float[] first = new float[picture.length];
    float[] second = new float[picture.length];
    List<Windows.Place> places = windows.places();
    float length = 1f / settings.samplingSteps();
    try (Autocast _ = new Autocast(flow.device(), flow.precision())) { // converts the weights once
      for (int step = 0; step < settings.samplingSteps(); step++) {
        float time = 1 - step * length;
        velocities(picture, request, windows, places, time, first, progress);
        for (int i = 0; i < picture.length; i++) {
          picture[i] -= length * first[i];
        }
        velocities(picture, request, windows, places, time - length, second, progress);
        for (int i = 0; i < picture.length; i++) {
          picture[i] += length * (first[i] - second[i]) / 2;
        }
      }
    }
    return picture;
  }

  /** Returns by how many windows progress advances while a field is sampled. */
  long work(int width, int height) {
    return 2L * settings.samplingSteps() * new Windows(width, height, side).places().size();
  }

  private static float[] noise(int channels, Request request) {
    int width = request.width();
    float[] noise = new float[Math.multiplyExact(channels * width, request.height())];
    for (int channel = 0; channel < channels; channel++) {
      for (int row = 0; row < request.height(); row++) {
        request.seed().stream("scene " + channel, row)
            .gaussians(noise, (channel * request.height() + row) * width, width);
      }
    }
    return noise;
  }

  /** Computes the mean velocities over all windows. */
  private void velocities(
      float[] picture,
      Request request,
      Windows windows,
      List<Windows.Place> places,
      float time,
      float[] into,
      Progress progress) {
    Arrays.fill(into, 0);
    float[] profile = windows.profile();
    int together = Math.clamp(PIXELS_TOGETHER / (side * side), 1, TOGETHER);
    for (int from = 0; from < places.size(); from += together) {
      List<Windows.Place> some = places.subList(from, Math.min(places.size(), from + together));
      float[] velocity = velocities(picture, request, some, time);
      for (int i = 0; i < some.size(); i++) {
        add(velocity, i, some.get(i), request, profile, into);
      }
      progress.advance(some.size());
    }
    divide(into, request, windows);
  }

  /** With guidance, all windows go through the network with their class and without, at once. */
  private float[] velocities(
      float[] picture, Request request, List<Windows.Place> places, float time) {
    int channels = flow.network().channels();
    int classes = flow.network().classes();
    int label = request.label().orElse(classes);
    boolean guided = label != classes && settings.guidance() != 1;
    List<Windows.Place> all = new ArrayList<>(places);
    if (guided) {
      all.addAll(places);
    }
    float[] times = new float[all.size()];
    int[] labels = new int[all.size()];
    Arrays.fill(times, time);
    Arrays.fill(labels, classes);
    Arrays.fill(labels, 0, places.size(), label);
    float[] velocity;
    try (Scope _ = new Scope();
        NoGradient _ = new NoGradient()) {
      velocity =
          flow.velocity(
                  tensor(cut(picture, channels, request, all), all.size()),
                  request.given().map(more -> tensor(given(more, request, all), all.size())),
                  times,
                  labels)
              .toArray();
    }
    if (!guided) {
      return velocity;
    }
    float[] with = Arrays.copyOf(velocity, velocity.length / 2);
    float strength = settings.guidance().floatValue();
    for (int i = 0; i < with.length; i++) {
      float without = velocity[with.length + i];
      with[i] = without + strength * (with[i] - without);
    }
    return with;
  }

  private float[] given(float[] all, Request request, List<Windows.Place> places) {
    return cut(all, all.length / (request.width() * request.height()), request, places);
  }

  private Tensor tensor(float[] pictures, int count) {
    int channels = pictures.length / (count * side * side);
    return Tensor.of(pictures, count, channels, side, side).on(flow.device());
  }

  private float[] cut(float[] picture, int channels, Request request, List<Windows.Place> places) {
    float[] cut = new float[places.size() * channels * side * side];
    int at = 0;
    for (Windows.Place place : places) {
      for (int channel = 0; channel < channels; channel++) {
        for (int row = 0; row < side; row++) {
          System.arraycopy(picture, index(request, channel, place, row), cut, at, side);
          at += side;
        }
      }
    }
    return cut;
  }

  private static int index(Request request, int channel, Windows.Place place, int row) {
    return (channel * request.height() + place.row() + row) * request.width() + place.column();
  }

  private void add(
      float[] velocity,
      int window,
      Windows.Place place,
      Request request,
      float[] profile,
      float[] into) {
    int channels = flow.network().channels();
    int at = window * channels * side * side;
    for (int channel = 0; channel < channels; channel++) {
      for (int row = 0; row < side; row++) {
        int to = index(request, channel, place, row);
        for (int column = 0; column < side; column++) {
          into[to + column] += profile[row] * profile[column] * velocity[at++];
        }
      }
    }
  }

  private static void divide(float[] sums, Request request, Windows windows) {
    float[] rows = windows.rowSums();
    float[] columns = windows.columnSums();
    int at = 0;
    while (at < sums.length) {
      for (int row = 0; row < request.height(); row++) {
        for (int column = 0; column < request.width(); column++) {
          sums[at++] /= rows[row] * columns[column];
        }
      }
    }
  }
}
