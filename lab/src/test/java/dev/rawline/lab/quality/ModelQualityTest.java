package dev.rawline.lab.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.layout.PictureKind;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Label;
import dev.rawline.data.set.RawPicture;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.inspection.Inspector;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.cause.BlurResponse;
import dev.rawline.lab.quality.cause.DriftCause;
import dev.rawline.lab.quality.cause.DriftParameter;
import dev.rawline.lab.quality.check.DriftComparison;
import dev.rawline.lab.quality.check.DriftComparisons;
import dev.rawline.lab.quality.check.TwoSampleComparison;
import dev.rawline.lab.quality.effect.Compensation;
import dev.rawline.lab.quality.effect.CompensationBounds;
import dev.rawline.lab.quality.effect.MetricEffect;
import dev.rawline.lab.quality.effect.PredictCompensation;
import dev.rawline.lab.quality.effect.PredictEffect;
import dev.rawline.lab.quality.effect.PredictEffect.TaskEffect;
import dev.rawline.lab.quality.effect.ProposeCompensation;
import dev.rawline.lab.quality.effect.ViewMatch;
import dev.rawline.lab.quality.reference.ExampleReferences;
import dev.rawline.lab.quality.reference.FrameMetadata;
import dev.rawline.lab.quality.reference.ModelOutputs;
import dev.rawline.lab.quality.reference.ModelProbe;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.training.SpotDataSets;
import dev.rawline.lab.training.TrainModel;
import dev.rawline.learning.assembly.ModelSource;
import dev.rawline.learning.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small network that has learned spots of light, evaluated on batches and drifted cameras. */
class ModelQualityTest {
  private static final int SIDE = SpotDataSets.SIDE;
  private static final FrameMetadata FRAME =
      new FrameMetadata(
          SIDE, SIDE, Cfa.RGGB, 8, false, new Inspector(SiteValues.uniform(16), 255, 1, 0));

  @TempDir private static Path work;

  private static DataSet glows;
  private static ModelSource source;
  private static ModelProbe probe;

  @BeforeAll
  static void train() throws IOException {
    Path folder = SpotDataSets.classes(work.resolve("glows"), 16);
    new TrainModel(
            SpotDataSets.planned("data", folder.toString(), "epochs", "24"),
            Path.of(""),
            work.resolve("model"),
            SpotDataSets.ENGINE,
            TrainingListener.SILENT)
        .run();
    glows = DataSets.open(folder, DataSetOptions.DEFAULT.with(PictureKind.RAW));
    source = new ModelSource.Folder(work.resolve("model"));
    probe = new ModelProbe(source, SpotDataSets.ENGINE);
  }

  private static QualityReference reference(
      Optional<SensorSpec> sensor, Optional<ModelOutputs> model) {
    QuantityTable table = ExampleReferences.table(16, 1);
    List<Long> fingerprints = new ArrayList<>();
    for (long i = 1; i <= 16; i++) {
      fingerprints.add(i);
    }
    return new QualityReference(
        "normal",
        FRAME,
        table,
        fingerprints,
        Map.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        BlurResponse.UNKNOWN,
        sensor,
        Optional.empty(),
        model,
        new LinkedHashMap<>());
  }

  private static Attribution attribution(Attribution.Conclusion conclusion, double black) {
    return new Attribution(
        conclusion,
        List.of(DriftCause.BLACK_LEVEL),
        List.of(
            new Attribution.Fitted(
                DriftParameter.BLACK_LEVEL, new Estimate(black, black - 1, black + 1))),
        List.of(List.of(1.0)),
        List.of(),
        0,
        OptionalDouble.of(0.5),
        List.of(),
        List.of(),
        List.of());
  }

  private static PredictEffect effect() {
    return new PredictEffect(source, glows, glows.samples(), SpotDataSets.ENGINE, 1);
  }

  @Test
  void outputsAreReproducibleAndSharesAddUpToOne() throws IOException {
    ModelOutputs table = probe.outputs(glows.samples());
    assertThat(table).isEqualTo(probe.outputs(glows.samples()));
    assertThat(table.sum()).matches("[0-9a-f]{64}");
    assertThat(table.shares())
        .hasSize(32)
        .allSatisfy(
            row ->
                assertThat(row.stream().mapToDouble(each -> each).sum())
                    .isCloseTo(1, within(1e-5)));
    assertThat(table.features()).hasSize(32);
    assertThat(table.features())
        .extracting(List::size)
        .containsOnly(table.features().getFirst().size());
  }

  /** Twice as many of one class: model outputs reveal it even where raw statistics do not. */
  @Test
  void anotherPopulationShowsInTheModelOutputs() throws IOException {
    List<Sample> half = new ArrayList<>();
    List<Sample> dark = new ArrayList<>();
    for (int i = 0; i < glows.samples().size(); i++) {
      (i % 2 == 0 ? half : dark).add(glows.samples().get(i));
    }
    QualityReference reference = reference(Optional.empty(), Optional.of(probe.outputs(half)));
    assertThat(softmax(reference, probe.outputs(dark)).adjusted()).isGreaterThan(0.05);
    List<Sample> one =
        glows.samples().stream().filter(sample -> sample.id().contains("dark")).toList();
    assertThat(one).hasSize(16);
    assertThat(softmax(reference, probe.outputs(one)).pValue()).isLessThan(0.05);
  }

  private static DriftComparison softmax(QualityReference reference, ModelOutputs came) {
    DriftComparisons tests =
        DriftComparisons.of(
            reference,
            ExampleReferences.table(16, 2),
            Optional.of(came),
            TwoSampleComparison.KOLMOGOROV_SMIRNOV,
            0.05,
            1);
    assertThat(tests.populations())
        .extracting(DriftComparison::label)
        .containsExactly("raw statistics", "features of the model", "softmax of the model");
    return tests.populations().getLast();
  }

  @Test
  void onlyAChangedCameraHasAnEffect() throws IOException {
    QualityReference reference = reference(SensorSpec.preset("drone"), Optional.empty());
    assertThat(effect(reference, Attribution.Conclusion.NOTHING, 0)).isEmpty();
    assertThat(effect(reference, Attribution.Conclusion.CONTENT, 9)).isEmpty();
    MetricEffect none = effect(reference, Attribution.Conclusion.CAMERA, 0).orElseThrow().metric();
    assertThat(none.predicted().value()).isEqualTo(none.reference().value());
    TaskEffect found = effect(reference, Attribution.Conclusion.CAMERA, 150).orElseThrow();
    MetricEffect lost = found.metric();
    assertThat(lost.predicted().value()).isLessThan(none.predicted().value());
    assertThat(lost.how()).contains("32 samples with labels");
    assertThat(found.pictures().orElseThrow().numbers()).allMatch(Attribution.Fitted::isInside);
  }

  private static Optional<TaskEffect> effect(
      QualityReference reference, Attribution.Conclusion conclusion, double black)
      throws IOException {
    return effect().of(reference, attribution(conclusion, black), glows.samples());
  }

  /** Single images of another size are skipped, wherever they are in the batch. */
  @Test
  void imagesOfAnotherSizeAreSkipped() throws IOException {
    QualityReference reference = reference(SensorSpec.preset("drone"), Optional.empty());
    List<Sample> incoming = new ArrayList<>(glows.samples());
    RawImage cropped =
        ((RawImage) incoming.getFirst().picture().read()).crop(0, 0, SIDE - 4, SIDE - 4);
    incoming.addFirst(InMemory.set("cropped", List.of(cropped)).samples().getFirst());
    Attribution found = attribution(Attribution.Conclusion.CAMERA, 150);
    assertThat(effect().of(reference, found, incoming).orElseThrow().pictures())
        .isEqualTo(effect().of(reference, found, glows.samples()).orElseThrow().pictures());
  }

  /** Levels do not reveal blur and noise: no image is read for them. */
  @Test
  void withoutALevelDriftNoImageIsRead() throws IOException {
    Attribution blurred =
        new Attribution(
            Attribution.Conclusion.CAMERA,
            List.of(DriftCause.BLUR),
            List.of(new Attribution.Fitted(DriftParameter.BLUR, new Estimate(1, 0.5, 1.5))),
            List.of(List.of(1.0)),
            List.of(),
            0,
            OptionalDouble.of(0.5),
            List.of(),
            List.of(),
            List.of());
    Sample none = new Sample("none", new Unreadable("none"), Label.NONE);
    QualityReference reference = reference(SensorSpec.preset("drone"), Optional.empty());
    assertThat(effect().of(reference, blurred, List.of(none)).orElseThrow().pictures()).isEmpty();
  }

  private record Unreadable(String name) implements RawPicture {
    @Override
    public RawImage read() throws IOException {
      throw new IOException("it must not be read");
    }
  }

  @Test
  void withoutASensorNothingIsResimulated() {
    assertThatThrownBy(
            () ->
                effect(
                    reference(Optional.empty(), Optional.empty()),
                    Attribution.Conclusion.CAMERA,
                    5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("neither the reference nor data set glows describes one")
        .hasMessageEndingWith("build the reference with --sensor");
  }

  @Test
  void aFullCompensationRestoresThePrediction() throws IOException {
    QualityReference reference = reference(SensorSpec.preset("drone"), Optional.empty());
    CompensationBounds wide = new CompensationBounds(0.9, 4);
    Compensation compensation =
        Compensation.of(attribution(Attribution.Conclusion.CAMERA, 150), wide, FRAME);
    PredictCompensation.Result predicted =
        new PredictCompensation(effect(), glows.samples())
            .of(reference, compensation, glows.samples());
    assertThat(predicted.steps())
        .extracting(MetricEffect::how)
        .containsExactly(
            "reference camera",
            "drifted camera, predicted",
            "compensated, predicted",
            "drifted camera, measured",
            "compensated, measured");
    double usual = predicted.steps().get(0).predicted().value();
    assertThat(predicted.steps().get(1).predicted().value()).isLessThanOrEqualTo(usual);
    assertThat(predicted.steps().get(2).predicted().value()).isEqualTo(usual);
    assertThat(predicted.steps().get(3).predicted().value()).isEqualTo(usual);
    ViewMatch pictures = predicted.pictures().orElseThrow();
    assertThat(pictures.numbers()).hasSize(1).allMatch(Attribution.Fitted::isInside);
    assertThat(pictures.distance()).isLessThan(1e-6);
    assertThat(predicted.theta().get("black_level")[0]).isGreaterThan(0.5);
    assertThat(predicted.steps().get(4).drop().value()).isPositive();
    assertThat(predicted.objection()).hasValue("the metric of the task falls on labelled data");
  }

  /** Labelled images of other content object, unless the metric rises on them. */
  @Test
  void labelsOfOtherContentWantARise() throws IOException {
    QualityReference reference = reference(SensorSpec.preset("drone"), Optional.empty());
    Compensation compensation =
        Compensation.of(
            attribution(Attribution.Conclusion.CAMERA, 150), new CompensationBounds(0.9, 4), FRAME);
    Label first = glows.samples().getFirst().label();
    List<Sample> one =
        glows.samples().stream()
            .filter(sample -> sample.label().className().equals(first.className()))
            .toList();
    PredictCompensation.Result predicted =
        new PredictCompensation(effect(), one).of(reference, compensation, glows.samples());
    ProposeCompensation.Proposal proposal =
        new ProposeCompensation.Proposal(compensation, Optional.empty());
    assertThat(proposal.given(Optional.empty())).isEqualTo(proposal);
    ProposeCompensation.Proposal withdrawn = proposal.given(Optional.of(predicted));
    assertThat(withdrawn.compensation().isNone()).isTrue();
    assertThat(withdrawn.refused())
        .hasValue(
            "Nothing is proposed: with what would undo the drift, the metric of the task does not"
                + " rise significantly on labelled data of the drifted camera, whose classes have"
                + " other shares than those of the reference camera.");
  }

  /** χ² = 200 · (60 · 60 − 40 · 40)² / 100⁴ = 8, p = 0.005; three in a hundred more are chance. */
  @Test
  void sharesOfClassesAreCompared() {
    assertThat(PredictCompensation.areSharesEqual(shares(60, 40), shares(40, 60))).isFalse();
    assertThat(PredictCompensation.areSharesEqual(shares(53, 47), shares(50, 50))).isTrue();
    assertThat(PredictCompensation.areSharesEqual(shares(20, 0), shares(0, 20))).isFalse();
    assertThat(PredictCompensation.areSharesEqual(shares(9, 0), shares(5, 0))).isTrue();
    assertThat(PredictCompensation.areSharesEqual(List.of(), shares(5, 5))).isTrue();
  }

  private static List<String> shares(int a, int b) {
    return Stream.concat(Collections.nCopies(a, "a").stream(), Collections.nCopies(b, "b").stream())
        .toList();
  }
}
