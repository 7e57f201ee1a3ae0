package dev.rawline.lab.quality.page;

import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.workbench.page.Html;
import dev.rawline.workbench.page.PagePicture;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One image with what was decided of it.
 *
 * @param name what it is called
 * @param when when it came or was recorded, in words; may be empty
 * @param judgement what was decided
 * @param why why so, a sentence; may be empty
 * @param thumbnail the image, small, where there is one
 */
public record JudgedImage(
    String name, String when, Verdict judgement, String why, Optional<BufferedImage> thumbnail) {

  /** Returns some of them, the first ones, beside each other as they stand in a page. */
  static String grid(List<JudgedImage> images, int most) {
    return images.stream()
        .limit(most)
        .map(JudgedImage::html)
        .collect(Collectors.joining("\n", "<div class=\"grid\">\n", "\n</div>"));
  }

  private String html() {
    return "<figure>%s<figcaption>%s <b>%s</b>%s%s</figcaption></figure>"
        .formatted(
            thumbnail
                .map(image -> new PagePicture(name, why, image))
                .map(
                    picture ->
                        "<img alt=\"%s\" src=\"%s\">"
                            .formatted(Html.text(picture.title()), picture.address()))
                .orElse("<div class=\"none\">no picture</div>"),
            judgement.html(),
            Html.text(name),
            when.isEmpty() ? "" : "<small>%s</small>".formatted(Html.text(when)),
            why.isEmpty() ? "" : "<span>%s</span>".formatted(Html.text(why)));
  }
}
