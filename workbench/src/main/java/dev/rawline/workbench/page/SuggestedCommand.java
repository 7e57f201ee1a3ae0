package dev.rawline.workbench.page;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Something to do next.
 *
 * @param what what it does, a sentence
 * @param command how
 */
public record SuggestedCommand(String what, String command) {

  /** Returns steps as they stand in a page. */
  public static String html(List<SuggestedCommand> steps) {
    return steps.stream()
        .map(
            step ->
                "<p>%s</p>\n<pre><code>%s</code></pre>"
                    .formatted(Html.text(step.what()), Html.text(step.command())))
        .collect(Collectors.joining("\n"));
  }
}
