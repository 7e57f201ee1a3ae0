package dev.rawline.lab.quality.page;

import dev.rawline.data.yaml.WordList;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.inspection.Anomaly;
import dev.rawline.imaging.inspection.Defect;
import dev.rawline.imaging.inspection.Inspection;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.certificate.CertificateDetails;
import dev.rawline.lab.certificate.CertificateRecord;
import dev.rawline.lab.certificate.ProgramVersion;
import dev.rawline.lab.certificate.SealedPage;
import dev.rawline.lab.quality.batch.InspectedImage;
import dev.rawline.lab.quality.batch.MeasuredBatch;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.cause.DriftCause;
import dev.rawline.lab.quality.cause.DriftParameter;
import dev.rawline.lab.quality.check.BatchCharts;
import dev.rawline.lab.quality.check.BatchCheck;
import dev.rawline.lab.quality.check.ControlChart;
import dev.rawline.lab.quality.check.DriftComparison;
import dev.rawline.lab.quality.check.DriftComparisons;
import dev.rawline.lab.quality.check.FlaggedImage;
import dev.rawline.lab.quality.check.QualityPlan;
import dev.rawline.lab.quality.check.QuantityAssessment;
import dev.rawline.lab.quality.check.TwoSampleComparison;
import dev.rawline.lab.quality.effect.MetricEffect;
import dev.rawline.lab.quality.effect.PredictEffect.TaskEffect;
import dev.rawline.lab.quality.page.PowerCurve.Found;
import dev.rawline.lab.quality.page.PowerCurve.Way;
import dev.rawline.lab.quality.reference.ExampleReferences;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.verdict.AcceptanceLimits;
import dev.rawline.lab.quality.verdict.AcceptanceLimits.Source;
import dev.rawline.lab.quality.verdict.QualityLimits;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.lab.quality.watch.WatchPage;
import dev.rawline.lab.quality.watch.WatchReport.WatchStatus;
import dev.rawline.lab.statistic.MaximumMeanDiscrepancy;
import dev.rawline.lab.statistic.TwoSampleResult;
import dev.rawline.workbench.page.Fact;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** A batch that is 38 % darker than its reference, as a check would describe it. */
public final class ExamplePages {
  private static final long SEED = 9;
  private static final double LEVEL = 0.95;
  private static final int IMAGES = 16;
  private static final Verdict[] OF_IMAGES = {
    Verdict.FAIL, Verdict.FAIL, Verdict.FAIL, Verdict.WARN, Verdict.WARN
  };

  private ExamplePages() {}

  static Estimate about(double value, double half) {
    return new Estimate(value, value - half, value + half, LEVEL);
  }

  private static QuantityAssessment quantity(
      Quantity quantity,
      double usual,
      double deviation,
      Estimate incoming,
      boolean drifts,
      AcceptanceLimits... limits) {
    double reach = deviation / 2;
    return new QuantityAssessment(
        quantity,
        new Estimate(usual, usual - reach, usual + reach),
        deviation,
        incoming,
        IMAGES,
        List.of(limits),
        Optional.empty(),
        drifts);
  }

  static List<QuantityAssessment> quantities() {
    return Stream.concat(levels(), qualities()).toList();
  }

  private static Stream<QuantityAssessment> levels() {
    return Stream.of(
        quantity(
            Quantity.BLACK_LEVEL,
            64.02,
            0.11,
            about(64.05, 0.03),
            false,
            new AcceptanceLimits(63.5, 64.5, Source.SENSOR),
            new AcceptanceLimits(60, 68, Source.TASK)),
        quantity(
            Quantity.GREEN_MEAN,
            812.4,
            96.2,
            about(503.8, 17.5),
            true,
            new AcceptanceLimits(560, 1050, Source.TASK)),
        quantity(
            Quantity.GAIN,
            0.2802,
            0.0031,
            about(0.2797, 0.0009),
            false,
            new AcceptanceLimits(0.2740, 0.2860, Source.SENSOR),
            new AcceptanceLimits(0.20, 0.40, Source.TASK)));
  }

  private static Stream<QuantityAssessment> qualities() {
    return Stream.of(
        quantity(
            Quantity.READ_NOISE,
            2.31,
            0.08,
            about(2.52, 0.06),
            false,
            AcceptanceLimits.atMost(2.55, Source.SENSOR),
            AcceptanceLimits.atMost(6.0, Source.TASK)),
        quantity(
            Quantity.SATURATED,
            0.00042,
            0.00031,
            about(0.00001, 0.00001),
            false,
            AcceptanceLimits.atMost(0.01, Source.TASK)),
        quantity(
            Quantity.EDGE_WIDTH,
            0.84,
            0.05,
            about(0.85, 0.02),
            false,
            AcceptanceLimits.atMost(1.6, Source.TASK)),
        quantity(
            Quantity.NEIGHBOUR_CORRELATION, 0, 0, Estimate.withoutInterval(0.004, LEVEL), false));
  }

  static DriftComparisons tests() {
    return new DriftComparisons(
        List.of(
            test(Quantity.GREEN_MEAN, 0.93, 2e-16, 4e-15),
            test(Quantity.READ_NOISE, 0.41, 0.0004, 0.0036),
            test(Quantity.BLACK_LEVEL, 0.12, 0.62, 0.84),
            test(Quantity.EDGE_WIDTH, 0.10, 0.81, 0.87)),
        List.of(
            test("raw statistics", 0.0812, 0.001, 0.003),
            test("features of the model", 0.0131, 0.014, 0.021),
            test("softmax of the model", 0.0007, 0.31, 0.31)),
        0.05);
  }

  private static DriftComparison test(Quantity of, double statistic, double p, double adjusted) {
    return DriftComparison.of(
        of,
        TwoSampleComparison.KOLMOGOROV_SMIRNOV,
        new TwoSampleResult(statistic, p, TwoSampleResult.Method.EXACT),
        adjusted);
  }

  static DriftComparison test(String of, double statistic, double p, double adjusted) {
    return DriftComparison.of(
        of,
        new MaximumMeanDiscrepancy(statistic, p, MaximumMeanDiscrepancy.Form.QUADRATIC, 1),
        adjusted);
  }

  /** A chart of values that step up after a share of the images. */
  static ControlChart chart(
      Quantity quantity, double centre, double deviation, int images, double step) {
    Random random = new Random(SEED + quantity.toString().length());
    List<ControlChart.Point> points = new ArrayList<>();
    double smooth = 0;
    for (int i = 0; i < images; i++) {
      double score = random.nextGaussian() + (i > 0.7 * images ? step : 0);
      smooth = 0.9 * smooth + 0.1 * score;
      points.add(
          new ControlChart.Point(
              i + 1, "line-%04d.dng".formatted(i + 1), centre + deviation * score, smooth));
    }
    return new ControlChart(quantity, centre, "EWMA", 0.62, points);
  }

  static List<ControlChart> charts(int images) {
    return List.of(
        chart(Quantity.GREEN_MEAN, 812.4, 40, images, -1.6),
        chart(Quantity.BLACK_LEVEL, 64.02, 0.11, images, 0),
        chart(Quantity.READ_NOISE, 2.31, 0.08, images, 0.7),
        chart(Quantity.EDGE_WIDTH, 0.84, 0.05, images, 0));
  }

  private static Attribution.Fitted fitted(DriftParameter number, double value, double half) {
    return new Attribution.Fitted(number, new Estimate(value, value - half, value + half));
  }

  static Attribution attribution() {
    return new Attribution(
        Attribution.Conclusion.CAMERA,
        List.of(DriftCause.EXPOSURE),
        List.of(fitted(DriftParameter.EXPOSURE, 0.62, 0.02)),
        List.of(List.of(1.0)),
        List.of(
            fitted(DriftParameter.GAIN, 0.998, 0.004),
            fitted(DriftParameter.BLACK_LEVEL, 0.03, 0.04),
            fitted(DriftParameter.RED, 1.006, 0.009),
            fitted(DriftParameter.BLUE, 0.997, 0.011),
            fitted(DriftParameter.BLUR, 0.01, 0.03),
            fitted(DriftParameter.READ_NOISE, 0.05, 0.07)),
        0,
        OptionalDouble.of(0.5),
        List.of(
            new Attribution.Hypothesis("exposure", 1, 1.12, 0.9),
            new Attribution.Hypothesis("gain", 1, 48.1, 1e-6),
            new Attribution.Hypothesis("other content", 3, 212, 0)),
        List.of(),
        List.of());
  }

  static MetricEffect effect() {
    return new MetricEffect(
        "accuracy",
        about(0.914, 0.012),
        about(0.872, 0.021),
        about(0.042, 0.018),
        List.of(AcceptanceLimits.atLeast(0.86, Source.TASK)),
        OptionalDouble.of(0.05),
        Optional.of(Verdict.WARN),
        "Predicted by imaging the reference’s samples through the fitted change and evaluating the model: 512 samples, bootstrap over groups.");
  }

  /** Defective pixels, every fourth of which is new. */
  static List<Defect> defects(int pixels) {
    Random random = new Random(SEED);
    List<Defect> found = new ArrayList<>();
    for (int i = 0; i < pixels; i++) {
      found.add(
          new Defect(
              random.nextInt(ExampleReferences.FRAME.height()),
              random.nextInt(ExampleReferences.FRAME.width()),
              i % 5 < 3 ? Defect.Kind.HOT : Defect.Kind.DEAD,
              14 + i));
    }
    return found;
  }

  static List<Defect> everyFourth(List<Defect> found) {
    List<Defect> some = new ArrayList<>();
    for (int i = 0; i < found.size(); i += 4) {
      some.add(found.get(i));
    }
    return some;
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

  static List<FlaggedImage> flagged() {
    List<FlaggedImage> flagged = new ArrayList<>();
    for (int i = 0; i < OF_IMAGES.length; i++) {
      String why =
          OF_IMAGES[i] == Verdict.FAIL
              ? "green 212 DN: below 560 DN"
              : "read noise 2.58 DN: near 2.55 DN";
      flagged.add(
          new FlaggedImage(i, "line-%04d.dng".formatted(64 - i), OF_IMAGES[i], List.of(why)));
    }
    return flagged;
  }

  /** Figures of a watch: the first ones fail or warn, the others pass. */
  public static List<ImageTile> figures(int count) {
    List<ImageTile> figures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      figures.add(
          new ImageTile(
              new FlaggedImage(
                  i,
                  "line-%04d.dng".formatted(64 - i),
                  i < OF_IMAGES.length ? OF_IMAGES[i] : Verdict.PASS,
                  List.of()),
              "2026-11-26 18:%02d:12".formatted(59 - i),
              i == 4 ? Optional.empty() : Optional.of(picture(90 + 30 * i))));
    }
    return figures;
  }

  static Map<String, Object> provenance() {
    SequencedMap<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("commit", "195adb2");
    provenance.put("reference", "sha256 " + "a1".repeat(32));
    provenance.put("seed", 7);
    return provenance;
  }

  static QualityReference reference() {
    return ExampleReferences.of(
        ExampleReferences.table(24, SEED), Map.of(Anomaly.Kind.MISSING_CODES, 24));
  }

  /** Images of a batch, all with missing codes, two with metadata that contradict the pixels. */
  static MeasuredBatch batch(String name, int defects) {
    return batch(name, defects, IMAGES);
  }

  static MeasuredBatch batch(String name, int defects, int count) {
    QuantityTable table = ExampleReferences.table(count, SEED + 1);
    List<InspectedImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SequencedMap<Quantity, Estimate> values = new LinkedHashMap<>();
      for (Quantity quantity : Quantity.of(Cfa.RGGB)) {
        double value = table.value(quantity, i);
        values.put(quantity, new Estimate(value, value, value));
      }
      List<Anomaly> anomalies = new ArrayList<>();
      anomalies.add(new Anomaly(Anomaly.Kind.MISSING_CODES, "every 4th code is missing"));
      if (i < 2) {
        anomalies.add(new Anomaly(Anomaly.Kind.METADATA, "white lies below the brightest pixel"));
      }
      images.add(
          new InspectedImage(
              "line-%04d.dng".formatted(i + 1),
              new Inspection(128, 96, Cfa.RGGB, values, anomalies, 70_000 + i)));
    }
    return new MeasuredBatch(name, images, Optional.of(defects(defects)));
  }

  static BatchCheck check(String name) {
    return new BatchCheck(
        reference(),
        batch(name, 23),
        QualityLimits.usual(),
        quantities(),
        tests(),
        Optional.of(attribution()),
        List.of(),
        flagged(),
        Optional.of(everyFourth(defects(23))));
  }

  /** A minimal check of one image. */
  static BatchCheck bare(String name) {
    return new BatchCheck(
        reference(),
        new MeasuredBatch(
            name,
            List.of(
                new InspectedImage(
                    "line-0001.dng",
                    new Inspection(64, 64, Cfa.RGGB, new LinkedHashMap<>(), List.of(), 1))),
            Optional.empty()),
        QualityLimits.usual(),
        List.of(),
        new DriftComparisons(List.of(), List.of(), 0.05),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  static QualityPlan plan(String name) {
    return new QualityPlan(
        name,
        "reference",
        new WordList(List.of(name)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        null,
        null,
        null,
        null,
        Optional.empty());
  }

  static QualitySummary summary(String name, BatchCheck check) {
    return new QualitySummary(
        plan(name),
        check,
        Optional.of(new TaskEffect(effect(), Optional.empty())),
        "a1".repeat(32));
  }

  static QualitySummary withoutEffect(String name, BatchCheck check) {
    return new QualitySummary(plan(name), check, Optional.empty(), "a1".repeat(32));
  }

  static QualityPage page(String name) {
    return new QualityPage(
        summary(name, check(name)),
        new BatchCharts(check(name)).nearest(),
        Map.of("line-0064.dng", picture(90), "line-0063.dng", picture(120)),
        List.of("reference", "line"),
        provenance());
  }

  static CertificatePage certificate(String number, int files) {
    List<CertificateRecord.Image> images = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      images.add(
          new CertificateRecord.Image(
              "line-%04d.dng".formatted(i + 1),
              Optional.of(3_512_344L + i),
              Optional.of("%064x".formatted(i * 7919L)),
              "b2".repeat(32)));
    }
    return certificate(
        withoutEffect(number, check("camera AB-1234, line 7")), details(number), images);
  }

  static CertificateDetails details(String number) {
    return CertificateDetails.FILE.ofValues(
        Map.of(
            "title",
            "Certificate of camera AB-1234",
            "number",
            number,
            "laboratory",
            Map.of("name", "Example Laboratory", "address", "12 Photon Street, Exampletown"),
            "instrument",
            Map.of("serial", "SN 004217", "settings", List.of("ISO 100", "1/500 s")),
            "authorised_by",
            Map.of("name", "A. Example", "function", "technical manager")));
  }

  static CertificatePage certificate(
      QualitySummary summary, CertificateDetails details, List<CertificateRecord.Image> images) {
    return new CertificatePage(
        summary,
        details,
        new CertificateRecord(
            CertificateRecord.KIND,
            SealedPage.SEAL,
            "quality check",
            summary.check().verdict().word(),
            "2026-11-29T20:00:00Z",
            CertificateDetails.FILE.values(details),
            new CertificateRecord.Reference("normal", "a1".repeat(32)),
            new CertificateRecord.Batch("line 7", "c3".repeat(32), images),
            "d4".repeat(32),
            "e5".repeat(32),
            new ProgramVersion("0.2.0", "abc", "25", "f6".repeat(32))),
        provenance());
  }

  public static WatchPage watch(String folder) {
    return new WatchPage(
        folder,
        new WatchStatus(
            Verdict.FAIL,
            "3 of the last 8 images fail",
            List.of("green_mean"),
            812,
            14,
            3,
            Optional.of("line-0064.dng"),
            "2026-11-26 18:59:12 UTC"),
        5,
        List.of(
            new Fact("2026-11-26 18:57:03", "mean of green above black: EWMA beyond its limit"),
            new Fact("2026-11-26 18:51:40", "noise without light: CUSUM beyond its limit")),
        figures(8),
        charts(64),
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
