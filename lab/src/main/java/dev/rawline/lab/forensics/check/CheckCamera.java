package dev.rawline.lab.forensics.check;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.evaluation.MetricAndLoss;
import dev.rawline.lab.evaluation.ModelUnderTest;
import dev.rawline.lab.evaluation.OperatingPoint;
import dev.rawline.lab.evaluation.RecaptureSettings;
import dev.rawline.lab.tolerance.ToleranceSpecification;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.metric.Bootstrap;
import dev.rawline.learning.plan.ModelSource;
import dev.rawline.workbench.output.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A camera × a tolerance specification → what the model can be expected to do under it; and, where
 * model and data are at hand, what it does.
 *
 * @param specification what is tolerated
 * @param camera the camera
 */
public record CheckCamera(ToleranceSpecification specification, CandidateCamera camera) {

  /** Compares the camera with the specification alone. */
  public CameraCheck run() {
    return CameraCheck.of(specification, camera, Optional.empty());
  }

  /**
   * Compares the camera with the specification, and evaluates the model under it.
   *
   * @param source the model
   * @param dataSet the data set that it was examined on
   * @param samples those of it that the model is evaluated on
   * @param sensor the sensor that recorded, for light, blur and the like
   * @param engine where the model computes
   * @throws IllegalArgumentException if the model or the data set is another one than that of the
   *     specification, or the camera's chain has other stages than the model's
   * @throws IOException if a file cannot be read
   */
  public CameraCheck run(
      ModelSource source,
      DataSet dataSet,
      List<Sample> samples,
      Optional<SensorSpec> sensor,
      Engine engine)
      throws IOException {
    require("the model", sum(source), specification.model());
    require("data set " + dataSet.name(), dataSet.hash(), specification.data());
    try (ModelUnderTest subject =
        ModelUnderTest.of(
            source.open(engine),
            samples,
            Optional.of(specification.measured()),
            sensor,
            specification.search().seed())) {
      if (!subject.theta().parameters().equals(camera.theta().parameters())) {
        throw new IllegalArgumentException(
            "the camera's chain has other stages than that before the model, so that the model"
                + " cannot be evaluated under it: give a camera.yaml or a theta.yaml, or leave"
                + " --model out");
      }
      MetricAndLoss usual = subject.judge(OperatingPoint.USUAL);
      MetricAndLoss changed = subject.judge(setting());
      Bootstrap bootstrap = Bootstrap.usual(specification.search().seed());
      return CameraCheck.of(
          specification,
          camera,
          Optional.of(
              new CameraCheck.Score(
                  usual.value(),
                  changed.value(),
                  bootstrap.drop(usual.metric(), changed.metric()))));
    }
  }

  private OperatingPoint setting() {
    Map<String, Double> physical = new HashMap<>(camera.values());
    physical.keySet().retainAll(RecaptureSettings.NAMES);
    return OperatingPoint.of(camera.theta()).with(new RecaptureSettings(physical));
  }

  private static void require(String what, String found, String expected) {
    if (!found.equals(expected)) {
      throw new IllegalArgumentException(
          "%s has the sum %s…, but the specification is of %s…: give what it was made of, or leave --model and --data out"
              .formatted(what, found.substring(0, 12), expected.substring(0, 12)));
    }
  }

  /**
   * Returns what identifies a model: the sum of the file that holds its numbers.
   *
   * @throws RejectedFileException if there is no such file
   */
  public static String sum(ModelSource source) throws IOException {
    Path file = source.files().getFirst();
    if (!Files.isRegularFile(file)) {
      throw new RejectedFileException(
          source.path(),
          "holds no model: there is no %s".formatted(file.getFileName()),
          "name a folder that train has written, or the file of a model");
    }
    return Provenance.sum(file);
  }
}
