package dev.rawline.lab.quality.page;

import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.workbench.page.Html;
import dev.rawline.workbench.page.PagePicture;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/** Images with their verdicts, side by side. */
public final class ImageGrid {
  private ImageGrid() {}

  /** Returns figures side by side. */
  static String of(List<String> figures) {
    return "<div class=\"grid\">\n" + String.join("\n", figures) + "\n</div>";
  }

  /**
   * Returns an image.
   *
   * @param name its name
   * @param time when it was judged; may be empty
   * @param why the reasons for the verdict; may be empty
   * @param thumbnail the image, small, where there is one
   */
  public static String figure(
      String name,
      String time,
      Verdict verdict,
      List<String> why,
      Optional<BufferedImage> thumbnail) {
    String reasons = String.join("; ", why);
    return "<figure>%s<figcaption>%s <b>%s</b>%s%s</figcaption></figure>"
        .formatted(
            thumbnail
                .map(image -> new PagePicture(name, reasons, image))
                .map(
                    picture ->
                        "<img alt=\"%s\" src=\"%s\">"
                            .formatted(Html.text(picture.title()), picture.address()))
                .orElse("<div class=\"none\">no picture</div>"),
            VerdictMark.html(verdict),
            Html.text(name),
            time.isEmpty() ? "" : "<small>%s</small>".formatted(Html.text(time)),
            why.isEmpty() ? "" : "<span>%s</span>".formatted(Html.text(reasons)));
  }
}
