package dev.rawline.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExitCodeTest {
  private static final class Renders {}

  @Checks
  private static final class Decides {}

  @Checks(warns = false)
  private static final class Compares {}

  @Test
  void exitCodesMatchTheTable() {
    assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::number))
        .containsExactly(0, 1, 2, 3, 4, 130);
  }

  @Test
  void onlyChecksHaveVerdicts() {
    assertThat(ExitCode.table(Renders.class)).containsOnlyKeys("0", "1", "2", "130");
    assertThat(ExitCode.table(Decides.class)).containsOnlyKeys("0", "1", "2", "3", "4", "130");
    assertThat(ExitCode.table(Compares.class)).containsOnlyKeys("0", "1", "2", "3", "130");
  }
}
