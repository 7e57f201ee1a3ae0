package dev.rawline.lab.experiment;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.training.TrainingContext;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.workbench.book.RunLog;
import java.io.IOException;
import java.util.Collections;
import java.util.SequencedMap;

/**
 * The plan of an experiment and its data set.
 *
 * @param <P> the plan
 * @param <E> the experiment itself
 */
public interface Experiment<P extends Record & ExperimentPlan, E extends Experiment<P, E>> {

  /** Opens what a plan names. */
  interface Opening<P, E> {
    /**
     * Opens it, fetching what is stored elsewhere.
     *
     * @throws IOException if something cannot be found or read
     */
    E open(P plan, ReferenceResolver references, Device device, Progress progress)
        throws IOException;
  }

  /** Returns the plan. */
  P plan();

  /** Returns where files that the plan names are looked up. */
  ReferenceResolver references();

  /** Returns the device that computes. */
  Device device();

  /** Returns the name of the data set. */
  String dataSetName();

  /**
   * Returns the sum of the data set (SHA-256, in hex); where there are other recordings of its
   * samples, the sum of all sums.
   *
   * @throws IOException if it cannot be read
   */
  String dataSum() throws IOException;

  /** Returns the sums of the data sets with other recordings of the samples, by their names. */
  default SequencedMap<String, String> recordingSums() {
    return Collections.emptySortedMap();
  }

  /** Returns the pixels of a frame as it was recorded. */
  long framePixels();

  /**
   * Returns what all models have in common.
   *
   * @param book where trainings are recorded
   */
  default TrainingContext context(RunLog book) {
    return new TrainingContext(
        plan().name(), references(), framePixels(), device(), plan().threads(), book);
  }

  /**
   * Returns this experiment by a copy of its plan, to which it adds the files that it names.
   *
   * @throws IOException if a file that the plan names cannot be found
   */
  E copied(PlanCopy<P> copy) throws IOException;
}
