package dev.rawline.data.config;

import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.optics.Aperture;
import dev.rawline.imaging.optics.OpticsSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The keys of {@code optics.yaml}. */
record OpticsKeys(
    @Described(meaning = "what the optics are called in files and on sheets", required = true)
        String name,
    @Described(
            meaning = "how wide the lens is open: its f-number, or an objective's",
            required = true)
        Aperture aperture,
    @Described(meaning = "the focal length", unit = "mm", above = 0, required = true)
        Double focalLength,
    @Described(
            meaning = "the share of the light that the glass lets through",
            min = 0,
            max = 1,
            required = true)
        Double transmission,
    @Described(
            meaning = "the wavelength that stands for each band of light",
            unit = "nm",
            min = 100,
            max = 20000,
            required = true)
        Rgb wavelengths,
    @Described(
            meaning = "how the light of a point spreads on the sensor; diffraction: by that alone",
            required = true)
        PointSpreadKeys pointSpread,
    @Described(
            meaning =
                "whether light falls off with the fourth power of the cosine of the field angle",
            required = true)
        Boolean naturalVignetting,
    @Described(
            meaning =
                "what else falls off, by r², r⁴, …, r the distance from the middle in mm; none"
                    + " unless said",
            unit = "mm⁻²ⁱ")
        List<Double> vignetting,
    @Described(
            meaning = "the size of each band's image; 1 without lateral chromatic aberration",
            min = 0.9,
            max = 1.1,
            required = true)
        Rgb magnifications,
    @Described(
            meaning =
                "the distance in the scene between what neighbouring pixels see; not of an"
                    + " objective, where it is the pixel pitch over the magnification",
            unit = "m",
            above = 0)
        Double spacing,
    @Described(
            meaning =
                "where numbers come from, by the keys above; one that is missing is stated here",
            keysOf = OpticsKeys.class)
        ParameterOrigins origins) {

  /** Returns the keys of optics, a measured point spread being in a file of this name. */
  static OpticsKeys of(OpticsSpec optics, String kernelFile) {
    return new OpticsKeys(
        optics.name(),
        optics.aperture(),
        optics.focalLength(),
        optics.transmission(),
        optics.wavelengths(),
        PointSpreadKeys.of(optics.pointSpread(), kernelFile),
        optics.naturalVignetting(),
        optics.vignetting().isEmpty() ? null : optics.vignetting(),
        optics.magnifications(),
        optics.spacing().isPresent() ? optics.spacing().getAsDouble() : null,
        optics.origins().isEmpty() ? null : ParameterOrigins.of(optics.origins()));
  }

  /** Returns the optics; files that they name lie in a folder. */
  OpticsSpec toSpec(Path folder) {
    return new OpticsSpec(
        name,
        aperture,
        focalLength,
        transmission,
        wavelengths,
        pointSpread.toFunction(wavelengths, aperture.workingFNumber(), folder),
        naturalVignetting,
        vignetting == null ? List.of() : vignetting,
        magnifications,
        spacing == null ? OptionalDouble.empty() : OptionalDouble.of(spacing),
        origins == null ? Map.of() : origins.ofComponents(OpticsKeys.class));
  }
}
