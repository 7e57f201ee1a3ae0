package dev.rawline.lab.dataset;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.workbench.text.NumberText;

/** When a share of saturated pixels is worth a word. */
public final class SaturationNote {
  private static final double WORTH_A_WORD = 0.01;

  private SaturationNote() {}

  /** Notes a file more than a hundredth of whose pixels are saturated. */
  public static void note(double share, Progress progress) {
    if (share > WORTH_A_WORD) {
      progress.note(
          NumberText.brief(100 * share)
              + " % of its pixels are saturated: they have lost light that nothing brings back");
    }
  }
}
