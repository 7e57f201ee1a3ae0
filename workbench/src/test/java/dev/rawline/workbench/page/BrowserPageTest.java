package dev.rawline.workbench.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.camera.ViewName;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The check of pages finds what it is there for. */
class BrowserPageTest {
  private static List<String> problems(String head, String body) throws IOException {
    return BrowserPage.problems(
        "planted", new Page("Planted", "What a reader cannot read", head, "", body).html());
  }

  private static String section(String content) {
    return "<section id=\"one\"><h2>One</h2>" + content + "</section>";
  }

  @Test
  void aPageThatCanBeReadHasNoProblem() throws IOException {
    String table =
        new Table(
                List.of("trained on", "menon", "malvar"),
                List.of(Table.Row.of("menon", "0.93", "0.88"), Table.Row.of("malvar", "0.9", "1")))
            .html();
    assertThat(
            problems(
                "", section(table + "<details><summary>More</summary><p>folded</p></details>")))
        .isEmpty();
  }

  @Test
  void aTableLaidOutAsAGridIsScrambled() throws IOException {
    String style =
        "<style>table { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)) }</style>";
    List<String> views = ViewName.ALL.stream().map(ViewName::toString).toList();
    Table.Row row = Table.Row.of("one", Collections.nCopies(views.size(), "0.93"));
    assertThat(
            problems(style, section(Table.matrix("trained on", views, List.of(row, row)).html())))
        .anyMatch(each -> each.contains("overlaps"));
  }

  @Test
  void overlappingTextsOfADrawingAreFound() throws IOException {
    String drawing =
        "<figure class=\"drawing\"><svg viewBox=\"0 0 200 60\" width=\"200\" height=\"60\">"
            + "<text x=\"10\" y=\"30\">first words</text><text x=\"40\" y=\"32\">second words</text>"
            + "<text x=\"150\" y=\"30\">beyond the edge</text></svg></figure>";
    assertThat(problems("", section(drawing)))
        .contains("1280 px: \"first words\" overlaps \"second words\"")
        .contains("1280 px: \"beyond the edge\" is cut off by its svg");
  }

  @Test
  void wideElementsOverflowAPhoneAndPaper() throws IOException {
    assertThat(problems("", section("<div style=\"width: 900px\">wide</div>")))
        .anyMatch(each -> each.startsWith("390 px: the page is "))
        .anyMatch(
            each -> each.startsWith("A4: <div class=\"\"> lies beyond the edge of the paper"));
  }

  @Test
  void tinyLettersAreFound() throws IOException {
    assertThat(problems("", section("<p style=\"font-size: 4px\">small print</p>")))
        .contains("390 px: \"small print\" is 4.0 px high");
  }

  @Test
  void hiddenOverflowCutsText() throws IOException {
    assertThat(
            problems(
                "",
                section(
                    "<p style=\"width: 4rem; overflow: hidden; white-space: nowrap\">words that are cut</p>")))
        .contains("1280 px: \"words that are cut\" is cut off by its p");
  }

  @Test
  void anotherPaperIsFound() throws IOException {
    assertThat(problems("<style>@page { size: letter }</style>", section("words")))
        .contains("printed on [612 × 792 points]");
  }

  @Test
  void foldedPartsArePrinted() throws IOException {
    assertThat(
            problems(
                "<style>@media print { details::details-content { content-visibility: hidden !important } }</style>",
                section("<details><summary>More</summary><p>folded</p></details>")))
        .contains("A4: \"folded\" is folded");
  }
}
