package dev.rawline.lab.drift;

/**
 * A sample that one model classifies differently when only the condition changes.
 *
 * @param gravity how grave that is: the confidence of the wrong prediction, or the loss of IoU
 * @param sample which sample
 * @param truth what it is; empty where that is no word, as of a mask
 * @param trained what the model was trained under
 * @param tested what it was tested under
 * @param split which division of the data, from 1
 * @param asTrained its prediction as it was trained
 * @param asTested its prediction under the other condition
 */
public record Disagreement(
    double gravity,
    String sample,
    String truth,
    String trained,
    String tested,
    int split,
    ModelOutput asTrained,
    ModelOutput asTested) {

  /**
   * A prediction.
   *
   * @param word the class; or the number, such as the overlap of a mask
   * @param probability its probability, 0 to 1; 1 where there is none
   */
  public record ModelOutput(String word, double probability) {
    /** Returns it in words: neutrophil, 83 %. */
    String words() {
      return probability < 1 ? word + ", " + EffectBars.percent(probability) : word;
    }
  }
}
