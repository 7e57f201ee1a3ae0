package dev.rawline.workbench.page;

import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.text.MarkupText;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** The few pieces of HTML that pages are made of. */
public final class Html {
  private Html() {}

  /** Returns a text as it stands in HTML, in an attribute too. */
  public static String text(String text) {
    return MarkupText.escaped(text);
  }

  /** Returns a symbol such as {@code μ_e.sat} with its index lowered. */
  public static String symbol(String symbol) {
    int index = symbol.indexOf('_');
    return index < 0
        ? "<i>" + text(symbol) + "</i>"
        : "<i>%s</i><sub>%s</sub>"
            .formatted(text(symbol.substring(0, index)), text(symbol.substring(index + 1)));
  }

  /** Returns a table of two columns. */
  public static String facts(List<Fact> facts) {
    return facts.stream()
        .map(
            fact ->
                "<tr><th scope=\"row\">%s</th><td>%s</td></tr>"
                    .formatted(text(fact.label()), text(fact.value())))
        .collect(Collectors.joining("\n", "<div class=\"wide\"><table>\n", "\n</table></div>"));
  }

  /** Returns the items of a list, a sentence each. */
  public static String items(List<String> sentences) {
    return sentences.stream()
        .map(each -> "<li>" + text(each) + "</li>")
        .collect(Collectors.joining("\n"));
  }

  /** Returns the address under which a page itself holds a PNG. */
  public static String png(byte[] file) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(file);
  }

  /** Returns a list of sentences; nothing where there is none. */
  public static String list(List<String> sentences) {
    return sentences.isEmpty() ? "" : "<ul>\n" + items(sentences) + "\n</ul>";
  }

  /**
   * Returns a table.
   *
   * @param heads the heads of its columns, as texts
   * @param rows its rows, as HTML
   */
  public static String table(List<String> heads, String rows) {
    return "<div class=\"wide\"><table>\n<thead><tr>%s</tr></thead>\n<tbody>\n%s</tbody></table></div>\n"
        .formatted(
            heads.stream()
                .map(head -> "<th scope=\"col\">%s</th>".formatted(text(head)))
                .collect(Collectors.joining()),
            rows);
  }

  /** Returns one of the numbers that people look for first. */
  public static String key(String label, String number, String below) {
    return "<div><span>%s</span><b>%s</b><span>%s</span></div>"
        .formatted(text(label), text(number), text(below));
  }

  /** Returns a paragraph. */
  public static String paragraph(String text) {
    return "<p>" + text(text) + "</p>\n";
  }

  /** Returns what unfolds below its summary. */
  public static String details(String summary, String body) {
    return "<details><summary>%s</summary>\n%s</details>\n".formatted(summary, body);
  }

  /** Returns a drawing. */
  public static String figure(Drawing drawing) {
    return "<figure class=\"drawing\">\n%s</figure>\n".formatted(drawing.inline());
  }

  /** Returns pictures with their captions. */
  public static String pictures(List<PagePicture> pictures) {
    return pictures.stream()
        .map(
            picture ->
                "<figure>\n<div class=\"wide\"><img alt=\"%s\" src=\"%s\"></div>\n<figcaption><b>%s.</b> %s</figcaption>\n</figure>\n"
                    .formatted(
                        text(picture.title() + ": " + picture.caption()),
                        picture.address(),
                        text(picture.title()),
                        text(picture.caption())))
        .collect(Collectors.joining());
  }
}
