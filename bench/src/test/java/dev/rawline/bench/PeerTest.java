package dev.rawline.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.camera.Views;
import dev.rawline.imaging.frame.RawImage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PeerTest {
  @Test
  void thePeerComputesTheSameViews() throws Exception {
    assumeTrue(
        Peer.installed(),
        "skipped: the Python peer needs python3-numpy, python3-scipy and python3-skimage");
    RawImage mosaic = Mosaics.of("96x64");
    try (Peer peer = Peer.start(Path.of("peers", "static_views.py"))) {
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
}
