package dev.rawline.benchmarks.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rawline.benchmarks.PythonPeer;
import dev.rawline.learning.diffusion.FlowArchitecture;
import dev.rawline.learning.engine.Precision;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowCaseTest {

  /** Steps of AdamW round apart: it divides small moments by their roots. */
  @Test
  void thePeerLearnsAndSamplesTheSameFlow(@TempDir Path folder) throws Exception {
    assumeTrue(
        PythonPeer.installed("numpy", "torch"),
        "skipped: the peer of flows needs python3-numpy and python3-torch");
    FlowArchitecture tiny = new FlowArchitecture(List.of(16, 32), 2, 2);
    try (FlowCase flow = new FlowCase(tiny, 16, 10, Precision.FLOAT32, 1);
        PythonPeer peer =
            PythonPeer.start(Path.of("peers", "flow.py"), Map.of("OMP_WAIT_POLICY", "PASSIVE"))) {
      flow.load(peer, 3, folder);
      double loss = flow.loss();
      List<Double> ours = flow.losses(4);
      assertThat(ours.getLast()).isLessThan(0.99 * ours.getFirst());
      flow.restart();
      for (String style : List.of("float32", "channels-last")) {
        assertThat(Double.parseDouble(peer.ask("loss " + style)))
            .as(style)
            .isCloseTo(loss, withinPercentage(1e-4));
        assertThat(flow.difference(peer, style, 3, folder)).as(style).isLessThan(1e-4);
        List<Double> theirs = peer.losses(style, ours.size());
        for (int i = 0; i < ours.size(); i++) {
          assertThat(theirs.get(i))
              .as("%s, step %d", style, i)
              .isCloseTo(ours.get(i), withinPercentage(0.01));
        }
        assertThat(peer.seconds(style + "-step")).isPositive();
      }
    }
  }
}
