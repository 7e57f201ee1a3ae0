package dev.rawline.lab.quality.verdict;

import dev.rawline.imaging.frame.Described;

/** How far a batch may lie from its sensor's specification and from its reference. */
public record QualityLimits(
    @Described(
            meaning = "the largest relative deviation of the gain from the sensor's",
            unit = "share",
            above = 0,
            max = 1)
        Double gain,
    @Described(
            meaning = "the largest relative deviation of the dark noise from the sensor's",
            unit = "share",
            above = 0,
            max = 10)
        Double readNoise,
    @Described(
            meaning = "the largest deviation of the black level from the sensor's offset",
            unit = "dark-noise deviations",
            above = 0)
        Double blackLevel,
    @Described(meaning = "the largest share of saturated pixels", unit = "share", min = 0, max = 1)
        Double saturated,
    @Described(
            meaning = "the largest share of pixels at or below black",
            unit = "share",
            min = 0,
            max = 1)
        Double underexposed,
    @Described(
            meaning = "the largest deviation of any other mean from that of the reference",
            unit = "standard deviations between its images",
            above = 0)
        Double spread,
    @Described(
            meaning = "the largest share of newly defective pixels",
            unit = "share",
            min = 0,
            max = 1)
        Double defects,
    @Described(
            meaning = "the largest share of images with a fault of their own",
            unit = "share",
            min = 0,
            max = 1)
        Double offenders) {

  /** Fills in the defaults. */
  public QualityLimits {
    gain = gain == null ? Double.valueOf(0.15) : gain;
    readNoise = readNoise == null ? Double.valueOf(0.25) : readNoise;
    blackLevel = blackLevel == null ? Double.valueOf(0.5) : blackLevel;
    saturated = saturated == null ? Double.valueOf(0.02) : saturated;
    underexposed = underexposed == null ? Double.valueOf(0.05) : underexposed;
    spread = spread == null ? Double.valueOf(2) : spread;
    defects = defects == null ? Double.valueOf(1e-4) : defects;
    offenders = offenders == null ? Double.valueOf(0.05) : offenders;
  }

  /** Returns the defaults. */
  public static QualityLimits usual() {
    return new QualityLimits(null, null, null, null, null, null, null, null);
  }
}
