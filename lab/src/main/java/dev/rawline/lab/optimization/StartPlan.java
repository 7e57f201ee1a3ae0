package dev.rawline.lab.optimization;

import dev.rawline.data.config.IspFiles;
import dev.rawline.data.config.ThetaFiles;
import dev.rawline.data.yaml.YamlDocument;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.Described;
import dev.rawline.lab.experiment.Condition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What both arms begin with: θ, and how the samples would have been recorded. */
public record StartPlan(
    @Described(
            path = "THETA",
            meaning =
                "a theta.yaml, the folder of a trained model, or an isp.yaml of the stages of the"
                    + " parametrized chain, with the initial parameters of both arms (default: the"
                    + " camera's own)")
        Optional<String> theta,
    @Described(meaning = "the initial γ, instead of that of θ", min = 0.1, max = 10)
        Optional<Double> gamma,
    @Described(
            meaning = "a factor of θ's white balance, such as 1 / light for full brightness",
            above = 0)
        Optional<Double> exposure,
    @Described(meaning = "the intensity of the recordings", above = 0, max = 1)
        Optional<Double> light,
    @Described(meaning = "the read noise", unit = "e⁻", min = 0, max = 1000)
        Optional<Double> readNoise,
    @Described(meaning = "σ of an added Gaussian blur", unit = "px", min = 0, max = 20)
        Optional<Double> blur,
    @Described(meaning = "the bit depth of the converter", unit = "bits", min = 1, max = 16)
        Optional<Integer> bits) {

  /** Returns a start with nothing changed. */
  static StartPlan unchanged() {
    return new StartPlan(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns this start with θ of another file. */
  StartPlan with(String file) {
    return new StartPlan(Optional.of(file), gamma, exposure, light, readNoise, blur, bits);
  }

  /** Returns how samples are recorded. */
  Condition condition() {
    return new Condition(
        OptimizePlan.CAMERA,
        light.filter(share -> share < 1),
        blur.filter(sigma -> sigma > 0),
        Optional.empty(),
        readNoise,
        Optional.empty(),
        bits,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Returns the numbers that both arms begin with.
   *
   * @param camera whose numbers count where a file leaves them out
   * @param file the theta.yaml or isp.yaml that is named, where one is
   * @throws IllegalArgumentException if the chain of an isp.yaml has other stages
   * @throws IOException if the file cannot be read, or holds other numbers
   */
  Theta theta(Camera camera, Optional<Path> file) throws IOException {
    Theta chain = Isp.parametrized(camera).theta();
    Theta start = file.isPresent() ? read(file.get(), chain, camera) : chain;
    if (exposure.isPresent()) {
      double factor = exposure.get();
      start =
          start.with(
              "white_balance",
              Arrays.stream(start.get("white_balance")).map(gain -> gain * factor).toArray());
    }
    return gamma.isPresent() ? start.with("gamma", gamma.get()) : start;
  }

  private static Theta read(Path file, Theta chain, Camera camera) throws IOException {
    if (!YamlDocument.read(file).root().has("stages")) {
      return ThetaFiles.read(file, chain);
    }
    Theta theta = IspFiles.read(file, camera).withKernels().theta();
    if (!theta.parameters().equals(chain.parameters())) {
      throw new IllegalArgumentException(
          "start.theta is %s, a chain with the parameters %s, but the learned ones are %s: expected the stages of the view bilinear-sharpen-gaussian, in their order"
              .formatted(file, names(theta), names(chain)));
    }
    return theta;
  }

  private static String names(Theta theta) {
    return theta.parameters().stream().map(Parameter::name).collect(Collectors.joining(", "));
  }
}
