package dev.rawline.lab.dataset;

import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.SampleChecksum;
import dev.rawline.data.set.SampleMask;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.SourcedValue;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.numeric.Progress;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is found in the pixels of one sample.
 *
 * @param sample the sample
 * @param refusals why its picture or its mask cannot be read; empty if both can
 * @param picture what its picture is, if it can be read
 * @param mask what its mask is, if it has one that can be read
 */
record SampleInspection(
    Sample sample,
    List<String> refusals,
    Optional<PictureFacts> picture,
    Optional<MaskFacts> mask) {

  /**
   * A picture.
   *
   * @param size its size as text, 360×363
   * @param kind what it is: processed, or a mosaic with its colour layout and bits
   * @param camera what its metadata say recorded it
   * @param saturated the share of pixels at the white level, or at the end of the range in a colour
   * @param lit the share of pixels that are brighter than {@link #DARK} of what they could be in
   *     the sample's light
   * @param sum the sum of its pixels and of what is known of its recording
   * @param pixels the sum of its pixels alone
   */
  record PictureFacts(
      String size,
      String kind,
      Optional<String> camera,
      double saturated,
      double lit,
      String sum,
      String pixels) {}

  /**
   * A mask.
   *
   * @param size its size
   * @param coverage the share of pixels that are objects
   * @param sum the sum of its pixels
   */
  record MaskFacts(String size, double coverage, String sum) {}

  /** A sixteenth of the light is dark; a picture that was processed shows it at the power 1/2.2. */
  private static final double DARK = 1 / 16.0;

  private static final double DARK_VIEW = Math.pow(DARK, 1 / 2.2);

  /** Reads all samples of a data set, several at once. */
  static List<SampleInspection> of(DataSet set, Progress progress) {
    SampleInspection[] facts = new SampleInspection[set.samples().size()];
    Progress reading = progress.begin("reading", facts.length, "samples");
    Parallel.forEach(
        Parallel.CORES,
        facts.length,
        i -> {
          facts[i] = of(set.samples().get(i));
          reading.advance(1);
        });
    reading.end("");
    return Arrays.asList(facts);
  }

  private static SampleInspection of(Sample sample) {
    Optional<PictureFacts> picture = Optional.empty();
    Optional<MaskFacts> mask = Optional.empty();
    List<String> refusals = List.of();
    try {
      picture = Optional.of(of(sample.picture().read(), sample.intensity()));
      mask = SampleMask.read(sample.label().mask()).map(SampleInspection::of);
    } catch (IOException | RuntimeException e) {
      // One damaged file must not hide the others.
      refusals = List.of(String.valueOf(e.getMessage()));
    }
    return new SampleInspection(sample, refusals, picture, mask);
  }

  private static MaskFacts of(Mask mask) {
    return new MaskFacts(
        size(mask.width(), mask.height()), mask.coverage(), SampleChecksum.of(mask));
  }

  private static PictureFacts of(Frame frame, double intensity) {
    String sum = SampleChecksum.of(frame);
    String pixels = SampleChecksum.ofPixels(frame);
    String size = size(frame.width(), frame.height());
    if (frame instanceof RawImage raw) {
      return raw(raw, size, intensity, sum, pixels);
    }
    float[] samples = frame.samples();
    double dark = DARK_VIEW * Math.pow(intensity, 1 / 2.2);
    int saturated = 0;
    int lit = 0;
    int area = samples.length / Picture.CHANNELS;
    for (int i = 0; i < area; i++) {
      float most = Math.max(samples[i], Math.max(samples[area + i], samples[2 * area + i]));
      saturated += most >= 1 ? 1 : 0;
      lit += most > dark ? 1 : 0;
    }
    return new PictureFacts(
        size,
        "processed",
        Optional.empty(),
        (double) saturated / area,
        (double) lit / area,
        sum,
        pixels);
  }

  private static PictureFacts raw(
      RawImage raw, String size, double intensity, String sum, String pixels) {
    boolean counts = raw.unit() == RawImage.Unit.DN;
    SiteValues black =
        counts
            ? raw.calibration().blackLevel().map(SourcedValue::value).orElse(SiteValues.uniform(0))
            : SiteValues.uniform(0);
    double white =
        counts
            ? raw.calibration()
                .whiteLevel()
                .map(SourcedValue::value)
                .orElse((double) raw.calibration().fullScale())
            : 1;
    int saturated = 0;
    int lit = 0;
    for (int row = 0; row < raw.height(); row++) {
      for (int column = 0; column < raw.width(); column++) {
        double level = black.at(raw.cfa().siteAt(row, column));
        float sample = raw.at(row, column);
        saturated += sample >= white ? 1 : 0;
        lit += sample - level > DARK * intensity * (white - level) ? 1 : 0;
      }
    }
    double area = raw.samples().length;
    // Numbers of 12 bits in a container of 16 are dark only if they are measured by the container.
    boolean isRangeKnown = !counts || raw.calibration().whiteLevel().isPresent();
    String kind =
        counts
            ? String.format(
                Locale.ROOT, "mosaic %s, %d bits", raw.cfa(), raw.calibration().containerBits())
            : "mosaic %s, normalised".formatted(raw.cfa());
    return new PictureFacts(
        size,
        kind,
        raw.calibration().camera().map(SourcedValue::value),
        saturated / area,
        isRangeKnown ? lit / area : 1,
        sum,
        pixels);
  }

  private static String size(int width, int height) {
    return width + "×" + height;
  }

  /** Returns the sums of picture and mask, if both could be read. */
  Optional<SampleChecksum> sum() {
    return refusals.isEmpty()
        ? Optional.of(
            new SampleChecksum(picture.orElseThrow().sum(), mask.map(MaskFacts::sum).orElse("")))
        : Optional.empty();
  }
}
