package dev.rawline.studio.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests are written byte by byte: clients of HTTP would correct what is tested. */
class GateTest {
  private static final String PROXY = "studio.example.org";
  private static final Charset UTF_8 = StandardCharsets.UTF_8;
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

  /** A server that says nothing is a failure, too [ms]. */
  private static final int LONGEST_SILENCE = 20_000;

  private static final String TOKEN = "a-token-of-this-test";
  private static final List<Throwable> FAILURES = new ArrayList<>();
  private static HttpServer open;
  private static HttpServer closed;

  @BeforeAll
  static void start() throws IOException {
    open = server(Optional.empty());
    closed = server(Optional.of(TOKEN));
  }

  private static HttpServer server(Optional<String> token) throws IOException {
    return new HttpServer(
        InetAddress.getLoopbackAddress(),
        0,
        new Gate(Set.of("localhost", "127.0.0.1"), Set.of(PROXY), token),
        List.of(
            Route.get("/", _ -> new Reply.Content("text/html", "page".getBytes(UTF_8))),
            Route.get(
                "/api/secret", _ -> new Reply.Content("text/plain", "secret".getBytes(UTF_8))),
            Route.get(
                "/api/broken",
                _ -> {
                  throw new UncheckedIOException(new IOException("a.csv: cannot be read"));
                }),
            Route.post("/api/write", request -> new Reply.Json(request.json()))),
        FAILURES::add);
  }

  @AfterAll
  static void stop() {
    open.close();
    closed.close();
    assertThat(FAILURES).isEmpty();
  }

  /** A proxy passes requests on by its own name, and its pages come by TLS or not. */
  @ParameterizedTest
  @CsvSource({
    "studio.example.org, , 200",
    "studio.example.org, https://studio.example.org, 200",
    "studio.example.org, http://studio.example.org, 200",
    "studio.example.org, https://example.org, 403",
    "studio.example.org:80, , 421",
    "example.org, , 421",
  })
  void answersByTheNameOfItsProxy(String host, String origin, int expected) throws IOException {
    String[] headers =
        origin == null
            ? new String[] {"Host: " + host}
            : new String[] {"Host: " + host, "Origin: " + origin};
    assertThat(status(answer(open, "GET /api/secret HTTP/1.1", headers))).isEqualTo(expected);
  }

  /** A machine's own name is not reached by TLS. */
  @Test
  void itsOwnPagesComeWithoutTls() throws IOException {
    String origin = "Origin: https://localhost:" + open.port();
    assertThat(status(answer(open, "GET /api/secret HTTP/1.1", host(), origin))).isEqualTo(403);
  }

  /** Returns the whole answer to lines of a request. */
  private static String answer(HttpServer server, String first, String... headers)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(LONGEST_SILENCE);
      String request = first + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          return head.toString();
        }
        head.append((char) next);
      }
      Matcher length = LENGTH.matcher(head);
      boolean hasBody = length.find() && !first.startsWith("HEAD ");
      return head
          + (hasBody ? new String(in.readNBytes(Integer.parseInt(length.group(1))), UTF_8) : "");
    }
  }

  private static String host() {
    return "Host: localhost:" + open.port();
  }

  private static int status(String answer) {
    return Integer.parseInt(answer.split(" ", -1)[1]);
  }

  @Test
  void answersWhatItShould() throws IOException {
    String answer = answer(open, "GET /api/secret HTTP/1.1", host());
    assertThat(status(answer)).isEqualTo(200);
    assertThat(answer)
        .endsWith("secret")
        .contains("Content-Security-Policy: default-src 'none'")
        .contains("X-Content-Type-Options: nosniff")
        .contains("Cache-Control: no-store");
  }

  @Test
  void aHeadHasNoBody() throws IOException {
    String answer = answer(open, "HEAD /api/secret HTTP/1.1", host());
    assertThat(status(answer)).isEqualTo(200);
    assertThat(answer).containsIgnoringCase("Content-Length: 6");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/%73ecret",
        "/%61pi/secret",
        "/api%2fsecret",
        "/api%2Fsecret",
        "//api/secret",
        "/api//secret",
        "/./api/secret",
        "/api/./secret",
        "/api/../api/secret",
        "/%2e/api/secret",
        "/%2e%2e/api/secret",
        "/api/secret/",
        "/api/secret/.",
        "/api/secret;a=b",
        "/api;a/secret",
        "/API/secret",
        "/api/Secret",
        "/api/secret%00",
        "/api/secret%20",
        "/api/secret.",
        "/api/secret#",
        "/api\\secret",
        "/api/secret%3f",
        "http://localhost/api/secret",
        "*",
        "/api/s%c0%aeecret",
        "/api/secret\t",
      })
  void aPathHasOneSpelling(String path) throws IOException {
    for (String method : List.of("GET", "HEAD", "POST")) {
      for (HttpServer server : List.of(open, closed)) {
        String answer =
            answer(
                server,
                method + " " + path + " HTTP/1.1",
                "Host: localhost:" + server.port(),
                "Content-Type: application/json",
                "Content-Length: 0");
        assertThat(answer).as(method + " " + path).doesNotEndWith("secret");
        assertThat(status(answer)).as(method + " " + path).isBetween(400, 499);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "FOO"})
  void otherMethodsAreRejected(String method) throws IOException {
    assertThat(status(answer(open, method + " /api/secret HTTP/1.1", host()))).isBetween(400, 499);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: attacker.example",
        "Host: localhost",
        "Host: localhost:1",
        "Host: localhost.attacker.example:80",
        "Host:",
        "X: y",
      })
  void otherHostsAreRejected(String host) throws IOException {
    assertThat(status(answer(open, "GET /api/secret HTTP/1.1", host))).isBetween(400, 499);
  }

  @Test
  void twoHostsAreRejected() throws IOException {
    assertThat(
            status(answer(open, "GET /api/secret HTTP/1.1", host(), "Host: attacker.example:80")))
        .isBetween(400, 499);
  }

  @ParameterizedTest
  @CsvSource({
    "Origin: http://attacker.example",
    "Origin: null",
    "Origin: https://localhost",
    "Sec-Fetch-Site: cross-site",
    "Sec-Fetch-Site: same-site",
  })
  void pagesOfOtherSitesAreRejected(String header) throws IOException {
    assertThat(status(answer(open, "GET /api/secret HTTP/1.1", host(), header))).isEqualTo(403);
    assertThat(
            status(
                answer(
                    open,
                    "POST /api/write HTTP/1.1",
                    host(),
                    header,
                    "Content-Type: application/json",
                    "Content-Length: 0")))
        .isEqualTo(403);
  }

  @Test
  void itsOwnPageMayWrite() throws IOException {
    String answer =
        answer(
            open,
            "POST /api/write HTTP/1.1",
            host(),
            "Origin: http://localhost:" + open.port(),
            "Sec-Fetch-Site: same-origin",
            "Content-Type: application/json",
            "Content-Length: 7\r\n\r\n{\"a\":1}");
    assertThat(status(answer)).isEqualTo(200);
    assertThat(answer).contains("{\"a\":1}");
  }

  /** What a form of another page can send without being asked first. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain; application/json"
      })
  void formsAreRejected(String type) throws IOException {
    assertThat(
            status(
                answer(
                    open,
                    "POST /api/write HTTP/1.1",
                    host(),
                    "Content-Type: " + type,
                    "Content-Length: 0")))
        .isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X: y",
        "Authorization: Bearer",
        "Authorization: Bearer a-token-of-this-tesT",
        "Authorization: Basic a-token-of-this-test",
        "Cookie: rawline_token=a",
        "Cookie: other=a-token-of-this-test"
      })
  void aServerWithATokenNeedsIt(String header) throws IOException {
    String host = "Host: localhost:" + closed.port();
    assertThat(status(answer(closed, "GET / HTTP/1.1", host, header))).isEqualTo(401);
    assertThat(status(answer(closed, "GET /?enter=other HTTP/1.1", host, header))).isEqualTo(401);
    assertThat(status(answer(closed, "GET /api/secret?enter=" + TOKEN + " HTTP/1.1", host, header)))
        .isEqualTo(401);
  }

  @Test
  void theTokenLeavesTheAddress() throws IOException {
    String host = "Host: localhost:" + closed.port();
    String answer = answer(closed, "GET /?enter=" + TOKEN + " HTTP/1.1", host);
    assertThat(status(answer)).isEqualTo(303);
    assertThat(answer)
        .contains("Location: /\r\n")
        .contains("rawline_token=" + TOKEN)
        .containsIgnoringCase("HttpOnly")
        .containsIgnoringCase("SameSite=Strict");
    for (String header :
        List.of("Cookie: rawline_token=" + TOKEN, "Authorization: Bearer " + TOKEN)) {
      assertThat(status(answer(closed, "GET /api/secret HTTP/1.1", host, header))).isEqualTo(200);
    }
  }

  /** A link may open the first page; what it shows then comes from its own page. */
  @Test
  void aLinkOpensTheFirstPageAlone() throws IOException {
    String site = "Sec-Fetch-Site: cross-site";
    assertThat(status(answer(open, "GET / HTTP/1.1", host(), site))).isEqualTo(200);
    assertThat(status(answer(open, "GET /api/secret HTTP/1.1", host(), site))).isEqualTo(403);
  }

  /** A stream of lines wraps what its file throws. */
  @Test
  void wrappedFailuresAreReported() throws IOException {
    String answer = answer(open, "GET /api/broken HTTP/1.1", host());
    assertThat(status(answer)).isEqualTo(422);
    assertThat(answer).contains("a.csv: cannot be read");
  }

  @Test
  void mistakesAreToldWithoutTraces() throws IOException {
    String answer =
        answer(
            open,
            "POST /api/write HTTP/1.1",
            host(),
            "Content-Type: application/json",
            "Content-Length: 1\r\n\r\n{");
    assertThat(status(answer)).isEqualTo(422);
    assertThat(answer).contains("the request is not JSON").doesNotContain("Exception");
  }
}
