package dev.rawline.lab.drift;

import dev.rawline.imaging.frame.Described;
import dev.rawline.learning.augment.Augmentation;
import java.util.List;
import java.util.Optional;

/** The conditions that models are trained under: one model each, a split and an augmentation. */
public record TrainConditionsPlan(
    ConditionsPlan under,
    @Described(
            meaning =
                "augmentations of the training images, one model for each (default: that of training)")
        List<Augmentation> augment) {

  /** Fills in the defaults. */
  public TrainConditionsPlan {
    under = under == null ? new ConditionsPlan(Optional.empty(), null) : under;
    augment = augment == null ? List.of() : augment.stream().distinct().toList();
  }
}
