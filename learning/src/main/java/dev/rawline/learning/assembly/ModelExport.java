package dev.rawline.learning.assembly;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.learning.datamodel.ChainModel;
import dev.rawline.learning.datamodel.DataModel;
import dev.rawline.learning.datamodel.HalfSizeModel;
import dev.rawline.learning.datamodel.MosaicModel;
import dev.rawline.learning.datamodel.NeuralModel;
import dev.rawline.learning.datamodel.SwappedChannels;
import dev.rawline.learning.datamodel.ViewsModel;
import dev.rawline.learning.onnx.DigitalScale;
import dev.rawline.learning.onnx.ExportedModel;
import dev.rawline.learning.onnx.ModelFront;
import dev.rawline.learning.onnx.MosaicFormat;
import dev.rawline.learning.plan.PlanWords;
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.sample.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A trained model → what an exported file computes.
 *
 * @param trained the model
 * @param provenance where it comes from, as values of JSON; added to the file's metadata
 */
public record ModelExport(TrainedModel trained, Map<String, Object> provenance) {

  /** Returns the network alone, which takes the pictures of its data model. */
  public ExportedModel network() {
    return exported(
        new ModelFront.Pictures(trained.model().dataModel().channels()),
        Optional.empty(),
        ExportedModel.VIEW);
  }

  /**
   * Returns the model with its camera, which takes raw mosaics.
   *
   * @param like a mosaic of digital numbers: its layout and levels are those of all, and where the
   *     model renders every file by its own camera, the camera of this one is that of all
   * @param file the file of the mosaic, for messages
   * @throws IllegalArgumentException if the model takes processed images
   * @throws IOException if the mosaic does not describe its camera, and should
   */
  public ExportedModel withCamera(RawImage like, Path file) throws IOException {
    CameraChoice choice = trained.preparation().camera().orElseThrow(ModelExport::processed);
    Camera camera = choice.of(like, file);
    DigitalScale scale = DigitalScale.of(camera, like);
    Optional<Camera> own =
        choice instanceof CameraChoice.FromFile ? Optional.of(camera) : Optional.empty();
    ModelFront front =
        switch (trained.model().dataModel()) {
          case ChainModel chain ->
              new ModelFront.Processing(isp(chain, like, own), like.cfa(), scale);
          case HalfSizeModel half ->
              new ModelFront.Packing(
                  half.channels(), like.cfa(), scale, Optional.empty(), Optional.empty());
          case NeuralModel neural ->
              new ModelFront.Packing(
                  4, like.cfa(), scale, neural.mosaics(), Optional.of(neural.network()));
          case ViewsModel _, MosaicModel _, SwappedChannels _ -> throw processed();
        };
    requireLayout(trained.model().dataModel(), like);
    // The file itself finds the smallest side, and replaces that entry.
    MosaicFormat mosaics =
        new MosaicFormat(
            like.cfa(), scale, camera.scale() == Camera.Scale.BLACK_TO_WHITE, 1, multiple());
    return exported(front, Optional.of(new Front(mosaics, camera)), ExportedModel.MOSAIC);
  }

  private record Front(MosaicFormat mosaics, Camera camera) {}

  /** Returns the number of which the sides of mosaics must be multiples [px]. */
  private int multiple() {
    DataModel dataModel = trained.model().dataModel();
    int ofPictures =
        trained.model().input().size().isPresent()
            ? 1
            : trained.plan().model().map(plan -> plan.architecture().divisor()).orElse(1);
    boolean halves = dataModel.divisor() > 1;
    return Math.max(dataModel.divisor(), halves ? 2 * ofPictures : ofPictures);
  }

  private static IllegalArgumentException processed() {
    return new IllegalArgumentException(
        "the model was trained on processed images, and has no camera: export its network alone"
            + " (--network)");
  }

  private static Isp isp(ChainModel chain, RawImage like, Optional<Camera> own) {
    PreparedSample sample =
        new PreparedSample("like", "like", like, Optional.empty(), own, Optional.empty());
    return chain.chain(sample).orElseThrow();
  }

  private static void requireLayout(DataModel model, RawImage like) {
    boolean monochrome = model.channels() == 1;
    if (model instanceof HalfSizeModel && monochrome == like.cfa().hasFilters()) {
      throw new IllegalArgumentException(
          "the data model none of %d channels takes %s images, but --like names one of the layout %s: name a raw file that the model was trained on"
              .formatted(model.channels(), monochrome ? "monochrome" : "colour", like.cfa()));
    }
    if (model instanceof NeuralModel && !like.cfa().hasFilters()) {
      throw new IllegalArgumentException(
          "the neural data model takes colour mosaics, but --like names a monochrome image: name a"
              + " raw file that the model was trained on");
    }
  }

  private ExportedModel exported(ModelFront front, Optional<Front> camera, String input) {
    SequencedMap<String, Object> description = new LinkedHashMap<>();
    description.put("input", input);
    ExportDescription own =
        new ExportDescription(
            trained.task(), trained.preparation().input().crop(), camera.map(Front::mosaics));
    description.putAll(own.entries());
    camera.ifPresent(known -> description.put("camera", known.camera().name()));
    description.put("data_model", PlanWords.word(trained.plan().dataModel().orElseThrow()));
    trained
        .plan()
        .model()
        .ifPresent(plan -> description.put("network", plan.architecture().word()));
    trained.model().input().size().ifPresent(side -> description.put("size", side));
    description.putAll(provenance);
    return new ExportedModel(
        front,
        trained.model().input().size(),
        trained.model().standardizing(),
        trained.model().network(),
        trained.task() instanceof Task.Segmentation,
        description);
  }
}
