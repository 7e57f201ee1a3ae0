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
import java.util.function.Function;

/**
 * Noise → pictures, along the velocity of a flow by Heun's method: with h the length of a step, v₁
 * the velocity where the picture is and v₂ that at the end of a straight step, x ← x − h · (v₁ +
 * v₂) / 2. The first steps, in much noise, are the shortest.
 *
 * <p>The bits of a picture depend on the weights, the settings, the seed and the number of threads,
 * not on other pictures. Several are sampled together in groups of one size, the last of which is
 * filled up: they differ by rounding from the same ones sampled alone. A field of view that is
 * larger than the pictures of the training is covered by overlapping windows, whose velocities are
 * averaged at every step. Three fields of every picture that is being sampled are in memory, and a
 * fixed number of pixels in windows.
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
   * @param seed the random seed of its noise
   */
  public record Request(
      int width, int height, Optional<Integer> label, Optional<float[]> given, Seed seed) {

    /** Returns the same, with a drawn mask: where it is above 0 there is an object. */
    Request given(float[] mask) {
      return new Request(width, height, label, Optional.of(SceneGenerator.signs(mask)), seed);
    }
  }

  /** A picture that is being sampled, and its velocities. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Field(
      Request request, Windows windows, float[] picture, float[] first, float[] second) {}

  private record Window(Field field, Windows.Place place) {}

  /**
   * Samples one picture.
   *
   * @param progress advances by windows
   * @return (channel, row, column)
   * @throws IllegalArgumentException if the field is smaller than the pictures of the training
   */
  public float[] sample(Request request, Progress progress) {
    return sample(List.of(request), /* filled= */ false, progress).getFirst();
  }

  /**
   * Samples several pictures together, which is faster.
   *
   * @param progress advances by windows
   * @return (channel, row, column) of each
   * @throws IllegalArgumentException if a field is smaller than the pictures of the training
   */
  public List<float[]> sample(List<Request> requests, Progress progress) {
    return sample(requests, /* filled= */ true, progress);
  }

  private List<float[]> sample(List<Request> requests, boolean filled, Progress progress) {
    List<Field> fields = requests.stream().map(this::field).toList();
    double steps = settings.samplingSteps();
    try (Autocast _ = new Autocast(flow.device(), flow.precision())) { // converts the weights once
      for (int step = 0; step < settings.samplingSteps(); step++) {
        float time = RectifiedFlow.timeOf(1 - step / steps);
        float next = RectifiedFlow.timeOf(1 - (step + 1) / steps);
        float length = time - next;
        velocities(fields, time, Field::first, filled, progress);
        for (Field field : fields) {
          for (int i = 0; i < field.picture.length; i++) {
            field.picture[i] -= length * field.first[i];
          }
        }
        velocities(fields, next, Field::second, filled, progress);
        for (Field field : fields) {
          for (int i = 0; i < field.picture.length; i++) {
            field.picture[i] += length * (field.first[i] - field.second[i]) / 2;
          }
        }
      }
    }
    return fields.stream().map(Field::picture).toList();
  }

  private Field field(Request request) {
    float[] picture = noise(flow.network().channels(), request);
    return new Field(
        request,
        new Windows(request.width(), request.height(), side),
        picture,
        new float[picture.length],
        new float[picture.length]);
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
      List<Field> fields,
      float time,
      Function<Field, float[]> into,
      boolean filled,
      Progress progress) {
    List<Window> windows = new ArrayList<>();
    for (Field field : fields) {
      Arrays.fill(into.apply(field), 0);
      field.windows.places().forEach(place -> windows.add(new Window(field, place)));
    }
    int together = Math.clamp(PIXELS_TOGETHER / (side * side), 1, TOGETHER);
    for (int from = 0; from < windows.size(); from += together) {
      List<Window> some = windows.subList(from, Math.min(windows.size(), from + together));
      List<Window> group = new ArrayList<>(some);
      while (filled && group.size() < together) {
        group.add(some.getLast());
      }
      float[] velocity = velocities(group, time);
      for (int i = 0; i < some.size(); i++) {
        add(velocity, i, some.get(i), into);
      }
      progress.advance(some.size());
    }
    for (Field field : fields) {
      divide(into.apply(field), field.request, field.windows);
    }
  }

  /** With guidance, all windows go through the network with their class and without, at once. */
  private float[] velocities(List<Window> windows, float time) {
    int classes = flow.network().classes();
    boolean guided =
        settings.guidance() != 1
            && windows.stream().anyMatch(window -> window.field.request.label().isPresent());
    List<Window> all = new ArrayList<>(windows);
    if (guided) {
      all.addAll(windows);
    }
    float[] times = new float[all.size()];
    int[] labels = new int[all.size()];
    Arrays.fill(times, time);
    Arrays.fill(labels, classes);
    for (int i = 0; i < windows.size(); i++) {
      labels[i] = windows.get(i).field.request.label().orElse(classes);
    }
    float[] velocity;
    try (Scope _ = new Scope();
        NoGradient _ = new NoGradient()) {
      Optional<Tensor> given =
          all.getFirst().field.request.given().isPresent()
              ? Optional.of(cut(all, field -> field.request.given().orElseThrow()))
              : Optional.empty();
      velocity = flow.velocity(cut(all, Field::picture), given, times, labels).toArray();
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

  /** Returns what windows show of whole fields, (window, channel, row, column). */
  private Tensor cut(List<Window> windows, Function<Field, float[]> whole) {
    Request like = windows.getFirst().field.request;
    int channels = whole.apply(windows.getFirst().field).length / (like.width() * like.height());
    float[] cut = new float[windows.size() * channels * side * side];
    int at = 0;
    for (Window window : windows) {
      float[] all = whole.apply(window.field);
      for (int channel = 0; channel < channels; channel++) {
        for (int row = 0; row < side; row++) {
          System.arraycopy(all, index(window, channel, row), cut, at, side);
          at += side;
        }
      }
    }
    return Tensor.of(cut, windows.size(), channels, side, side).on(flow.device());
  }

  private static int index(Window window, int channel, int row) {
    Request request = window.field.request;
    return (channel * request.height() + window.place.row() + row) * request.width()
        + window.place.column();
  }

  private void add(float[] velocity, int number, Window window, Function<Field, float[]> into) {
    float[] sums = into.apply(window.field);
    float[] profile = window.field.windows.profile();
    int channels = flow.network().channels();
    int at = number * channels * side * side;
    for (int channel = 0; channel < channels; channel++) {
      for (int row = 0; row < side; row++) {
        int to = index(window, channel, row);
        for (int column = 0; column < side; column++) {
          sums[to + column] += profile[row] * profile[column] * velocity[at++];
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
