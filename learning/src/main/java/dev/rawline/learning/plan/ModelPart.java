package dev.rawline.learning.plan;

/** One of the two models that are joined. */
public enum ModelPart {
  /** What makes pictures. */
  DATA_MODEL,
  /** The task model. */
  MODEL
}
