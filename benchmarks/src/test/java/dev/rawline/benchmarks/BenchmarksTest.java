package dev.rawline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.corruption.CorruptionKind;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.optics.PointSpread;
import dev.rawline.imaging.sensor.recapture.IntensityScaling;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Param;

class BenchmarksTest {
  @Test
  void everyNamedStageIsMeasured() throws Exception {
    for (String name : named(StageBenchmark.class, "stage")) {
      StageBenchmark benchmark = new StageBenchmark();
      benchmark.size = "8x6";
      benchmark.stage = name;
      benchmark.prepare();
      assertThat(benchmark.apply().width()).as(name).isEqualTo(8);
      if (name.equals("bilinear")) {
        assertThat(benchmark.into().samples())
            .isEqualTo(((LinearRgb) benchmark.apply()).samples())
            .isNotEqualTo(new float[3 * 8 * 6]);
      }
    }
    for (String name : named(OpticsBenchmark.class, "stage")) {
      OpticsBenchmark benchmark = new OpticsBenchmark();
      benchmark.size = "8x6";
      benchmark.stage = name;
      benchmark.prepare();
      assertThat(benchmark.apply().width()).as(name).isEqualTo(8);
    }
  }

  private static String[] named(Class<?> benchmark, String parameter) throws Exception {
    return benchmark.getField(parameter).getAnnotation(Param.class).value();
  }

  @Test
  void bothMethodsOfEveryPointSpreadAreMeasured() throws Exception {
    Irradiance light = new Irradiance(8, 6, OpticsBenchmark.light(8 * 6));
    PointSpread stage =
        new PointSpread(OpticsBenchmark.function(PointSpreadComparison.CASES.getFirst()), 2.4);
    double[] seconds = PointSpreadComparison.measure(stage, light);
    assertThat(seconds).hasSize(2);
    for (double each : seconds) {
      assertThat(each).isPositive();
    }
    for (String name : PointSpreadComparison.CASES) {
      assertThatCode(() -> OpticsBenchmark.function(name)).as(name).doesNotThrowAnyException();
    }
  }

  @Test
  void everyNamedStageOfTheSensorIsMeasured() throws Exception {
    String[] names = named(SensorBenchmark.class, "stage");
    for (String name : names) {
      SensorBenchmark benchmark = new SensorBenchmark();
      benchmark.stage = name;
      benchmark.prepare();
      assertThatCode(benchmark::apply).as(name).doesNotThrowAnyException();
    }
  }

  @Test
  void theInspectionOfARawImageIsMeasured() {
    InspectionBenchmark benchmark = new InspectionBenchmark();
    benchmark.size = "96x64";
    benchmark.prepare();
    assertThat(benchmark.levels()).hasSize(17);
    assertThat(benchmark.everything()).hasSizeGreaterThan(17);
  }

  @Test
  void thePictureMetricAndEveryNamedCorruptionAreMeasured() throws Exception {
    assertThat(PictureBenchmark.names().stream().skip(1))
        .containsExactlyElementsOf(
            CorruptionKind.FAMILY.stream().map(CorruptionKind::word).toList());
    for (String name : PictureBenchmark.names()) {
      View picture = PictureBenchmark.picture(24, 16);
      assertThat(PictureBenchmark.result(name, picture).width()).as(name).isEqualTo(24);
      assertThatCode(() -> PictureBenchmark.task(name, picture).run()).doesNotThrowAnyException();
    }
  }

  @Test
  void everyNamedViewIsMeasured() throws Exception {
    String[] names = named(ViewsBenchmark.class, "views");
    for (String name : List.of(names)) {
      ViewsBenchmark benchmark = new ViewsBenchmark();
      benchmark.size = "8x6";
      benchmark.views = name;
      benchmark.threads = 1;
      benchmark.prepare();
      assertThat(benchmark.whole()).hasSize(name.equals("twelve") ? ViewName.ALL.size() : 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RGGB", "MONOCHROME"})
  void theGradientIsMeasured(String layout) {
    GradientBenchmark benchmark = new GradientBenchmark();
    benchmark.batch = "2 of 8x6";
    benchmark.layout = layout;
    benchmark.threads = 2;
    benchmark.prepare();
    assertThatCode(
            () -> {
              benchmark.forward();
              benchmark.backward();
              benchmark.step();
            })
        .doesNotThrowAnyException();
  }

  @Test
  void intensityScalingIsMeasured() {
    RecaptureBenchmark benchmark = new RecaptureBenchmark();
    benchmark.method = IntensityScaling.Method.THINNING;
    benchmark.fraction = 0.1;
    benchmark.prepare();
    assertThat(benchmark.scale().width()).isEqualTo(1024);
  }

  @Test
  void theInverseLightPathIsMeasured() throws Exception {
    String[] names = named(InverseBenchmark.class, "camera");
    for (String name : names) {
      InverseBenchmark benchmark = new InverseBenchmark();
      benchmark.camera = name;
      benchmark.prepare();
      assertThat(benchmark.expected().charge().width()).isEqualTo(1024);
      assertThat(benchmark.recorded().samples()).isNotEqualTo(benchmark.quiet().samples());
    }
  }

  @Test
  void theWritingOfPngIsMeasured() throws Exception {
    PngBenchmark benchmark = new PngBenchmark();
    benchmark.size = "8x6";
    benchmark.prepare();
    assertThat(benchmark.write()).isNotEmptyFile();
    benchmark.clear();
  }

  @Test
  void everyFormOfStorageIsMeasured() throws Exception {
    String[] names = named(LoadingBenchmark.class, "form");
    assertThat(names).containsExactlyElementsOf(StoredTiles.FORMS);
    for (String name : names) {
      LoadingBenchmark benchmark = new LoadingBenchmark();
      benchmark.form = name;
      benchmark.count = 2;
      benchmark.prepare();
      assertThat(benchmark.read().width()).as(name).isEqualTo(256);
      benchmark.clear();
    }
  }

  /** Each case of the documentation's machine is drawn with its time, as a person reads it. */
  @Test
  void theTableOfTheDocumentationIsDrawn() throws Exception {
    List<QuickBenchmark.Reference> table =
        QuickBenchmark.Reference.read(Path.of("results", "quick.csv"));
    SequencedMap<String, Double> cases = new LinkedHashMap<>();
    table.forEach(each -> cases.put(each.name(), each.milliseconds()));
    cases.put("a new case", 1234.5);
    SequencedMap<String, SequencedMap<String, Double>> groups = new LinkedHashMap<>();
    groups.put("All", cases);
    String svg = new QuickBenchmarkPlot(groups, table).draw().svg();
    assertThat(table).hasSizeGreaterThan(5);
    assertThat(svg).contains(cases.sequencedKeySet()).contains("1.23 s", "this machine");
  }
}
