package dev.rawline.lab.quality.page;

import dev.rawline.lab.quality.check.FlaggedImage;
import dev.rawline.workbench.page.PagePicture;
import java.awt.image.BufferedImage;
import java.util.Optional;

/**
 * An image with its verdict, as pages show several side by side.
 *
 * @param image its name, the verdict, and the reasons for it
 * @param time when it was checked; may be empty
 * @param thumbnail the image, small, where there is one
 */
public record ImageTile(FlaggedImage image, String time, Optional<BufferedImage> thumbnail) {

  String mark() {
    return VerdictMark.html(image.verdict());
  }

  Optional<PagePicture> picture() {
    return thumbnail.map(small -> new PagePicture(image.image(), "", small));
  }
}
