package dev.rawline.learning.assembly;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.learning.engine.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The origin of a trained model. */
public sealed interface ModelSource permits ModelSource.Folder, ExportedFile, ExternalModel {

  /** Returns the folder or file. */
  Path path();

  /**
   * Opens the model.
   *
   * @throws RejectedFileException if there is none; the message states what is missing and the
   *     remedy
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
}
