package dev.rawline.studio.lab;

import java.util.Map;
import java.util.Optional;

/**
 * A tolerance chart that is requested.
 *
 * @param run the run of forensics
 * @param specification the artefact with the specification; the first one if it is empty
 * @param camera the preset to compare; that of the specification if it is empty
 * @param description the text of a camera.yaml, an isp.yaml or a theta.yaml to compare instead
 * @param values further values of the camera, by the names of parameters
 */
record ToleranceRequest(
    long run,
    Optional<String> specification,
    Optional<String> camera,
    Optional<String> description,
    Map<String, Double> values) {
  private static final int LONGEST = 100_000;

  ToleranceRequest {
    if (description.filter(text -> text.length() > LONGEST).isPresent()) {
      throw new IllegalArgumentException(
          "the camera's description has %d characters: expected at most %d"
              .formatted(description.get().length(), LONGEST));
    }
  }
}
