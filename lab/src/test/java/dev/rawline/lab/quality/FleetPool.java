package dev.rawline.lab.quality;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.random.Seed;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.cause.DriftParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What one pool of scenes measures on any camera of a fleet, before and after any change: each
 * scene was imaged by the usual camera, by three others that differ in one parameter, and after
 * each change; what lies between is interpolated scene by scene, with the same noise.
 */
@SuppressWarnings("ArrayRecordComponent") // read only
record FleetPool(
    ProofCamera camera,
    double[][] usual,
    List<double[][]> devices,
    List<List<double[][]>> changes) {
  static final int SIDE = 96;
  static final List<Quantity> QUANTITIES = List.copyOf(Quantity.of(Cfa.RGGB));

  /** The sizes of changes, about in deviations of the quantity that shows them best. */
  static final double[] SIZES = {0, 0.25, 0.5, 1, 1.5};

  static final List<String> KINDS = List.of("gain", "red", "exposure");

  /**
   * How other cameras differ at most: gain +12 %, black level +200 DN, read noise +60 %. A camera
   * of the fleet has up to a third of each, so that, before any change, its values are a mean of
   * values that were measured: beyond, outlying values would be exaggerated. After a change the
   * differences are added.
   */
  private static final List<CameraDrift> SPREAD =
      List.of(
          CameraDrift.NONE.with(DriftParameter.GAIN, Math.log(1.12)),
          CameraDrift.NONE.with(DriftParameter.BLACK_LEVEL, 200),
          CameraDrift.NONE.with(DriftParameter.READ_NOISE, 874));

  /** Returns a change of a size. */
  static CameraDrift change(int kind, double size) {
    return switch (kind) {
      case 0 -> CameraDrift.NONE.with(DriftParameter.GAIN, Math.log(1 - 0.14 * size));
      case 1 -> CameraDrift.NONE.with(DriftParameter.RED, Math.log(1 - 0.12 * size));
      default -> CameraDrift.NONE.with(DriftParameter.EXPOSURE, Math.log(1 - 0.57 * size));
    };
  }

  /** Returns how a camera differs from the usual one, as shares of the other cameras. */
  static double[] device(int camera) {
    SplittableRandom random = new SplittableRandom(7_000_000L + camera);
    return new double[] {random.nextDouble() / 3, random.nextDouble() / 3, random.nextDouble() / 3};
  }

  static FleetPool record(int scenes) {
    ProofCamera camera =
        new ProofCamera(ProofCamera.streets(SIDE, 5), SIDE, 8, false, 100_000, false);
    Irradiance[] lights = camera.drifts().lights(0, scenes);
    List<double[][]> devices = new ArrayList<>();
    for (CameraDrift one : SPREAD) {
      devices.add(measured(camera, lights, 0, one, "pool"));
    }
    double[][] usual = measured(camera, lights, 0, CameraDrift.NONE, "pool");
    List<List<double[][]>> changes = new ArrayList<>();
    for (int kind = 0; kind < KINDS.size(); kind++) {
      List<double[][]> sizes = new ArrayList<>();
      sizes.add(usual);
      for (int size = 1; size < SIZES.length; size++) {
        sizes.add(measured(camera, lights, 0, change(kind, SIZES[size]), "pool"));
      }
      changes.add(sizes);
    }
    return new FleetPool(camera, usual, devices, changes);
  }

  /** Images lights; a device of 0 is another one each. */
  private static double[][] measured(
      ProofCamera camera, Irradiance[] lights, long device, CameraDrift drift, String noise) {
    double[][] values = new double[lights.length][QUANTITIES.size()];
    Parallel.forEach(
        Parallel.CORES,
        lights.length,
        i -> {
          Seed seed = new Seed(5, noise + " " + i);
          var inspection =
              camera
                  .drifts()
                  .inspector()
                  .inspect(
                      camera
                          .drifts()
                          .ofDevice(device == 0 ? 1_000_000L + i : device)
                          .record(lights[i], drift, seed));
          for (int q = 0; q < QUANTITIES.size(); q++) {
            Estimate value = inspection.values().get(QUANTITIES.get(q));
            values[i][q] = value == null ? Double.NaN : value.value();
          }
        });
    return values;
  }

  /** Really images lights by a camera of the fleet. */
  double[][] imaged(Irradiance[] some, int number, int kind, double size, String noise) {
    CameraDrift drift = kind < 0 ? CameraDrift.NONE : change(kind, size);
    double[] device = device(number);
    for (int d = 0; d < device.length; d++) {
      for (DriftParameter parameter : DriftParameter.values()) {
        drift =
            drift.with(parameter, drift.get(parameter) + device[d] * SPREAD.get(d).get(parameter));
      }
    }
    return measured(camera, some, 2_000_000L + number, drift, noise);
  }

  /** Returns what a camera of the fleet measures of a scene after a change. */
  double[] values(int scene, double[] device, int kind, double size) {
    double[] values = usual[scene].clone();
    if (kind >= 0 && size > 0) {
      int upper = 1;
      while (SIZES[upper] < size) {
        upper++;
      }
      double share = (size - SIZES[upper - 1]) / (SIZES[upper] - SIZES[upper - 1]);
      double[] low = changes.get(kind).get(upper - 1)[scene];
      double[] high = changes.get(kind).get(upper)[scene];
      for (int q = 0; q < values.length; q++) {
        values[q] = share == 1 ? high[q] : low[q] + share * (high[q] - low[q]);
      }
    }
    for (int d = 0; d < device.length; d++) {
      double[] other = devices.get(d)[scene];
      for (int q = 0; q < values.length; q++) {
        double difference = other[q] - usual[scene][q];
        values[q] += Double.isNaN(difference) ? 0 : device[d] * difference;
      }
    }
    return values;
  }
}
