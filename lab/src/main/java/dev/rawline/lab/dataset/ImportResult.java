package dev.rawline.lab.dataset;

import dev.rawline.workbench.output.FileOutcome;
import java.util.List;

/**
 * What became of a data set's pictures.
 *
 * @param outcomes what became of each
 * @param reproduction how well those that were imported come back
 * @param clipped what of their light no raw image of the camera can hold
 */
public record ImportResult(
    List<FileOutcome> outcomes, RoundTripQuality reproduction, ClippedLight clipped) {

  /** Copies the list. */
  public ImportResult {
    outcomes = List.copyOf(outcomes);
  }
}
