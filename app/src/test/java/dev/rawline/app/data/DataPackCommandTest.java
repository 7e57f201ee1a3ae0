package dev.rawline.app.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.app.Ran;
import dev.rawline.data.layout.DataSets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataPackCommandTest {
  private static final String FLATS = Path.of("../examples/flats").toString();

  @TempDir private Path work;

  @Test
  void aDataSetIsPackedAndThenKept() throws Exception {
    Path packed = work.resolve("packed");
    Ran first = Ran.rawline("data", "pack", FLATS, "--out", packed.toString());
    int count = DataSets.open(Path.of(FLATS)).samples().size();
    String hash = DataSets.open(Path.of(FLATS)).hash();
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out())
        .startsWith("%d packed, 0 kept: %s (1 shard, ".formatted(count, packed))
        .endsWith("hash %s)%n".formatted(hash.substring(0, 12)));
    assertThat(first.err()).startsWith("[1/%d] ".formatted(count));
    assertThat(DataSets.open(packed).hash()).isEqualTo(hash);

    Ran second = Ran.rawline("data", "pack", FLATS, "--out", packed.toString());
    assertThat(second.out()).startsWith("0 packed, %d kept: ".formatted(count));

    // What is packed is a data set like any other, so it can be packed again.
    Ran again =
        Ran.rawline("data", "pack", packed.toString(), "--out", work.resolve("again").toString());
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(work.resolve("again/shard-000000.tar"))
        .hasSameBinaryContentAs(packed.resolve("shard-000000.tar"));
  }

  @Test
  void mistakesAreReportedInOneSentence() throws Exception {
    String out = work.resolve("out").toString();
    Ran.rawline("data", "pack").assertRefused("'DATASET'");
    Ran.rawline("data", "pack", FLATS).assertRefused("'--out=DIR'");
    Ran.rawline("data", "pack", FLATS, "--out", out, "--shard-size", "0")
        .assertRefused("--shard-size is 0: expected 1 to 1048576 (MiB)");
    Ran.rawline("data", "pack", FLATS, "--out", out, "--shard-size", "1GB")
        .assertRefused("1GB", "--shard-size");
    Ran.rawline("data", "pack", FLATS, "--out", out, "--layout", "labelled")
        .assertRefused("unknown layout 'labelled': expected one of labels, ");
    Ran.rawline("data", "pack", work.resolve("nowhere").toString(), "--out", out)
        .assertRefused("there is no folder or published data set '");
    assertThat(Path.of(out)).doesNotExist();

    Path file = Files.writeString(work.resolve("file"), "mine");
    Ran onto = Ran.rawline("data", "pack", FLATS, "--out", file.toString());
    assertThat(onto.code()).isEqualTo(1);
    assertThat(onto.err()).contains(file + ": it is a file, not a folder; choose another folder");
    Ran.rawline("data", "pack", FLATS, "--out", FLATS)
        .assertRefused(FLATS + " is inside the data set itself: choose a folder next to it");
  }
}
