package dev.rawline.lab.dataset;

import dev.rawline.lab.Outcome;
import java.util.List;

/**
 * What became of a data set's pictures.
 *
 * @param outcomes what became of each
 * @param reproduction how well those that were imported come back
 * @param clipped what of their light no raw image of the camera can hold
 */
public record Imported(List<Outcome> outcomes, Reproduction reproduction, ClippedLight clipped) {

  /** Copies the list. */
  public Imported {
    outcomes = List.copyOf(outcomes);
  }
}
