package dev.rawline.learning.plan;

import dev.rawline.data.yaml.Key;
import dev.rawline.learning.sample.CameraRanges;
import dev.rawline.learning.sample.Range;
import java.util.List;
import java.util.Optional;

/**
 * From which cameras one is drawn for every sample of every epoch: ranges, [lowest, highest] each.
 *
 * @param sensor the sensor.yaml of what recorded; the data set's own unless said
 * @param light the share of the light
 * @param gain what the signal is multiplied by
 * @param readNoise the read noise
 * @param blur σ of a Gaussian blur
 * @param defocus the diameter of a disc
 * @param bits the converter's bits
 * @param whiteBalance what each gain is multiplied by
 * @param colourMatrix how far the colour matrix's numbers may be off
 * @param gamma what γ is multiplied by
 * @param blackLevel what is added to the black level
 */
public record VaryPlan(
    @Key(means = "the sensor.yaml of the sensor that recorded; the data set's own unless said")
        Optional<String> sensor,
    @Key(means = "[lowest, highest] share of the light", above = 0, most = 1)
        Optional<List<Double>> light,
    @Key(means = "[lowest, highest] factor of the signal before conversion", above = 0, most = 16)
        Optional<List<Double>> gain,
    @Key(means = "[lowest, highest] read noise", unit = "e⁻", least = 0, most = 1000)
        Optional<List<Double>> readNoise,
    @Key(means = "[lowest, highest] σ of a Gaussian blur", unit = "px", least = 0, most = 20)
        Optional<List<Double>> blur,
    @Key(
            means = "[lowest, highest] diameter of a disc out of focus",
            unit = "px",
            least = 0,
            most = 64)
        Optional<List<Double>> defocus,
    @Key(means = "[lowest, highest] bits of the converter", unit = "bits", least = 1, most = 16)
        Optional<List<Double>> bits,
    @Key(means = "[lowest, highest] factor of each colour's gain", above = 0, most = 16)
        Optional<List<Double>> whiteBalance,
    @Key(
            means =
                "how much the colour matrix's numbers off the diagonal may change; grey stays grey",
            above = 0,
            most = 1)
        Optional<Double> colourMatrix,
    @Key(means = "[lowest, highest] factor of γ", above = 0, most = 16)
        Optional<List<Double>> gamma,
    @Key(
            means = "[lowest, highest] added to the black level",
            unit = "normalised",
            least = -1,
            most = 1)
        Optional<List<Double>> blackLevel) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is none, or nothing is varied; the message names all
   */
  public VaryPlan {
    ranges(
        light, gain, readNoise, blur, defocus, bits, whiteBalance, colourMatrix, gamma, blackLevel);
  }

  /** Returns the ranges. */
  public CameraRanges ranges() {
    return ranges(
        light, gain, readNoise, blur, defocus, bits, whiteBalance, colourMatrix, gamma, blackLevel);
  }

  private static CameraRanges ranges(
      Optional<List<Double>> light,
      Optional<List<Double>> gain,
      Optional<List<Double>> readNoise,
      Optional<List<Double>> blur,
      Optional<List<Double>> defocus,
      Optional<List<Double>> bits,
      Optional<List<Double>> whiteBalance,
      Optional<Double> colourMatrix,
      Optional<List<Double>> gamma,
      Optional<List<Double>> blackLevel) {
    return new CameraRanges(
        range("light", light),
        range("gain", gain),
        range("read_noise", readNoise),
        range("blur", blur),
        range("defocus", defocus),
        range("bits", bits),
        range("white_balance", whiteBalance),
        colourMatrix,
        range("gamma", gamma),
        range("black_level", blackLevel));
  }

  private static Optional<Range> range(String name, Optional<List<Double>> ends) {
    ends.filter(numbers -> numbers.size() != 2)
        .ifPresent(
            numbers -> {
              throw new IllegalArgumentException(
                  "%s holds %d numbers: expected two, [lowest, highest]"
                      .formatted(name, numbers.size()));
            });
    return ends.map(numbers -> new Range(numbers.get(0), numbers.get(1)));
  }
}
