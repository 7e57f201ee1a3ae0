package dev.rawline.learning.diffusion;

import dev.rawline.imaging.numeric.Progress;
import java.io.IOException;
import java.util.List;

/** Receives the progress of the training of a flow. */
public interface FlowProgress extends Progress {

  /** Ignores all reports. */
  FlowProgress SILENT = new FlowProgress() {};

  /**
   * Training resumes where an earlier run stopped.
   *
   * @param steps steps that are done
   */
  default void resumes(int steps) {}

  /**
   * A step is done.
   *
   * @param step which one, from 1
   * @param loss its loss
   * @param perSecond pictures a second
   */
  default void step(int step, double loss, double perSecond) {}

  /**
   * After a check, the network holds the averaged weights: samples can be drawn.
   *
   * @param step the steps that are done
   * @throws IOException if the listener cannot write its output; training then ends
   */
  default void averaged(int step) throws IOException {}

  /**
   * Held-out pictures were checked, and the checkpoint is written.
   *
   * @param history all checks so far
   * @throws IOException if the listener cannot write its output; training then ends
   */
  default void checked(List<FlowCheck> history) throws IOException {}
}
