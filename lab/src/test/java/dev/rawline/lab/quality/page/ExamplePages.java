package dev.rawline.lab.quality.page;

import dev.rawline.lab.quality.effect.MetricEffect;
import dev.rawline.lab.quality.page.ControlChart.Path;
import dev.rawline.lab.quality.page.ControlChart.Seen;
import dev.rawline.lab.quality.page.DefectivePixel.Kind;
import dev.rawline.lab.quality.page.JudgedQuantity.Spread;
import dev.rawline.lab.quality.page.PowerCurve.Found;
import dev.rawline.lab.quality.page.PowerCurve.Way;
import dev.rawline.lab.quality.verdict.NamedLimits;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.learning.metric.IntervalEstimate;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.SuggestedCommand;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

/** A batch that came 38 % darker than its reference, as a check would tell of it. */
final class ExamplePages {
  private static final long SEED = 9;
  private static final double LEVEL = 0.95;

  private ExamplePages() {}

  static IntervalEstimate about(double value, double half) {
    return new IntervalEstimate(value, value - half, value + half, LEVEL);
  }

  static JudgedQuantity quantity(
      String name,
      String unit,
      Spread reference,
      IntervalEstimate incoming,
      List<NamedLimits> limits,
      Verdict judgement,
      String why) {
    return new JudgedQuantity(
        name, unit, Optional.of(reference), incoming, limits, Optional.of(judgement), why);
  }

  static List<JudgedQuantity> quantities() {
    return List.of(
        quantity(
            "level of no light",
            "DN",
            new Spread(64.02, 0.11),
            about(64.05, 0.03),
            List.of(NamedLimits.between("sensor", 63.5, 64.5), NamedLimits.between("task", 60, 68)),
            Verdict.PASS,
            ""),
        quantity(
            "mean of green above black",
            "DN",
            new Spread(812.4, 96.2),
            about(503.8, 17.5),
            List.of(NamedLimits.between("task", 560, 1050)),
            Verdict.FAIL,
            "wholly below 560 DN"),
        quantity(
            "slope of the noise’s variance over the signal",
            "DN/e⁻",
            new Spread(0.2802, 0.0031),
            about(0.2797, 0.0009),
            List.of(
                NamedLimits.between("sensor", 0.2740, 0.2860),
                NamedLimits.between("task", 0.20, 0.40)),
            Verdict.PASS,
            ""),
        quantity(
            "noise without light, quantization included",
            "DN",
            new Spread(2.31, 0.08),
            about(2.52, 0.06),
            List.of(NamedLimits.atMost("sensor", 2.55), NamedLimits.atMost("task", 6.0)),
            Verdict.WARN,
            "2.55 DN lies in the interval"),
        quantity(
            "share of saturated pixels",
            "share",
            new Spread(0.00042, 0.00031),
            about(0.00001, 0.00001),
            List.of(NamedLimits.atMost("task", 0.01)),
            Verdict.PASS,
            ""),
        quantity(
            "width of edges (one standard deviation)",
            "px",
            new Spread(0.84, 0.05),
            about(0.85, 0.02),
            List.of(NamedLimits.atMost("task", 1.6)),
            Verdict.PASS,
            ""),
        new JudgedQuantity(
            "correlation of neighbours’ noise",
            "",
            Optional.empty(),
            IntervalEstimate.withoutInterval(0.004, LEVEL),
            List.of(),
            Optional.empty(),
            ""));
  }

  static List<FoundAnomaly> anomalies() {
    return List.of(
        new FoundAnomaly("missing codes", Verdict.PASS, "none between frequent ones"),
        new FoundAnomaly(
            "the same file twice",
            Verdict.WARN,
            "2 of 64: line-0031.dng and line-0032.dng hold the same pixels"));
  }

  static List<DriftComparison> tests() {
    return List.of(
        new DriftComparison(
            "all raw statistics", "MMD, 999 permutations", 0.0812, 0.001, 0.003, true, true),
        new DriftComparison(
            "features of the model", "MMD, 999 permutations", 0.0131, 0.014, 0.021, true, true),
        new DriftComparison(
            "softmax of the model", "MMD, 999 permutations", 0.0007, 0.31, 0.31, true, false),
        new DriftComparison(
            "mean of green above black", "Kolmogorov–Smirnov", 0.93, 2e-16, 4e-15, false, true),
        new DriftComparison(
            "noise without light", "Kolmogorov–Smirnov", 0.41, 0.0004, 0.0036, false, true),
        new DriftComparison(
            "level of no light", "Kolmogorov–Smirnov", 0.12, 0.62, 0.84, false, false),
        new DriftComparison(
            "width of edges", "Kolmogorov–Smirnov", 0.10, 0.81, 0.87, false, false));
  }

  /** A chart that steps up after a share of the images; EWMA and CUSUM of its normal scores. */
  static ControlChart chart(
      String name, String unit, double centre, double deviation, int images, double step) {
    Random random = new Random(SEED + name.hashCode());
    List<Seen> seen = new ArrayList<>();
    List<Double> ewma = new ArrayList<>();
    List<Double> up = new ArrayList<>();
    List<Double> down = new ArrayList<>();
    List<Integer> alarms = new ArrayList<>();
    double smooth = 0;
    double above = 0;
    double below = 0;
    for (int i = 0; i < images; i++) {
      double score = random.nextGaussian() + (i > 0.7 * images ? step : 0);
      smooth = 0.9 * smooth + 0.1 * score;
      above = Math.max(0, above + score - 0.5);
      below = Math.min(0, below + score + 0.5);
      seen.add(new Seen(i + 1, centre + deviation * score, "line-%04d.dng".formatted(i + 1)));
      ewma.add(smooth);
      up.add(above);
      down.add(below);
      if (Math.abs(smooth) > 0.62 || above > 5 || below < -5) {
        alarms.add(i);
      }
    }
    return new ControlChart(
        name,
        unit,
        seen,
        centre,
        List.of(
            new Path("EWMA", ewma, 0.62),
            new Path("CUSUM up", up, 5),
            new Path("CUSUM down", down, 5)),
        alarms);
  }

  static List<ControlChart> charts(int images) {
    return List.of(
        chart("mean of green above black", "DN", 812.4, 40, images, -1.6),
        chart("level of no light", "DN", 64.02, 0.11, images, 0),
        chart("noise without light", "DN", 2.31, 0.08, images, 0.7),
        chart("width of edges", "px", 0.84, 0.05, images, 0));
  }

  static List<FittedCause> causes() {
    return List.of(
        new FittedCause("exposure", "%", about(-38, 2), 3.1, true),
        new FittedCause("gain", "%", about(-0.2, 0.4), 1.0, false),
        new FittedCause("black level", "DN", about(0.03, 0.04), 0.12, false),
        new FittedCause("white balance, red", "%", about(0.6, 0.9), 1.5, false),
        new FittedCause("white balance, blue", "%", about(-0.3, 1.1), 1.5, false),
        new FittedCause("blur", "px", about(0.01, 0.03), 0.08, false),
        new FittedCause("read noise", "DN", about(0.21, 0.07), 0.25, false));
  }

  static CauseFindings attribution() {
    return new CauseFindings(
        "exposure −38 % ± 2 %, everything else inside",
        causes(),
        "χ² per quantity",
        List.of(
            new CauseFindings.Explanation("exposure", 1.12, ""),
            new CauseFindings.Explanation("gain", 48.1, "the noise does not follow"),
            new CauseFindings.Explanation("none of these", 212, "no change at all")));
  }

  static MetricEffect effect() {
    return new MetricEffect(
        "accuracy",
        about(0.914, 0.012),
        about(0.872, 0.021),
        about(0.042, 0.018),
        Optional.of(NamedLimits.atLeast("task", 0.86)),
        OptionalDouble.of(0.05),
        Optional.of(Verdict.WARN),
        "Predicted by imaging the reference’s samples through the fitted change and asking the model: 512 samples, bootstrap over groups.");
  }

  static DefectFindings defects(int pixels) {
    Random random = new Random(SEED);
    List<DefectivePixel> found = new ArrayList<>();
    for (int i = 0; i < pixels; i++) {
      Kind kind = i % 5 < 3 ? Kind.HOT : Kind.DEAD;
      found.add(
          new DefectivePixel(
              random.nextInt(1200),
              random.nextInt(1920),
              kind,
              random.nextInt(3) > 0,
              "deviates by 14 σ in 16 of 16 images"));
    }
    return new DefectFindings(
        1920,
        1200,
        found,
        "A pixel is listed where it deviates in the same direction in at least half of 16 images.");
  }

  static BufferedImage picture(int shade) {
    BufferedImage image = new BufferedImage(192, 120, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int level = Math.min(255, shade * (x + y) / 300);
        image.setRGB(x, y, (level << 16) | ((level * 3 / 4) << 8) | (level / 2));
      }
    }
    return image;
  }

  static List<JudgedImage> images(int count) {
    List<JudgedImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Verdict judgement = i < 3 ? Verdict.FAIL : i < 5 ? Verdict.WARN : Verdict.PASS;
      String why =
          switch (judgement) {
            case FAIL -> "green 212 DN: below 560 DN";
            case WARN -> "read noise 2.58 DN: near 2.55 DN";
            case PASS -> "";
          };
      images.add(
          new JudgedImage(
              "line-%04d.dng".formatted(64 - i),
              "2026-11-26 18:%02d:12".formatted(59 - i),
              judgement,
              why,
              i == 4 ? Optional.empty() : Optional.of(picture(90 + 30 * i))));
    }
    return images;
  }

  static List<Fact> provenance() {
    return List.of(
        new Fact("program", "Rawline 0.9"),
        new Fact("commit", "195adb2"),
        new Fact("reference", "sha256 " + "a1".repeat(32)),
        new Fact("sensor file", "sha256 " + "b2".repeat(32)),
        new Fact("tolerance", "sha256 " + "c3".repeat(32)),
        new Fact("seed", "7"),
        new Fact("date", "2026-11-26 19:00 UTC"));
  }

  static List<String> rule() {
    return List.of(
        "Pass: the whole 95 % interval lies within every limit. Fail: it lies wholly beyond one. Warn: a limit lies in it.",
        "With that a quantity that lies on its limit passes in at most 2.5 % of batches.");
  }

  static QualityPage page(String name) {
    return new QualityPage(
        name,
        Verdict.FAIL,
        List.of(
            "The batch is 38 % ± 2 % darker than the reference; nothing else of the camera moved.",
            "The model is predicted to answer 87.2 % of such images right, against 91.4 % on the reference.",
            "Multiplying the exposure by 1.6 would bring it back inside; nothing was changed."),
        List.of(
            new Fact("images", "64, 1920 × 1200 px, 12 bits, RGGB"),
            new Fact("recorded", "2026-11-26 17:00 to 18:59 UTC"),
            new Fact("reference", "line-reference, 256 images")),
        quantities(),
        anomalies(),
        tests(),
        Optional.of(ControlChartPlot.of(charts(64))),
        Optional.of(attribution()),
        List.of(effect()),
        Optional.of(defects(23)),
        images(8),
        rule(),
        List.of(
            new SuggestedCommand(
                "Ask which settings would bring it back.", "./rawline quality compensate line")),
        provenance());
  }

  static CertificatePage certificate(String number, int files) {
    List<CertifiedValue> numbers = new ArrayList<>();
    for (JudgedQuantity each : quantities()) {
      numbers.add(
          new CertifiedValue(
              each.name(),
              each.unit(),
              each.incoming(),
              "mean of 64 images; t interval, 63 degrees of freedom",
              "batch line, data sha256 d4d4d4d4",
              each.limits(),
              each.judgement()));
    }
    List<HashedFile> hashed = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      hashed.add(
          new HashedFile(
              "line-%04d.dng".formatted(i + 1), 3_512_344 + i, "%064x".formatted(i * 7919L)));
    }
    return new CertificatePage(
        number,
        "Raw data of camera AB-1234, line 7",
        Verdict.FAIL,
        "One of six quantities does not conform to the limits of the task; five conform, one of them without certainty.",
        List.of(
            new Fact("camera", "AB-1234, firmware 2.1"),
            new Fact("settings", "gain 1, 8 ms, 22 °C"),
            new Fact("images", "64, 1920 × 1200 px, 12 bits, RGGB")),
        numbers,
        rule(),
        List.of(
            "Intervals cover chance between images of this batch at a level of 95 %.",
            "They do not cover the uncertainty of the sensor file, which stands in it."),
        provenance(),
        hashed,
        "All stand in files.json.",
        List.of("measured by", "checked by", "approved by"));
  }

  static WatchPage watch(String folder) {
    return new WatchPage(
        folder,
        Verdict.FAIL,
        "3 of the last 8 images fail",
        "2026-11-26 18:59:12 UTC",
        5,
        812,
        14,
        3,
        List.of(
            new Fact("2026-11-26 18:57:03", "mean of green above black: EWMA beyond its limit"),
            new Fact("2026-11-26 18:51:40", "noise without light: CUSUM beyond its limit")),
        images(8),
        Optional.of(ControlChartPlot.of(charts(64))),
        List.of(new Fact("reference", "line-reference.yaml, sha256 a1a1a1a1")));
  }

  static PowerCurve power(String strength, Way way, int... detected) {
    List<Found> found = new ArrayList<>();
    int images = 2;
    for (int each : detected) {
      found.add(new Found(images, each, 100));
      images *= 2;
    }
    return new PowerCurve(strength, way, found);
  }

  static List<PowerPlot.Panel> power() {
    List<PowerCurve> curves =
        List.of(
            power("+2 %", Way.PHYSICS, 8, 15, 34, 61, 88, 99),
            power("+2 %", Way.PLAIN, 5, 6, 8, 12, 20, 35),
            power("+5 %", Way.PHYSICS, 31, 72, 97, 100, 100, 100),
            power("+5 %", Way.PLAIN, 6, 9, 18, 41, 70, 93),
            power("+10 %", Way.PHYSICS, 84, 100, 100, 100, 100, 100),
            power("+10 %", Way.PLAIN, 12, 30, 65, 92, 100, 100));
    return List.of(
        new PowerPlot.Panel("gain", curves),
        new PowerPlot.Panel("read noise", curves),
        new PowerPlot.Panel("black level", curves),
        new PowerPlot.Panel("exposure", curves));
  }

  static List<RunLengthPlot.Course> runLengths() {
    List<RunLengthPlot.Course> courses = new ArrayList<>();
    for (String chart : List.of("EWMA, λ 0.1", "CUSUM, k 0.5")) {
      double faster = courses.isEmpty() ? 1 : 1.15;
      List<RunLengthPlot.Stated> stated = new ArrayList<>();
      List<RunLengthPlot.Counted> counted = new ArrayList<>();
      for (int i = 0; i <= 30; i++) {
        double shift = i / 10.0;
        double images = 2 + 498 / (1 + 12 * faster * shift * shift * (1 + shift));
        stated.add(new RunLengthPlot.Stated(shift, images));
        if (i % 5 == 0) {
          counted.add(
              new RunLengthPlot.Counted(
                  shift, about(images * (1 + 0.03 * Math.sin(9 * i)), 0.06 * images)));
        }
      }
      courses.add(new RunLengthPlot.Course(chart, stated, counted));
    }
    return courses;
  }
}
