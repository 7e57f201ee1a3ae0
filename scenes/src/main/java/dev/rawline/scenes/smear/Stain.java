package dev.rawline.scenes.smear;

import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.random.RandomDraws;

/**
 * The stain of one slide: the napierian optical density of one unit of each dye.
 *
 * <p>The typical densities, after May-Grünwald and Giemsa or Wright, were chosen to match the
 * colours of published photographs of such smears; they are not measured spectra.
 *
 * @param azure of azure on RNA
 * @param complex of the dye complex
 * @param eosin of eosin
 * @param haemoglobin of haemoglobin
 */
record Stain(Rgb azure, Rgb complex, Rgb eosin, Rgb haemoglobin) {

  private static final Rgb AZURE = new Rgb(1.12, 0.88, 0.20);
  private static final Rgb COMPLEX = new Rgb(1.0, 1.6, 0.37);
  private static final Rgb EOSIN = new Rgb(0.30, 1.05, 0.72);
  private static final Rgb HAEMOGLOBIN = new Rgb(0.40, 0.72, 0.55);

  /** Draws the strength and hue of a slide's stain, which differ widely between laboratories. */
  static Stain draw(RandomDraws draws) {
    double overall = draws.factor(0.22);
    // An acid buffer strengthens eosin and weakens azure; an alkaline one does the reverse.
    double acidity = draws.factor(0.25);
    return new Stain(
        taken(draws, AZURE, overall / acidity),
        taken(draws, COMPLEX, overall / Math.sqrt(acidity)),
        taken(draws, EOSIN, overall * acidity),
        taken(draws, HAEMOGLOBIN, overall * Math.sqrt(acidity)));
  }

  private static Rgb taken(RandomDraws draws, Rgb density, double strength) {
    double amount = strength * draws.factor(0.14);
    return new Rgb(
        density.red() * amount * draws.factor(0.10),
        density.green() * amount * draws.factor(0.10),
        density.blue() * amount * draws.factor(0.10));
  }

  double red(DyeAmounts dyes) {
    return transmittance(
        azure.red() * dyes.azure
            + complex.red() * dyes.complex
            + eosin.red() * dyes.eosin
            + haemoglobin.red() * dyes.haemoglobin);
  }

  double green(DyeAmounts dyes) {
    return transmittance(
        azure.green() * dyes.azure
            + complex.green() * dyes.complex
            + eosin.green() * dyes.eosin
            + haemoglobin.green() * dyes.haemoglobin);
  }

  double blue(DyeAmounts dyes) {
    return transmittance(
        azure.blue() * dyes.azure
            + complex.blue() * dyes.complex
            + eosin.blue() * dyes.eosin
            + haemoglobin.blue() * dyes.haemoglobin);
  }

  /** Returns the transmittance (Beer and Lambert's law). */
  private static double transmittance(double density) {
    return StrictMath.exp(-density);
  }
}
