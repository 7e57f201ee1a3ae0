package dev.rawline.lab.quality;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.Readout;
import dev.rawline.lab.quality.batch.InspectedImage;
import dev.rawline.lab.quality.batch.MeasureBlur;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.cause.BlurResponse;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.cause.FindCause;
import dev.rawline.lab.quality.check.DriftComparisons;
import dev.rawline.lab.quality.check.TwoSampleComparison;
import dev.rawline.lab.quality.reference.FrameMetadata;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.scenes.smear.BloodSmear;
import dev.rawline.scenes.street.AerialStreet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A simulated camera, the reference of its recordings, and the tests that detect drift. */
final class ProofCamera {
  /** The level of the drift tests. */
  static final double LEVEL = 0.05;

  private static final int BLURRED = 24;

  private final SimulatedDrifts drifts;
  private final boolean masked;
  private final int side;
  private final Recordings usual;
  private final QualityReference reference;

  /**
   * Records a reference.
   *
   * @param images how many
   * @param masked whether files hold pixels that a mask keeps dark
   * @param first the number of its first scene
   * @param withBlur whether it resolves a blur
   */
  ProofCamera(
      SimulatedDrifts drifts, int side, int images, boolean masked, int first, boolean withBlur) {
    this.drifts = drifts;
    this.masked = masked;
    this.side = side;
    Irradiance[] lights = drifts.lights(first, images);
    usual = record(lights, CameraDrift.NONE, "reference " + first);
    reference = reference(withBlur ? blur(lights) : BlurResponse.UNKNOWN);
  }

  /** Returns streets, seen by the drone's camera. */
  static SimulatedDrifts streets(int side, long seed) {
    return new SimulatedDrifts(new AerialStreet(), OpticsSpec.DRONE, SensorSpec.DRONE, side, seed);
  }

  /** Returns smears, seen by the microscope's camera. */
  static SimulatedDrifts smears(int side, long seed) {
    return new SimulatedDrifts(
        BloodSmear.PUBLISHED, OpticsSpec.MICROSCOPE, SensorSpec.MICROSCOPE, side, seed);
  }

  private BlurResponse blur(Irradiance[] lights) {
    List<RawImage> raws = new ArrayList<>();
    for (int i = 0; i < Math.min(BLURRED, lights.length); i++) {
      raws.add(drifts.record(lights[i], CameraDrift.NONE, new Seed(i, "blur")));
    }
    List<InspectedImage> sharp =
        raws.stream()
            .map(raw -> new InspectedImage("sharp", drifts.inspector().inspect(raw)))
            .toList();
    List<BlurResponse.Point> points = new ArrayList<>();
    try {
      new MeasureBlur(drifts.inspector(), Readout.of(drifts.sensor()), 2, 1)
          .shifts(InMemory.set("blur", raws).samples(), sharp)
          .forEach((sigma, shifts) -> points.add(new BlurResponse.Point(sigma, shifts)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new BlurResponse(points);
  }

  private QualityReference reference(BlurResponse blur) {
    List<InspectedImage> images = usual.images();
    return new QualityReference(
        "simulated",
        new FrameMetadata(
            side,
            side,
            drifts.sensor().cfa().orElse(Cfa.RGGB),
            drifts.sensor().containerBits(),
            masked,
            drifts.inspector()),
        QuantityTable.of(images),
        images.stream().map(image -> image.inspection().fingerprint()).toList(),
        Map.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        blur,
        Optional.of(drifts.sensor()),
        Optional.empty(),
        Optional.empty(),
        new LinkedHashMap<>());
  }

  SimulatedDrifts drifts() {
    return drifts;
  }

  Recordings record(Irradiance[] lights, CameraDrift difference, String noise) {
    return record(lights, difference, noise, UnaryOperator.identity());
  }

  Recordings record(
      Irradiance[] lights,
      CameraDrift difference,
      String noise,
      UnaryOperator<RawImage> processing) {
    return drifts.recorded(lights, difference, noise, processing, masked);
  }

  /** Returns all tests of quality control. */
  DriftComparisons tests(Recordings batch, TwoSampleComparison test) {
    return DriftComparisons.of(reference, batch.table(), Optional.empty(), test, LEVEL, 1);
  }

  /** Returns whether the physics of the sensor detects the drift of a batch. */
  boolean isDrifted(Recordings batch) {
    return tests(batch, TwoSampleComparison.KOLMOGOROV_SMIRNOV).drifted();
  }

  /** Returns whether mean and contrast detect the drift of a batch. */
  boolean isPlainlyDrifted(Recordings batch) {
    return PlainTests.of(usual.plain(), batch.plain()).drifted(LEVEL);
  }

  /** Returns the search for the cause of a drift. */
  FindCause cause() {
    return reference.findCause();
  }

  QualityReference reference() {
    return reference;
  }

  /** Returns the undrifted sensor. */
  SensorSpec sensor() {
    return drifts.sensor();
  }
}
