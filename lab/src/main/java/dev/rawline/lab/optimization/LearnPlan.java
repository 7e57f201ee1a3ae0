package dev.rawline.lab.optimization;

import dev.rawline.imaging.frame.Described;
import java.util.List;

/** What of θ the learned arm learns. */
public record LearnPlan(
    @Described(
            meaning =
                "names in θ that stay fixed, such as demosaic or colour_matrix[0] (default: the"
                    + " black level and the kernels)")
        List<String> frozen,
    @Described(
            meaning =
                "names in θ that are learned although they are fixed by default, such as gamma.floor")
        List<String> thawed) {
  /**
   * A step that is small for γ is large for these: some dozens of them put the black level of dark
   * samples above all that was recorded, and every step moves the sum of a kernel by as many steps
   * as it has numbers, until it is negative. Then the picture is black, and no gradient leads back.
   */
  private static final List<String> USUALLY_FROZEN =
      List.of("black_level", "demosaic", "sharpening", "blur");

  /** Copies the lists. */
  public LearnPlan {
    frozen = frozen == null ? USUALLY_FROZEN : List.copyOf(frozen);
    thawed = thawed == null ? List.of() : List.copyOf(thawed);
  }
}
