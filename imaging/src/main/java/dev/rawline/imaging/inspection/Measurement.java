package dev.rawline.imaging.inspection;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.calibration.ImageNoise;
import dev.rawline.imaging.sensor.calibration.ImagePatches;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The inspection of one image: all quantities in turn, each by its own class. */
final class Measurement {
  /** In smaller images only means could be measured. */
  private static final int LEAST_SIDE = 32;

  /** Normal sensors stay below 0.02; the effect of scenes stays below this. */
  private static final double MOST_CORRELATION = 0.15;

  private final Map<Quantity, Estimate> values = new EnumMap<>(Quantity.class);
  private final List<Anomaly> anomalies = new ArrayList<>();
  private final RawImage image;
  private final Cfa cfa;
  private final long fingerprint;

  private Measurement(RawImage image, Cfa cfa, long fingerprint) {
    this.image = image;
    this.cfa = cfa;
    this.fingerprint = fingerprint;
  }

  static Measurement of(Inspector inspector, RawImage raw, OptionalDouble opticalBlack) {
    RawImage image = Inspector.mosaic(raw);
    SampleCounts counts = counts(inspector, image);
    Measurement measurement = new Measurement(image, raw.cfa(), counts.fingerprint());
    measurement.measure(inspector, counts, opticalBlack);
    return measurement;
  }

  static Measurement ofLevels(Inspector inspector, RawImage raw) {
    RawImage image = Inspector.mosaic(raw);
    SampleCounts counts = counts(inspector, image);
    Measurement measurement = new Measurement(image, raw.cfa(), counts.fingerprint());
    new ColourStatistics(counts, image, inspector.black()).measure(measurement);
    return measurement;
  }

  private static SampleCounts counts(Inspector inspector, RawImage image) {
    require(image);
    return SampleCounts.of(image, inspector.black(), inspector.white());
  }

  private void measure(Inspector inspector, SampleCounts counts, OptionalDouble opticalBlack) {
    SiteValues black = inspector.black();
    new ColourStatistics(counts, image, black).measure(this);
    ImagePatches patches = inspector.patches(image);
    Optional<ImageNoise> noise = patches.noise();
    PatchMeans means = PatchMeans.of(image);
    Estimate darkest = BlackLevelBound.of(image, means, black, noise);
    put(
        Quantity.BLACK_LEVEL,
        opticalBlack.isPresent() ? exact(opticalBlack.getAsDouble()) : darkest);
    put(Quantity.FALL_OFF, CornerShading.of(image, black));
    put(Quantity.NEIGHBOUR_CORRELATION, patches.correlation());
    noise.ifPresent(
        known -> {
          noise(known);
          put(Quantity.EDGE_WIDTH, EdgeWidths.of(image, black, inspector.white(), known));
          put(Quantity.SPECTRUM_SLOPE, SpectrumSlope.of(image, black, known));
          put(Quantity.ROW_BANDING, Banding.of(image, black, known, false));
          put(Quantity.COLUMN_BANDING, Banding.of(image, black, known, true));
        });
    new SampleAnomalies(inspector, image, counts).measure(this, opticalBlack, darkest);
    if (cfa.hasFilters()) {
      CfaLayoutCheck.of(image, inspector, means).ifPresent(this::add);
    }
    compression();
  }

  /** A mean over many masked pixels; its own error is far below one code. */
  private static Estimate exact(double opticalBlack) {
    return new Estimate(opticalBlack, opticalBlack, opticalBlack);
  }

  private void compression() {
    Optional<Anomaly> grid = BlockingArtefacts.of(image);
    Estimate correlation = values.get(Quantity.NEIGHBOUR_CORRELATION);
    if (grid.isPresent()) {
      add(grid.get());
    } else if (correlation != null
        && Math.abs(correlation.value()) > MOST_CORRELATION + 2 * correlation.halfWidth()) {
      add(
          Anomaly.of(
              Anomaly.Kind.COMPRESSED,
              "noise of neighbours correlates by %.2f: expected %.2f at most of samples as"
                  + " converted; they were compressed, denoised or resampled",
              correlation.value(),
              MOST_CORRELATION));
    }
  }

  private void noise(ImageNoise noise) {
    int freedom = noise.groups() - 2;
    put(Quantity.GAIN, ConfidenceIntervals.about(noise.gain(), noise.gainError(), freedom));
    put(
        Quantity.READ_NOISE,
        ConfidenceIntervals.aboutRoot(noise.darkVariance(), noise.darkVarianceError(), freedom));
  }

  private static void require(RawImage image) {
    if (image.unit() != RawImage.Unit.DN) {
      throw new IllegalArgumentException(
          "the image contains normalised samples: expected digital numbers as stored (DN); give the"
              + " raw file");
    }
    if (image.width() < LEAST_SIDE || image.height() < LEAST_SIDE) {
      throw new IllegalArgumentException(
          "the image is %d×%d pixels: expected at least %d×%d (px)"
              .formatted(image.width(), image.height(), LEAST_SIDE, LEAST_SIDE));
    }
  }

  /** Returns the stated colour layout. */
  Cfa cfa() {
    return cfa;
  }

  void put(Quantity quantity, Estimate estimate) {
    values.put(quantity, estimate);
  }

  void put(Quantity quantity, Optional<Estimate> estimate) {
    estimate.ifPresent(known -> put(quantity, known));
  }

  void add(Anomaly anomaly) {
    anomalies.add(anomaly);
  }

  Inspection inspection() {
    return new Inspection(
        image.width(), image.height(), cfa, new LinkedHashMap<>(values), anomalies, fingerprint);
  }
}
