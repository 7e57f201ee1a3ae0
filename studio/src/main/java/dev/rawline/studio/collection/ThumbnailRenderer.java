package dev.rawline.studio.collection;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.layout.DataSetCamera;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.ExposureCompensation;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.camera.ViewRenderer;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.lab.views.Development;
import dev.rawline.workbench.sheet.FramePreview;
import dev.rawline.workbench.sheet.Thumbnail;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Samples → small pictures, as the camera of their data set renders them: its {@code camera.yaml},
 * else the one that its first picture states. Raw images of unknown cameras are shown grey.
 */
final class ThumbnailRenderer {
  /** The longest side of a thumbnail [px]. */
  static final int SIDE = 96;

  private static final ViewName FINE = ViewName.USUAL;
  private static final ViewName QUICK = ViewName.parse("bilinear-sharpen-gaussian");

  /** Fine demosaicing of more pixels than this is slow, and invisible in a thumbnail. */
  private static final int MOST_FINE_PIXELS = 1 << 18;

  private static final Development DEVELOPMENT =
      new Development(Optional.empty(), ExposureCompensation.Fixed.NONE);

  private final DataSet set;
  private CameraChoice choice;

  ThumbnailRenderer(DataSet set) {
    this.set = set;
  }

  /**
   * Returns the thumbnail of a sample.
   *
   * @throws IOException if its picture cannot be read
   * @throws IllegalArgumentException if it cannot be rendered
   */
  View of(Sample sample) throws IOException {
    Frame frame = sample.picture().read();
    Thumbnail small = new Thumbnail(frame.width(), frame.height(), SIDE);
    if (!(frame instanceof RawImage raw)) {
      small.add(0, FramePreview.of(frame));
      return small.means();
    }
    Optional<Camera> camera = raw.cfa().hasFilters() ? camera(raw) : Optional.empty();
    if (camera.isEmpty()) {
      small.add(0, FramePreview.of(FramePreview.normalised(raw)));
      return small.means();
    }
    new ViewRenderer(
            camera.get(),
            List.of(raw.samples().length > MOST_FINE_PIXELS ? QUICK : FINE),
            isp -> DEVELOPMENT.of(choice(), camera.get(), isp, raw))
        .render(raw, (_, row, band) -> small.add(row, band));
    return small.means();
  }

  private Optional<Camera> camera(RawImage raw) {
    return switch (choice()) {
      case CameraChoice.Fixed(Camera camera) -> Optional.of(camera);
      case CameraChoice.FromFile() -> {
        try {
          yield Optional.of(Camera.of(raw));
        } catch (IllegalArgumentException e) {
          yield Optional.empty(); // its metadata do not describe it
        }
      }
    };
  }

  private synchronized CameraChoice choice() {
    if (choice == null) {
      choice = found();
    }
    return choice;
  }

  private CameraChoice found() {
    try {
      if (set.camera().isPresent()) {
        return new CameraChoice.Fixed(DescriptionFiles.CAMERA.read(set.camera().get()));
      }
      Optional<String> word = DataSetCamera.of(set);
      return word.isPresent() ? CameraChoice.of(word.get()) : new CameraChoice.FromFile();
    } catch (IOException | IllegalArgumentException e) {
      return new CameraChoice.FromFile(); // the first picture need not be like the others
    }
  }
}
