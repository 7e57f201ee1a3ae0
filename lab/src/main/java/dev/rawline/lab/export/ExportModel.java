package dev.rawline.lab.export;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.learning.assembly.ModelExport;
import dev.rawline.learning.assembly.ModelFolder;
import dev.rawline.learning.assembly.ModelSource;
import dev.rawline.learning.assembly.TrainedModel;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.onnx.ExportedModel;
import dev.rawline.workbench.output.Provenance;
import dev.rawline.workbench.output.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A trained model → one ONNX file.
 *
 * @param model the folder of the model
 * @param opset the version of the operators, 18 to 21
 */
public record ExportModel(Path model, int opset) {

  /**
   * A raw file of the camera.
   *
   * @param path the file
   * @param described what it does not state itself
   */
  public record Recording(Path path, RawDescription described) {}

  /**
   * A written file.
   *
   * @param nodes how many nodes its graph has
   * @param bytes its size [bytes]
   */
  public record Written(int nodes, long bytes) {}

  /**
   * Writes the file, whole or not at all.
   *
   * @param like a raw file of the camera that the model is exported with; none: the network alone
   * @throws IllegalArgumentException if a part of the model cannot be exported; the message names
   *     it
   * @throws RejectedFileException if the folder has no trained model, or the raw file cannot be
   *     used
   * @throws IOException if a file cannot be read or written
   */
  public Written write(Path file, Optional<Recording> like, Engine engine) throws IOException {
    ModelSource source = new ModelSource.Folder(model);
    try (TrainedModel trained = source.open(engine)) {
      ModelExport export = new ModelExport(trained, provenance(source));
      ExportedModel exported;
      if (like.isPresent()) {
        RawImage raw = RawFiles.read(like.get().path(), like.get().described());
        exported = export.withCamera(raw, like.get().path());
      } else {
        exported = export.network();
      }
      int nodes = exported.write(file, opset);
      return new Written(nodes, Files.size(file));
    }
  }

  private Map<String, Object> provenance(ModelSource source) throws IOException {
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("rawline", Version.CURRENT);
    provenance.put("model", Provenance.contents(source.files()));
    Path theta = model.resolve(ModelFolder.THETA);
    if (Files.isRegularFile(theta)) {
      provenance.put(ModelFolder.THETA, Provenance.sum(theta));
    }
    return provenance;
  }
}
