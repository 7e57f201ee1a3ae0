package dev.rawline.lab.experiment;

import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.YamlNames;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.sensor.recapture.Binning;
import dev.rawline.learning.plan.CameraVariationPlan;
import dev.rawline.workbench.text.NumberText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A condition that pictures are made under, as plans have it: the chain that renders them, and the
 * camera that would have recorded what was recorded. What is left out is as it was.
 */
public record Condition(
    @Described(meaning = "the name of one of the twelve views, or an isp.yaml", required = true)
        String isp,
    @Described(
            meaning =
                "a data set with another recording of the same samples: equal ids and labels"
                    + " (default: that of training.data)")
        Optional<String> recorded,
    @Described(meaning = "the intensity (1: full light)", above = 0, max = 1)
        Optional<Double> light,
    @Described(meaning = "σ of an added Gaussian blur", unit = "px", min = 0, max = 20)
        Optional<Double> blur,
    @Described(meaning = "the diameter of the defocus disc", unit = "px", min = 0, max = 64)
        Optional<Double> defocus,
    @Described(meaning = "the read noise", unit = "e⁻", min = 0, max = 1000)
        Optional<Double> readNoise,
    @Described(meaning = "the analogue gain before conversion", min = 0.0625, max = 16)
        Optional<Double> gain,
    @Described(meaning = "the bit depth of the converter", unit = "bits", min = 1, max = 16)
        Optional<Integer> bits,
    @Described(meaning = "the factor of the pixel pitch, an odd number", min = 1, max = 99)
        Optional<Integer> sampling,
    @Described(
            meaning =
                "how k×k pixels are joined after conversion, into their mean: within a colour, or"
                    + " over the full mosaic, which becomes monochrome")
        Optional<Binning> binning,
    @Described(
            meaning =
                "colours of the view that are replaced by those of other named views; for test"
                    + " conditions")
        Optional<ChannelSwap> channels,
    @Described(
            meaning =
                "whether images are divided by light, above the black level, so that they are as"
                    + " bright as in full light (default of a new plan: true; a plan that was run"
                    + " without this key: false)")
        Optional<Boolean> brighten) {
  private static final KeyRecord<Condition> KEYS = new KeyRecord<>(Condition.class);
  private static final String AUGMENT = "augment";
  private static final String RECORDED = "recorded";

  /**
   * Checks that what is divided by the light has one.
   *
   * @throws IllegalArgumentException if brighten is given without light
   */
  public Condition {
    if (brighten.isPresent() && light.isEmpty()) {
      throw new IllegalArgumentException(
          "brighten is %s, but there is no light: give light, such as 0.1, or remove brighten"
              .formatted(brighten.get()));
    }
  }

  /** Takes a condition whose images stay as dark as they are recorded. */
  public Condition(
      String isp,
      Optional<Double> light,
      Optional<Double> blur,
      Optional<Double> defocus,
      Optional<Double> readNoise,
      Optional<Double> gain,
      Optional<Integer> bits,
      Optional<Integer> sampling,
      Optional<Binning> binning) {
    this(
        isp,
        Optional.empty(),
        light,
        blur,
        defocus,
        readNoise,
        gain,
        bits,
        sampling,
        binning,
        Optional.empty(),
        Optional.empty());
  }

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
        Optional.empty(),
        Optional.empty());
  }

  /** Returns this condition by another chain. */
  public Condition by(String otherIsp) {
    return KEYS.with(this, Map.of("isp", otherIsp));
  }

  /** Returns this condition in the recording of another data set. */
  public Condition in(String dataSet) {
    return KEYS.with(this, Map.of("recorded", dataSet));
  }

  /** Returns this condition in another share of the light. */
  public Condition with(double share) {
    return KEYS.with(this, Map.of("light", share));
  }

  /**
   * Returns this condition as a new plan has it: divided by its light where it does not state it.
   */
  public Condition withDefaults() {
    return light.isEmpty() ? this : KEYS.with(this, Map.of("brighten", brighten.orElse(true)));
  }

  /** Returns whether the mosaic is as it was recorded, by whichever camera. */
  public boolean isAsRecorded() {
    return new Condition(isp, light, blur, defocus, readNoise, gain, bits, sampling, binning)
        .equals(of(isp));
  }

  /**
   * Returns the cameras that record under this condition, which are all the same; none where the
   * mosaic is as it was recorded.
   *
   * @param sensor the sensor.yaml of what recorded; none: that of the data set
   * @throws IllegalArgumentException if no camera has these numbers; the message names all
   */
  public Optional<CameraVariationPlan> cameras(Optional<String> sensor) {
    if (isAsRecorded()) {
      return Optional.empty();
    }
    return Optional.of(
        new CameraVariationPlan(
            sensor,
            light.map(Condition::only),
            gain.map(Condition::only),
            readNoise.map(Condition::only),
            blur.map(Condition::only),
            defocus.map(Condition::only),
            bits.map(number -> only(number.doubleValue())),
            sampling,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            binning,
            brighten.filter(divided -> divided)));
  }

  private static List<Double> only(double value) {
    return List.of(value, value);
  }

  /**
   * Returns what it is called in tables: the chain, and what differs, such as
   * "menon-unsharp-median, light 0.1, blur 1".
   */
  public String name() {
    List<String> parts = new ArrayList<>(List.of(isp));
    recorded.ifPresent(dataSet -> parts.add(RECORDED + " " + shortName(dataSet)));
    channels.ifPresent(
        swap ->
            swap.views().forEach((colour, view) -> parts.add(YamlNames.of(colour) + " " + view)));
    String brightened = brighten.orElse(false) ? " brightened" : "";
    light.ifPresent(value -> parts.add("light " + number(value) + brightened));
    blur.ifPresent(value -> parts.add("blur " + number(value)));
    defocus.ifPresent(value -> parts.add("defocus " + number(value)));
    readNoise.ifPresent(value -> parts.add("read noise " + number(value)));
    gain.ifPresent(value -> parts.add("gain " + number(value)));
    bits.ifPresent(value -> parts.add("bits " + value));
    sampling.ifPresent(value -> parts.add("sampling " + value));
    binning.ifPresent(value -> parts.add("binning " + YamlNames.of(value)));
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

  /**
   * Returns what differs in words that a person reads: "10 % of the light and 8 bits"; "as
   * recorded" where nothing does.
   */
  public String words() {
    List<String> words = new ArrayList<>();
    String brightened = brighten.orElse(false) ? " (brightened)" : "";
    light.ifPresent(value -> words.add(rounded(100 * value) + " % of the light" + brightened));
    bits.ifPresent(value -> words.add(value == 1 ? "1 bit" : value + " bits"));
    sampling.ifPresent(k -> words.add("pixels %d times as far apart".formatted(k)));
    binning.ifPresent(
        mode ->
            words.add(
                "%d×%d pixels binned %s"
                    .formatted(
                        mode.factor(),
                        mode.factor(),
                        mode.isFull() ? "over all colours" : "within a colour")));
    blur.ifPresent(value -> words.add("a lens that blurs by σ " + rounded(value) + " px"));
    readNoise.ifPresent(noise -> words.add(rounded(noise) + " e⁻ of read noise"));
    return words.isEmpty() ? "as recorded" : NumberText.listed(words);
  }

  /** Returns what tables call a data set: the last part of its path or address. */
  public static String shortName(String dataSet) {
    String path = dataSet.replaceAll("/+$", "");
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String rounded(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.4g", value).replaceAll("0+$", "").replaceAll("\\.$", "");
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.valueOf(value);
  }
}
