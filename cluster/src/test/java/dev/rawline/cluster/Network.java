package dev.rawline.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Machines on a switch, each a network namespace of Linux, whose cables can be pulled.
 *
 * <p>A namespace has no name: it lasts as long as a process is in it, and the first one ends with
 * this program.
 */
final class Network implements AutoCloseable {
  private final List<Process> machines = new ArrayList<>();

  /**
   * Makes machines; the first one has the switch.
   *
   * @throws IOException if this system or user may not
   */
  Network(int count) throws IOException, InterruptedException {
    try {
      for (int i = 0; i < count; i++) {
        Process machine = new ProcessBuilder("unshare", "-n", "sh", "-c", "echo; cat").start();
        machines.add(machine);
        if (machine.getInputStream().read() < 0) {
          throw new IOException(
              new String(machine.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        }
      }
      ip(0, "link add hub type bridge");
      ip(0, "addr add 10.0.0.1/24 dev hub");
      ip(0, "link set hub up");
      ip(0, "link set lo up");
      for (int i = 1; i < count; i++) {
        ip(
            0,
            "link add port%d type veth peer name eth0 netns %d"
                .formatted(i, machines.get(i).pid()));
        ip(0, "link set port%d master hub up".formatted(i));
        ip(i, "addr add %s/24 dev eth0".formatted(machine(i).address()));
        ip(i, "link set eth0 up");
        ip(i, "link set lo up");
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Returns a machine, from 0. */
  StandaloneCluster.Machine machine(int number) {
    String process = String.valueOf(machines.get(number).pid());
    return new StandaloneCluster.Machine(
        "10.0.0." + (number + 1), List.of("nsenter", "-t", process, "-n"));
  }

  /** Pulls the cable of a machine, from 1. */
  void cut(int number) throws IOException, InterruptedException {
    ip(0, "link set port%d down".formatted(number));
  }

  /** Plugs the cable of a machine in again. */
  void mend(int number) throws IOException, InterruptedException {
    ip(0, "link set port%d up".formatted(number));
  }

  private void ip(int machine, String words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(machine(machine).prefix());
    command.add("ip");
    command.addAll(List.of(words.split(" ", -1)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + text);
    }
  }

  @Override
  public void close() {
    machines.forEach(Process::destroyForcibly);
    machines.forEach(process -> process.onExit().join());
  }
}
