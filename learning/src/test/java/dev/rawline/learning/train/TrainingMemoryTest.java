package dev.rawline.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rawline.data.load.LoadedSample;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.learning.joint.Evaluation;
import dev.rawline.learning.joint.JointModel;
import dev.rawline.learning.loss.CrossEntropy;
import dev.rawline.learning.metric.Bootstrap;
import dev.rawline.learning.sample.Preparation;
import dev.rawline.learning.sample.PreparedSample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tensors are outside the Java heap: what a step does not free is lost. */
class TrainingMemoryTest {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int STEPS = 2000;
  private static final int SETTLED = 500;

  /** Compiled code and the allocator's bookkeeping grow a little; a step takes about 1 MB. */
  private static final double ALLOWED_MEGABYTES = 60;

  @Test
  void memoryStaysFlatOverTwoThousandSteps() throws IOException {
    assumeTrue(Files.exists(STATUS), "skipped: only Linux tells how much memory is resident");
    List<PreparedSample> batch = new ArrayList<>();
    for (var sample : Blobs.samples(1, 16)) {
      batch.add(
          Blobs.preparation(Blobs.CLASSIFICATION)
              .of(LoadedSample.of(sample), Preparation.seed(1, sample.id(), 0)));
    }
    try (JointModel model = Blobs.classifier();
        TrainingStep step = new TrainingStep(Blobs.settings(1, 16), model)) {
      double before = 0;
      for (int i = 0; i < STEPS; i++) {
        double _ = step.learn(batch, i, 1);
        if (i == SETTLED) {
          before = residentOutsideTheHeap();
        }
      }
      double after = residentOutsideTheHeap();
      System.out.printf(
          "resident outside the heap: %.0f MB after %d steps, %.0f MB after %d%n",
          before, SETTLED, after, STEPS);
      assertThat(after - before).isLessThan(ALLOWED_MEGABYTES);
    }
  }

  @Test
  void memoryStaysFlatOverALongEvaluation() throws IOException {
    assumeTrue(Files.exists(STATUS), "skipped: only Linux tells how much memory is resident");
    List<Sample> many = Blobs.samples(1, 12_000);
    double[] resident = new double[2];
    try (JointModel model = Blobs.classifier()) {
      Progress measuring =
          new Progress() {
            private int done;

            @Override
            public void advance(double amount) {
              done += (int) amount;
              if (done == many.size() / 4 || done == many.size()) {
                resident[done == many.size() ? 1 : 0] = measured();
              }
            }
          };
      new Evaluation(model, Blobs.preparation(Blobs.CLASSIFICATION), 20)
          .evaluate(many, new CrossEntropy(List.of(), 0), Bootstrap.usual(1), measuring, _ -> {});
    }
    System.out.printf(
        "resident outside the heap: %.0f MB after %d samples, %.0f MB after %d%n",
        resident[0], many.size() / 4, resident[1], many.size());
    assertThat(resident[1] - resident[0]).isLessThan(ALLOWED_MEGABYTES);
  }

  private static double measured() {
    try {
      return residentOutsideTheHeap();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double residentOutsideTheHeap() throws IOException {
    System.gc();
    long kibibytes =
        Files.readAllLines(STATUS).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
    return kibibytes / 1024.0 - heap / 1048576.0;
  }
}
