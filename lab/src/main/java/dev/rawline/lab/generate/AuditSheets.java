package dev.rawline.lab.generate;

import dev.rawline.imaging.frame.Orientation;
import dev.rawline.imaging.frame.View;
import dev.rawline.learning.diffusion.Symmetries;
import dev.rawline.workbench.page.PagePicture;
import dev.rawline.workbench.sheet.DataSetSheet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Pictures of an audit for a person.
 *
 * @param compared what was compared
 */
record AuditSheets(AuditScenes compared) {
  private static final int CELL = 128;
  private static final int A_LINE = 12;
  private static final int OF_EACH = 2;
  private static final int PAIRS = 24;

  /** Returns some scenes of every class: generated, real, and of the null. */
  PagePicture scenes() {
    DataSetSheet sheet =
        new DataSetSheet(
            "Generated, real and null scenes",
            List.of("imaged by the same camera; the real ones were not learned from"),
            CELL,
            A_LINE);
    for (int label = 0; label < compared.classes().size(); label++) {
      String name = compared.classes().get(label);
      sheet.row(name, "");
      add(sheet, name, label, compared.generated(), "generated");
      add(sheet, name, label, compared.others(), "real");
      add(sheet, name, label, compared.gaussian(), "null");
    }
    return new PagePicture(
        "Scenes of every class",
        "Two generated, two real and two of the null, a Gaussian of the class.",
        sheet.draw());
  }

  private static void add(
      DataSetSheet sheet, String name, int label, ImagedScenes images, String caption) {
    IntStream.range(0, images.size())
        .filter(i -> images.labels().get(i) == label)
        .limit(OF_EACH)
        .forEach(i -> sheet.add(name, images.views().get(i), Optional.empty(), caption));
  }

  /** Returns the generated scenes that are most like one scene of the training in particular. */
  PagePicture pairs(CopyRatios copies) {
    DataSetSheet sheet =
        new DataSetSheet(
            "Generated scenes closest to one real scene",
            List.of("generated, and the nearest scene that was learned from; the smallest ratios"),
            CELL,
            A_LINE);
    List<Integer> closest =
        IntStream.range(0, copies.ratios().length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> copies.ratios()[i]))
            .limit(PAIRS)
            .toList();
    for (int i : closest) {
      String name =
          String.format(Locale.ROOT, "%d · ratio %.2f", closest.indexOf(i) + 1, copies.ratios()[i]);
      int nearest = copies.nearest()[i];
      sheet.row(name, "");
      sheet.add(
          name,
          compared.generated().views().get(i),
          Optional.empty(),
          compared.classes().get(compared.generated().labels().get(i)));
      View view = compared.learned().views().get(nearest);
      Orientation turned = Symmetries.ALL.get(copies.version()[i]);
      int side = view.width();
      sheet.add(
          name,
          new View(side, side, turned.upright(view.samples(), side, side)),
          Optional.empty(),
          compared.classes().get(compared.learned().labels().get(nearest)));
    }
    return new PagePicture(
        "Nearest pairs",
        "A copy would look like its neighbour; the neighbour is mirrored and turned to fit.",
        sheet.draw());
  }
}
