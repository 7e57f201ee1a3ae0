package dev.rawline.lab.dataset;

import dev.rawline.workbench.output.FileProgress;
import dev.rawline.workbench.text.NumberText;
import java.nio.file.Path;

/** When a share of saturated pixels is worth a word. */
public final class SaturationNote {
  private static final double WORTH_A_WORD = 0.01;

  private SaturationNote() {}

  /** Tells of a file more than a hundredth of whose pixels are saturated. */
  public static void note(double share, Path file, FileProgress progress) {
    if (share > WORTH_A_WORD) {
      progress.notes(
          file,
          NumberText.brief(100 * share)
              + " % of its pixels are saturated: they have lost light that nothing brings back");
    }
  }
}
