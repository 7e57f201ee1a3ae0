package dev.rawline.workbench.page;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An HTML page: a title, a summary, key numbers, and sections. It loads nothing: its style,
 * drawings and pictures are in the file.
 *
 * @param title its title
 * @param subtitle what it is about
 * @param story the findings, a sentence each; may be empty
 * @param keyNumbers HTML of a few numbers; may be empty
 * @param body HTML of its sections
 * @param head HTML to add to its head; may be empty
 */
public record Page(
    String title,
    String subtitle,
    List<String> story,
    String keyNumbers,
    String body,
    String head) {
  private static final Pattern HEADING =
      Pattern.compile("<section id=\"([^\"]*)\">\\s*<h2>(.*?)</h2>");

  /**
   * A part of the page under a heading of its own.
   *
   * @param id the anchor of links to it
   * @param heading its heading
   * @param body its HTML
   */
  public record Section(String id, String heading, String body) {
    /** Returns the HTML. */
    public String html() {
      return "<section id=\"%s\">\n<h2>%s</h2>\n%s\n</section>\n"
          .formatted(id, Html.text(heading), body);
    }
  }

  /** A link to a section. */
  record Link(String id, String heading) {}

  /** Copies the sentences. */
  public Page {
    story = List.copyOf(story);
  }

  /** Takes a page of sections; those without a body are left out. */
  public Page(
      String title,
      String subtitle,
      List<String> story,
      String keyNumbers,
      List<Section> sections,
      String head) {
    this(
        title,
        subtitle,
        story,
        keyNumbers,
        sections.stream()
            .filter(section -> !section.body.isBlank())
            .map(Section::html)
            .collect(Collectors.joining()),
        head);
  }

  /** Takes a page of sections; those without a body are left out. */
  public Page(
      String title,
      String subtitle,
      List<String> story,
      String keyNumbers,
      List<Section> sections) {
    this(title, subtitle, story, keyNumbers, sections, "");
  }

  /**
   * Returns a page whose sections are a template's.
   *
   * @param template the template of the sections, as {@link Template#of} takes it
   * @param values the values of the template
   */
  public static Page of(
      String title,
      String subtitle,
      List<String> story,
      List<KeyNumber> numbers,
      String template,
      Object values) {
    return new Page(
        title,
        subtitle,
        story,
        numbers.isEmpty() ? "" : Template.of("page/keys").html(numbers),
        Template.of(template).html(values),
        "");
  }

  /** Returns the links to all sections. */
  List<Link> headings() {
    return HEADING
        .matcher(body)
        .results()
        .map(found -> new Link(found.group(1), found.group(2)))
        .toList();
  }

  /** Returns the style of all pages. */
  String css() {
    return Template.resource("page/page.css");
  }

  /** Returns the findings, a sentence each, as they stand at the top. */
  public static String told(List<String> story) {
    return story.isEmpty()
        ? ""
        : story.stream()
            .map(sentence -> "<p>" + Html.text(sentence) + "</p>")
            .collect(Collectors.joining("\n", "<div class=\"story\">\n", "\n</div>\n"));
  }

  /** Returns the page. */
  public String html() {
    return Template.of("page/page").html(this);
  }
}
