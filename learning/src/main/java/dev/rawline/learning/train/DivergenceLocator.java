package dev.rawline.learning.train;

import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.Trace;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.joint.JointModel;
import dev.rawline.learning.model.NetworkParameters;
import dev.rawline.learning.sample.PreparedSample;
import java.util.List;
import java.util.Optional;

/** Looks for the place, from the raw image to the loss, where numbers ceased to be finite. */
final class DivergenceLocator {
  private final JointModel model;

  DivergenceLocator(JointModel model) {
    this.model = model;
  }

  /** Returns the first parameter that is not finite, in words. */
  Optional<String> parameter() {
    return first("the data model's", model.dataModel().parameters())
        .or(() -> first("the standardization's", model.standardizing().parameters()))
        .or(() -> first("the task model's", model.network().parameters()));
  }

  private static Optional<String> first(String whose, NetworkParameters parameters) {
    return parameters.all().entrySet().stream()
        .filter(entry -> !entry.getValue().isFinite())
        .findFirst()
        .map(entry -> "is %s %s, as the step before left it".formatted(whose, entry.getKey()));
  }

  /** Returns the first place that is not finite, in words. */
  String where(
      List<PreparedSample> samples,
      Tensor pictures,
      Tensor standardized,
      Tensor augmented,
      Tensor logits) {
    for (PreparedSample sample : samples) {
      if (!isFinite(sample.frame())) {
        return "is the frame of sample " + sample.id();
      }
    }
    return first("the data model's", model.dataModel().parameters())
        .or(() -> stage(samples))
        .or(() -> ifNotFinite(pictures, "are the data model's images"))
        .or(() -> first("the standardization's", model.standardizing().parameters()))
        .or(() -> ifNotFinite(standardized, "are the standardized images"))
        .or(() -> ifNotFinite(augmented, "are the augmented images"))
        .or(() -> first("the task model's", model.network().parameters()))
        .or(() -> ifNotFinite(logits, "are the task model's logits"))
        .orElse("come after the logits: the loss, or a gradient");
  }

  private static Optional<String> ifNotFinite(Tensor tensor, String words) {
    return tensor.isFinite() ? Optional.empty() : Optional.of(words);
  }

  /** Returns the stage of the data model with a non-finite output. */
  private Optional<String> stage(List<PreparedSample> samples) {
    for (PreparedSample sample : samples) {
      Optional<Isp> chain = model.dataModel().chain(sample);
      if (chain.isPresent() && sample.frame() instanceof RawImage raw) {
        for (Trace.Step step : chain.get().trace(raw).steps()) {
          if (!isFinite(step.frame())) {
            return Optional.of(
                "is the output of the data model's stage %s for sample %s"
                    .formatted(step.name(), sample.id()));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isFinite(Frame frame) {
    for (float sample : frame.samples()) {
      if (!Float.isFinite(sample)) {
        return false;
      }
    }
    return true;
  }
}
