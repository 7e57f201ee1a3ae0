package dev.rawline.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.camera.Views;
import dev.rawline.imaging.frame.RawImage;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerTest {
  private static final Path STATIC_VIEWS = Path.of("peers", "static_views.py");
  private static final Path GRADIENTS = Path.of("peers", "gradients.py");

  /** Threads that wait for each other sleep, so that a busy machine does not hold them up. */
  private static final Map<String, String> SLEEPING = Map.of("OMP_WAIT_POLICY", "PASSIVE");

  @Test
  void thePeerComputesTheSameViews() throws Exception {
    assumeTrue(
        Peer.installed("numpy", "scipy", "skimage"),
        "skipped: the Python peer needs python3-numpy, python3-scipy and python3-skimage");
    RawImage mosaic = Mosaics.of("96x64");
    try (Peer peer = Peer.start(STATIC_VIEWS, Map.of())) {
      for (Camera camera : Camera.PRESETS) {
        peer.load(mosaic, camera.name());
        Views views = new Views(camera, ViewName.ALL);
        var pictures = views.render(mosaic);
        for (int i = 0; i < pictures.size(); i++) {
          String name = views.names().get(i).toString();
          assertThat(peer.difference(name, pictures.get(i)))
              .as("%s, camera %s", name, camera.name())
              .isLessThan(1e-5);
        }
      }
    }
  }

  @Test
  void thePeerComputesTheSameGradients() throws Exception {
    requireTorch();
    try (Peer peer = Peer.start(GRADIENTS, SLEEPING)) {
      for (Camera camera : Camera.PRESETS) {
        GradientBatch batch = new GradientBatch(camera, Mosaics.batch(3, "33x18"), 2);
        batch.load(peer);
        assertThat(batch.differences(peer))
            .as("camera %s", camera.name())
            .hasSize(9)
            .allSatisfy((group, difference) -> assertThat(difference).as(group).isLessThan(1e-3));
      }
    }
  }

  @Test
  void thePeerOfGradientsAgreesWithTheGoldenNumbers() throws Exception {
    requireTorch();
    Path golden = SharedData.require("golden/torch").toAbsolutePath();
    try (Peer peer = Peer.start(GRADIENTS, SLEEPING)) {
      assertThat(peer.check(golden)).isLessThan(1e-9);
    }
  }

  private static void requireTorch() {
    assumeTrue(
        Peer.installed("numpy", "torch"),
        "skipped: the peer of gradients needs python3-numpy and python3-torch");
  }
}
