package dev.rawline.lab.forensics;

import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import dev.rawline.lab.training.TrainStep;
import dev.rawline.learning.assembly.ExternalModel;
import dev.rawline.learning.assembly.ModelFolder;
import dev.rawline.learning.assembly.ModelSource;
import dev.rawline.learning.assembly.TrainedModel;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.plan.PlanText;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.workbench.output.Provenance;
import dev.rawline.workbench.step.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** One model that is examined, and the samples that it was not trained on. */
sealed interface ExaminedModel {

  /** Returns which split of the data set it belongs to, from 1. */
  int split();

  /** Returns the samples that it is evaluated on, before some of them are drawn. */
  List<Sample> samples();

  /** Returns the steps that make it. */
  List<Step<?>> needs();

  /** Returns its settings in addition to those steps. */
  SequencedMap<String, String> settings() throws IOException;

  /** Returns the known plan of training, or of the data model. */
  TrainingPlan plan();

  /** Where the folder of a step is that makes a model. */
  interface Folders {
    /** Returns the folder of the trained model. */
    Path of(TrainStep training) throws IOException;
  }

  /** Opens the model. */
  TrainedModel open(Folders folders, Engine engine) throws IOException;

  /** Returns the files that decide its predictions, for provenance. */
  List<Path> files(Folders folders) throws IOException;

  /**
   * A model that is trained for this.
   *
   * @param split which split, from 1
   * @param training the step that trains it
   */
  record Trained(int split, TrainStep training) implements ExaminedModel {
    @Override
    public List<Sample> samples() {
      return training.data().samples(Subset.TEST);
    }

    @Override
    public List<Step<?>> needs() {
      return List.of(training);
    }

    @Override
    public SequencedMap<String, String> settings() {
      return new LinkedHashMap<>();
    }

    @Override
    public TrainingPlan plan() {
      return training.data().plan();
    }

    @Override
    public TrainedModel open(Folders folders, Engine engine) throws IOException {
      return TrainedModel.open(folders.of(training), engine);
    }

    @Override
    public List<Path> files(Folders folders) throws IOException {
      Path folder = folders.of(training);
      return List.of(folder.resolve(ModelFolder.WEIGHTS), folder.resolve(ModelFolder.PLAN));
    }
  }

  /**
   * A model that is there already.
   *
   * @param source the provenance
   * @param plan what is known about it
   * @param dataSet the data set
   * @param samples those that it was not trained on
   */
  record Pretrained(ModelSource source, TrainingPlan plan, DataSet dataSet, List<Sample> samples)
      implements ExaminedModel {
    @Override
    public int split() {
      return 1;
    }

    @Override
    public List<Step<?>> needs() {
      return List.of();
    }

    @Override
    public SequencedMap<String, String> settings() throws IOException {
      SequencedMap<String, String> settings = new LinkedHashMap<>();
      for (Path file : source.files()) {
        settings.put("model file " + file.getFileName(), Provenance.sum(file));
      }
      if (source instanceof ExternalModel) {
        settings.put("before the model", PlanText.of(plan));
      }
      settings.put("data", dataSet.hash());
      return settings;
    }

    @Override
    public TrainedModel open(Folders folders, Engine engine) throws IOException {
      return source.open(engine);
    }

    @Override
    public List<Path> files(Folders folders) {
      return source.files();
    }
  }
}
