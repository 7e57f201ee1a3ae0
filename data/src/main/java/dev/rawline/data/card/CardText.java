package dev.rawline.data.card;

import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** A data card as Markdown. */
public final class CardText {
  private static final String UNKNOWN = "not known";

  private CardText() {}

  /**
   * Returns the page.
   *
   * @param further further sections, in Markdown; may be empty
   */
  public static String of(DataCard card, String further) {
    StringBuilder text = new StringBuilder("# %s\n\n%s\n\n".formatted(card.name(), card.what()));
    text.append("| | |\n| --- | --- |\n");
    row(text, "licence", card.rights().licence().orElse(UNKNOWN));
    row(text, "attribution", card.rights().attribution().orElse(UNKNOWN));
    row(text, "citation", card.rights().citation().orElse(UNKNOWN));
    row(text, "source", card.source().orElse(UNKNOWN));
    row(text, "camera", card.camera().orElse(UNKNOWN));
    row(text, "calibration", card.calibration().orElse(UNKNOWN));
    row(text, "intensities", intensities(card.intensities()));
    row(text, "contents", contents(card.contents()));
    row(text, "how made", card.made());
    row(text, "sha256 of the content", "`" + card.sha256() + "`");
    if (!card.contents().classes().isEmpty()) {
      text.append("\n| class | samples |\n| --- | ---: |\n");
      card.contents().classes().forEach((name, count) -> row(text, name, String.valueOf(count)));
    }
    return further.isEmpty() ? text.toString() : text.append('\n').append(further).toString();
  }

  private static void row(StringBuilder text, String left, String right) {
    text.append("| %s | %s |\n".formatted(cell(left), cell(right)));
  }

  /** Bars would end a cell, and lines a row. */
  private static String cell(String words) {
    return words.replace("|", "\\|").replaceAll("\\R", " ");
  }

  private static String intensities(List<Double> intensities) {
    return intensities.isEmpty()
        ? UNKNOWN
        : intensities.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static String contents(DataSetCounts contents) {
    StringJoiner words = new StringJoiner(", ");
    words.add(count(contents.samples(), "sample"));
    words.add(count(contents.groups(), "group"));
    if (contents.masks() > 0) {
      words.add(count(contents.masks(), "mask"));
    }
    if (!contents.classes().isEmpty()) {
      words.add(
          contents.classes().size() == 1 ? "1 class" : contents.classes().size() + " classes");
    }
    return words.toString();
  }

  private static String count(int count, String noun) {
    return count == 1 ? "1 " + noun : count + " " + noun + "s";
  }
}
