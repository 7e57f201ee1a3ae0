package dev.rawline.lab.forensics.search;

import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.sensor.SensorSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hipparchus.analysis.differentiation.Gradient;

/**
 * The few numbers of an instrument → θ of the chain, with the Jacobian: a gradient by θ becomes one
 * by these numbers. At the usual numbers θ is that of the default camera, bit for bit.
 *
 * <p>Point spreads set the kernel of {@link PhysicalGroup#chain}; {@link PointSpreadKernels} has
 * the formulas.
 *
 * <p>Illuminants: the camera is balanced to a light of the temperature T instead of T₀, that of the
 * default camera, on the same locus. A gain becomes g · (R(T₀) / R(T)) / (G(T₀) / G(T)), with R a
 * filter's charge of white and G that of green ({@link SensorColours}). The matrix M becomes M + M
 * D L(T₀)⁻¹ (L(T) − L(T₀)) D⁻¹, with L the least-squares matrix of a camera that is balanced to T;
 * D = diag(M⁻¹ 1) are the camera's own colours of white, so that any scale or sign of M is kept.
 *
 * <p>Levels: the sensor's offset is δ above what the camera subtracts, and its gain is off by a
 * factor: black levels become b − δ / (2^bits − 1), gains g · factor.
 */
public final class PhysicalParameters {
  /** The longest path of a motion along an axis, and the widest disc [px]. */
  private static final double WIDEST = 6;

  private static final double WIDEST_GAUSSIAN = 1.5;
  private static final double WIDEST_AIRY = 1.5;

  /** The wavelength of diffraction, the middle of the spectrum [µm]. */
  private static final double WAVELENGTH = 0.55;

  private static final double LED_USUAL = 5000;
  private static final double LED_COLDEST = 6500;
  private static final double LED_WARMEST = 2700;
  private static final double DAYLIGHT_COLDEST = 25_000;
  private static final double DAYLIGHT_WARMEST = 4000;

  /** The standard deviations of the offsets that a specification covers. */
  private static final double COVERAGE = 3;

  /** The rise above the reference temperature [K], and the exposure [s], that are assumed. */
  private static final double WARMER = 20;

  private static final double EXPOSURE = 0.1;

  /** The tolerance of the gain that is assumed: no sensor.yaml states one. */
  private static final double GAIN_TOLERANCE = 0.05;

  private static final int COLOURS = 3;

  private final List<PhysicalCoordinate> coordinates;
  private final double[] origin;
  private final int[] places;
  private final Function<Gradient[], Gradient[]> mapping;
  private final Function<double[], String> words;

  private PhysicalParameters(
      List<PhysicalCoordinate> coordinates,
      double[] origin,
      IntStream places,
      Function<Gradient[], Gradient[]> mapping,
      Function<double[], String> words) {
    this.coordinates = coordinates;
    this.origin = origin;
    this.places = places.toArray();
    this.mapping = mapping;
    this.words = words;
  }

  /**
   * Returns the parameters of a group.
   *
   * @param theta the θ of {@link PhysicalGroup#chain}
   * @param sensor the sensor that recorded; where it is unknown {@link SensorSpec#DRONE} stands in
   * @throws IllegalArgumentException if the group is {@link PhysicalGroup#FIRMWARE}, which is a
   *     list, or the camera's matrix cannot be inverted or shows no white
   */
  public static PhysicalParameters of(PhysicalGroup group, Theta theta, SensorSpec sensor) {
    return switch (group) {
      case DEFOCUS ->
          spread(
              group,
              theta,
              "diameter",
              WIDEST,
              PointSpreadKernels::defocus,
              value -> String.format(Locale.ROOT, "defocus of %.2f px", value));
      case GAUSSIAN_BLUR ->
          spread(
              group,
              theta,
              "sigma",
              WIDEST_GAUSSIAN,
              PointSpreadKernels::gaussian,
              value -> String.format(Locale.ROOT, "Gaussian blur, σ = %.2f px", value));
      case MOTION -> motion(theta);
      case DIFFRACTION -> diffraction(theta, sensor.pixelPitch());
      case DAYLIGHT ->
          light(
              group,
              theta,
              sensor,
              new double[] {Illuminants.D65, DAYLIGHT_COLDEST, DAYLIGHT_WARMEST},
              Illuminants::daylight,
              "daylight");
      case LED ->
          light(
              group,
              theta,
              sensor,
              new double[] {LED_USUAL, LED_COLDEST, LED_WARMEST},
              Illuminants::led,
              "a white LED");
      case SPECIFIED_LEVELS -> levels(theta, sensor);
      case FIRMWARE ->
          throw new IllegalArgumentException(
              "firmware is a list of chains: expected a group with numbers");
    };
  }

  /** A kernel of some side, by one number. */
  private interface Spread {
    Gradient[] of(int side, Gradient number);
  }

  private static PhysicalParameters spread(
      PhysicalGroup group,
      Theta theta,
      String name,
      double widest,
      Spread spread,
      DoubleFunction<String> words) {
    return new PhysicalParameters(
        List.of(new PhysicalCoordinate(group + "." + name, "px", 0, 0, widest)),
        theta.vector(),
        theta.places(PhysicalGroup.POINT_SPREAD),
        numbers -> spread.of(PhysicalGroup.SIDE, numbers[0]),
        numbers -> words.apply(numbers[0]));
  }

  private static PhysicalParameters motion(Theta theta) {
    return new PhysicalParameters(
        Stream.of("columns", "rows")
            .map(axis -> new PhysicalCoordinate("motion." + axis, "px", 0, -WIDEST, WIDEST))
            .toList(),
        theta.vector(),
        theta.places(PhysicalGroup.POINT_SPREAD),
        numbers -> PointSpreadKernels.motion(PhysicalGroup.SIDE, numbers[0], numbers[1]),
        numbers ->
            String.format(
                Locale.ROOT,
                "motion of %.2f px at %.0f° (90° is down a column)",
                StrictMath.hypot(numbers[0], numbers[1]),
                // A path has no direction: 0 to 180°.
                (StrictMath.toDegrees(StrictMath.atan2(numbers[1], numbers[0])) + 180) % 180));
  }

  private static PhysicalParameters diffraction(Theta theta, double pitch) {
    double highest = WIDEST_AIRY * pitch / WAVELENGTH;
    return new PhysicalParameters(
        List.of(new PhysicalCoordinate("diffraction.f_number", "f-number; 0: none", 0, 0, highest)),
        theta.vector(),
        theta.places(PhysicalGroup.POINT_SPREAD),
        numbers ->
            PointSpreadKernels.diffraction(
                PhysicalGroup.SIDE, numbers[0].multiply(WAVELENGTH / pitch)),
        numbers ->
            String.format(
                Locale.ROOT,
                "diffraction at f/%.1f (%.0f nm, pixels of %.2f µm)",
                numbers[0],
                1000 * WAVELENGTH,
                pitch));
  }

  /**
   * Returns the parameter of a locus.
   *
   * @param temperatures the usual, the highest and the lowest [K]
   * @param name what the light is called
   */
  private static PhysicalParameters light(
      PhysicalGroup group,
      Theta theta,
      SensorSpec sensor,
      double[] temperatures,
      Function<Gradient, Gradient[]> spectrum,
      String name) {
    double usual = Illuminants.MEGA / temperatures[0];
    SensorColours colours = new SensorColours(sensor);
    Gradient[] before = spectrum.apply(Gradient.constant(1, usual));
    Gradient[] whiteBefore = colours.white(before);
    Gradient[] matrixBefore = colours.matrix(before);
    Gradient[] unchanged = balance(whiteBefore, whiteBefore);
    double[] gains = theta.get("white_balance");
    double[] matrix = theta.get("colour_matrix");
    double[] white = white(matrix);
    double[] ofWhite = new double[matrix.length];
    Arrays.setAll(ofWhite, i -> matrix[i] * white[i % COLOURS]);
    Gradient[] step = SensorColours.times(constants(ofWhite), SensorColours.inverse(matrixBefore));
    return new PhysicalParameters(
        List.of(
            new PhysicalCoordinate(
                group + ".mired",
                "mired (10⁶ K / T)",
                usual,
                Illuminants.MEGA / temperatures[1],
                Illuminants.MEGA / temperatures[2])),
        theta.vector(),
        IntStream.concat(theta.places("white_balance"), theta.places("colour_matrix")),
        numbers -> {
          Gradient[] light = spectrum.apply(numbers[0]);
          Gradient[] change = balance(colours.white(light), whiteBefore);
          Gradient[] moved = new Gradient[COLOURS + matrix.length];
          for (int c = 0; c < COLOURS; c++) {
            moved[c] = change[c].subtract(unchanged[c]).multiply(gains[c]).add(gains[c]);
          }
          Gradient[] difference = colours.matrix(light);
          Arrays.setAll(difference, i -> difference[i].subtract(matrixBefore[i]));
          Gradient[] ofMatrix = SensorColours.times(step, difference);
          for (int i = 0; i < matrix.length; i++) {
            moved[COLOURS + i] = ofMatrix[i].divide(white[i % COLOURS]).add(matrix[i]);
          }
          return moved;
        },
        numbers ->
            String.format(
                Locale.ROOT, "balanced to %s of %,.0f K", name, Illuminants.MEGA / numbers[0]));
  }

  /** Returns by what factor each gain differs that makes another light white, green as it was. */
  private static Gradient[] balance(Gradient[] white, Gradient[] before) {
    Gradient green = white[1].divide(before[1]);
    Gradient[] factors = new Gradient[COLOURS];
    Arrays.setAll(factors, c -> before[c].divide(white[c]).multiply(green));
    return factors;
  }

  /** Returns the camera's own colours of white, M⁻¹ 1. */
  private static double[] white(double[] matrix) {
    double[] white;
    try {
      Matrix3 inverse = Matrix3.of(matrix).inverse();
      white =
          inverse.rows().stream()
              .mapToDouble(row -> row.stream().mapToDouble(Double::doubleValue).sum())
              .toArray();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "the colour matrix %s cannot be inverted: expected one that distinguishes three colours; leave out daylight and led"
              .formatted(Arrays.toString(matrix)),
          e);
    }
    if (Arrays.stream(white).anyMatch(colour -> colour == 0)) {
      throw new IllegalArgumentException(
          "the colour matrix %s makes white without one of the colours: leave out daylight and led"
              .formatted(Arrays.toString(matrix)));
    }
    return white;
  }

  private static Gradient[] constants(double[] numbers) {
    return Arrays.stream(numbers)
        .mapToObj(number -> Gradient.constant(1, number))
        .toArray(Gradient[]::new);
  }

  private static PhysicalParameters levels(Theta theta, SensorSpec sensor) {
    double spread = Math.max(1, COVERAGE * sensor.darkSignalNonUniformity() * sensor.gain());
    double dark =
        sensor.darkCurrent()
            * StrictMath.pow(2, WARMER / sensor.doublingTemperature())
            * EXPOSURE
            * sensor.gain();
    double[] black = theta.get("black_level");
    double[] gains = theta.get("white_balance");
    return new PhysicalParameters(
        List.of(
            new PhysicalCoordinate("specified_levels.offset", "DN", 0, -spread, spread + dark),
            new PhysicalCoordinate(
                "specified_levels.gain", "factor", 1, 1 - GAIN_TOLERANCE, 1 + GAIN_TOLERANCE)),
        theta.vector(),
        IntStream.concat(theta.places("black_level"), theta.places("white_balance")),
        numbers ->
            Stream.concat(
                    Arrays.stream(black)
                        .mapToObj(level -> numbers[0].divide(-sensor.largestNumber()).add(level)),
                    Arrays.stream(gains).mapToObj(numbers[1]::multiply))
                .toArray(Gradient[]::new),
        numbers ->
            String.format(
                Locale.ROOT,
                "offset off by %+.2f DN, gain by a factor of %.4f",
                numbers[0],
                numbers[1]));
  }

  /** Returns the numbers of the instrument. */
  public List<PhysicalCoordinate> coordinates() {
    return coordinates;
  }

  /** Returns θ of an instrument. */
  public double[] theta(double... numbers) {
    double[] theta = origin.clone();
    Gradient[] moved = moved(numbers);
    for (int i = 0; i < places.length; i++) {
      theta[places[i]] = moved[i].getValue();
    }
    return theta;
  }

  /** Returns the gradient by the numbers of an instrument, given that by θ. */
  public double[] back(double[] numbers, double[] ofTheta) {
    double[] back = new double[numbers.length];
    Gradient[] moved = moved(numbers);
    for (int i = 0; i < places.length; i++) {
      for (int k = 0; k < back.length; k++) {
        back[k] += moved[i].getPartialDerivative(k) * ofTheta[places[i]];
      }
    }
    return back;
  }

  private Gradient[] moved(double[] numbers) {
    Gradient[] variables = new Gradient[numbers.length];
    Arrays.setAll(variables, k -> Gradient.variable(numbers.length, k, numbers[k]));
    return mapping.apply(variables);
  }

  /** Returns an instrument in words, with units. */
  public String words(double... numbers) {
    return words.apply(numbers);
  }

  /**
   * Measures the coordinates of a search, two pictures a number.
   *
   * @param pictures θ → samples of pictures, as many at every call
   * @throws IllegalArgumentException if pictures depend on none of the numbers
   */
  public SearchCoordinates measured(Function<double[], float[]> pictures) {
    return PhysicalCoordinates.measured(numbers -> pictures.apply(theta(numbers)), coordinates);
  }
}
