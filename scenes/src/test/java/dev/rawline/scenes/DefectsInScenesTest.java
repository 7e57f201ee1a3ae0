package dev.rawline.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.camera.AutomaticExposure;
import dev.rawline.imaging.camera.Imager;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.inspection.Defect;
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
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DefectsInScenesTest {
  /** What a hot pixel’s dark current adds, to be seen: three times the microscope’s noise [e⁻]. */
  private static final double HOT = 400;

  /**
   * Sixteen scenes of one device: at least 95 % of the defective positions, 95 % of what is named
   * right. Defective is what sees no light, and a pixel whose dark current adds more than 400 e⁻,
   * three times the noise of the microscope at its usual level; fainter ones count on neither side.
   */
  @Test
  void defectsOfADeviceAreFoundInSixteenScenes() {
    check("smears", BloodSmear.PUBLISHED, OpticsSpec.MICROSCOPE, defective(SensorSpec.MICROSCOPE));
    check("streets", new AerialStreet(), OpticsSpec.DRONE, defective(SensorSpec.DRONE));
  }

  private static void check(String name, SceneKind kind, OpticsSpec optics, SensorSpec spec) {
    int side = 256;
    SensorDevice device = new SensorDevice(spec, side, side, 3);
    Imager imager = new Imager(optics, device, kind.white());
    FixedPattern pattern = device.pattern();
    // So bright that exposures of this length fill a good part of the range.
    double seconds = 0.02;
    DefectSearch search = null;
    for (int i = 0; i < 16; i++) {
      String label = kind.labels().get(i % kind.labels().size());
      Irradiance light = imager.light(kind.draw(label, new Seed(5, "scene " + i)));
      double automatic = AutomaticExposure.DEFAULT.seconds(spec, light);
      float[] scaled = light.samples().clone();
      for (int k = 0; k < scaled.length; k++) {
        scaled[k] *= (float) (automatic / seconds);
      }
      RawImage raw =
          imager.record(
              new Irradiance(side, side, scaled), new Exposure(seconds, 25), new Seed(9, "n" + i));
      if (search == null) {
        search = new DefectSearch(side, side);
      }
      search.add(
          NeighbourDeviations.of(
              raw, SimulatedRecordings.inspector(raw, 1, spec.photoResponseNonUniformity())));
    }
    Set<Integer> defective = new HashSet<>();
    Set<Integer> faint = new HashSet<>();
    for (int i = 0; i < side * side; i++) {
      double excess = seconds * (pattern.darkCurrent()[i] - spec.darkCurrent());
      if (pattern.photoResponse()[i] == 0 || excess > HOT) {
        defective.add(i);
      } else if (excess > 0) {
        faint.add(i);
      }
    }
    int named = 0;
    int right = 0;
    for (Defect defect : search.defects()) {
      int at = defect.row() * side + defect.column();
      if (!faint.contains(at)) {
        named++;
        right += defective.contains(at) ? 1 : 0;
      }
    }
    System.out.printf(
        "%s: %d of %d defective positions found, precision %.3f; %d faint ones left aside%n",
        name, right, defective.size(), (double) right / named, faint.size());
    assertThat((double) right / defective.size()).isGreaterThanOrEqualTo(0.95);
    assertThat((double) right / named).isGreaterThanOrEqualTo(0.95);
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
