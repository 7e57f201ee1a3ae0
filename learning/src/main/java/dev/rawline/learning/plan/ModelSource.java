package dev.rawline.learning.plan;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.learning.engine.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where a trained model comes from. */
public sealed interface ModelSource {

  /** Returns the folder or file. */
  Path path();

  /**
   * Opens the model.
   *
   * @throws RejectedFileException if there is none; the message names what it lacks and the remedy
   * @throws IllegalArgumentException if its description contradicts itself
   * @throws IOException if a file of it cannot be read
   */
  TrainedModel open(Engine engine) throws IOException;

  /** Returns the files that decide its outputs, for provenance. */
  List<Path> files();

  /**
   * A folder that {@code rawline train} has written.
   *
   * @param path the folder
   */
  record Folder(Path path) implements ModelSource {
    @Override
    public TrainedModel open(Engine engine) throws IOException {
      return TrainedModel.open(path, engine);
    }

    @Override
    public List<Path> files() {
      return List.of(path.resolve(ModelFolder.WEIGHTS), path.resolve(ModelFolder.PLAN));
    }
  }

  /**
   * A file of a model that was trained elsewhere.
   *
   * @param path an .onnx file, or a TorchScript file
   * @param plan what is in front of it, and its outputs: the keys camera, data_model, crop, size,
   *     standardize, task, classes and evaluation_batch count
   * @param probabilities whether it returns probabilities; logits otherwise
   */
  record File(Path path, TrainingPlan plan, boolean probabilities) implements ModelSource {
    @Override
    public TrainedModel open(Engine engine) throws IOException {
      return new ExternalModel(path, plan, probabilities).open(engine);
    }

    @Override
    public List<Path> files() {
      return List.of(path);
    }
  }
}
