package dev.rawline.imaging.sensor.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.numeric.LineFit;
import dev.rawline.imaging.numeric.PolynomialFit;
import dev.rawline.imaging.random.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The exposures of a real camera with odd numbers predict those with even ones: mean, temporal
 * variance, and non-uniformity of rows, columns and pixels, each with a 95 % interval, written to a
 * file before an even frame is read.
 *
 * <p>Means follow a parabola through the four nearest odd exposures; variances the polynomials of
 * {@link InitialSlope} (over the signal, or its square for non-uniformities). An interval includes
 * what one pair of frames knows of its own value, the error of the curve, and the scatter of the
 * odd exposures about it.
 */
class RealPredictionTest {
  private static final Path RESULTS = Path.of("..", "docs", "results", "calibration-prediction");
  private static final double REACH = 1.96;
  private static final int DRAWS = 200;
  private static final List<String> QUANTITIES =
      List.of(
          "mean",
          "temporal variance",
          "variance of rows",
          "variance of columns",
          "variance of pixels");

  /** What a pair of frames shows at one exposure, each with its standard error. */
  private record Shown(
      double light,
      double signal,
      double dark,
      double temporal,
      double temporalError,
      double darkVariance,
      double brightest,
      SpatialVariances.Parts parts,
      double rowNoise,
      double columnNoise) {
    double part(int quantity) {
      return switch (quantity) {
        case 2 -> parts.row();
        case 3 -> parts.column();
        default -> parts.pixel();
      };
    }

    double measured(int quantity) {
      return switch (quantity) {
        case 0 -> signal;
        case 1 -> temporal;
        default -> part(quantity);
      };
    }
  }

  private record Predicted(double light, int quantity, double value, double error) {
    boolean covers(double measured) {
      return Math.abs(measured - value) <= REACH * error;
    }
  }

  @Test
  @Tag("slow")
  void oddExposuresOfTheCcdPredictTheEvenOnes() throws IOException {
    predict("emva_ccd_50", new FrameFormat(320, 240, Optional.empty(), 12, 12), "ccd");
  }

  @Test
  @Tag("slow")
  void oddExposuresOfTheCmosPredictTheEvenOnes() throws IOException {
    predict("emva_cmos_8bit", new FrameFormat(240, 180, Optional.empty(), 8, 8), "cmos");
  }

  private static void predict(String folder, FrameFormat format, String name) throws IOException {
    List<Shown> odd = shown(folder, format, 0);
    int last =
        IntStream.range(0, odd.size())
            .filter(i -> odd.get(i).brightest <= Preconditions.MOST_CLIPPED)
            .max()
            .orElseThrow();
    List<Shown> known = odd.subList(0, last + 1);
    List<Double> lights =
        ReferenceFrames.lights(folder).stream()
            .filter(light -> light < known.getLast().light && light > known.getFirst().light)
            .filter(light -> known.stream().noneMatch(each -> each.light == light))
            .toList();
    List<Predicted> predictions = new Prediction(known, format).of(lights);
    Files.createDirectories(RESULTS);
    write(name + "-predicted.csv", predictions, List.of());

    List<Shown> even = shown(folder, format, 1);
    write(name + "-measured.csv", predictions, even);
    summarise(name, predictions, even);
  }

  private static void summarise(String name, List<Predicted> predictions, List<Shown> even) {
    int covered = 0;
    for (int quantity = 0; quantity < QUANTITIES.size(); quantity++) {
      int of = quantity;
      List<Predicted> all = predictions.stream().filter(each -> each.quantity == of).toList();
      long inside =
          all.stream().filter(each -> each.covers(find(even, each.light).measured(of))).count();
      double ratio =
          all.stream()
              .mapToDouble(each -> find(even, each.light).measured(of) / each.value)
              .average()
              .orElseThrow();
      covered += (int) inside;
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %d | %d | %.4f |%n",
          name,
          QUANTITIES.get(of),
          all.size(),
          inside,
          ratio);
      if (of == 1) {
        assertThat(ratio).as("measured over predicted variance").isBetween(0.99, 1.01);
      }
    }
    assertThat((double) covered / predictions.size()).as("covered").isGreaterThanOrEqualTo(0.93);
  }

  private static Shown find(List<Shown> all, double light) {
    return all.stream().filter(each -> each.light == light).findFirst().orElseThrow();
  }

  private static void write(String name, List<Predicted> predictions, List<Shown> even)
      throws IOException {
    StringBuilder csv = new StringBuilder("photons,quantity,predicted,lower,upper");
    csv.append(even.isEmpty() ? "\n" : ",measured\n");
    for (Predicted each : predictions) {
      csv.append(
          String.format(
              Locale.ROOT,
              "%.2f,%s,%.6g,%.6g,%.6g",
              each.light,
              QUANTITIES.get(each.quantity),
              each.value,
              each.value - REACH * each.error,
              each.value + REACH * each.error));
      if (!even.isEmpty()) {
        csv.append(
            String.format(Locale.ROOT, ",%.6g", find(even, each.light).measured(each.quantity)));
      }
      csv.append('\n');
    }
    Files.writeString(RESULTS.resolve(name), csv);
  }

  /** Reads every second exposure. */
  private static List<Shown> shown(String folder, FrameFormat format, int first) {
    List<Shown> shown = new ArrayList<>();
    List<Double> lights = ReferenceFrames.lights(folder);
    for (int i = first; i < lights.size(); i += 2) {
      List<NamedFrame> flats = ReferenceFrames.frames(folder, "bright", lights.get(i));
      List<NamedFrame> darks = ReferenceFrames.darksOf(folder, lights.get(i));
      PairStatistics flat = statistics(format, flats);
      PairStatistics dark = statistics(format, darks);
      SpatialStack stack = new SpatialStack(format);
      flats.forEach(stack::add);
      SpatialVariances spatial = SpatialVariances.of(stack, Channel.MONOCHROME);
      shown.add(
          new Shown(
              lights.get(i),
              flat.mean() - dark.mean(),
              dark.mean(),
              flat.variance(),
              flat.varianceError(),
              dark.variance(),
              flat.brightest(),
              spatial.parts(),
              spatial.ofRows().noise(),
              spatial.ofColumns().noise()));
    }
    return shown;
  }

  private static PairStatistics statistics(FrameFormat format, List<NamedFrame> pair) {
    return FramePair.of(
            format, OptionalDouble.empty(), OptionalDouble.empty(), pair.getFirst(), pair.getLast())
        .channels()
        .get(Channel.MONOCHROME);
  }

  /** The odd exposures, and the curves through them. */
  private static final class Prediction {
    private final List<Shown> known;
    private final FrameFormat format;
    private final double darkVariance;
    private final boolean isRounded;
    private final ParametricBootstrap draws =
        new ParametricBootstrap(new Seed(0, "prediction").stream("curves", 0));

    Prediction(List<Shown> known, FrameFormat format) {
      this.known = known;
      this.format = format;
      darkVariance = known.stream().mapToDouble(Shown::darkVariance).average().orElseThrow();
      isRounded = darkVariance < DarkNoiseFloor.LEAST_VARIANCE;
    }

    List<Predicted> of(List<Double> lights) {
      List<Predicted> all = new ArrayList<>();
      double[] signals = new double[lights.size()];
      double lamp = lampScatter();
      double offset = offsetScatter();
      for (int i = 0; i < signals.length; i++) {
        List<Shown> near = nearest(lights.get(i), known);
        PolynomialFit fit = parabola(near, lights.get(i));
        signals[i] = fit.at(0);
        double error = Math.sqrt(1 + weights(near, lights.get(i)));
        all.add(
            new Predicted(
                lights.get(i), 0, signals[i], error * Math.hypot(lamp * signals[i], offset)));
      }
      variances(lights, signals, all);
      nonUniformities(lights, signals, all);
      return all;
    }

    private static List<Shown> nearest(double light, List<Shown> from) {
      return from.stream()
          .sorted(Comparator.comparingDouble(each -> Math.abs(each.light - light)))
          .limit(4)
          .toList();
    }

    private static PolynomialFit parabola(List<Shown> near, double light) {
      return fit(near, light, near.stream().mapToDouble(Shown::signal).toArray());
    }

    private static PolynomialFit fit(List<Shown> near, double light, double[] y) {
      double[] x = near.stream().mapToDouble(each -> each.light - light).toArray();
      double[] ones = new double[x.length];
      Arrays.fill(ones, 1);
      return PolynomialFit.of(x, y, ones, 0, 2);
    }

    /** Returns the sum of the squared weights that the neighbours have in a prediction. */
    private static double weights(List<Shown> near, double light) {
      return IntStream.range(0, near.size())
          .mapToDouble(
              i -> {
                double[] unit = new double[near.size()];
                unit[i] = 1;
                return Math.pow(fit(near, light, unit).at(0), 2);
              })
          .sum();
    }

    /** Returns the relative scatter of signals about their neighbours' parabola: the lamp's. */
    private double lampScatter() {
      double[] residuals =
          known.subList(2, known.size() - 2).stream()
              .mapToDouble(
                  each -> {
                    List<Shown> others =
                        known.stream().filter(other -> other.light != each.light).toList();
                    List<Shown> near = nearest(each.light, others);
                    return Math.abs(parabola(near, each.light).at(0) - each.signal)
                        / each.signal
                        / Math.sqrt(1 + weights(near, each.light));
                  })
              .sorted()
              .toArray();
      return 1.4826 * residuals[residuals.length / 2];
    }

    private double offsetScatter() {
      double mean = known.stream().mapToDouble(Shown::dark).average().orElseThrow();
      return Math.sqrt(
          2
              * known.stream()
                  .mapToDouble(each -> Math.pow(each.dark - mean, 2))
                  .average()
                  .orElseThrow());
    }

    private void variances(List<Double> lights, double[] signals, List<Predicted> all) {
      List<Shown> fitted =
          known.stream()
              .filter(each -> !isRounded || each.temporal >= DarkNoiseFloor.LEAST_VARIANCE)
              .toList();
      double base = isRounded ? 0 : darkVariance;
      double relative =
          fitted.stream()
              .mapToDouble(each -> each.temporalError / each.temporal)
              .average()
              .orElseThrow();
      curve(
          1,
          fitted,
          Shown::signal,
          each -> each.temporal - base,
          each -> relative * each.temporal,
          isRounded,
          lights,
          signals,
          value -> relative * (value + base),
          base,
          all);
    }

    private void nonUniformities(List<Double> lights, double[] signals, List<Predicted> all) {
      double[] squares = Arrays.stream(signals).map(signal -> signal * signal).toArray();
      for (int quantity = 2; quantity < QUANTITIES.size(); quantity++) {
        int of = quantity;
        double lines =
            switch (of) {
              case 2 -> format.height();
              case 3 -> format.width();
              default -> (double) format.width() * format.height();
            };
        double[] levels = known.stream().mapToDouble(Shown::signal).toArray();
        LineFit noise =
            LineFit.of(levels, known.stream().mapToDouble(each -> noise(of, each)).toArray());
        IntToDoubleFunction ofNoise = i -> Math.max(0, noise.at(signals[i]));
        List<Predicted> found = new ArrayList<>();
        curve(
            of,
            known,
            each -> each.signal * each.signal,
            each -> each.part(of),
            each -> error(each.part(of), noise.at(each.signal), lines),
            /* hasIntercept= */ true,
            lights,
            squares,
            value -> 0,
            0,
            found);
        double scatter = lastExcess;
        for (int i = 0; i < found.size(); i++) {
          Predicted each = found.get(i);
          double own = error(each.value, ofNoise.applyAsDouble(i), lines);
          all.add(new Predicted(each.light, of, each.value, Math.hypot(each.error, scatter * own)));
        }
      }
    }

    private static double noise(int quantity, Shown shown) {
      return switch (quantity) {
        case 2 -> shown.rowNoise;
        case 3 -> shown.columnNoise;
        default -> shown.temporal / 2;
      };
    }

    /** The pattern is fixed: noise n adds 4n² (its own, and that subtracted) and 4·n·s². */
    private static double error(double part, double noise, double lines) {
      return Math.sqrt(4 * noise * (noise + Math.max(0, part)) / lines);
    }

    private double lastExcess;

    private void curve(
        int quantity,
        List<Shown> fitted,
        ToDoubleFunction<Shown> ofX,
        ToDoubleFunction<Shown> ofY,
        ToDoubleFunction<Shown> ofError,
        boolean hasIntercept,
        List<Double> lights,
        double[] at,
        DoubleUnaryOperator ownError,
        double base,
        List<Predicted> all) {
      double[] x = fitted.stream().mapToDouble(ofX).toArray();
      double[] y = fitted.stream().mapToDouble(ofY).toArray();
      double[] errors = fitted.stream().mapToDouble(ofError).toArray();
      InitialSlope fit = InitialSlope.ofVariances(x, y, errors, errors, hasIntercept);
      PolynomialFit curve = fit.fit(x, y);
      lastExcess = fit.excess();
      double[] squares = new double[at.length];
      for (int draw = 0; draw < DRAWS; draw++) {
        double[] redrawn = new double[y.length];
        Arrays.setAll(redrawn, i -> draws.normal(y[i], errors[i] * fit.excess()));
        PolynomialFit other = fit.fit(x, redrawn);
        Arrays.setAll(squares, i -> squares[i] + Math.pow(other.at(at[i]) - curve.at(at[i]), 2));
      }
      for (int i = 0; i < at.length; i++) {
        double value = curve.at(at[i]);
        all.add(
            new Predicted(
                lights.get(i),
                quantity,
                value + base,
                Math.hypot(
                    Math.sqrt(squares[i] / DRAWS), fit.excess() * ownError.applyAsDouble(value))));
      }
    }
  }
}
