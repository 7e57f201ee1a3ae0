package dev.rawline.scenes;

import dev.rawline.imaging.camera.Imager;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.inspection.Inspector;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorDevice;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.scenes.smear.BloodSmear;
import dev.rawline.scenes.street.AerialStreet;
import java.util.ArrayList;
import java.util.List;

/** Raw images of procedural scenes through the published cameras, and their inspectors. */
final class SimulatedRecordings {
  private SimulatedRecordings() {}

  static List<RawImage> smears(SensorSpec spec, int count, int side) {
    return scenes(
        BloodSmear.PUBLISHED, OpticsSpec.MICROSCOPE, new SensorDevice(spec, side, side, 1), count);
  }

  static List<RawImage> streets(int count, int side) {
    SensorDevice device = new SensorDevice(SensorSpec.DRONE, side, side, 1);
    return scenes(new AerialStreet(), OpticsSpec.DRONE, device, count);
  }

  static List<RawImage> scenes(SceneKind kind, OpticsSpec optics, SensorDevice device, int count) {
    Imager imager = new Imager(optics, device, kind.white());
    List<RawImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String label = kind.labels().get(i % kind.labels().size());
      images.add(
          imager.record(kind.draw(label, new Seed(5, "scene " + i)), new Seed(9, "noise " + i)));
    }
    return images;
  }

  /** Returns a mosaic of the same samples that states another layout. */
  static RawImage stating(Cfa cfa, RawImage image) {
    return new RawImage(
        image.width(), image.height(), cfa, image.unit(), image.samples(), image.calibration());
  }

  static Inspector inspector(RawImage image) {
    return inspector(image, 1, 0);
  }

  /** Returns the inspector of a sensor with samples in steps [DN] and a known PRNU. */
  static Inspector inspector(RawImage image, int step, double nonUniformity) {
    Calibration stated = image.calibration();
    return new Inspector(
        stated.blackLevel().orElseThrow().value(),
        stated.whiteLevel().orElseThrow().value(),
        step,
        nonUniformity);
  }
}
