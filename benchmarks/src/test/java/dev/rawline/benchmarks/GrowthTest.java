package dev.rawline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrowthTest {
  private static final List<String> FILES =
      List.of(
          "growth.csv",
          "slopes.csv",
          "speedups.csv",
          "compute.csv",
          "storage.csv",
          "growth.svg",
          "growth.png");

  @TempDir private Path folder;

  /** Bytes do not depend on the machine: a sample of 16 bits in a shard takes two and its share. */
  @Test
  void everyCurveIsMeasuredAndDrawnAgainFromItsFileAlone() throws Exception {
    Growth.main(new String[] {folder.toString(), "--quick"});
    GrowthResult result = GrowthResult.of(Files.readAllLines(folder.resolve("growth.csv")));
    for (GrowthCurve curve : GrowthCurve.values()) {
      assertThat(result.series(curve)).as("%s", curve).isNotEmpty();
      assertThat(result.series(curve).values())
          .allSatisfy(line -> assertThat(line).hasSize(2).allMatch(point -> point.seconds() > 0));
    }
    assertThat(result.origin()).matches(".+; commit \\w+, Rawline .+, Java 2\\d.*");
    assertThat(result.points(GrowthCurve.STATISTICS)).allMatch(point -> point.memory() > 1e6);
    List<String> shards = row(GrowthModel.EXAMPLE.storage(result), "shards of 16 bits");
    assertThat(Double.parseDouble(shards.get(1))).isCloseTo(2, within(0.02));

    List<byte[]> written = contents();
    Growth.main(new String[] {"--draw", folder.toString()});
    assertThat(contents()).usingRecursiveComparison().isEqualTo(written);
  }

  private List<byte[]> contents() throws IOException {
    List<byte[]> contents = new ArrayList<>();
    for (String name : FILES) {
      contents.add(Files.readAllBytes(folder.resolve(name)));
    }
    return contents;
  }

  private static List<String> row(GrowthTable table, String name) {
    return table.rows().stream()
        .filter(row -> row.getFirst().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static GrowthPoint point(
      GrowthCurve curve, String series, int threads, double x, double cost) {
    return new GrowthPoint(curve, series, threads, x, cost, cost, Double.NaN, cost, cost);
  }

  @Test
  void powerIsRecoveredAndItsErrorIsThatOfTheTextbook() {
    List<GrowthPoint> exact = new ArrayList<>();
    List<GrowthPoint> bent = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      double x = Math.exp(i);
      exact.add(point(GrowthCurve.VIEWS, "", 1, x, 7 * Math.pow(x, 1.5)));
      bent.add(point(GrowthCurve.VIEWS, "", 1, x, Math.exp(i == 1 ? 3 : 0)));
    }
    PowerLaw power = PowerLaw.of(exact, GrowthPoint::seconds);
    assertThat(power.slope()).isCloseTo(1.5, within(1e-12));
    assertThat(power.at(10)).isCloseTo(7 * Math.pow(10, 1.5), within(1e-9));
    assertThat(power.error()).isCloseTo(0, within(1e-12));
    assertThat(power.words()).isEqualTo("1.500 ± <0.001");
    // Residuals −1, 2 and −1 with one degree of freedom, places −1, 0 and 1: √(6 / 1 / 2).
    PowerLaw flat = PowerLaw.of(bent, GrowthPoint::seconds);
    assertThat(flat.words()).isEqualTo("0.00 ± 1.73");
    assertThat(PowerLaw.of(exact.subList(0, 2), GrowthPoint::seconds).words()).endsWith("± ?");
  }

  /** Of costs that are exactly images · (pixels · a + b) the model finds a and b. */
  @Test
  void modelFindsTheCostsOfPixelsAndImages() {
    List<GrowthPoint> points = new ArrayList<>();
    DoubleUnaryOperator image = pixels -> 3e-9 * pixels + 4e-6;
    for (double x : new double[] {1e4, 1e5, 1e7}) {
      points.add(point(GrowthCurve.VIEWS, "1 thread", 1, x, image.applyAsDouble(x)));
      points.add(point(GrowthCurve.VIEWS, "2 threads", 2, x, 1));
      points.add(point(GrowthCurve.FILES, "", 2, x, image.applyAsDouble(x)));
      points.add(point(GrowthCurve.MOSAICS, "", 1, x, image.applyAsDouble(x)));
      points.add(point(GrowthCurve.LAB_BOOK, "", 1, x, 1));
      points.add(point(GrowthCurve.REFERENCE, "", 1, x, 1));
      for (int side : Growth.SIDES) {
        double cost = 0.5 + x * image.applyAsDouble(side * side);
        points.add(point(GrowthCurve.STATISTICS, GrowthCase.ofSide(side), 2, x, cost));
      }
    }
    for (double x : new double[] {1, 4, 64}) {
      points.add(point(GrowthCurve.GRADIENTS, "1 thread", 1, x, 6.4e-4 + x * 65536 * 2e-8));
    }
    GrowthResult result = new GrowthResult("a machine", points);
    GrowthTable compute = new GrowthModel(3.6e9, 1000, 0.5, 1).compute(result);
    assertThat(compute.rows())
        .containsExactly(
            List.of("read from shards, measured", "6", "8", "14", "7"),
            List.of("twelve views, handed on", "3", "4", "7", "3.5"),
            List.of("twelve views of a raw file, as PNG", "6", "8", "14", "7"),
            List.of("parametrized chain and gradients", "20", "10", "30", "15"));
    assertThat(row(new GrowthModel(1e9, 2e6, 1, 0.2).storage(result), "raw, 16 bits"))
        .containsExactly("raw, 16 bits", "2", "0", "4000", "800000");
  }

  @ParameterizedTest
  @CsvSource({
    "0,1,1,1,images",
    "1,-5,1,1,pixels",
    "1,1,NaN,1,core-hour",
    "1,1,1,Infinity,gb-month"
  })
  void modelRejectsANumberByItsNameValueAndRange(
      double images, double pixels, double coreHour, double gigabyteMonth, String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GrowthModel(images, pixels, coreHour, gigabyteMonth))
        .withMessageMatching(name + " is .*: expected a finite number above 0 \\(.*\\)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "VIEWS;1 thread", "VIEWS;a;1;x;pixels;1;1;1;1;1", "NEWS;a;1;1;b;1;1;1;1;1"})
  void lineThatIsNoPointIsShown(String line) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GrowthPoint.of(line))
        .withMessageStartingWith("'" + line + "' is no point of a curve: expected curve;series;");
  }

  @Test
  void pointIsReadAsItIsWritten() {
    GrowthPoint point =
        new GrowthPoint(
            GrowthCurve.FILES, "a", 2, 19961856, 0.25, 0.2, Double.NaN, 1e9, Double.NaN);
    assertThat(point.line()).isEqualTo("FILES;a;2;19961856;pixels;0.25000;0.20000;;1000000000;");
    assertThat(GrowthPoint.of(point.line())).isEqualTo(point);
  }

  @Test
  void roundsAreOnePointWithTheirMedianShortestAndSpread() {
    List<GrowthPoint> rounds = new ArrayList<>();
    for (double seconds : new double[] {5, 1, 9, 4, 3}) {
      rounds.add(point(GrowthCurve.FILES, "a", 2, 7, seconds));
    }
    GrowthPoint point = GrowthPoint.of(rounds);
    assertThat(point).isEqualTo(new GrowthPoint(GrowthCurve.FILES, "a", 2, 7, 4, 1, 2, 9, 3));
    assertThat(point.coreSeconds()).as("of both threads, in the shortest round").isEqualTo(2);
    assertThat(GrowthPoint.of(rounds.subList(0, 1)).spread()).isNaN();
  }

  @Test
  void threadsAreComparedSizeBySize() {
    List<GrowthPoint> points = new ArrayList<>();
    for (GrowthCurve curve : GrowthCurve.values()) {
      points.add(point(curve, "1 thread", 1, 10, 6));
    }
    points.add(point(GrowthCurve.VIEWS, "1 thread", 1, 20, 9));
    points.add(point(GrowthCurve.VIEWS, "2 threads", 2, 10, 4));
    points.add(point(GrowthCurve.VIEWS, "2 threads", 2, 20, 4.5));
    assertThat(new GrowthResult("a machine", points).speedUps().rows())
        .containsExactly(
            List.of("Twelve views, handed to a sink: 10 pixels", "2", "6", "4", "1.5"),
            List.of("Twelve views, handed to a sink: 20 pixels", "2", "9", "4.5", "2"));
  }

  @Test
  void aProcessThatEndsSaysWhy() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                new GrowthProcess(
                    GrowthCurve.VIEWS, List.of("1", "0", "0", folder.toString(), "4xfour")))
        .withMessageStartingWith("Twelve views, handed to a sink ended with 1: ")
        .withMessageContaining("\"four\"");
  }

  @Test
  void argumentsThatAreNotKnownAndFilesThatMissAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Growth.main(new String[] {folder.toString(), "--fast"}))
        .withMessageContaining("--fast");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Growth.main(new String[] {folder.toString(), "--pixels"}))
        .withMessage("--pixels has no number: give one after it");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Growth.main(new String[] {folder.toString(), "--draw"}))
        .withMessage(
            folder.resolve("growth.csv") + " does not exist: measure first, without --draw");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GrowthResult("a machine", List.of()))
        .withMessageStartingWith("there is no point of VIEWS");
  }
}
