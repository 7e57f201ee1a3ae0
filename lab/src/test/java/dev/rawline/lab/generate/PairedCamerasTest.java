package dev.rawline.lab.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.layout.DataSets;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.SampleChecksum;
import dev.rawline.imaging.frame.Grid;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.simulate.Simulate;
import dev.rawline.lab.simulate.SimulatedCamera;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two cameras with the same field of view and one seed see the same generated scenes. */
class PairedCamerasTest {
  private static final OpticsSpec OPTICS = OpticsSpec.preset("microscope").orElseThrow();

  private static final SensorSpec SENSOR = SensorSpec.preset("microscope").orElseThrow();

  /** Finer pixels, fewer electrons, more noise: as large a field has twice as many columns. */
  private static final SensorSpec OTHER =
      SENSOR.with(
          sensor -> {
            sensor.name = "other";
            sensor.pixelPitch = SENSOR.pixelPitch() / 2;
            sensor.fullWell = 9_000;
            sensor.gain = 5;
            sensor.readNoise = 6;
          });

  private static final SimulatedCamera ONE = new SimulatedCamera(SENSOR, OPTICS, 48, 32, 1);
  private static final SimulatedCamera ANOTHER = new SimulatedCamera(OTHER, OPTICS, 96, 64, 1);

  private static GeneratedScenes scenes;

  @TempDir private Path folder;

  @BeforeAll
  static void make() {
    Engine.start(Device.CPU, 1);
    scenes = HandMadeScenes.of(16, ONE.spacing());
  }

  @AfterAll
  static void free() {
    scenes.generator().close();
  }

  @Test
  void theRadianceOfASceneDoesNotDependOnTheCamera() {
    Grid grid = new Grid(48, 32, ONE.spacing());
    Seed seed = new Seed(7, "000001");
    Radiance seen = scenes.kind(ONE).draw("long", seed).radiance(grid);
    Radiance other = scenes.kind(ANOTHER).draw("long", seed).radiance(grid);
    Radiance next = scenes.kind(ONE).draw("long", new Seed(8, "000001")).radiance(grid);
    assertThat(Arrays.equals(other.samples(), seen.samples())).isTrue();
    assertThat(Arrays.equals(next.samples(), seen.samples())).as("another seed").isFalse();
  }

  @Test
  void dataSetsOfTwoCamerasHaveTheSameSamplesLabelsAndMasksAndOtherRawImages() throws IOException {
    DataSet one = made("one", ONE);
    DataSet another = made("another", ANOTHER);
    assertThat(another.samples()).extracting(Sample::id).isEqualTo(ids(one));
    assertThat(Files.readString(folder.resolve("another/labels.csv")))
        .isEqualTo(Files.readString(folder.resolve("one/labels.csv")));
    List<Double> own = new ArrayList<>();
    List<Double> others = new ArrayList<>();
    for (int i = 0; i < one.samples().size(); i++) {
      RawImage first = (RawImage) one.samples().get(i).picture().read();
      RawImage second = (RawImage) another.samples().get(i).picture().read();
      assertThat(SampleChecksum.of(second)).isNotEqualTo(SampleChecksum.of(first));
      RawImage next =
          (RawImage) another.samples().get((i + 1) % one.samples().size()).picture().read();
      own.add(correlation(first, second));
      others.add(correlation(first, next));
    }
    assertThat(own).as("the same scene").allMatch(value -> value > 0.8);
    assertThat(others).as("another scene").allMatch(value -> Math.abs(value) < 0.4);
    for (int i = 0; i < one.samples().size(); i++) {
      assertThat(agreement(one.samples().get(i), another.samples().get(i))).isGreaterThan(0.9);
    }
  }

  private DataSet made(String name, SimulatedCamera camera) throws IOException {
    Path made = folder.resolve(name);
    new Simulate(made, scenes, List.of(), /* balanced= */ true, camera, 7, 1)
        .run(4, Progress.SILENT);
    return DataSets.open(made);
  }

  private static List<String> ids(DataSet set) {
    return set.samples().stream().map(Sample::id).toList();
  }

  /** Returns the correlation of the means over all colours, in cells as wide as the coarse CFA. */
  private static double correlation(RawImage coarse, RawImage fine) {
    float[] x = cells(coarse, 2);
    float[] y = cells(fine, 4);
    double[] sums = new double[5];
    for (int i = 0; i < x.length; i++) {
      sums[0] += x[i];
      sums[1] += y[i];
      sums[2] += (double) x[i] * x[i];
      sums[3] += (double) y[i] * y[i];
      sums[4] += (double) x[i] * y[i];
    }
    int n = x.length;
    return (n * sums[4] - sums[0] * sums[1])
        / Math.sqrt((n * sums[2] - sums[0] * sums[0]) * (n * sums[3] - sums[1] * sums[1]));
  }

  private static float[] cells(RawImage raw, int side) {
    int columns = raw.width() / side;
    float[] cells = new float[columns * (raw.height() / side)];
    for (int row = 0; row < raw.height(); row++) {
      for (int column = 0; column < raw.width(); column++) {
        cells[row / side * columns + column / side] += raw.samples()[row * raw.width() + column];
      }
    }
    return cells;
  }

  /** Returns the share of the coarse mask's pixels that the fine one shows alike. */
  private static double agreement(Sample coarse, Sample fine) throws IOException {
    Mask one = coarse.label().mask().orElseThrow().read();
    Mask other = fine.label().mask().orElseThrow().read();
    int alike = 0;
    for (int row = 0; row < other.height(); row++) {
      for (int column = 0; column < other.width(); column++) {
        alike += one.at(row / 2, column / 2) == other.at(row, column) ? 1 : 0;
      }
    }
    return (double) alike / (other.width() * other.height());
  }
}
