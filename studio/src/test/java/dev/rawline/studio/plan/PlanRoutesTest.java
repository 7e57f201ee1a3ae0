package dev.rawline.studio.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.studio.RunningStudio;
import dev.rawline.studio.StudioClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans that are started, watched and stopped, by a program that only pretends to be Rawline. */
class PlanRoutesTest {
  private static final String EVENTS = "plan/events";
  private static final Pattern PID = Pattern.compile("pid (\\d+)");

  @TempDir private Path temporary;
  private Path work;
  private Optional<RunningStudio> server = Optional.empty();
  private StudioClient client;

  @BeforeEach
  void makePlans() throws IOException {
    work = Files.createDirectory(temporary.resolve("work")).toRealPath();
    Files.writeString(work.resolve("a.yaml"), "exit: 0\n");
    Files.writeString(work.resolve("b.yaml"), "exit: 4\n");
    Files.writeString(work.resolve("c.yaml"), "exit: 2\n");
    Files.writeString(work.resolve("notes.txt"), "no plan\n");
    Files.writeString(temporary.resolve("secret.yaml"), "exit: 0\n");
    Files.createSymbolicLink(work.resolve("out.yaml"), temporary.resolve("secret.yaml"));
    Files.createSymbolicLink(work.resolve("elsewhere"), temporary);
  }

  private void serve(String script) throws IOException {
    serve(script, /* demo= */ false);
  }

  private void serve(String script, boolean demo) throws IOException {
    Path program = FakeProgram.write(temporary.resolve("program"), script);
    RunningStudio started =
        new RunningStudio(
            Map.of("work", work), Optional.empty(), demo, List.of(program.toString()));
    server = Optional.of(started);
    client = new StudioClient(started);
  }

  @AfterEach
  void stop() throws IOException {
    if (server.isPresent()) {
      server.get().close();
      assertThat(server.get().failures()).isEmpty();
    }
  }

  private static Map<String, Object> starting(String plan, String out) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("command", "train");
    body.put("root", "work");
    body.put("path", plan);
    body.put("out_root", "work");
    body.put("out_path", "");
    body.put("out_name", out);
    return body;
  }

  private String start(String plan, String out) {
    StudioClient.Answer answer = client.post("plan/start", starting(plan, out));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return (String) answer.json().get("id");
  }

  private static Optional<Map<String, Object>> run(Map<String, Object> event, String id) {
    return ((List<?>) event.get("runs"))
        .stream().map(PlanRoutesTest::object).filter(run -> id.equals(run.get("id"))).findFirst();
  }

  @SuppressWarnings("unchecked") // objects of JSON have strings as keys
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  private Map<String, Object> until(String id, String state) {
    return client
        .event(
            EVENTS,
            Map.of(),
            event -> run(event, id).filter(run -> state.equals(run.get("state"))).isPresent())
        .flatMap(event -> run(event, id))
        .orElseThrow();
  }

  private List<String> linesUntil(String id, Pattern last) {
    List<String> lines = new ArrayList<>();
    boolean found =
        client
            .event(
                EVENTS,
                Map.of("run", id),
                event -> {
                  ((List<?>) object(event.get("output")).get("lines"))
                      .forEach(line -> lines.add((String) line));
                  return lines.stream().anyMatch(line -> last.matcher(line).find());
                })
            .isPresent();
    assertThat(found).as("lines %s", lines).isTrue();
    return lines;
  }

  private ProcessHandle process(String id) {
    for (String line : linesUntil(id, PID)) {
      Matcher pid = PID.matcher(line);
      if (pid.find()) {
        return ProcessHandle.of(Long.parseLong(pid.group(1))).orElseThrow();
      }
    }
    throw new AssertionError("it prints no pid");
  }

  @Test
  void aPlanIsStartedWatchedAndStoppedInOrder() throws IOException {
    serve(FakeProgram.WORKS);
    String id = start("a.yaml", "out a");
    Map<String, Object> moving =
        client
            .event(
                EVENTS,
                Map.of(),
                event -> run(event, id).filter(run -> run.containsKey("share")).isPresent())
            .flatMap(event -> run(event, id))
            .orElseThrow();
    assertThat((String) moving.get("status")).contains("/100 steps, training");
    assertThat(((Number) moving.get("share")).doubleValue()).isBetween(0.0, 1.0);
    assertThat(moving)
        .containsEntry("state", "running")
        .containsEntry("plan", "work/a.yaml")
        .containsEntry("out", "work/out a");
    assertThat((String) moving.get("typed")).startsWith("./rawline train /").endsWith("/out a'");
    ProcessHandle process = process(id);
    assertThat(linesUntil(id, Pattern.compile("arguments")).get(1))
        .isEqualTo(
            "arguments: train %s --out %s"
                .formatted(work.resolve("a.yaml"), work.resolve("out a")));
    assertThat(client.post("plan/stop", Map.of("run", id)).json())
        .containsEntry("state", "stopping");
    assertThat(until(id, "stopped")).containsEntry("exit", 130);
    assertThat(linesUntil(id, Pattern.compile("^interrupted")))
        .anyMatch(line -> line.startsWith("interrupted: saving"));
    assertThat(process.isAlive()).isFalse();
  }

  /** A page that is reloaded asks again, from the line that it wants. */
  @Test
  void outputIsSentAgainFromAnyLine() throws IOException {
    serve(FakeProgram.ENDS);
    String id = start("a.yaml", "out");
    Map<String, Object> done = until(id, "done");
    assertThat(done).containsEntry("exit", 0).containsEntry("share", 0.5);
    Map<String, Object> all =
        client
            .event(EVENTS, Map.of("run", id), _ -> true)
            .map(event -> object(event.get("output")))
            .orElseThrow();
    assertThat(all).containsEntry("first", 0).containsEntry("lines", List.of("[2/4] half: done"));
    Map<String, Object> rest =
        client
            .event(EVENTS, Map.of("run", id, "line", "1"), _ -> true)
            .map(event -> object(event.get("output")))
            .orElseThrow();
    assertThat(rest).containsEntry("first", 1).containsEntry("lines", List.of());
  }

  @Test
  void exitCodesAreThoseOfAllCommands() throws IOException {
    serve(FakeProgram.ENDS);
    assertThat(until(start("b.yaml", "b"), "warned")).containsEntry("exit", 4);
    assertThat(until(start("c.yaml", "c"), "failed")).containsEntry("exit", 2);
  }

  @Test
  void someRunAtOnceAndOthersWait() throws IOException {
    serve(FakeProgram.WORKS);
    String first = start("a.yaml", "1");
    String second = start("a.yaml", "2");
    String third = start("a.yaml", "3");
    String fourth = start("a.yaml", "4");
    until(first, "running");
    until(second, "running");
    until(third, "waiting");
    assertThat(client.post("plan/start", starting("b.yaml", "1")).text())
        .contains("a run that has not ended writes into 'work/1'");
    assertThat(client.post("plan/stop", Map.of("run", fourth)).json())
        .containsEntry("state", "stopped");
    client.post("plan/stop", Map.of("run", first));
    until(first, "stopped");
    until(third, "running");
  }

  @Test
  void aBoundedNumberWaits() throws IOException {
    serve(FakeProgram.WORKS);
    for (int i = 0; i < 22; i++) {
      start("a.yaml", "out-" + i);
    }
    assertThat(client.post("plan/start", starting("a.yaml", "another")).text())
        .contains("20 plans wait: expected at most 20");
  }

  @Test
  void floodsOfOutputAreBounded() throws IOException {
    serve(FakeProgram.FLOODS);
    String id = start("a.yaml", "out");
    until(id, "done");
    Map<String, Object> output =
        client
            .event(EVENTS, Map.of("run", id), _ -> true)
            .map(event -> object(event.get("output")))
            .orElseThrow();
    List<String> lines = ((List<?>) output.get("lines")).stream().map(String.class::cast).toList();
    assertThat(lines).hasSizeLessThanOrEqualTo(RunOutput.MOST_LINES);
    assertThat(lines).allMatch(line -> line.length() <= RunOutput.LONGEST);
    assertThat(lines.stream().mapToInt(String::length).sum()).isLessThanOrEqualTo(1 << 17);
    assertThat(((Number) output.get("first")).intValue() + lines.size()).isEqualTo(3001);
    assertThat(lines.getLast()).matches("y{500}");
  }

  @Test
  void aServerThatClosesLeavesNoProcess() throws IOException {
    serve(FakeProgram.WORKS);
    List<ProcessHandle> processes =
        List.of(process(start("a.yaml", "1")), process(start("a.yaml", "2")));
    start("a.yaml", "3");
    server.orElseThrow().close();
    server = Optional.empty();
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    try (Stream<ProcessHandle> left = ProcessHandle.current().descendants()) {
      assertThat(
              left.filter(child -> child.info().commandLine().orElse("").contains(work.toString())))
          .isEmpty();
    }
  }

  @Test
  void pathsAndCommandsOfOthersAreRejected() throws IOException {
    serve(FakeProgram.ENDS);
    for (String path : List.of("../secret.yaml", "elsewhere/secret.yaml", "out.yaml")) {
      assertThat(client.post("plan/start", starting(path, "out")).text())
          .contains("is not in the folder 'work'");
    }
    assertThat(client.post("plan/start", starting("notes.txt", "out")).text())
        .contains("'notes.txt' is no plan");
    assertThat(client.post("plan/start", starting("none.yaml", "out")).status()).isEqualTo(404);
    for (String name : List.of("..", ".", "", "a/b", "../out", "--out", "-x", ".hidden", "a\nb")) {
      assertThat(client.post("plan/start", starting("a.yaml", name)).text())
          .as(name)
          .contains("cannot be the name of a folder");
    }
    assertThat(client.post("plan/start", starting("a.yaml", "elsewhere")).text())
        .contains("'elsewhere' is a file or a link");
    for (String command :
        List.of("serve", "lab sql", "train --device cuda", "TRAIN", "", "--help", "generate")) {
      Map<String, Object> body = starting("a.yaml", "out");
      body.put("command", command);
      assertThat(client.post("plan/start", body).text())
          .as(command)
          .contains("is no command that runs a plan: expected one of train, drift");
    }
    Map<String, Object> more = starting("a.yaml", "args");
    more.put("arguments", List.of("--force"));
    assertThat((String) client.post("plan/start", more).json().get("typed"))
        .doesNotContain("force");
    assertThat(client.post("plan/stop", Map.of("run", "1")).text()).contains("there is no run");
    assertThat(client.event(EVENTS, Map.of("run", "1"), _ -> true).orElseThrow())
        .doesNotContainKey("output");
    assertThat(client.get(EVENTS, Map.of("line", "x")).text()).contains("line is 'x'");
  }

  /** A page offers the commands that read the plan, and shows why the others do not. */
  @Test
  void aPlanNamesItsCommands() throws IOException {
    serve(FakeProgram.ENDS);
    Files.writeString(work.resolve("quality.yaml"), "reference: there\ndata: here\n");
    Map<String, Object> plan =
        client.get("plan", Map.of("root", "work", "path", "quality.yaml")).json();
    assertThat(plan).containsEntry("name", "quality").containsEntry("canStart", true);
    assertThat((String) plan.get("text")).startsWith("reference: there");
    Map<String, Object> commands = object(plan.get("commands"));
    assertThat(commands)
        .containsOnlyKeys("train", "drift", "forensics", "optimize", "generate train", "quality")
        .containsEntry("quality", "");
    assertThat((String) commands.get("drift")).isNotEmpty();
  }

  @Test
  void aDemonstrationStartsNothing() throws IOException {
    serve(FakeProgram.ENDS, /* demo= */ true);
    assertThat(client.post("plan/start", starting("a.yaml", "out")).status()).isEqualTo(404);
  }
}
