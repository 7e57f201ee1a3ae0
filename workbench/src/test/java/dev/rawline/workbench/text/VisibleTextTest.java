package dev.rawline.workbench.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** Characters that act are shown, and text is text. */
class VisibleTextTest {
  @Test
  void charactersThatActAreEscapes() {
    assertThat(VisibleText.of("a\u001b]0;b\u0007\u009b2J\u007f\u0000\r"))
        .isEqualTo("a\\x1b]0;b\\x07\\u009b2J\\u007f\\x00\\x0d");
    assertThat(VisibleText.of("\u202e\u2066\u200f\ufeff\u2028\ufffe\ud800"))
        .isEqualTo("\\u202e\\u2066\\u200f\\ufeff\\u2028\\ufffe\\ud800");
    assertThat(VisibleText.of("a" + Character.toString(0xe0041))).isEqualTo("a\\udb40\\udc41");
  }

  @Test
  void textStays() {
    String text = "naïve\t12 µm\n→ 日本語 😀 👩\u200d🔬 می\u200cخواهم │▏ \"quoted\" \\x1b";
    assertThat(VisibleText.of(text)).isEqualTo(text);
  }

  /** Of every character an XML parser reads what is shown of it. */
  @Test
  void everyCharacterIsTextInXml() throws Exception {
    StringBuilder all = new StringBuilder();
    for (int character = 0; character <= 0x10ffff; character += character < 0x3000 ? 1 : 0x3d) {
      all.appendCodePoint(character);
    }
    String text = all.toString();
    String xml =
        "<a b=\"" + MarkupText.escaped("\"<'>&") + "\">" + MarkupText.escaped(text) + "</a>";
    var root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)))
            .getDocumentElement();
    assertThat(root.getTextContent()).isEqualTo(VisibleText.of(text));
    assertThat(root.getAttribute("b")).isEqualTo("\"<'>&");
  }
}
