package dev.rawline.imaging.inspection;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.numeric.WilsonInterval;
import dev.rawline.imaging.sensor.calibration.SampleEvidence;
import java.util.Optional;
import java.util.OptionalDouble;

/** Compares the codes of an image with its metadata. */
final class SampleAnomalies {
  /** A share this large is not caused by a few pixels. */
  private static final double NOTABLE = 1e-3;

  /**
   * The allowed difference between optical black and the stated black level, relative to the range.
   */
  private static final double BLACK_TOLERANCE = 0.005;

  /**
   * The allowed difference between the black level that a file states and the reference: some
   * cameras measure it for each image.
   */
  private static final double STATED_TOLERANCE = 0.001;

  private final Inspector inspector;
  private final RawImage image;
  private final SampleCounts counts;

  SampleAnomalies(Inspector inspector, RawImage image, SampleCounts counts) {
    this.inspector = inspector;
    this.image = image;
    this.counts = counts;
  }

  void measure(Measurement measurement, OptionalDouble opticalBlack, Estimate darkest) {
    missing(measurement);
    if (counts.least() < counts.most()) {
      steps(measurement);
    }
    clippedBlack().ifPresent(measurement::add);
    white(measurement);
    black(measurement, opticalBlack, darkest);
  }

  /** Adds the share of missing codes, with Wilson's interval (1927). */
  private void missing(Measurement measurement) {
    if (!counts.whole()) {
      return;
    }
    int[] all = new int[2];
    int[] pooled = new int[counts.histogram(Cfa.Site.RED).length];
    for (Cfa.Site site : Cfa.Site.values()) {
      int[] histogram = counts.histogram(site);
      int[] codes = SampleEvidence.codes(histogram);
      all[0] += codes[0];
      all[1] += codes[1];
      for (int code = 0; code < histogram.length; code++) {
        pooled[code] += histogram[code];
      }
    }
    int[] together = SampleEvidence.codes(pooled);
    int[] judged = all[0] >= together[0] ? all : together;
    if (judged[0] == 0) {
      return;
    }
    double share = (double) judged[1] / judged[0];
    measurement.put(Quantity.MISSING_CODES, WilsonInterval.of(share, judged[0]));
    if (SampleEvidence.isPosterised(judged[0], judged[1])) {
      measurement.add(
          Anomaly.of(
              Anomaly.Kind.MISSING_CODES,
              "%d of %d codes between frequent ones never occur (steps of %d DN): expected all;"
                  + " the samples have fewer bits than stated, or were mapped by a tone table",
              judged[1],
              judged[0],
              1 << counts.shift()));
    }
  }

  private void steps(Measurement measurement) {
    int stated = Integer.numberOfTrailingZeros(inspector.step());
    if (counts.shift() > stated) {
      measurement.add(
          Anomaly.of(
              Anomaly.Kind.LEFT_JUSTIFIED,
              "the lowest %d bits of every sample are 0: expected steps of %d DN as stated; the samples were shifted to the left by %d bits",
              counts.shift(),
              inspector.step(),
              counts.shift() - stated));
    } else if (counts.shift() < stated) {
      measurement.add(
          metadata(
              "samples come in steps of %d DN: expected steps of %d DN as stated; they were scaled, or the stated step is wrong",
              1 << counts.shift(), inspector.step()));
    }
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation is not in the JDK
  private static Anomaly metadata(String format, Object... values) {
    return Anomaly.of(Anomaly.Kind.METADATA, format, values);
  }

  /** A black level clipped at 0 gives a peak there: more samples than the next two codes. */
  private Optional<Anomaly> clippedBlack() {
    int zeros = 0;
    int next = 0;
    for (Cfa.Site site : Cfa.Site.values()) {
      int[] histogram = counts.histogram(site);
      zeros += histogram[0];
      for (int code = 1; code < Math.min(3, histogram.length); code++) {
        next += histogram[code];
      }
    }
    double share = (double) zeros / image.samples().length;
    return share > NOTABLE && zeros > next
        ? Optional.of(
            Anomaly.of(
                Anomaly.Kind.CLIPPED_BLACK,
                "%.2f %% of the samples are 0 DN: expected noise about a black level above 0;"
                    + " levels near black are too high",
                100 * share))
        : Optional.empty();
  }

  private void white(Measurement measurement) {
    int pixels = image.samples().length;
    int step = 1 << counts.shift();
    long above = 0;
    long atMost = 0;
    long before = 0;
    for (Cfa.Site site : Cfa.Site.values()) {
      int[] histogram = counts.histogram(site);
      for (int code = histogram.length - 1; code >= 0; code--) {
        above += (double) code * step > inspector.white() + step ? histogram[code] : 0;
      }
      atMost += histogram[histogram.length - 1];
      for (int back = 2; back <= 9; back++) {
        before += histogram.length > back ? histogram[histogram.length - back] : 0;
      }
    }
    if (counts.most() > image.calibration().fullScale()) {
      measurement.add(
          Anomaly.of(
              Anomaly.Kind.BEYOND_BITS,
              "the largest sample is %d DN: expected at most %d DN of %d bits",
              counts.most(),
              image.calibration().fullScale(),
              image.calibration().containerBits()));
    } else if (above > NOTABLE * pixels) {
      measurement.add(
          metadata(
              "%.2f %% of the samples are above the stated white level of %.0f DN, up to %d DN:"
                  + " expected none",
              100.0 * above / pixels, inspector.white(), counts.most()));
    } else if (atMost > NOTABLE * pixels
        && atMost > before
        && counts.least() < counts.most()
        && counts.most() < inspector.white() - step) {
      measurement.add(
          metadata(
              "%.2f %% of the samples are %d DN and none is larger: expected saturation at the"
                  + " stated white level of %.0f DN",
              100.0 * atMost / pixels, counts.most(), inspector.white()));
    }
  }

  private void black(Measurement measurement, OptionalDouble optical, Estimate darkest) {
    double stated = inspector.black().mean();
    double range = inspector.white() - stated;
    double tolerance = Math.max(2.0 * inspector.step(), BLACK_TOLERANCE * range);
    double ofStatement = Math.max(2.0 * inspector.step(), STATED_TOLERANCE * range);
    image
        .calibration()
        .blackLevel()
        .map(level -> level.value().mean())
        .filter(own -> Math.abs(own - stated) > ofStatement)
        .ifPresent(
            own ->
                measurement.add(
                    metadata(
                        "the file states a black level of %.1f DN: expected %.1f DN as in the"
                            + " reference; the camera setting differs, or the metadata are"
                            + " wrong",
                        own, stated)));
    if (optical.isPresent() && Math.abs(optical.getAsDouble() - stated) > tolerance) {
      measurement.add(
          metadata(
              "optical black is %.1f DN and the stated black level %.1f DN: expected them to"
                  + " agree within %.1f DN",
              optical.getAsDouble(), stated, tolerance));
    } else if (darkest.high() < stated - tolerance) {
      measurement.add(
          metadata(
              "the darkest patches are at %.1f DN, below the stated black level of %.1f DN:"
                  + " expected none that is darker than black by more than %.1f DN",
              darkest.value(), stated, tolerance));
    }
  }
}
