package dev.rawline.imaging.optics;

import dev.rawline.imaging.chain.Chain;
import dev.rawline.imaging.chain.RangeChecks;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.ValueOrigin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The numbers of one kind of optics, from the light that leaves a scene to that which falls on a
 * sensor.
 */
public record OpticsSpec(
    @Described(meaning = "the name of the optics in files and on sheets", required = true)
        String name,
    @Described(meaning = "the aperture: the f-number, or that of an objective", required = true)
        Aperture aperture,
    @Described(meaning = "the focal length", unit = "mm", above = 0) double focalLength,
    @Described(meaning = "the transmittance of the glass", min = 0, max = 1) double transmission,
    @Described(
            meaning = "the wavelength that represents each band of light",
            unit = "nm",
            min = 100,
            max = 20000,
            required = true)
        Rgb wavelengths,
    @Described(
            meaning = "the point-spread function on the sensor; diffraction: diffraction-limited",
            required = true)
        PointSpreadFunction pointSpread,
    @Described(
            meaning =
                "whether the irradiance falls off with the fourth power of the cosine of the field angle")
        boolean naturalVignetting,
    @Described(
            meaning =
                "coefficients of additional vignetting in r², r⁴, …, where r is the distance from"
                    + " the centre in mm (default: none)",
            unit = "mm⁻²ⁱ")
        List<Double> vignetting,
    @Described(
            meaning = "the image scale of each band; 1 without lateral chromatic aberration",
            min = 0.9,
            max = 1.1,
            required = true)
        Rgb magnifications,
    @Described(
            meaning =
                "the pixel pitch projected into the scene; for an objective it is derived, pixel"
                    + " pitch / magnification",
            unit = "m",
            above = 0)
        OptionalDouble spacing,
    @Described(meaning = "the sources of numbers, by the keys above", keysOf = OpticsSpec.class)
        Map<String, ValueOrigin> origins) {
  private static final double MICROMETRE = 1e-6;

  /**
   * The lens of the published aerial recordings: f/8, 10.3 mm, a blur of σ = 2.52 px and a ground
   * sampling distance of 6 cm at a height of 250 m.
   */
  public static final OpticsSpec DRONE =
      new OpticsSpec(
          "drone",
          new Aperture.FNumber(8),
          10.3,
          0.9,
          new Rgb(600, 530, 460),
          GaussianSpread.pixels(2.52),
          /* naturalVignetting= */ true,
          List.of(),
          new Rgb(1, 1, 1),
          OptionalDouble.of(0.06),
          ValueOrigin.ofResource(OpticsSpec.class, "drone.properties"));

  /**
   * The objective of the published microscopy recordings: 40×, numerical aperture 0.95, a blur of
   * 450 nm in the specimen.
   */
  public static final OpticsSpec MICROSCOPE =
      new OpticsSpec(
          "microscope",
          new Aperture.Objective(0.95, 40),
          5,
          0.8,
          new Rgb(600, 530, 460),
          GaussianSpread.micrometres(7.64),
          /* naturalVignetting= */ false,
          List.of(),
          new Rgb(1, 1, 1),
          OptionalDouble.empty(),
          ValueOrigin.ofResource(OpticsSpec.class, "microscope.properties"));

  /** Both presets. */
  public static final List<OpticsSpec> PRESETS = List.of(DRONE, MICROSCOPE);

  /**
   * Copies the lists and checks every number.
   *
   * @throws IllegalArgumentException if one lies outside its range; the message names all that do
   */
  public OpticsSpec {
    vignetting = List.copyOf(vignetting);
    origins = Map.copyOf(origins);
    RangeChecks checks =
        new RangeChecks(OpticsSpec.class)
            .check("focalLength", focalLength)
            .check("transmission", transmission)
            .check("wavelengths", wavelengths);
    if (pointSpread instanceof AiryDisc(Rgb bands, double fNumber)
        && !(bands.equals(wavelengths) && fNumber == aperture.workingFNumber())) {
      checks.add(
          "pointSpread is that of %s at f/%s: expected the wavelengths and the working f-number, %s at f/%s"
              .formatted(bands, fNumber, wavelengths, aperture.workingFNumber()));
    }
    vignetting.forEach(coefficient -> checks.check("vignetting", coefficient));
    checks.check("magnifications", magnifications);
    switch (aperture) {
      case Aperture.FNumber far -> {
        if (spacing.isPresent()) {
          checks.check("spacing", spacing.getAsDouble());
        } else {
          checks.add("spacing is missing: expected a finite number above 0 (m)");
        }
      }
      case Aperture.Objective near -> {
        if (spacing.isPresent()) {
          checks.add(
              "spacing is %s: expected none (m), since an objective's is the pixel pitch over its magnification"
                  .formatted(spacing.getAsDouble()));
        }
      }
    }
    ValueOrigin.problems(OpticsSpec.class, "the optics'", origins).forEach(checks::add);
    checks.require("optics " + name);
  }

  /** Returns the preset of this name, if there is one. */
  public static Optional<OpticsSpec> preset(String name) {
    return PRESETS.stream().filter(optics -> optics.name().equals(name)).findFirst();
  }

  /** Returns these optics with another point spread; one that differs loses its origin. */
  public OpticsSpec with(PointSpreadFunction newPointSpread) {
    Map<String, ValueOrigin> known = new TreeMap<>(origins);
    if (!newPointSpread.equals(pointSpread)) {
      known.remove("pointSpread");
    }
    return new OpticsSpec(
        name,
        aperture,
        focalLength,
        transmission,
        wavelengths,
        newPointSpread,
        naturalVignetting,
        vignetting,
        magnifications,
        spacing,
        known);
  }

  /**
   * Returns the distance in the scene between neighbouring pixels [m].
   *
   * @param pixelPitch the distance between pixels [µm]
   */
  public double spacing(double pixelPitch) {
    return switch (aperture) {
      case Aperture.FNumber far -> spacing.getAsDouble();
      case Aperture.Objective objective -> pixelPitch * MICROMETRE / objective.magnification();
    };
  }

  /**
   * Returns the light path from a scene to the sensor.
   *
   * <p>The scene must be sampled at least as finely as {@link #spacing(double)} and be at least as
   * large as the picture. The lens brings the light to the sensor, spreads every point, places each
   * band's image, and weakens it towards the corners. Stages without effect are omitted.
   *
   * @param width the number of columns of the sensor, or of the part of it about the optical axis
   * @param height the number of rows
   * @param pixelPitch the distance between pixels [µm]
   */
  public Chain<Radiance, Irradiance> chain(int width, int height, double pixelPitch) {
    Chain<Radiance, Irradiance> chain =
        Chain.of(new Resampling(width, height, spacing(pixelPitch)))
            .then(new Lens(aperture.workingFNumber(), transmission))
            .then(new PointSpread(pointSpread, pixelPitch));
    ChromaticAberration aberration = new ChromaticAberration(magnifications);
    if (!aberration.equals(ChromaticAberration.NONE)) {
      chain = chain.then(aberration);
    }
    if (naturalVignetting || !vignetting.isEmpty()) {
      OptionalDouble focal =
          naturalVignetting ? OptionalDouble.of(focalLength) : OptionalDouble.empty();
      chain = chain.then(new Vignetting(focal, vignetting, pixelPitch));
    }
    return chain;
  }
}
