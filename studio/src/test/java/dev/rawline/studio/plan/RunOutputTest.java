package dev.rawline.studio.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunOutputTest {
  private static RunOutput of(String... chunks) {
    RunOutput output = new RunOutput();
    for (String chunk : chunks) {
      output.take(chunk.toCharArray(), chunk.length());
    }
    return output;
  }

  @Test
  void linesAreThoseThatStay() {
    RunOutput output = of("12 st", "eps\n\r 37 %│██ │ 4/12 steps", "\r 41 %│██ │ 5/12 steps");
    assertThat(output.lines(0).lines()).containsExactly("12 steps");
    assertThat(output.status()).isEqualTo(" 41 %│██ │ 5/12 steps");
    assertThat(output.share()).hasValue(0.41);
    output.take("\r        \r[6/12] evaluation: done\n".toCharArray(), 34);
    assertThat(output.lines(0).lines()).containsExactly("12 steps", "[6/12] evaluation: done");
    assertThat(output.status()).isEmpty();
    assertThat(output.share()).hasValue(0.5);
  }

  @Test
  void theWarningOfJavaIsLeftOut() {
    assertThat(of("WARNING: Using incubator modules: jdk.incubator.vector\none\n").lines(0))
        .isEqualTo(new RunOutput.Lines(0, List.of("one")));
  }

  @Test
  void linesOfWindowsEndToo() {
    assertThat(of("one\r", "\ntwo\r\n").lines(0).lines()).containsExactly("one", "two");
  }

  @Test
  void whatActsOnTerminalsIsShown() {
    assertThat(of("\u001b[2J\u001b]0;title\u0007red\n").lines(0).lines())
        .containsExactly("\\x1b[2J\\x1b]0;title\\x07red");
  }

  @Test
  void numbersOfLinesStayWhenTheFirstAreForgotten() {
    RunOutput output = new RunOutput();
    for (int i = 0; i < 3000; i++) {
      output.add("line " + i);
    }
    RunOutput.Lines lines = output.lines(0);
    assertThat(lines.first()).isEqualTo(2000);
    assertThat(lines.lines().getFirst()).isEqualTo("line 2000");
    assertThat(lines.next()).isEqualTo(3000);
    assertThat(output.lines(2999).lines()).containsExactly("line 2999");
    assertThat(output.lines(99999).lines()).isEmpty();
    assertThat(output.lines(-5).first()).isEqualTo(2000);
  }

  @Test
  void partsThatAreNoneAreNoShare() {
    assertThat(of("[0/0] nothing\n").share()).hasValue(1);
    assertThat(of("[5/4] more\n").share()).hasValue(1);
    assertThat(of("[a/b]\n 900 % of it\n").share()).isEmpty();
  }
}
