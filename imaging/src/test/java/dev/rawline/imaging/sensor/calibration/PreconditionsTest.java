package dev.rawline.imaging.sensor.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.sensor.uncertainty.MeasurementConditions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The input that a calibration rejects, and its messages. */
class PreconditionsTest {
  private static final int SIDE = 48;

  private static PlainCamera camera() {
    return new PlainCamera(SIDE, 7);
  }

  private static List<String> problems(Consumer<PlainCamera> spoil) {
    PlainCamera camera = camera();
    spoil.accept(camera);
    return problems(camera.frames());
  }

  private static List<String> problems(CalibrationFrames frames) {
    UnsuitableFramesException rejected =
        catchThrowableOfType(
            UnsuitableFramesException.class,
            () -> SensorCalibration.of(frames, MeasurementConditions.NONE, true));
    assertThat(rejected).as("accepted").isNotNull();
    return rejected.problems();
  }

  /** Spoils the frames with a matching name, sample by sample. */
  private static Consumer<PlainCamera> spoil(
      Predicate<String> which, DoubleUnaryOperator operation) {
    return camera ->
        camera.processing = (name, raw) -> which.test(name) ? map(raw, operation) : raw;
  }

  private static RawImage map(RawImage raw, DoubleUnaryOperator operation) {
    float[] samples = new float[raw.samples().length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) operation.applyAsDouble(raw.samples()[i]);
    }
    return raw.with(RawImage.Unit.DN, samples);
  }

  private static Predicate<String> starts(String with) {
    return name -> name.startsWith(with);
  }

  @Test
  void tooFewExposures() {
    assertThat(problems(camera -> camera.exposures = 8))
        .containsExactly(
            "there are 8 pairs of flats: expected at least 9 exposures up to 70 % of saturation,"
                + " and more up to beyond it; record them");
    assertThat(problems(camera -> camera.brightest = 0.04))
        .containsExactly(
            "6 exposures are within 70 % of saturation (2004 DN above dark): expected at least 9;"
                + " record more, evenly spaced");
  }

  @Test
  void noSaturation() {
    assertThat(problems(camera -> camera.brightest = 0.014))
        .containsExactly(
            "the temporal variance is largest (253.2 DN²) at the brightest exposures: expected it"
                + " to fall below half beyond saturation; record brighter flats until they"
                + " saturate");
  }

  @Test
  void tooFewStackedFrames() {
    assertThat(problems(camera -> camera.stacked = 5))
        .containsExactly(
            "the stack of flats has 5 frames: expected at least 16; record more for the spatial"
                + " measurement",
            "the stack of darks has 5 frames: expected at least 16; record more for the spatial"
                + " measurement");
    assertThat(problems(camera -> camera.stackSeconds = 0.002))
        .containsExactly(
            "the stack of flat frames is at 12.22 % of saturation: expected about half, 30.00 to"
                + " 70.00 %; record it with another light level");
  }

  @Test
  void clippedFrames() {
    assertThat(problems(spoil(starts("dark3"), sample -> Math.max(0, sample - 29))))
        .containsExactly(
            "dark3a and dark3b have 44.57 % of samples at 0 DN: expected at most 0.5000 %; raise"
                + " the camera's offset (black level)");
    assertThat(problems(camera -> camera.processing = (name, raw) -> withStuckPixels(name, raw)))
        .containsExactly(
            "flat0a and flat0b have 2.517 % of samples at the converter's maximum, below 70 % of"
                + " saturation: expected at most 0.5000 %; make the light more uniform, or state"
                + " the true bit depth (and 11 other pairs)");
  }

  private static RawImage withStuckPixels(String name, RawImage raw) {
    float[] samples = raw.samples().clone();
    for (int i = 0; name.startsWith("flat") && i < samples.length; i += 40) {
      samples[i] = 4095;
    }
    return raw.with(RawImage.Unit.DN, samples);
  }

  @Test
  void darkFramesWithoutNoise() {
    assertThat(problems(spoil(starts("dark3"), sample -> 29)))
        .containsExactly(
            "dark3a and dark3b have no noise (temporal variance 0 DN²): expected noise of the"
                + " read-out; turn off the camera's processing or raise its gain");
  }

  @Test
  void missingCodes() {
    assertThat(problems(spoil(name -> true, sample -> 4 * Math.floor(sample / 4))))
        .containsExactly(
            "flat0a and flat0b lack 18 of 23 codes (DN) between those that are frequent: expected"
                + " nearly all; the samples were compressed or their bits are fewer than 12, give"
                + " uncompressed frames or the true bits (and 43 other pairs)");
    assertThat(
            problems(
                spoil(
                    name -> true,
                    sample -> Math.floor(square(Math.rint(4 * Math.sqrt(sample)) / 4)))))
        .singleElement()
        .asString()
        .endsWith(
            "the samples were compressed or their bits are fewer than 12, give uncompressed frames"
                + " or the true bits (and 22 other pairs)");
  }

  private static double square(double value) {
    return value * value;
  }

  @Test
  void smoothedFrames() {
    assertThat(problems(camera -> camera.processing = (name, raw) -> smoothed(raw, 0.5)))
        .containsExactly(
            "flat0a and flat0b have noise that neighbours share (correlation 0.4847): expected at"
                + " most 0.05000; the frames were smoothed or compressed, give raw ones (and 11"
                + " other pairs)");
  }

  /** Slight smoothing, which lowers K by 15 %, is detected with a few thousand pixels more. */
  @Test
  void slightlySmoothedFrames() {
    PlainCamera camera = new PlainCamera(160, 7);
    camera.processing = (name, raw) -> smoothed(raw, 0.08);
    assertThat(problems(camera.frames()))
        .singleElement()
        .asString()
        .matches(
            "flat.* have noise that neighbours share \\(correlation 0\\.0[789].*\\): expected at"
                + " most 0\\.05000; the frames were smoothed or compressed, give raw ones \\(and"
                + " \\d+ other pairs\\)");
  }

  private static RawImage smoothed(RawImage raw, double share) {
    float[] samples = raw.samples().clone();
    for (int i = 1; i < samples.length; i++) {
      samples[i] = (float) Math.rint((1 - share) * raw.samples()[i] + share * raw.samples()[i - 1]);
    }
    return raw.with(RawImage.Unit.DN, samples);
  }

  /** A slight non-linearity leaves no code out, but curves variance over signal. */
  @Test
  void nonLinearCamera() {
    assertThat(problems(spoil(name -> true, sample -> Math.rint(sample - sample * sample / 24000))))
        .singleElement()
        .asString()
        .matches(
            "the temporal variance is not proportional to the signal \\(the slope changes by .* %"
                + " up to 70 % of saturation\\): expected at most 10.00 %; the camera is not linear"
                + " or its samples were compressed, give linear raw frames");
  }

  @Test
  void wrongLightIsRejected() {
    PlainCamera camera = camera();
    List<FramePair> flats = new ArrayList<>();
    for (FramePair flat : camera.flats()) {
      double photons = flat.photons().orElseThrow();
      flats.add(
          new FramePair(
              flat.name(),
              flat.seconds(),
              OptionalDouble.of(Math.pow(photons / 70000, 0.7)),
              flat.channels(),
              flat.evidence()));
    }
    assertThat(
            problems(
                new CalibrationFrames(camera.format(), flats, camera.darks(), Optional.empty())))
        .singleElement()
        .asString()
        .matches(
            "the signal is not proportional to the light \\(mean deviation .* %\\): expected at"
                + " most 3.000 %; the camera is not linear, the lamp drifted, or photons or times"
                + " are wrong");
  }

  @Test
  void driftingLamp() {
    assertThat(problems(spoil("flat9b"::equals, sample -> Math.rint(sample * 1.04))))
        .containsExactly(
            "flat9a and flat9b differ by 4.032 % of their signal (1621 and 1687 DN): expected at"
                + " most 2.000 %; the lamp drifts or two exposures are mixed, let it warm up and"
                + " record the pair again");
    assertThat(problems(spoil(starts("flat9"), sample -> Math.rint(sample * 0.8))))
        .containsExactly(
            "flat9a and flat9b are darker (signal 1266 DN) than flat8a and flat8b with less light"
                + " (1432 DN): expected the signal to rise with the light; the lamp drifts or"
                + " exposures are mixed");
    assertThat(problems(spoil("stacked flat3"::equals, sample -> Math.rint(sample * 1.05))))
        .containsExactly(
            "a frame of the stack of flats differs by 4.763 % from the stack's mean: expected at"
                + " most 2.000 %; the lamp drifts or exposures are mixed");
  }

  @Test
  void driftingOffset() {
    assertThat(problems(spoil("dark5b"::equals, sample -> sample + 2)))
        .singleElement()
        .asString()
        .matches(
            "dark5a and dark5b differ by 2\\..* DN in their means: expected less than half their"
                + " noise \\(1\\..* DN\\); the offset drifts or light leaks in: record the dark"
                + " frames again");
  }

  @Test
  void flatsDarkerThanDarks() {
    assertThat(problems(spoil(starts("flat0"), sample -> 20)))
        .containsExactly(
            "flat0a and flat0b are darker (20.00 DN) than their darks (29.50 DN): expected more"
                + " light; check which frames are which");
  }

  @Test
  void copiesAmongPairsAreReported() {
    assertThat(
            problems(
                camera ->
                    camera.processing =
                        (name, raw) ->
                            name.equals("flat9b")
                                ? camera()
                                    .frame("flat9a", camera.seconds(9), PlainCamera.RATE)
                                    .raw()
                                : raw))
        .containsExactly(
            "flat9a and flat9b are the same frame, sample by sample: expected two recordings;"
                + " record the pair again");
    assertThat(
            problems(
                camera ->
                    camera.processing =
                        (name, raw) ->
                            name.equals("flat9b")
                                ? camera()
                                    .frame("flat8a", camera.seconds(8), PlainCamera.RATE)
                                    .raw()
                                : raw))
        .containsExactly(
            "flat9a and flat9b repeat a frame of flat8a and flat8b: expected every frame once;"
                + " correct the list of frames");
  }

  @Test
  void copiesInAStackAreReported() {
    assertThat(
            problems(
                camera ->
                    camera.processing =
                        (name, raw) ->
                            name.equals("stacked flat3")
                                ? camera()
                                    .frame("stacked flat2", camera.stackSeconds, PlainCamera.RATE)
                                    .raw()
                                : raw))
        .containsExactly(
            "stacked flat3 repeats an earlier frame of the stack of flats: expected every frame"
                + " once; correct the list of frames");
  }

  @Test
  void incompleteLists() {
    PlainCamera camera = camera();
    List<FramePair> flats = camera.flats();
    List<FramePair> darks = camera.darks();
    assertThat(problems(new CalibrationFrames(camera.format(), flats, List.of(), Optional.empty())))
        .containsExactly(
            "there is no pair of dark frames: expected one for each exposure time of the flat"
                + " frames; record them with the lens covered");
    assertThat(
            problems(
                new CalibrationFrames(
                    camera.format(), flats, darks.subList(1, 22), Optional.empty())))
        .containsExactly(
            "flat0a and flat0b have no dark pair of 0.0009091 s: expected one of the same exposure"
                + " time; record it with the lens covered");
    List<FramePair> mixed = new ArrayList<>(flats);
    FramePair first = flats.getFirst();
    mixed.set(
        0,
        new FramePair(
            first.name(),
            first.seconds(),
            OptionalDouble.empty(),
            first.channels(),
            first.evidence()));
    assertThat(problems(new CalibrationFrames(camera.format(), mixed, darks, Optional.empty())))
        .containsExactly(
            "the photons a pixel is known for 21 of 22 pairs of flats: expected for all or none;"
                + " complete the list of frames");
    FrameFormat colour = new FrameFormat(SIDE, SIDE, Optional.of(Cfa.RGGB), 12, 12);
    assertThat(problems(new CalibrationFrames(colour, flats, darks, Optional.empty())))
        .containsExactly(
            "flat0a and flat0b have the channels [all pixels]: expected [red, green 1, green 2,"
                + " blue]; use one format for all pairs (and 43 other pairs)");
  }

  @Test
  void allProblemsAreReportedTogether() {
    PlainCamera camera = camera();
    camera.stacked = 5;
    camera.exposures = 8;
    assertThatThrownBy(
            () -> SensorCalibration.of(camera.frames(), MeasurementConditions.NONE, true))
        .isInstanceOf(UnsuitableFramesException.class)
        .hasMessage(
            "the sensor cannot be calibrated: there are 8 pairs of flats: expected at least 9"
                + " exposures up to 70 % of saturation, and more up to beyond it; record them; the"
                + " stack of flats has 5 frames: expected at least 16; record more for the"
                + " spatial measurement; the stack of darks has 5 frames: expected at least 16;"
                + " record more for the spatial measurement");
  }

  @Test
  void framesThatDoNotFitTheFormat() {
    FrameFormat format = new FrameFormat(32, 32, Optional.of(Cfa.RGGB), 12, 16);
    assertThatThrownBy(
            () ->
                FramePair.of(
                    format,
                    OptionalDouble.of(-1),
                    OptionalDouble.empty(),
                    frame("a", 32, 16, Cfa.RGGB, 160),
                    frame("b", 32, 32, Cfa.GRBG, 160)))
        .isInstanceOf(UnsuitableFramesException.class)
        .hasMessage(
            "the sensor cannot be calibrated: a and b have an exposure time of -1.0: expected 0 or"
                + " more (s); correct the list of frames; a is 32×16 pixels: expected 32×32 (px)"
                + " like the other frames; exclude it or crop all frames in the same way; b has the"
                + " colour layout GRBG: expected RGGB like the other frames; do not rotate or crop"
                + " frames separately");
    SpatialStack stack = new SpatialStack(format);
    for (float sample : new float[] {161, 160.5f, -16, 65536}) {
      assertThatThrownBy(() -> stack.add(frame("c", 32, 32, Cfa.RGGB, sample)))
          .isInstanceOf(UnsuitableFramesException.class)
          .hasMessage(
              "the sensor cannot be calibrated: c contains "
                  + sample
                  + " at row 0, column 0: expected whole numbers 0 to 65520 in steps of 16 (DN of"
                  + " 12 bits in 16); give the raw file as written by the camera, with its"
                  + " true bit depth");
    }
    NamedFrame normalised =
        new NamedFrame("d", RawImage.normalised(32, 32, Cfa.RGGB, new float[32 * 32]));
    assertThatThrownBy(() -> stack.add(normalised))
        .isInstanceOf(UnsuitableFramesException.class)
        .hasMessage(
            "the sensor cannot be calibrated: d contains normalised samples: expected digital"
                + " numbers as stored (DN); give the raw file");
    assertThat(stack.frames()).isZero();
  }

  private static NamedFrame frame(String name, int width, int height, Cfa cfa, float sample) {
    float[] samples = new float[width * height];
    Arrays.fill(samples, sample);
    return new NamedFrame(
        name, new RawImage(width, height, cfa, RawImage.Unit.DN, samples, Calibration.unknown(16)));
  }

  @Test
  void invalidFormatsAreRejected() {
    assertThatThrownBy(() -> new FrameFormat(31, 40, Optional.of(Cfa.RGGB), 12, 12))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "calibration frames are 31×40 pixels: expected at least 32×32 (px), 16 rows and columns"
                + " a channel; use larger frames");
    assertThatThrownBy(() -> new FrameFormat(32, 32, Optional.empty(), 12, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "adcBits is 12 and containerBits 10: expected 8 ≤ adcBits ≤ containerBits ≤ 16 (bits)");
  }
}
