package dev.rawline.learning.engine;

import java.lang.ref.Reference;
import java.nio.file.Path;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.parameter_iterator;
import org.bytedeco.pytorch.parameter_list;

/**
 * A TorchScript file: a model's code and weights together, in use and not in training.
 *
 * <p>Its code is run by the engine's own interpreter, which can compute, and read and write files:
 * open such files only from trusted sources. Gradients propagate through it to its input, not to
 * its weights.
 */
public final class ScriptModule implements AutoCloseable {
  private final JitModule module;

  private ScriptModule(JitModule module) {
    this.module = module;
  }

  /**
   * Opens a file on a device.
   *
   * @throws EngineException if it is no TorchScript file, or of a later version of the engine
   */
  public static ScriptModule open(Path file, Device device) {
    Engine.load();
    try {
      JitModule module =
          torch.load(
              file.toString(),
              new DeviceOptional(new org.bytedeco.pytorch.Device(device.type())),
              /* load_debug_files= */ false);
      Scope.release(module);
      module.eval();
      requireNoGradients(module);
      return new ScriptModule(module);
    } catch (RuntimeException e) {
      throw new EngineException("opening " + file, e);
    }
  }

  private static void requireNoGradients(JitModule module) {
    try (Scope _ = new Scope()) {
      parameter_list parameters = module.parameters();
      parameter_iterator next = parameters.begin();
      for (long left = parameters.size(); left > 0; left--) {
        next.access().requires_grad_(false);
        next.increment();
      }
    }
  }

  /**
   * Computes the output of the model; of several the first.
   *
   * @throws EngineException if its code fails, or its first output is no tensor
   */
  public Tensor forward(Tensor input) {
    IValue output;
    try {
      // Step by step: compiled code would depend on the calls before, and so would the last bits.
      torch.setGraphExecutorOptimize(false);
      output = module.forward(new IValueVector(new IValue(new TensorBase(input.handle()))));
    } catch (RuntimeException e) {
      throw new EngineException("running the TorchScript model", e);
    }
    try {
      IValue first = output.isTuple() ? output.toTuple().elements().get(0) : output;
      if (!first.isTensor()) {
        throw new EngineException(
            "the TorchScript model returns something of the kind %s: expected a tensor, or several, the logits first"
                .formatted(output.tagKind().getString()));
      }
      return new Tensor(first.toTensor());
    } finally {
      Reference.reachabilityFence(output); // which contains the first
    }
  }

  /** Frees the memory. */
  @Override
  public void close() {
    module.close();
  }
}
