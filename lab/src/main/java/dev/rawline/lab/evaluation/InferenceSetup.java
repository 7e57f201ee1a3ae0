package dev.rawline.lab.evaluation;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.config.IspFiles;
import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.corruption.Corruption;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.learning.assembly.CameraDraw;
import dev.rawline.learning.assembly.TrainedModel;
import dev.rawline.learning.joint.Evaluation;
import dev.rawline.learning.joint.PictureCorruption;
import dev.rawline.learning.plan.CameraVariationPlan;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.workbench.output.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * How a trained model is shown samples: through which chain, by which cameras, and what is done to
 * the pictures afterwards.
 *
 * <p>Cameras and corruptions are drawn from the seed and the sample, so that all models see a
 * sample with the same noise.
 *
 * @param isp the name of a view, or an isp.yaml; none: through the model's own data model
 * @param recorder the camera that recorded the samples, where it is not that of the model; the
 *     chain is then named
 * @param swapped the named views whose colours replace those of the chain
 * @param cameras the cameras that record; none: as it was recorded
 * @param corruption what is done to the pictures
 * @param seed what cameras and corruptions are drawn from
 */
public record InferenceSetup(
    Optional<String> isp,
    Optional<CameraChoice> recorder,
    Map<Colour, String> swapped,
    Optional<CameraVariationPlan> cameras,
    Optional<Corruption> corruption,
    long seed) {

  /** A setup without colours of other views. */
  public InferenceSetup(
      Optional<String> isp,
      Optional<CameraVariationPlan> cameras,
      Optional<Corruption> corruption,
      long seed) {
    this(isp, Optional.empty(), Map.of(), cameras, corruption, seed);
  }

  /**
   * Returns what decides about the cameras, and the sums of the files that the chain is read from.
   *
   * @param references where files are looked up
   * @throws IOException if one cannot be read
   */
  public SequencedMap<String, String> settings(DataSet dataSet, ReferenceResolver references)
      throws IOException {
    SequencedMap<String, String> settings = new LinkedHashMap<>();
    if (isp.isPresent() && ViewName.of(isp.get()).isEmpty()) {
      for (Path array : IspFiles.arrays(references.folder().resolve(isp.get()))) {
        settings.put("isp file " + array.getFileName(), Provenance.sum(array));
      }
    }
    if (cameras.isPresent()) {
      settings.put("camera seed", String.valueOf(seed));
      settings.put(
          "sensor file",
          Provenance.sum(cameras.get().sensorFile(dataSet, references, Progress.SILENT)));
    }
    if (corruption.isPresent()) {
      settings.put("corruption", corruption.get().name());
      settings.put("severity", String.valueOf(corruption.get().severity()));
      settings.put("corruption seed", String.valueOf(seed));
    }
    return settings;
  }

  /**
   * Returns the evaluation of a model that is shown samples so.
   *
   * @param own the chain that the model was trained behind, by the word of the plan; another one is
   *     put in its place
   * @throws IllegalArgumentException if the model cannot be shown samples so
   * @throws IOException if a file cannot be read
   */
  public Evaluation evaluation(
      TrainedModel trained, Optional<String> own, DataSet dataSet, ReferenceResolver references)
      throws IOException {
    TrainedModel behind = trained;
    if (recorder.isPresent()) {
      behind = trained.behind(isp.orElseThrow(), swapped, references.folder(), recorder.get());
    } else if (isp.isPresent() && !(isp.equals(own) && swapped.isEmpty())) {
      behind = trained.behind(isp.get(), swapped, references.folder());
    }
    Evaluation evaluation =
        cameras.isPresent()
            ? new CameraDraw(cameras, seed).evaluation(behind, dataSet, references, Progress.SILENT)
            : behind.evaluationAsRecorded();
    return corruption
        .map(what -> evaluation.corrupting(new PictureCorruption(what, seed)))
        .orElse(evaluation);
  }
}
