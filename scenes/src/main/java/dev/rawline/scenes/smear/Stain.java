package dev.rawline.scenes.smear;

import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.random.RandomDraws;

/**
 * The dyes as one slide took them: the napierian optical density that a unit of each has.
 *
 * @param azure of azure on RNA
 * @param complex of the dye complex
 * @param eosin of eosin
 * @param haemoglobin of haemoglobin
 */
record Stain(Rgb azure, Rgb complex, Rgb eosin, Rgb haemoglobin) {

  /** Draws how strongly, and in which hue, a slide is stained: laboratories differ widely. */
  static Stain draw(RandomDraws dice) {
    double overall = dice.factor(0.22);
    // A buffer that is too acid strengthens eosin and weakens azure; one too alkaline the reverse.
    double acidity = dice.factor(0.25);
    return new Stain(
        taken(dice, Dye.AZURE, overall / acidity),
        taken(dice, Dye.COMPLEX, overall / Math.sqrt(acidity)),
        taken(dice, Dye.EOSIN, overall * acidity),
        taken(dice, Dye.HAEMOGLOBIN, overall * Math.sqrt(acidity)));
  }

  private static Rgb taken(RandomDraws dice, Dye dye, double strength) {
    double amount = strength * dice.factor(0.14);
    Rgb density = dye.density();
    return new Rgb(
        density.red() * amount * dice.factor(0.10),
        density.green() * amount * dice.factor(0.10),
        density.blue() * amount * dice.factor(0.10));
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

  /** Returns the share of light that is let through (Beer and Lambert's law). */
  private static double transmittance(double density) {
    return StrictMath.exp(-density);
  }
}
