package dev.rawline.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.camera.AutomaticExposure;
import dev.rawline.imaging.camera.Imager;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.inspection.DefectSearch;
import dev.rawline.imaging.inspection.NeighbourDeviations;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.Exposure;
import dev.rawline.imaging.sensor.FixedPattern;
import dev.rawline.imaging.sensor.SensorDevice;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.scenes.smear.BloodSmear;
import dev.rawline.scenes.street.AerialStreet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DefectsInScenesTest {
  private static final int SIDE = 256;

  /** An exposure; the light is scaled so that it fills a good part of the range [s]. */
  private static final double SECONDS = 0.02;

  /**
   * The dark charge that makes a hot pixel count as a defect: three times the microscope’s noise
   * [e⁻].
   */
  private static final double HOT = 400;

  /**
   * Recall and precision are at least 95 % on sixteen scenes of one device. A pixel is defective if
   * it does not respond to light or if its dark current adds more than 400 e⁻; fainter hot pixels
   * are not counted.
   */
  @Test
  void defectsOfADeviceAreFoundInSixteenScenes() {
    check("smears", BloodSmear.PUBLISHED, OpticsSpec.MICROSCOPE, defective(SensorSpec.MICROSCOPE));
    check("streets", new AerialStreet(), OpticsSpec.DRONE, defective(SensorSpec.DRONE));
  }

  private static void check(String name, SceneKind kind, OpticsSpec optics, SensorSpec spec) {
    SensorDevice device = new SensorDevice(spec, SIDE, SIDE, 3);
    DefectSearch search = search(kind, new Imager(optics, device, kind.white()), spec);
    Set<Integer> defective = new HashSet<>();
    Set<Integer> faint = new HashSet<>();
    FixedPattern pattern = device.pattern();
    for (int i = 0; i < SIDE * SIDE; i++) {
      double excess = SECONDS * (pattern.darkCurrent()[i] - spec.darkCurrent());
      if (pattern.photoResponse()[i] == 0 || excess > HOT) {
        defective.add(i);
      } else if (excess > 0) {
        faint.add(i);
      }
    }
    List<Integer> found =
        search.defects().stream()
            .map(defect -> defect.row() * SIDE + defect.column())
            .filter(at -> !faint.contains(at))
            .toList();
    long correct = found.stream().filter(defective::contains).count();
    double recall = (double) correct / defective.size();
    double precision = (double) correct / found.size();
    System.out.printf(
        "%s: %d of %d defective positions found, precision %.3f; %d faint ones not counted%n",
        name, correct, defective.size(), precision, faint.size());
    assertThat(recall).isGreaterThanOrEqualTo(0.95);
    assertThat(precision).isGreaterThanOrEqualTo(0.95);
  }

  private static DefectSearch search(SceneKind kind, Imager imager, SensorSpec spec) {
    DefectSearch search = new DefectSearch(SIDE, SIDE);
    for (int i = 0; i < 16; i++) {
      String label = kind.labels().get(i % kind.labels().size());
      Irradiance light = imager.light(kind.draw(label, new Seed(5, "scene " + i)));
      double automatic = AutomaticExposure.DEFAULT.seconds(spec, light);
      float[] scaled = light.samples().clone();
      for (int k = 0; k < scaled.length; k++) {
        scaled[k] *= (float) (automatic / SECONDS);
      }
      RawImage raw =
          imager.record(
              new Irradiance(SIDE, SIDE, scaled), new Exposure(SECONDS, 25), new Seed(9, "n" + i));
      search.add(
          NeighbourDeviations.of(
              raw, SimulatedRecordings.inspector(raw, 1, spec.photoResponseNonUniformity())));
    }
    return search;
  }

  private static SensorSpec defective(SensorSpec spec) {
    return spec.with(
        values -> {
          values.hotPixels = 2e-3;
          values.hotPixelCurrent = 100_000;
          values.deadPixels = 1e-3;
          values.origins = Map.of();
        });
  }
}
