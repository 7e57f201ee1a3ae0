package dev.rawline.lab.generate;

import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.diffusion.SceneGenerator;
import dev.rawline.workbench.sheet.DataSetSheet;
import dev.rawline.workbench.sheet.FramePreview;
import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Scenes that a model draws, class by class, beside some that it learned from.
 *
 * @param learned the places of those
 * @param seed the random seed of the generated ones
 */
record SceneSheet(
    SceneGenerator generator, TrainingScenes scenes, List<Integer> learned, long seed) {
  private static final int DRAWN = 4;
  private static final int SHOWN = 2;
  private static final int CELL = 128;
  private static final int A_LINE = 12;

  BufferedImage draw() {
    DataSetSheet sheet =
        new DataSetSheet(
            "Generated and learned scenes", List.of(FramePreview.BEFORE_GAMMA), CELL, A_LINE);
    List<String> classes = generator.description().classes();
    for (int label = 0; label < classes.size(); label++) {
      String name = classes.get(label);
      sheet.row(name, "");
      List<Seed> seeds =
          IntStream.range(0, DRAWN)
              .mapToObj(i -> new Seed(seed, "sheet/" + name + "/" + i))
              .toList();
      generator
          .draw(Collections.nCopies(DRAWN, name), seeds)
          .forEach(drawn -> add(sheet, name, drawn.radiance(), "generated"));
      int number = label;
      learned.stream()
          .filter(place -> scenes.labels().get(place) == number)
          .limit(SHOWN)
          .forEach(place -> add(sheet, name, scenes.radiance().get(place), "learned from"));
    }
    return sheet.draw();
  }

  private void add(DataSetSheet sheet, String name, float[] radiance, String caption) {
    int side = scenes.side();
    sheet.add(
        name, FramePreview.of(new LinearRgb(side, side, radiance)), Optional.empty(), caption);
  }
}
