package dev.rawline.benchmarks.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterScaleTest {
  private static final ClusterModel TRUE = new ClusterModel(5, 1e-3, 2, 2e-4, 0.03, 4e-7, 5000, 22);

  @TempDir private Path folder;

  /** Returns runs that take what a model says. */
  private static List<ClusterRun> runs(ClusterModel model) {
    List<ClusterRun> runs = new ArrayList<>();
    for (int images : new int[] {8, 60, 400}) {
      for (int side : new int[] {64, 1024}) {
        for (int partitions : new int[] {1, 2, 7}) {
          ClusterRun run = ClusterRun.planned(images, side, partitions, 1 + partitions % 2, true);
          double bytes = images * (model.writtenImage() + model.writtenPixel() * run.pixels());
          runs.add(run.measured(model.seconds(run), 0, bytes));
        }
      }
    }
    return runs;
  }

  @Test
  void exactTimesGiveTheCoefficientsBack() {
    ClusterModel found = ClusterModel.of(runs(TRUE));
    assertThat(found)
        .usingRecursiveComparison()
        .withComparatorForType((a, b) -> Math.abs(a - b) <= 1e-6 * b ? 0 : 1, Double.class)
        .isEqualTo(TRUE);
  }

  /** Seven shares on two slots start four times, and the largest of them has 9 of 60 images. */
  @Test
  void sharesRunInWavesAsLongAsTheirLargest() {
    ClusterRun run = ClusterRun.planned(60, 1000, 7, 2, false);
    assertThat(TRUE.seconds(run))
        .isCloseTo(5 + 0.06 + 4 * (2 + 0.012 + 9 * (0.03 + 0.4)), within(1e-9));
    assertThat(ClusterRun.planned(3, 64, 100, 2, false).waves()).isEqualTo(2);
  }

  /** Times that fall with the number of images would make listing them cost less than nothing. */
  @Test
  void whatNoiseHidesCostsNothing() {
    ClusterModel less = new ClusterModel(5, -4e-3, 2, 2e-4, 0.03, 4e-7, 5000, 22);
    ClusterModel found = ClusterModel.of(runs(less));
    assertThat(found.listed()).isZero();
    assertThat(found.start()).isPositive();
    assertThat(found.pixel()).isCloseTo(4e-7, within(1e-8));
  }

  @Test
  void fewerRunsThanCoefficientsAreRejected() {
    List<ClusterRun> few =
        runs(TRUE).stream().filter(run -> run.partitions() == 2 && run.side() == 64).toList();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClusterModel.of(few))
        .withMessageContaining("3 runs do not determine");
  }

  private static double seconds(ManyMachines many, double machines, String part) {
    return many.parts(machines).stream()
        .filter(each -> each.name().equals(part))
        .findFirst()
        .orElseThrow()
        .seconds();
  }

  @Test
  void machinesShareWhatIsTheirsAndWaitForWhatIsCommon() {
    ManyMachines many = ManyMachines.example(TRUE);
    for (String part : List.of("processors", "network of the machines")) {
      assertThat(seconds(many, 10, part))
          .isCloseTo(100 * seconds(many, 1000, part), within(1e-6 * seconds(many, 10, part)));
    }
    for (String part : List.of("requests to the object store", "common file system")) {
      assertThat(seconds(many, 1000, part)).isEqualTo(seconds(many, 1, part));
    }
    assertThat(many.longest(1).name()).isEqualTo("processors");
    // 10⁸ · (2 · 2 · 2²⁰ + 5000 + 22 · 2²⁰) bytes at 10 GB/s.
    assertThat(many.longest(1000))
        .isEqualTo(
            new ManyMachines.Part("common file system", 1e8 * (26.0 * (1 << 20) + 5000) / 1e10));
    // An image of 0.449 s; 267 of them share 2 s and 10⁴ · 0.2 ms.
    double own = 0.03 + 4e-7 * (1 << 20);
    assertThat(many.slotSeconds()).isCloseTo(own + 4 / (120 / own), within(1e-9));
    assertThat(many.withSet(1e6).slotSeconds()).isGreaterThan(1.5 * many.slotSeconds());
  }

  @Test
  void runsAreDrawnFromTheirFileAlone() throws Exception {
    List<String> lines = new ArrayList<>(List.of("# a machine", ClusterRun.HEADS));
    runs(TRUE).forEach(run -> lines.add(run.line()));
    Files.write(folder.resolve("runs.csv"), lines);
    ClusterScale.main(new String[] {"rawline", folder.toString(), "--draw"});
    assertThat(folder.resolve("machines.png")).isNotEmptyFile();
    assertThat(Files.readString(folder.resolve("machines.csv")))
        .startsWith("machines;requests to the object store [h];")
        .contains(";processors;", ";common file system;");
  }

  @Test
  void wrongFilesAreRejected() throws IOException {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> ClusterScale.main(new String[] {"rawline", folder.toString(), "--draw"}))
        .withMessageContaining("measure first");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClusterScale.main(new String[] {"rawline"}))
        .withMessageContaining("expected a launcher and a folder");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClusterRun.of("8;64;1"))
        .withMessageContaining("measure again");
  }
}
