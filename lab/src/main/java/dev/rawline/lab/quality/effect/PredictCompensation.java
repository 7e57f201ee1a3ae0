package dev.rawline.lab.quality.effect;

import dev.rawline.data.set.Sample;
import dev.rawline.lab.quality.cause.CameraDifference;
import dev.rawline.lab.quality.reference.Reference;
import dev.rawline.lab.report.MetricEffect;
import dev.rawline.lab.subject.Judged;
import dev.rawline.lab.subject.Setting;
import dev.rawline.lab.subject.Subject;
import dev.rawline.learning.plan.TrainedModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A compensation × the task's model and data with labels → what is to be expected of it, and, on
 * data with labels that the drifted camera recorded, what it does.
 *
 * @param effect the model, and data with labels that the sound camera recorded
 * @param proof data with labels that the drifted camera recorded; empty for none
 */
public record PredictCompensation(PredictEffect effect, List<Sample> proof) {
  /** Copies the list. */
  public PredictCompensation {
    proof = List.copyOf(proof);
  }

  /**
   * Predicts.
   *
   * @param drifted images of the drifted camera
   * @throws IOException if the model or a sample cannot be read
   */
  public PredictedCompensation of(
      Reference reference, Compensation compensation, List<Sample> drifted) throws IOException {
    return effect.asked(
        reference,
        asked -> {
          Subject subject = asked.subject();
          CameraSetting setting = asked.setting();
          CameraDifference difference = compensation.difference();
          Judged usual = subject.judge(Setting.USUAL);
          List<MetricEffect> steps = new ArrayList<>();
          steps.add(told(reference, subject, usual, usual, "sound camera"));
          steps.add(
              told(
                  reference,
                  subject,
                  usual,
                  subject.judge(setting.drifted(difference, CameraDifference.NONE, asked.sensor())),
                  "drifted camera, predicted"));
          steps.add(
              told(
                  reference,
                  subject,
                  usual,
                  subject.judge(setting.drifted(difference, compensation.undone(), asked.sensor())),
                  "compensated, predicted"));
          if (!proof.isEmpty()) {
            steps.addAll(proved(reference, compensation, asked));
          }
          return new PredictedCompensation(
              setting.undoing(compensation.undone()),
              steps,
              effect.pictures(asked, difference, drifted),
              notes(asked));
        });
  }

  private static List<String> notes(PredictEffect.Asked asked) {
    return asked.ofEachFile()
        ? List.of(
            "The chain takes levels and white balance from each file: where the files of the drifted camera state its new numbers, the pictures are compensated already, and what is proposed would come on top.")
        : List.of();
  }

  private MetricEffect told(
      Reference reference, Subject subject, Judged usual, Judged judged, String how) {
    return effect.effect(reference, subject.metric(), usual, judged, how);
  }

  private List<MetricEffect> proved(
      Reference reference, Compensation compensation, PredictEffect.Asked asked)
      throws IOException {
    TrainedModel trained = effect.source().open(effect.engine());
    try (Subject subject =
        Subject.of(
            trained,
            proof,
            Optional.of(asked.subject().metric()),
            Optional.of(asked.sensor()),
            effect.seed())) {
      CameraSetting setting = new CameraSetting(subject.theta(), asked.setting().scale());
      Judged before = subject.judge(Setting.USUAL);
      Judged after = subject.judge(Setting.of(setting.undoing(compensation.undone())));
      return List.of(
          told(reference, subject, before, before, "drifted camera, measured"),
          told(reference, subject, before, after, "compensated, measured"));
    }
  }
}
