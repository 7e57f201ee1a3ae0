package dev.rawline.lab.optimization;

import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.InvalidParametersException;
import dev.rawline.imaging.sensor.recapture.Binning;
import dev.rawline.lab.experiment.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The ways to acquire samples that are compared: every combination of what is listed, and as
 * recorded.
 */
public record AcquisitionPlan(
    @Described(meaning = "relative intensities (default: as recorded)", above = 0, max = 1)
        List<Double> light,
    @Described(
            meaning = "the bit depths of the converter (default: as recorded)",
            unit = "bits",
            min = 1,
            max = 16)
        List<Integer> bits,
    @Described(meaning = "factors of the pixel pitch, odd numbers (default: 1)", min = 1, max = 99)
        List<Integer> sampling,
    @Described(
            meaning =
                "binning modes of the camera, beside none: the mean of k×k pixels after conversion,"
                    + " within a colour or over the full mosaic, which becomes monochrome")
        List<Binning> binning,
    @Described(
            meaning = "σ of the blur that a cheaper lens adds (default: 0)",
            unit = "px",
            min = 0,
            max = 20)
        List<Double> blur,
    @Described(
            meaning =
                "f-numbers of the lens, that of the recording first; a larger one passes less light"
                    + " and diffracts more (default: as recorded)",
            above = 0,
            max = 64)
        List<Double> aperture,
    @Described(
            meaning = "the read noise of a cheaper sensor (default: the sensor's own)",
            unit = "e⁻",
            min = 0,
            max = 1000)
        List<Double> readNoise,
    @Described(meaning = "whether less light is compensated by analogue gain, up to a factor of 16")
        Boolean gain,
    @Described(
            meaning =
                "whether models are retrained for every acquisition; otherwise those trained on the"
                    + " data as recorded are tested under it")
        Boolean retrain,
    @Described(meaning = "whether θ is learned with these models; otherwise it is the camera's own")
        Boolean learned,
    @Described(
            meaning = "the fraction of the metric as recorded that the knee must keep",
            above = 0,
            max = 1)
        Double keep,
    @Described(
            path = "PRICES",
            meaning = "a prices.yaml: the user's own prices (default: an example)")
        Optional<String> prices) {
  private static final double MOST_GAIN = 16;

  /**
   * Fills in the defaults.
   *
   * @throws InvalidParametersException if nothing is compared, or a number is out of its range; it
   *     lists all mistakes
   */
  public AcquisitionPlan {
    light = light == null ? List.of() : List.copyOf(light);
    bits = bits == null ? List.of() : List.copyOf(bits);
    sampling = sampling == null ? List.of() : List.copyOf(sampling);
    binning = binning == null ? List.of() : List.copyOf(binning);
    blur = blur == null ? List.of() : List.copyOf(blur);
    aperture = aperture == null ? List.of() : List.copyOf(aperture);
    readNoise = readNoise == null ? List.of() : List.copyOf(readNoise);
    gain = gain == null || gain;
    retrain = retrain != null && retrain;
    learned = learned != null && learned;
    keep = keep == null ? Double.valueOf(0.98) : keep;
    List<String> mistakes = new ArrayList<>();
    sampling.stream()
        .filter(k -> k % 2 == 0)
        .forEach(
            k ->
                mistakes.add(
                    "sampling is %d: expected odd numbers, 1, 3, 5 …; binning has 2x2 and 4x4"
                        .formatted(k)));
    for (double number : aperture) {
      if (number < aperture.getFirst()) {
        mistakes.add(
            "aperture lists f/%s after f/%s, that of the recording: expected larger numbers, as light that was not recorded cannot be added"
                .formatted(number, aperture.getFirst()));
      }
    }
    if (light.isEmpty()
        && bits.isEmpty()
        && sampling.isEmpty()
        && binning.isEmpty()
        && blur.isEmpty()
        && aperture.isEmpty()
        && readNoise.isEmpty()) {
      mistakes.add(
          "nothing is compared: expected a list of one at least of light, bits, sampling, binning,"
              + " blur, aperture and read_noise");
    }
    if (!mistakes.isEmpty()) {
      throw new InvalidParametersException(mistakes);
    }
  }

  /** Returns this plan with the prices of another file. */
  AcquisitionPlan with(String file) {
    return new KeyRecord<>(AcquisitionPlan.class).with(this, Map.of("prices", file));
  }

  /** Returns the way that nothing is changed in. */
  private static Acquisition asRecorded() {
    return Acquisition.of(Condition.of(OptimizePlan.CAMERA));
  }

  /**
   * Returns all ways, each once, as recorded first.
   *
   * @param recordedBits the bits of the sensor
   * @param recordedNoise its read noise [e⁻]
   * @param pitch its pixel pitch [µm]
   */
  List<Acquisition> ways(int recordedBits, double recordedNoise, double pitch) {
    List<Acquisition> ways = new ArrayList<>(List.of(asRecorded()));
    for (double share : light.isEmpty() ? List.of(1.0) : light) {
      for (int depth : bits.isEmpty() ? List.of(recordedBits) : bits) {
        for (int k : sampling.isEmpty() ? List.of(1) : sampling) {
          for (Optional<Binning> mode : modes()) {
            for (double sigma : blur.isEmpty() ? List.of(0.0) : blur) {
              for (double noise : readNoise.isEmpty() ? List.of(recordedNoise) : readNoise) {
                Condition rest =
                    new Condition(
                        OptimizePlan.CAMERA,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(noise).filter(one -> one > recordedNoise),
                        Optional.empty(),
                        Optional.of(depth).filter(one -> one < recordedBits),
                        Optional.of(k).filter(one -> one > 1),
                        mode);
                Condition chosen = lit(rest, share, sigma);
                ways.add(Acquisition.of(chosen));
                aperture.stream()
                    .filter(number -> number > aperture.getFirst())
                    .forEach(number -> ways.add(stopped(chosen, number, pitch)));
              }
            }
          }
        }
      }
    }
    return ways.stream().distinct().toList();
  }

  private Condition lit(Condition rest, double share, double sigma) {
    return new Condition(
        rest.isp(),
        Optional.of(share).filter(one -> one < 1),
        Optional.of(sigma).filter(one -> one > 0),
        rest.defocus(),
        rest.readNoise(),
        Optional.of(Math.min(MOST_GAIN, 1 / share)).filter(one -> gain && one > 1),
        rest.bits(),
        rest.sampling(),
        rest.binning());
  }

  /** Returns a way by a smaller aperture: less light, and the blur that its diffraction adds. */
  private Acquisition stopped(Condition chosen, double number, double pitch) {
    double usual = aperture.getFirst();
    double stop = number / usual;
    double added =
        Math.pow(Acquisition.diffraction(number, pitch), 2)
            - Math.pow(Acquisition.diffraction(usual, pitch), 2);
    double sigma = Math.sqrt(Math.pow(chosen.blur().orElse(0.0), 2) + added);
    return new Acquisition(
        chosen,
        Optional.of(number),
        stop,
        lit(chosen, chosen.light().orElse(1.0) / (stop * stop), sigma));
  }

  /** Returns no binning, and every listed mode. */
  private List<Optional<Binning>> modes() {
    return Stream.concat(Stream.of(Optional.<Binning>empty()), binning.stream().map(Optional::of))
        .toList();
  }
}
