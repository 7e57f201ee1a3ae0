package dev.rawline.workbench.page;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An HTML page: a title, a summary, and sections. It loads nothing: its style, drawings and
 * pictures are in the file.
 *
 * @param title its title
 * @param subtitle what it is about
 * @param head HTML to add to its head; may be empty
 * @param top HTML of its summary; may be empty
 * @param sections HTML of its sections
 */
public record Page(String title, String subtitle, String head, String top, String sections) {
  private static final Pattern HEADING =
      Pattern.compile("<section id=\"([^\"]*)\">\\s*<h2>(.*?)</h2>");

  /** A link to a section. */
  record Link(String id, String heading) {}

  /**
   * Returns a page whose summary and sections are templates', as {@link Template#html} takes them.
   *
   * @param head HTML to add to its head; may be empty
   * @param values the values of both templates
   */
  public static Page of(
      String title, String subtitle, String head, String top, String sections, Object values) {
    return new Page(
        title, subtitle, head, Template.html(top, values), Template.html(sections, values));
  }

  /**
   * Returns a page whose sections are a template's.
   *
   * @param story the findings, a sentence each; may be empty
   * @param numbers a few numbers; may be empty
   * @param template the template of the sections, as {@link Template#html} takes it
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
        "",
        Template.html("page/top", Map.of("story", story, "keyNumbers", numbers)),
        Template.html(template, values));
  }

  /** Returns the links to all sections. */
  List<Link> headings() {
    return HEADING
        .matcher(sections)
        .results()
        .map(found -> new Link(found.group(1), found.group(2)))
        .toList();
  }

  /** Returns the style of all pages. */
  String css() {
    return Template.resource("page/page.css");
  }

  /** Returns the page. */
  public String html() {
    return Template.html("page/page", this);
  }
}
