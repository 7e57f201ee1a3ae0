package dev.rawline.learning.plan;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.sensor.recapture.Binning;
import dev.rawline.learning.sample.CameraRanges;
import dev.rawline.learning.sample.CameraVariation;
import dev.rawline.learning.sample.Range;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * From which cameras one is drawn for every sample of every epoch: ranges, [lowest, highest] each.
 */
public record CameraVariationPlan(
    @Described(meaning = "the sensor.yaml of the recording sensor (default: the data set's own)")
        Optional<String> sensor,
    @Described(meaning = "[lowest, highest] intensity relative to full light", above = 0, max = 1)
        Optional<List<Double>> light,
    @Described(meaning = "[lowest, highest] analogue gain before conversion", above = 0, max = 16)
        Optional<List<Double>> gain,
    @Described(meaning = "[lowest, highest] read noise", unit = "e⁻", min = 0, max = 1000)
        Optional<List<Double>> readNoise,
    @Described(meaning = "[lowest, highest] σ of a Gaussian blur", unit = "px", min = 0, max = 20)
        Optional<List<Double>> blur,
    @Described(
            meaning = "[lowest, highest] diameter of the defocus disc",
            unit = "px",
            min = 0,
            max = 64)
        Optional<List<Double>> defocus,
    @Described(
            meaning = "[lowest, highest] bit depth of the converter",
            unit = "bits",
            min = 1,
            max = 16)
        Optional<List<Double>> bits,
    @Described(
            meaning = "the factor of the pixel pitch, an odd number, the same for all samples",
            min = 1,
            max = 99)
        Optional<Integer> sampling,
    @Described(meaning = "[lowest, highest] factor of each colour's gain", above = 0, max = 16)
        Optional<List<Double>> whiteBalance,
    @Described(
            meaning =
                "the largest change of the off-diagonal entries of the colour matrix; grey stays grey",
            above = 0,
            max = 1)
        Optional<Double> colourMatrix,
    @Described(meaning = "[lowest, highest] factor of γ", above = 0, max = 16)
        Optional<List<Double>> gamma,
    @Described(
            meaning = "[lowest, highest] added to the black level",
            unit = "normalised",
            min = -1,
            max = 1)
        Optional<List<Double>> blackLevel,
    @Described(
            meaning =
                "how k×k pixels are joined after conversion, into their mean, the same for all"
                    + " samples: within a colour, or over the full mosaic, which becomes monochrome")
        Optional<Binning> binning,
    @Described(
            meaning =
                "whether images are divided by the drawn share of the light, above the black level,"
                    + " so that they are as bright as in full light (default: false)")
        Optional<Boolean> brighten) {
  /** The key of the sensor's description in a plan. */
  public static final String SENSOR_KEY = "vary.sensor";

  /** The name of that file in a folder. */
  public static final String SENSOR_FILE = "sensor.yaml";

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is invalid, or nothing is varied; the message names all
   */
  public CameraVariationPlan(
      Optional<String> sensor,
      Optional<List<Double>> light,
      Optional<List<Double>> gain,
      Optional<List<Double>> readNoise,
      Optional<List<Double>> blur,
      Optional<List<Double>> defocus,
      Optional<List<Double>> bits,
      Optional<Integer> sampling,
      Optional<List<Double>> whiteBalance,
      Optional<Double> colourMatrix,
      Optional<List<Double>> gamma,
      Optional<List<Double>> blackLevel,
      Optional<Binning> binning,
      Optional<Boolean> brighten) {
    this.sensor = sensor;
    this.light = light;
    this.gain = gain;
    this.readNoise = readNoise;
    this.blur = blur;
    this.defocus = defocus;
    this.bits = bits;
    this.sampling = sampling;
    this.whiteBalance = whiteBalance;
    this.colourMatrix = colourMatrix;
    this.gamma = gamma;
    this.blackLevel = blackLevel;
    this.binning = binning;
    this.brighten = brighten;
    ranges();
  }

  /** Returns the given values by the names of the keys, as in a plan. */
  public SequencedMap<String, String> texts() {
    return new KeyRecord<>(CameraVariationPlan.class).texts(this);
  }

  /** Returns whether a parameter of θ is drawn, by its name. */
  boolean changes(String parameter) {
    return switch (parameter) {
      case "white_balance" -> whiteBalance.isPresent();
      case "colour_matrix" -> colourMatrix.isPresent();
      case "gamma" -> gamma.isPresent();
      case "black_level" -> blackLevel.isPresent();
      default -> false;
    };
  }

  /** Returns the ranges. */
  public CameraRanges ranges() {
    return new CameraRanges(
        range("light", light),
        range("gain", gain),
        range("read_noise", readNoise),
        range("blur", blur),
        range("defocus", defocus),
        range("bits", bits),
        sampling,
        range("white_balance", whiteBalance),
        colourMatrix,
        range("gamma", gamma),
        range("black_level", blackLevel),
        binning);
  }

  /**
   * Returns the cameras that are drawn for samples of a data set.
   *
   * @param references resolves the name of a sensor.yaml
   * @throws IllegalArgumentException if nothing describes the sensor that recorded, or it
   *     contradicts the recordings
   * @throws IOException if its description cannot be read
   */
  public CameraVariation variation(DataSet dataSet, ReferenceResolver references, Progress progress)
      throws IOException {
    return new CameraVariation(
        ranges(),
        DescriptionFiles.SENSOR.read(sensorFile(dataSet, references, progress)),
        brighten.orElse(false));
  }

  /**
   * Returns the description of the sensor that recorded a data set: the one that is named, or the
   * data set's own.
   *
   * @param references resolves its name
   * @throws IllegalArgumentException if there is none
   * @throws IOException if it cannot be fetched
   */
  public Path sensorFile(DataSet dataSet, ReferenceResolver references, Progress progress)
      throws IOException {
    return sensor.isPresent()
        ? references.file(SENSOR_KEY, sensor.get(), List.of(SENSOR_FILE), progress)
        : dataSet
            .sensor()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "vary requires the recording sensor, which data set %s does not describe: give a sensor.yaml (vary.sensor of a training plan, sensor of an experiment's)"
                            .formatted(dataSet.name())));
  }

  private static Optional<Range> range(String name, Optional<List<Double>> ends) {
    ends.filter(numbers -> numbers.size() != 2)
        .ifPresent(
            numbers -> {
              throw new IllegalArgumentException(
                  "%s has %d numbers: expected two, [lowest, highest]"
                      .formatted(name, numbers.size()));
            });
    return ends.map(numbers -> new Range(numbers.get(0), numbers.get(1)));
  }
}
