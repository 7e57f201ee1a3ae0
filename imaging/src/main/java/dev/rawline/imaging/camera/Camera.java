package dev.rawline.imaging.camera;

import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.SourcedValue;
import dev.rawline.imaging.isp.HighlightClip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The parameters of one camera that its image signal processing needs. */
public record Camera(
    @Described(meaning = "what the camera is called in files and on sheets", required = true)
        String name,
    @Described(
            meaning =
                "full_scale: raw = DN / (2^container bits − 1); black_to_white: raw = (DN − black)"
                    + " / (white − black), with both levels from the raw file",
            required = true)
        Scale scale,
    @Described(
            meaning = "subtracted after scaling; 0 where scale is black_to_white",
            unit = "normalised",
            required = true)
        SiteValues blackLevel,
    @Described(meaning = "gains", required = true) Rgb whiteBalance,
    @Described(
            meaning = "white-balanced camera colours to linear sRGB; rows make red, green, blue",
            required = true)
        Matrix3 colourMatrix) {

  /**
   * Validates the parameters.
   *
   * @throws IllegalArgumentException if a level or a gain is not finite; the message lists all of
   *     them
   */
  public Camera {
    List<String> problems = new ArrayList<>();
    for (Cfa.Site site : Cfa.Site.values()) {
      if (!Double.isFinite(blackLevel.at(site))) {
        problems.add("black level of %s is %s (normalised)".formatted(site, blackLevel.at(site)));
      }
    }
    for (Colour colour : Colour.values()) {
      if (!Double.isFinite(whiteBalance.at(colour))) {
        problems.add(
            "white balance of %s is %s (gain, no unit)".formatted(colour, whiteBalance.at(colour)));
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "camera %s: %s: expected finite numbers".formatted(name, String.join(", ", problems)));
    }
  }

  /** How digital numbers become normalised ones. */
  public enum Scale {
    /** raw = DN / (2^container bits − 1); the black level is subtracted later. */
    FULL_SCALE,
    /** raw = (DN − black) / (white − black), with both levels from the raw file. */
    BLACK_TO_WHITE
  }

  /** The camera of the published drone data (Raw-Drone). */
  public static final Camera DRONE =
      new Camera(
          "drone",
          Scale.FULL_SCALE,
          new SiteValues(0.0625, 0.0626, 0.0625, 0.0626),
          new Rgb(2.86653646, 1, 1.73079425),
          Matrix3.of(
              1.50768983,
              -0.33571374,
              -0.17197604,
              -0.23048614,
              1.70698738,
              -0.47650126,
              -0.03119153,
              -0.32803956,
              1.35923111));

  /**
   * The camera of the published microscopy data (Raw-Microscopy).
   *
   * <p>Its red gain is negative as published; its colour matrix undoes the sign.
   */
  public static final Camera MICROSCOPE =
      new Camera(
          "microscope",
          Scale.FULL_SCALE,
          SiteValues.uniform(9.834368023181512e-06),
          new Rgb(-0.6567, 1.9673, 3.5304),
          Matrix3.of(-2.0338, 0.0933, 0.4157, -0.0286, 2.6464, -0.0574, -0.5516, -0.0947, 2.9308));

  /** The camera presets. */
  public static final List<Camera> PRESETS = List.of(DRONE, MICROSCOPE);

  /** Returns the preset of this name, if there is one. */
  public static Optional<Camera> preset(String name) {
    return PRESETS.stream().filter(camera -> camera.name().equals(name)).findFirst();
  }

  /**
   * Returns the camera that a raw file describes in its own metadata. A monochrome image needs
   * neither white balance nor colour matrix; without them they are neutral.
   *
   * @throws IllegalArgumentException if the file lacks a level, the white balance or the matrix;
   *     the message lists everything that is missing
   */
  public static Camera of(RawImage raw) {
    Calibration known = raw.calibration();
    List<String> missing = new ArrayList<>();
    if (known.blackLevel().isEmpty()) {
      missing.add("black level [DN]");
    }
    if (known.whiteLevel().isEmpty()) {
      missing.add("white level [DN]");
    }
    boolean colours = raw.cfa().hasFilters();
    if (colours && known.whiteBalance().isEmpty()) {
      missing.add("white balance");
    }
    if (colours && known.colourMatrix().isEmpty()) {
      missing.add("colour matrix");
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "the raw file's own metadata lacks "
              + String.join(", ", missing)
              + ": give them in a sidecar next to the file, or name a camera");
    }
    return new Camera(
        known.camera().map(SourcedValue::value).orElse("file"),
        Scale.BLACK_TO_WHITE,
        SiteValues.uniform(0),
        known.whiteBalance().map(SourcedValue::value).orElse(new Rgb(1, 1, 1)),
        known.colourMatrix().map(SourcedValue::value).orElse(Matrix3.IDENTITY));
  }

  /**
   * Returns this camera for raw images that were exposed to other light: its gains divided by the
   * share, so that its pictures keep their brightness.
   *
   * @param share of the light, without unit; above 0
   * @throws IllegalArgumentException if it is not above 0
   */
  public Camera withLight(double share) {
    ParameterChecks.requireAbove("light", share, "share, no unit", 0);
    return new Camera(
        name,
        scale,
        blackLevel,
        new Rgb(
            whiteBalance.red() / share, whiteBalance.green() / share, whiteBalance.blue() / share),
        colourMatrix);
  }

  /**
   * Returns a mosaic of digital numbers in this camera's scale; a normalised mosaic is returned
   * unchanged.
   *
   * @throws IllegalArgumentException if the scale needs a black or white level that the mosaic's
   *     calibration lacks, or the white level is not above the black level
   */
  public RawImage normalise(RawImage raw) {
    if (raw.unit() == RawImage.Unit.NORMALISED) {
      return raw;
    }
    Levels levels = levels(raw);
    return scaled(
        raw,
        RawImage.Unit.NORMALISED,
        site -> new Step(levels.zero().at(site), 1 / levels.span(site), 0));
  }

  /**
   * Returns a normalised mosaic in digital numbers, neither rounded nor clipped: what {@link
   * #normalise} undoes. A mosaic in digital numbers is returned unchanged.
   *
   * @throws IllegalArgumentException if the scale needs a black or white level that the mosaic's
   *     calibration lacks, or the white level is not above the black level
   */
  public RawImage digitalNumbers(RawImage raw) {
    if (raw.unit() == RawImage.Unit.DN) {
      return raw;
    }
    Levels levels = levels(raw);
    return scaled(
        raw, RawImage.Unit.DN, site -> new Step(0, levels.span(site), levels.zero().at(site)));
  }

  /**
   * Returns the change of a normalised sample per digital number, ∂normalised/∂DN, for each kind of
   * pixel.
   *
   * @param raw a mosaic of digital numbers; its calibration is used
   * @throws IllegalArgumentException if {@link #normalise} rejects it
   */
  public SiteValues perDigitalNumber(RawImage raw) {
    Levels levels = levels(raw);
    return new SiteValues(
        1 / levels.span(Cfa.Site.RED),
        1 / levels.span(Cfa.Site.GREEN_IN_RED_ROW),
        1 / levels.span(Cfa.Site.GREEN_IN_BLUE_ROW),
        1 / levels.span(Cfa.Site.BLUE));
  }

  /**
   * Returns the highlight clip that keeps this camera's blown highlights neutral.
   *
   * <p>Where the light saturates the sensor, every pixel holds the white level w, and after black
   * level and white balance its colour holds g_c · (w − b_site). The clip is the smallest of these
   * four numbers: the largest value that all three colours can reach. At the clip they are equal,
   * and a colour matrix whose rows sum to 1 keeps equal colours equal.
   *
   * <p>w is the raw image's white level in this camera's scale: 1 under {@link
   * Scale#BLACK_TO_WHITE}; white DN / full scale under {@link Scale#FULL_SCALE}, and 1 where the
   * raw image does not state it.
   *
   * @throws IllegalArgumentException if a colour saturates at 0 or below, as with a negative gain
   */
  public HighlightClip highlightClip(RawImage raw) {
    double white =
        switch (scale) {
          case BLACK_TO_WHITE -> 1;
          case FULL_SCALE ->
              raw.calibration()
                  .whiteLevel()
                  .map(known -> known.value() / raw.calibration().fullScale())
                  .orElse(1.0);
        };
    double level = Double.POSITIVE_INFINITY;
    for (int row = 0; row < 2; row++) {
      for (int column = 0; column < 2; column++) {
        double gain = whiteBalance.at(Cfa.RGGB.colourAt(row, column));
        level = Math.min(level, gain * (white - blackLevel.at(Cfa.RGGB.siteAt(row, column))));
      }
    }
    if (!(level > 0)) {
      throw new IllegalArgumentException(
          "camera %s saturates at %s after white balance, so its highlights have no neutral level above 0: render without highlight clip"
              .formatted(name, level));
    }
    return new HighlightClip(level);
  }

  /** The digital numbers that become 0 and 1. */
  private record Levels(SiteValues zero, double one) {
    double span(Cfa.Site site) {
      if (!(one > zero.at(site))) {
        throw new IllegalArgumentException(
            "white level %s DN is not above the black level %s DN: correct the levels"
                .formatted(one, zero.at(site)));
      }
      return one - zero.at(site);
    }
  }

  private Levels levels(RawImage raw) {
    Calibration known = raw.calibration();
    return switch (scale) {
      case FULL_SCALE -> new Levels(SiteValues.uniform(0), known.fullScale());
      case BLACK_TO_WHITE -> {
        if (known.blackLevel().isEmpty() || known.whiteLevel().isEmpty()) {
          throw new IllegalArgumentException(
              "camera "
                  + name
                  + " scales from black to white level, but the raw file states no "
                  + (known.blackLevel().isEmpty() ? "black" : "white")
                  + " level [DN]: give it in a sidecar next to the file");
        }
        yield new Levels(known.blackLevel().get().value(), known.whiteLevel().get().value());
      }
    };
  }

  /** (in − minus) · times + plus. */
  private record Step(double minus, double times, double plus) {}

  private static RawImage scaled(RawImage raw, RawImage.Unit unit, Function<Cfa.Site, Step> steps) {
    float[] in = raw.samples();
    float[] out = new float[in.length];
    int width = raw.width();
    for (int row = 0; row < raw.height(); row++) {
      // Two sites alternate along a row.
      Step even = steps.apply(raw.cfa().siteAt(row, 0));
      Step odd = steps.apply(raw.cfa().siteAt(row, 1));
      for (int column = 0; column < width; column++) {
        Step step = (column & 1) == 0 ? even : odd;
        int at = row * width + column;
        out[at] = (float) ((in[at] - step.minus) * step.times + step.plus);
      }
    }
    return raw.with(unit, out);
  }
}
