package dev.rawline.learning.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.set.Sample;
import dev.rawline.learning.datamodel.HalfSizeModel;
import dev.rawline.learning.model.SmallCnn;
import dev.rawline.learning.sample.DrawnCamera;
import dev.rawline.learning.sample.Preparation;
import dev.rawline.learning.task.TaskModel;
import dev.rawline.learning.train.Blobs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final List<Sample> SAMPLES = Blobs.recorded(1, 11);

  private record Said(String id, Optional<DrawnCamera> drawn, List<Float> numbers) {
    static Said of(Answer answer) {
      List<Float> numbers = new ArrayList<>();
      for (float number : answer.numbers()) {
        numbers.add(number);
      }
      return new Said(answer.sample().id(), answer.sample().drawn(), numbers);
    }
  }

  private static List<Said> said(Evaluation evaluation) throws IOException {
    List<Said> said = new ArrayList<>();
    evaluation.judge(SAMPLES, answer -> said.add(Said.of(answer)));
    return said;
  }

  /** Which cameras were drawn follows from the seed and the sample, not from batches or threads. */
  @Test
  void camerasAreDrawnOnDemandAndTold() throws IOException {
    Preparation preparation = Blobs.preparation(Blobs.CLASSIFICATION).varying(Blobs.cameras());
    List<Said> drawn;
    try (JointModel model = Blobs.classifier()) {
      Evaluation atRest = new Evaluation(model, preparation, 4);
      drawn = said(atRest.drawing(7));
      assertThat(said(atRest.drawing(7))).isEqualTo(drawn);
      assertThat(drawn)
          .allSatisfy(
              one ->
                  assertThat(one.drawn().orElseThrow().toMap().keySet())
                      .containsExactly("light", "gain", "white_balance", "gamma"));
      assertThat(drawn).extracting(Said::drawn).doesNotHaveDuplicates();
      assertThat(said(atRest.drawing(8)))
          .extracting(Said::drawn)
          .doesNotContainAnyElementsOf(drawn.stream().map(Said::drawn).toList());
      List<Said> still = said(atRest);
      assertThat(still).allSatisfy(one -> assertThat(one.drawn()).isEmpty());
      assertThat(still)
          .extracting(Said::numbers)
          .isNotEqualTo(drawn.stream().map(Said::numbers).toList());
      Evaluation without = new Evaluation(model, Blobs.preparation(Blobs.CLASSIFICATION), 4);
      assertThatThrownBy(() -> without.drawing(7))
          .hasMessageContaining("nothing says from which: say between which numbers (vary)");
    }
    try (JointModel model =
        Blobs.model(Blobs.CLASSIFICATION, new SmallCnn(List.of(8, 16)), Blobs.parametrized(), 2)) {
      assertThat(said(new Evaluation(model, preparation, 11).drawing(7)))
          .extracting(Said::drawn)
          .isEqualTo(drawn.stream().map(Said::drawn).toList());
    }
  }

  @Test
  void onlyAModelOfViewsSeesViews() {
    try (JointModel model = Blobs.classifier()) {
      TaskModel task = model.taskModel(); // which shares the network
      assertThat(task.outputs()).isEqualTo(2);
      assertThat(task.hasGradient()).isTrue();
    }
    try (JointModel model =
        Blobs.model(Blobs.CLASSIFICATION, new SmallCnn(List.of(8, 16)), new HalfSizeModel(4), 1)) {
      assertThatThrownBy(model::taskModel)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "the task model sees the 4 channels of the data model 'none', but views have 3: expected a model that was trained on views; train one with another data model, or with 'none' of 3 channels");
    }
  }
}
