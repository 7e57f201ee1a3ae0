package dev.rawline.learning.plan;

import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import java.util.List;
import java.util.Optional;

/** Which data model is in front of the task model. */
public sealed interface DataModelPlan {
  /** The names of the twelve views. */
  List<String> VIEWS = ViewName.ALL.stream().map(ViewName::toString).toList();

  /** A fixed chain of stages without learned parameters. */
  @FileWord("static")
  record Static(
      @Described(
              meaning = "the name of one of the twelve views, or an isp.yaml",
              bare = true,
              required = true)
          String isp)
      implements DataModelPlan {
    /**
     * Checks the word.
     *
     * @throws IllegalArgumentException if it is no view, and no path either
     */
    public Static {
      if (isp != null) {
        PlanWords.problem("static", isp, VIEWS, "an isp.yaml")
            .ifPresent(
                problem -> {
                  throw new IllegalArgumentException(problem);
                });
      }
    }
  }

  /** The chain whose every number is a parameter, θ. */
  @FileWord("parametrized")
  record Parametrized(
      @Described(meaning = "a theta.yaml with initial values (default: those of the camera)")
          Optional<String> theta,
      @Described(meaning = "names in θ that stay fixed, such as gamma or colour_matrix[0]")
          List<String> frozen,
      @Described(
              meaning =
                  "names in θ that are learned although they are fixed by default, such as gamma.floor")
          List<String> thawed,
      @Described(meaning = "whether θ is learned; otherwise only its gradient is computed")
          Boolean learned)
      implements DataModelPlan {
    /** Fills in the defaults. */
    public Parametrized {
      frozen = frozen == null ? List.of() : List.copyOf(frozen);
      thawed = thawed == null ? List.of() : List.copyOf(thawed);
      learned = learned == null || learned;
    }
  }

  /** A network from the mosaic to colours. */
  @FileWord("neural")
  record Neural(
      @Described(meaning = "initial weights, .safetensors (default: drawn from the seed)")
          Optional<String> weights)
      implements DataModelPlan {}

  /** No camera processing: the mosaic at half its size, or a monochrome image as it is. */
  @FileWord("none")
  record None(
      @Described(
              meaning =
                  "3: red, green (the mean of both), blue; 4: R, G1, G2, B; 1: a monochrome image at"
                      + " its full size",
              min = 1,
              max = 4)
          Integer channels)
      implements DataModelPlan {
    /**
     * Fills in the default.
     *
     * @throws IllegalArgumentException if there are two channels
     */
    public None {
      channels = channels == null ? 3 : channels;
      if (channels == 2) {
        throw new IllegalArgumentException(
            "channels is 2: expected 1 (monochrome), 3 (greens averaged) or 4 (greens separate)");
      }
    }
  }

  /** The pictures of a data set that some camera has processed already, as they are. */
  @FileWord("views")
  record Views() implements DataModelPlan {}
}
