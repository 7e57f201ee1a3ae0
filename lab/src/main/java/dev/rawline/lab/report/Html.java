package dev.rawline.lab.report;

import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** The few pieces of HTML that pages are made of. */
final class Html {
  private Html() {}

  /** Returns a text as it stands in HTML, in an attribute too. */
  static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** Returns a symbol such as {@code μ_e.sat} with its index lowered. */
  static String symbol(String symbol) {
    int index = symbol.indexOf('_');
    return index < 0
        ? "<i>" + text(symbol) + "</i>"
        : "<i>%s</i><sub>%s</sub>"
            .formatted(text(symbol.substring(0, index)), text(symbol.substring(index + 1)));
  }

  /** Returns a table of two columns. */
  static String facts(List<Fact> facts) {
    return facts.stream()
        .map(
            fact ->
                "<tr><th scope=\"row\">%s</th><td>%s</td></tr>"
                    .formatted(text(fact.label()), text(fact.value())))
        .collect(Collectors.joining("\n", "<div class=\"wide\"><table>\n", "\n</table></div>"));
  }

  /** Returns the items of a list, a sentence each. */
  static String items(List<String> sentences) {
    return sentences.stream()
        .map(each -> "<li>" + text(each) + "</li>")
        .collect(Collectors.joining("\n"));
  }

  /** Returns the address under which a page itself holds a PNG. */
  static String png(byte[] file) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(file);
  }
}
