package dev.rawline.app.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.app.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetching and pushing from the terminal, and likely mistakes. */
class DataCommandTest {
  @TempDir private Path scratch;
  private String set;

  @BeforeEach
  void make() throws IOException {
    Path folder = Files.createDirectories(scratch.resolve("set/images")).getParent();
    Files.write(folder.resolve("images/a.tiff"), new byte[1000]);
    Files.writeString(folder.resolve("card.yaml"), "name: a\n");
    set = folder.toString();
  }

  @Test
  void aSetIsPushedAndFetched() {
    String copy = scratch.resolve("copy").toString();
    Ran push = Ran.rawline("data", "push", set, copy);
    assertThat(push.code()).isZero();
    assertThat(push.out()).isEqualTo("2 sent, 0 there already: %s%n".formatted(copy));
    assertThat(push.err()).isEqualTo("[1/2] images/a.tiff: sent%n".formatted());
    assertThat(Ran.rawline("data", "push", set, "file:" + copy).out())
        .isEqualTo("0 sent, 2 there already: file:%s%n".formatted(copy));

    String out = scratch.resolve("out").toString();
    assertThat(Ran.rawline("data", "fetch", copy, "--out", out).out())
        .isEqualTo("already on this machine, 3 copied, 0 kept: %s%n".formatted(out));
    assertThat(Ran.rawline("data", "fetch", copy, "--out", out).out())
        .isEqualTo("already on this machine, 0 copied, 3 kept: %s%n".formatted(out));
    assertThat(Ran.rawline("data", "fetch", copy).out())
        .isEqualTo("already on this machine: %s%n".formatted(copy));
  }

  @Test
  void aCopyDoesNotReplaceOtherFiles() throws IOException {
    Path out = Files.createDirectories(scratch.resolve("out/images")).getParent();
    Files.write(out.resolve("images/a.tiff"), new byte[10]);
    Ran ran = Ran.rawline("data", "fetch", set, "--out", out.toString());
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo(
            "rawline data fetch: %s: contains a file with different content (images/a.tiff), and data push never replaces files; choose another location%n"
                .formatted(out));
    assertThat(out.resolve("card.yaml")).doesNotExist();
  }

  @Test
  void invalidWordsAreReported() {
    Ran.rawline("data", "fetch", "raw-microscop")
        .assertRefused(
            "rawline data fetch: there is no folder or published data set 'raw-microscop' (raw-microscopy, raw-drone): expected ");
    Ran.rawline("data", "fetch", "s3:my-bucket")
        .assertRefused("'s3:my-bucket' names no bucket: expected s3://BUCKET/PREFIX");
    Ran.rawline("data", "fetch", set, "--sha256", "12")
        .assertRefused("'12' is no SHA-256: expected 64 hexadecimal digits");
    Ran.rawline("data", "fetch", "s3://my-bucket/a", "--endpoint", "backblaze")
        .assertRefused(
            "'backblaze' is no endpoint: expected an address such as https://s3.eu-central-003.backblazeb2.com");
  }

  @Test
  void missingArgumentsAreNamed() {
    Ran.rawline("data").assertRefused("rawline data: a command is missing");
    Ran.rawline("data", "fetch")
        .assertRefused("it lacks a data set: raw-microscopy, raw-drone, a location, or a folder");
    Ran.rawline("data", "push").assertRefused("it lacks DIR, the data set's folder");
    Ran.rawline("data", "push", set).assertRefused("it lacks LOCATION, where it is put");
    Ran.rawline("data", "fetsh").assertRefused("there is no command 'fetsh'; did you mean");
  }

  @Test
  void unsuitableDestinationsAreReported() {
    Ran.rawline("data", "push", set, "https://example.org/a/")
        .assertRefused("'https://example.org/a/' can only be read: expected a folder, or s3://");
    Ran.rawline("data", "push", set, "zenodo:7").assertRefused("is a published record");
    Ran.rawline("data", "push", scratch.resolve("none").toString(), "x")
        .assertRefused(scratch.resolve("none") + ": there is no such folder; check its path");
  }
}
