package dev.rawline.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.app.Ran;
import dev.rawline.app.terminal.OwnProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {
  @TempDir private Path folder;

  private static int status(String address) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }

  /** Starts the program, passes on the address that it prints, and interrupts it. */
  private static int served(List<String> words, Visit visit)
      throws IOException, InterruptedException {
    Process program =
        Ran.program(List.of(), words)
            .redirectErrorStream(false)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
      String address = out.readLine();
      assertThat(address).startsWith("http://");
      visit.to(address);
      new ProcessBuilder("kill", "-INT", String.valueOf(program.pid())).start().waitFor();
      return program.waitFor();
    } finally {
      program.destroyForcibly();
    }
  }

  private interface Visit {
    void to(String address) throws IOException, InterruptedException;
  }

  @Test
  void servesThePageUntilItIsInterrupted() throws IOException, InterruptedException {
    int code =
        served(
            List.of("serve", folder.toString(), "--port", "0"),
            address -> assertThat(status(address)).isEqualTo(200));
    assertThat(code).isIn(0, 130);
  }

  /** What others can reach needs the token in the address that is printed. */
  @Test
  void needsATokenWhereOthersCanReachIt() throws IOException, InterruptedException {
    served(
        List.of("serve", folder.toString(), "--port", "0", "--listen", "0.0.0.0"),
        address -> {
          assertThat(address).matches("http://.+:\\d+/\\?enter=[0-9a-f]{16}");
          String local = address.replaceFirst("//[^/]+:", "//localhost:");
          assertThat(status(local)).isEqualTo(303);
          assertThat(status(local.replaceFirst("\\?.*", ""))).isEqualTo(401);
        });
  }

  @Test
  void aDemonstrationNeedsNoToken() throws IOException, InterruptedException {
    served(
        List.of("serve", "--demo", "--port", "0", "--listen", "0.0.0.0"),
        address -> {
          assertThat(address).endsWith("/");
          assertThat(status(address.replaceFirst("//[^/]+:", "//localhost:"))).isEqualTo(200);
        });
  }

  /** Plans that the page starts are processes of their own. */
  @Test
  void startsItselfInAnotherProcess() throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(OwnProgram.words());
    words.add("--version");
    Process program =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(program.waitFor()).isZero();
    assertThat(said).startsWith("rawline ");
  }

  @Test
  void namesAPortThatIsInUse() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(other.getLocalPort());
      Ran ran = Ran.rawline("serve", folder.toString(), "--port", port);
      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err())
          .startsWith("rawline serve: port %s of 127.0.0.1 cannot be used".formatted(port))
          .contains("perhaps another studio", "--port; 0 takes a free one")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void rejectsFoldersThatAreNone() {
    Ran.rawline("serve", folder.resolve("none").toString())
        .assertRefused("none is no folder", "expected folders with raw files");
    Ran.rawline("serve", "--port", "70000").assertRefused("--port is 70000", "0 to 65535");
    Ran.rawline("serve", "--listen", "no.such.host.invalid", folder.toString())
        .assertRefused("--listen is 'no.such.host.invalid'");
  }
}
