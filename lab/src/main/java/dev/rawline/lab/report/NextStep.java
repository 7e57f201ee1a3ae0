package dev.rawline.lab.report;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Something to do next.
 *
 * @param what what it does, a sentence
 * @param command how
 */
public record NextStep(String what, String command) {

  /** Returns steps as they stand in a page. */
  static String html(List<NextStep> steps) {
    return steps.stream()
        .map(
            step ->
                "<p>%s</p>\n<pre><code>%s</code></pre>"
                    .formatted(Html.text(step.what()), Html.text(step.command())))
        .collect(Collectors.joining("\n"));
  }
}
