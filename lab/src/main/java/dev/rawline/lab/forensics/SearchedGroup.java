package dev.rawline.lab.forensics;

import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.isp.AdditiveLayer;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.evaluation.MetricAndLoss;
import dev.rawline.lab.evaluation.ModelUnderTest;
import dev.rawline.lab.evaluation.OperatingPoint;
import dev.rawline.lab.forensics.WorstCaseSearchPlan.SearchMethod;
import dev.rawline.lab.forensics.search.ChoiceSearch;
import dev.rawline.lab.forensics.search.EqualCoordinates;
import dev.rawline.lab.forensics.search.FirmwareChoices;
import dev.rawline.lab.forensics.search.Objective;
import dev.rawline.lab.forensics.search.ParameterBounds;
import dev.rawline.lab.forensics.search.PhysicalCoordinate;
import dev.rawline.lab.forensics.search.PhysicalGroup;
import dev.rawline.lab.forensics.search.PhysicalParameters;
import dev.rawline.lab.forensics.search.RandomSearch;
import dev.rawline.lab.forensics.search.SearchCoordinates;
import dev.rawline.lab.forensics.search.ThetaGroup;
import dev.rawline.lab.forensics.search.WhitenedCoordinates;
import dev.rawline.lab.forensics.search.WorstCaseSearch;
import dev.rawline.learning.task.ViewBatch;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The cameras of one group: a vector of numbers → a camera. The numbers are those of θ, those of an
 * instrument, or the number of a choice.
 */
sealed interface SearchedGroup {
  /** Returns whether an instrument can be every camera of a group; else it is adversarial. */
  static boolean isPhysical(String group) {
    return PhysicalGroup.of(group).isPresent();
  }

  /**
   * Returns the cameras of a group for a model.
   *
   * @param subject the model behind the default camera
   * @throws IllegalArgumentException if the group changes numbers of the camera, and samples have
   *     cameras of their own
   * @throws IOException if a file that the plan names cannot be read
   */
  static SearchedGroup of(String word, ForensicsExperiment examination, ModelUnderTest subject)
      throws IOException {
    Optional<PhysicalGroup> physical = PhysicalGroup.of(word);
    if (physical.isEmpty()) {
      ModelUnderTest whole = word.equals(ThetaGroup.LAYER) ? layered(subject) : subject;
      return new Free(
          whole, ThetaGroup.of(whole.theta(), word, examination.withoutEffect()).getFirst());
    }
    if (physical.get().changesCameraNumbers() && !subject.hasOneCamera()) {
      throw new IllegalArgumentException(
          "worst_case.groups names '%s', which changes the numbers of one camera, but samples have cameras of their own: name a camera by training.camera, or leave the group out"
              .formatted(word));
    }
    if (physical.get() == PhysicalGroup.FIRMWARE) {
      return new Firmware(subject, new FirmwareChoices(examination.monochrome()));
    }
    ModelUnderTest behind = subject.behind(physical.get()::chain);
    SensorSpec sensor = examination.sensor().or(examination::trainedBy).orElse(SensorSpec.DRONE);
    return new Instrument(behind, PhysicalParameters.of(physical.get(), behind.theta(), sensor));
  }

  /** Returns the subject with a layer that adds nothing yet. */
  private static ModelUnderTest layered(ModelUnderTest subject) {
    ViewBatch pictures = subject.pictures(OperatingPoint.USUAL, 0);
    AdditiveLayer layer = AdditiveLayer.zero(pictures.width(), pictures.height());
    return subject.behind(isp -> isp.with(layer));
  }

  /** Returns the model behind the chain in which the numbers move. */
  ModelUnderTest subject();

  /** Returns the chain of a camera. */
  Isp chain(double[] numbers);

  /** Returns the model behind a camera's chain, and θ of it. */
  default Camera camera(double[] numbers) {
    return new Camera(subject(), chain(numbers).theta());
  }

  /**
   * A camera.
   *
   * @param subject the model behind its chain
   * @param theta the numbers of the chain
   */
  record Camera(ModelUnderTest subject, Theta theta) {}

  /** Returns a model's objective as one of the numbers that are searched. */
  Objective objective(ModelObjective model);

  /** Returns the coordinates of a search. */
  SearchCoordinates coordinates(ModelObjective model);

  /** Returns the search of a plan. */
  default WorstCaseSearch search(SearchMethod method, boolean hasSlope) {
    return method.search(hasSlope);
  }

  /** Returns the control of a search. */
  default WorstCaseSearch control() {
    return new RandomSearch();
  }

  /** Returns how the model does behind a camera. */
  default MetricAndLoss evaluated(double[] numbers) {
    Camera camera = camera(numbers);
    return camera.subject.judge(OperatingPoint.of(camera.theta));
  }

  /** Returns the numbers of a camera that differ, by name. */
  SequencedMap<String, Double> named(double[] numbers);

  /** Returns the numbers of a camera, given those by name. */
  double[] numbers(SequencedMap<String, Double> named);

  /** Returns an instrument in words, with units; none where the numbers are those of θ. */
  Optional<String> words(double[] numbers);

  /**
   * Free numbers of θ: kernels, matrices, a layer, which no instrument need have.
   *
   * @param subject the model
   * @param group the numbers that move
   */
  record Free(ModelUnderTest subject, ThetaGroup group) implements SearchedGroup {
    @Override
    public Isp chain(double[] numbers) {
      return subject.isp().with(subject.theta().with(numbers));
    }

    @Override
    public Objective objective(ModelObjective model) {
      return model;
    }

    @Override
    public SearchCoordinates coordinates(ModelObjective model) {
      Theta theta = subject.theta();
      ParameterBounds bounds = ParameterBounds.of(theta);
      return group.isLayer()
          ? new EqualCoordinates(theta.vector(), group.places(), bounds)
          : WhitenedCoordinates.measured(model::probe, theta.vector(), group.places(), bounds);
    }

    /** A layer has as many numbers as a picture: they are in its file alone. */
    @Override
    public SequencedMap<String, Double> named(double[] numbers) {
      SequencedMap<String, Double> named = new LinkedHashMap<>();
      if (!group.isLayer()) {
        group.places().forEach(place -> named.put(subject.theta().name(place), numbers[place]));
      }
      return named;
    }

    @Override
    public double[] numbers(SequencedMap<String, Double> named) {
      throw new UnsupportedOperationException("the numbers of θ are in its file");
    }

    @Override
    public Optional<String> words(double[] numbers) {
      return Optional.empty();
    }
  }

  /**
   * The few numbers of an instrument.
   *
   * @param subject the model
   * @param parameters the numbers
   */
  record Instrument(ModelUnderTest subject, PhysicalParameters parameters)
      implements SearchedGroup {
    @Override
    public Isp chain(double[] numbers) {
      return subject.isp().with(subject.theta().with(parameters.theta(numbers)));
    }

    @Override
    public Objective objective(ModelObjective model) {
      return new PhysicalObjective(model, parameters);
    }

    @Override
    public SearchCoordinates coordinates(ModelObjective model) {
      return parameters.measured(model::probe);
    }

    @Override
    public SequencedMap<String, Double> named(double[] numbers) {
      SequencedMap<String, Double> named = new LinkedHashMap<>();
      for (int k = 0; k < numbers.length; k++) {
        named.put(parameters.coordinates().get(k).name(), numbers[k]);
      }
      return named;
    }

    @Override
    public double[] numbers(SequencedMap<String, Double> named) {
      return parameters.coordinates().stream()
          .map(PhysicalCoordinate::name)
          .mapToDouble(named::get)
          .toArray();
    }

    @Override
    public Optional<String> words(double[] numbers) {
      return Optional.of(parameters.words(numbers));
    }
  }

  /**
   * A list of chains.
   *
   * @param subject the model behind the default chain
   * @param choices the list
   */
  record Firmware(ModelUnderTest subject, FirmwareChoices choices) implements SearchedGroup {
    @Override
    public Isp chain(double[] numbers) {
      return choices.chain(subject.isp(), (int) numbers[0]);
    }

    @Override
    public Camera camera(double[] numbers) {
      ModelUnderTest behind = subject.behind(isp -> choices.chain(isp, (int) numbers[0]));
      return new Camera(behind, behind.theta());
    }

    @Override
    public Objective objective(ModelObjective model) {
      return new OfChoices(this, model);
    }

    @Override
    public SearchCoordinates coordinates(ModelObjective model) {
      return ChoiceSearch.coordinates(choices);
    }

    @Override
    public WorstCaseSearch search(SearchMethod method, boolean hasSlope) {
      return new ChoiceSearch();
    }

    @Override
    public WorstCaseSearch control() {
      return new ChoiceSearch();
    }

    @Override
    public SequencedMap<String, Double> named(double[] numbers) {
      return new LinkedHashMap<>(Map.of(choices.coordinate().name(), numbers[0]));
    }

    @Override
    public double[] numbers(SequencedMap<String, Double> named) {
      return new double[] {named.get(choices.coordinate().name())};
    }

    @Override
    public Optional<String> words(double[] numbers) {
      return Optional.of(choices.words((int) numbers[0]));
    }
  }

  /** The number of a choice → how the model does behind it. */
  record OfChoices(Firmware firmware, ModelObjective model) implements Objective {
    private double[] theta(double[] numbers) {
      return firmware.chain(numbers).theta().vector();
    }

    private ModelObjective behind(double[] numbers) {
      return model.behind(firmware.camera(numbers).subject());
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public boolean hasSlope() {
      return false;
    }

    @Override
    public double closeness(double[] numbers) {
      return behind(numbers).closeness(theta(numbers));
    }

    @Override
    public double[] ofCloseness(double[] numbers) {
      throw new UnsupportedOperationException("a list of choices has no slope");
    }

    @Override
    public Value at(double[] numbers) {
      return behind(numbers).at(theta(numbers));
    }

    @Override
    public Slope slope(double[] numbers, Criterion aim, double factor) {
      throw new UnsupportedOperationException("a list of choices has no slope");
    }
  }
}
