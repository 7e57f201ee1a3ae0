package dev.rawline.learning.task;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.EngineException;
import dev.rawline.learning.engine.NoGradient;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.ScriptModule;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.weights.TorchWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A TorchScript file as a task model, with the gradient by its input.
 *
 * <p>Such a file contains code, which the engine runs: open files only from trusted sources.
 */
public final class TorchScriptModel extends EngineModel {
  private final Path file;
  private final ScriptModule module;
  private final ModelSignature contract;

  private TorchScriptModel(
      Path file, ScriptModule module, ModelSignature contract, Device device, int outputs) {
    super(outputs, device);
    this.file = file;
    this.module = module;
    this.contract = contract;
  }

  /**
   * Opens a file, and tries the model on a grey picture.
   *
   * @throws RejectedFileException if it is no TorchScript file, or its model rejects the picture
   * @throws IOException if it cannot be read
   */
  public static TorchScriptModel open(Path file, Device device, ModelSignature contract)
      throws IOException {
    requireScript(file);
    ScriptModule module = null;
    boolean opened = false;
    try {
      module = ScriptModule.open(file, device);
      TorchScriptModel model =
          new TorchScriptModel(file, module, contract, device, outputs(module, device, contract));
      opened = true;
      return model;
    } catch (EngineException | IllegalArgumentException e) {
      throw new RejectedFileException(
          file,
          e.getMessage(),
          "it was tried with an image of 3 channels and %d×%d pixels: choose another size, or export it again by torch.jit.script or torch.jit.trace"
              .formatted(contract.width(), contract.height()));
    } finally {
      if (!opened && module != null) {
        module.close();
      }
    }
  }

  private static void requireScript(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<String> names = zip.stream().map(ZipEntry::getName).toList();
      if (names.stream().noneMatch(name -> name.endsWith("/constants.pkl"))) {
        throw new RejectedFileException(
            file,
            names.stream().anyMatch(name -> name.endsWith("data.pkl"))
                ? "contains only weights, without the code of a model"
                : "is a zip archive without a TorchScript model",
            "save the complete model by torch.jit.script(model).save(...)");
      }
      TorchWeights.requireSums(zip, file);
    } catch (ZipException e) {
      throw new RejectedFileException(
          file,
          "is not a TorchScript file, a zip archive: " + e.getMessage(),
          "save the complete model by torch.jit.script(model).save(...)");
    }
  }

  private static int outputs(ScriptModule module, Device device, ModelSignature contract) {
    try (Scope _ = new Scope();
        NoGradient _ = new NoGradient()) {
      Tensor grey =
          Tensor.filled(0.5, 1, Picture.CHANNELS, contract.height(), contract.width()).on(device);
      Tensor outputs = module.forward(contract.standardized(grey));
      ModelSignature.requireShape(outputs.shape(), 1);
      return Math.toIntExact(outputs.size(1));
    }
  }

  @Override
  Tensor forward(Tensor views) {
    Tensor outputs;
    try {
      outputs = module.forward(contract.standardized(views));
    } catch (EngineException e) {
      throw new IllegalArgumentException(
          "%s rejects views of %d×%d pixels: %s"
              .formatted(file.getFileName(), views.size(3), views.size(2), e.getMessage()),
          e);
    }
    ModelSignature.requireShape(outputs.shape(), views.size(0));
    return contract.logits(outputs.toFloat());
  }

  @Override
  public void close() {
    module.close();
  }
}
