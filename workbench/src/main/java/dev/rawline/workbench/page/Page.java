package dev.rawline.workbench.page;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An HTML page for a person: a title, the story in a few sentences, key numbers, and sections. It
 * needs nothing beside it.
 *
 * @param title what it is called
 * @param subtitle what it tells
 * @param story the findings, a sentence each; may be empty
 * @param keyNumbers HTML of a few numbers; may be empty
 * @param sections its parts; those without a body are left out
 * @param head HTML that its head has beside the usual; may be empty
 */
public record Page(
    String title,
    String subtitle,
    List<String> story,
    String keyNumbers,
    List<Section> sections,
    String head) {

  /**
   * A part of the page under a heading of its own.
   *
   * @param id what links name it by
   * @param heading its heading
   * @param body its HTML
   */
  public record Section(String id, String heading, String body) {
    public String html() {
      return "<section id=\"%s\">\n<h2>%s</h2>\n%s\n</section>\n"
          .formatted(id, Html.text(heading), body);
    }
  }

  /** Leaves out what is empty. */
  public Page {
    story = List.copyOf(story);
    sections = sections.stream().filter(section -> !section.body.isBlank()).toList();
  }

  /** Takes a page whose head is the usual one. */
  public Page(
      String title,
      String subtitle,
      List<String> story,
      String keyNumbers,
      List<Section> sections) {
    this(title, subtitle, story, keyNumbers, sections, "");
  }

  /** Returns the page. */
  public String html() {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>
        %s</style>
        %s</head>
        <body>
        <main>
        <h1>%s</h1>
        <p class="faint">%s</p>
        %s%s
        <nav>%s</nav>
        %s</main>
        </body>
        </html>
        """
        .formatted(
            Html.text(title),
            PageStyle.CSS,
            head,
            Html.text(title),
            Html.text(subtitle),
            told(story),
            keyNumbers,
            sections.stream()
                .map(
                    section ->
                        "<a href=\"#%s\">%s</a>".formatted(section.id, Html.text(section.heading)))
                .collect(Collectors.joining(" ")),
            sections.stream().map(Section::html).collect(Collectors.joining()));
  }

  /** Returns the findings, a sentence each, as they stand at the top. */
  public static String told(List<String> story) {
    return story.isEmpty()
        ? ""
        : story.stream()
            .map(sentence -> "<p>" + Html.text(sentence) + "</p>")
            .collect(Collectors.joining("\n", "<div class=\"story\">\n", "\n</div>\n"));
  }
}
