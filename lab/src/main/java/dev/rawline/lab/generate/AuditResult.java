package dev.rawline.lab.generate;

/**
 * The result of an audit.
 *
 * @param learned how many real scenes the model learned from
 * @param others how many real scenes it never saw, which judge it
 * @param generated how many scenes were generated
 * @param real real scenes that were not learned from, against others: accuracy is that of the judge
 *     on those that it did not learn from; trained is that of a classifier that learned from what
 *     the model learned from
 * @param model scenes of the model
 * @param gaussian scenes of the null, a Gaussian in the principal components of each class
 */
public record AuditResult(
    int learned,
    int others,
    int generated,
    AuditMeasures real,
    AuditMeasures model,
    AuditMeasures gaussian) {

  /** Returns the judge's accuracy on generated scenes over that on real ones. */
  public double judgeRatio() {
    return model.accuracy() / real.accuracy();
  }

  /**
   * Returns the accuracy of learning from generated scenes over that of learning from real ones.
   */
  public double trainedRatio() {
    return model.trained() / real.trained();
  }
}
