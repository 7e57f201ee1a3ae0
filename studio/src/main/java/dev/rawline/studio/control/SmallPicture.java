package dev.rawline.studio.control;

import dev.rawline.imaging.frame.RawImage;
import dev.rawline.lab.quality.page.RawThumbnail;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.studio.http.Reply;
import dev.rawline.workbench.sheet.FramePreview;
import dev.rawline.workbench.sheet.Thumbnail;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;

/** A raw image → a small picture to recognise it by. */
final class SmallPicture {
  private static final int SIDE = 160;
  private static final int BAND = 64;

  private SmallPicture() {}

  /**
   * Returns the picture.
   *
   * @param reference how bright and coloured images usually are; without it the mosaic is shown
   *     grey
   */
  static Reply of(RawImage raw, Optional<QualityReference> reference) throws IOException {
    BufferedImage picture =
        reference.isPresent() ? new RawThumbnail(reference.get()).of(raw) : grey(raw);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", bytes);
    return new Reply.Content("image/png", bytes.toByteArray());
  }

  private static BufferedImage grey(RawImage raw) {
    Thumbnail small = new Thumbnail(raw.width(), raw.height(), SIDE);
    for (int row = 0; row < raw.height(); row += BAND) {
      int rows = Math.min(BAND, raw.height() - row);
      float[] samples =
          Arrays.copyOfRange(raw.samples(), row * raw.width(), (row + rows) * raw.width());
      RawImage band =
          new RawImage(raw.width(), rows, raw.cfa(), raw.unit(), samples, raw.calibration());
      small.add(row, FramePreview.of(FramePreview.normalised(band)));
    }
    return small.image();
  }
}
