package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder with a Java runtime, which runs as it is. */
class AppImageTest {
  @TempDir private Path work;

  private Ended build(Map<String, String> variables, Path jars)
      throws IOException, InterruptedException {
    String folder = work.resolve("images").toString();
    return Ended.run(
        variables,
        List.of(
            "../packaging/app-image",
            System.getProperty("java.home"),
            jars.toString(),
            "c0ffee",
            folder));
  }

  @Test
  void itRendersWithNothingElseInstalled() throws IOException, InterruptedException {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "skipped: its launcher is elsewhere");

    Ended built = build(Map.of(), ProgramJars.in(work.resolve("jars"))).succeeded("app-image");

    Path image = work.resolve("images/rawline");
    assertThat(built.out()).isEqualTo(image + "\n");
    Path out = work.resolve("views");
    Ended rendered =
        Ended.run(
            Map.of(),
            List.of(
                "/usr/bin/env",
                "-i",
                "HOME=" + work,
                "PATH=/nonexistent",
                image.resolve("bin/rawline").toString(),
                "views",
                "../examples/chart.png",
                "--camera",
                "drone",
                "--out",
                out.toString()));
    rendered.succeeded("views");
    assertThat(rendered.err()).contains("Next: rawline gradients ../examples/chart.png");
    assertThat(out).isDirectoryContaining("glob:**/chart-sheet.png");
    String options = ". ../packaging/launch.sh; printf '%s\\n' \"${options[@]}\" $vectors";
    assertThat(Files.readAllLines(image.resolve("lib/app/rawline.cfg")))
        .contains("java-options=-Drawline.commit=c0ffee")
        .containsAll(
            Ended.works("bash", "-c", options).lines().map("java-options="::concat).toList());
    assertThat(image.resolve("lib/app"))
        .isDirectoryContaining("glob:**/pytorch-*-linux-x86_64*.jar");
    assertThat(image.resolve("lib/app")).isDirectoryContaining("glob:**/LICENSE");
  }

  @Test
  void anUnknownSystemIsNamed() throws IOException, InterruptedException {
    Path uname = Files.writeString(work.resolve("uname"), "#!/bin/sh\necho Plan9 mips\n");
    Ended.works("chmod", "+x", uname.toString());

    Ended ended = build(Map.of("PATH", work + ":" + System.getenv("PATH")), work);

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).startsWith("rawline: there are no libraries for Plan9 mips: ");
    assertThat(work.resolve("images")).doesNotExist();
  }

  @Test
  void itIsNoPackage() throws IOException, InterruptedException {
    Ended ended =
        Ended.run(Map.of(), List.of("../rawline", "package", "--app-image", "--image", work + ""));

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .isEqualTo(
            "rawline: --app-image stands alone: --image, --cluster and --key are for packages\n");
  }
}
