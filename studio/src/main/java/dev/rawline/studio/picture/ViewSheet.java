package dev.rawline.studio.picture;

import dev.rawline.imaging.frame.View;
import dev.rawline.workbench.sheet.Thumbnail;
import java.util.List;

/** Equal pictures in rows of four. */
final class ViewSheet {
  static final int COLUMNS = 4;

  private ViewSheet() {}

  /**
   * Arranges a part of pictures.
   *
   * @param longest the longest side of one [px]
   */
  static View of(List<View> views, Region region, int longest) {
    List<View> small =
        views.stream().map(view -> shrunk(Renderer.crop(view, region), longest)).toList();
    int width = small.getFirst().width();
    int height = small.getFirst().height();
    int rows = Math.ceilDiv(small.size(), COLUMNS);
    float[] samples = new float[View.CHANNELS * rows * height * COLUMNS * width];
    for (int i = 0; i < small.size(); i++) {
      for (int channel = 0; channel < View.CHANNELS; channel++) {
        for (int row = 0; row < height; row++) {
          System.arraycopy(
              small.get(i).samples(),
              (channel * height + row) * width,
              samples,
              ((channel * rows + i / COLUMNS) * height + row) * COLUMNS * width
                  + i % COLUMNS * width,
              width);
        }
      }
    }
    return new View(COLUMNS * width, rows * height, samples);
  }

  /** Returns a picture whose longest side is at most so long, each pixel a mean. */
  static View shrunk(View view, int longest) {
    if (Math.max(view.width(), view.height()) <= longest) {
      return view;
    }
    Thumbnail small = new Thumbnail(view.width(), view.height(), longest);
    small.add(0, view);
    return small.means();
  }
}
