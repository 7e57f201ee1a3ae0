package dev.rawline.lab.quality.page;

import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.workbench.page.PagePicture;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/**
 * An image with its verdict, as pages show several side by side.
 *
 * @param name its name
 * @param time when it was checked; may be empty
 * @param verdict the verdict
 * @param why the reasons for the verdict; may be empty
 * @param thumbnail the image, small, where there is one
 */
public record JudgedImage(
    String name,
    String time,
    Verdict verdict,
    List<String> why,
    Optional<BufferedImage> thumbnail) {

  String mark() {
    return VerdictMark.html(verdict);
  }

  Optional<PagePicture> picture() {
    return thumbnail.map(image -> new PagePicture(name, "", image));
  }
}
