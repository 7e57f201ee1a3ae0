package dev.rawline.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A condition that pictures are made under: the chain that renders them, and the camera that would
 * have recorded what was recorded. What is left out is as it was.
 *
 * @param isp the name of a view, or an isp.yaml
 * @param light the share of the light, above 0, at most 1
 * @param blur the standard deviation of a blur that is added [px of the mosaic]
 * @param defocus the diameter of the disc that a point becomes [px of the mosaic]
 * @param readNoise the standard deviation of samples in the dark [e⁻]
 * @param gain what the signal is multiplied by before it is converted
 * @param bits the bits of the converter
 * @param sampling how many times as far apart pixels are, 1, 3, 5 …
 */
public record Condition(
    String isp,
    Optional<Double> light,
    Optional<Double> blur,
    Optional<Double> defocus,
    Optional<Double> readNoise,
    Optional<Double> gain,
    Optional<Integer> bits,
    Optional<Integer> sampling) {
  private static final String AUGMENT = "augment";

  /** Returns the condition of a view as it was recorded. */
  public static Condition of(String isp) {
    return new Condition(
        isp,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns this condition by another chain. */
  public Condition by(String otherIsp) {
    return new Condition(otherIsp, light, blur, defocus, readNoise, gain, bits, sampling);
  }

  /** Returns whether the mosaic is as it was recorded. */
  public boolean isAsRecorded() {
    return equals(of(isp));
  }

  /**
   * Returns what it is called in tables: the chain, and what differs, such as
   * "menon-unsharp-median, light 0.1, blur 1".
   */
  public String name() {
    List<String> parts = new ArrayList<>(List.of(isp));
    light.ifPresent(value -> parts.add("light " + number(value)));
    blur.ifPresent(value -> parts.add("blur " + number(value)));
    defocus.ifPresent(value -> parts.add("defocus " + number(value)));
    readNoise.ifPresent(value -> parts.add("read noise " + number(value)));
    gain.ifPresent(value -> parts.add("gain " + number(value)));
    bits.ifPresent(value -> parts.add("bits " + value));
    sampling.ifPresent(value -> parts.add("sampling " + value));
    return String.join(", ", parts);
  }

  /**
   * Returns what a model is called in tables that was trained under this condition, with pictures
   * that were augmented: "menon-unsharp-median, augment weak".
   *
   * @param augment how, such as "weak"; nothing for not at all
   */
  public String name(Optional<String> augment) {
    return name() + augment.map(word -> ", " + AUGMENT + " " + word).orElse("");
  }

  /**
   * Returns the condition that a model was trained under, by what the model is called: without how
   * its pictures were augmented.
   */
  public static String own(String trained) {
    int end = trained.lastIndexOf(", " + AUGMENT + " ");
    return end < 0 ? trained : trained.substring(0, end);
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.valueOf(value);
  }
}
