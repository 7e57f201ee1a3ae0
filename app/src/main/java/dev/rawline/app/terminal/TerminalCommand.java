package dev.rawline.app.terminal;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.workbench.text.ShellQuoting;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every command shares: where it prints, its progress bar, and how it is interrupted. */
public abstract class TerminalCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  /** The program that commands are a part of. */
  public interface Root {

    /** Returns what lets a command that computes end in order. */
    InterruptHandler interruption();
  }

  /**
   * A computation that reports its progress.
   *
   * @param <R> its result
   */
  @FunctionalInterface
  protected interface Computation<R> {

    /** Computes. */
    R run(Progress progress) throws IOException;
  }

  @Override
  public abstract ExitCode call() throws IOException;

  /** Returns the command as picocli describes it. */
  protected final CommandSpec spec() {
    return spec;
  }

  /** Returns stdout. */
  protected final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Returns stderr. */
  protected final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** Returns what listens for interruptions. */
  protected final InterruptHandler interruption() {
    return ((Root) spec.root().userObject()).interruption();
  }

  /** Returns the command line as it was typed, for a shell. */
  protected final String typed() {
    return ShellQuoting.of("./rawline", spec.root().commandLine().getParseResult().originalArgs());
  }

  /**
   * Requires an argument.
   *
   * @throws IllegalArgumentException if it is missing
   */
  protected static void requireGiven(Object argument, String what) {
    if (argument == null) {
      throw new IllegalArgumentException("it lacks " + what);
    }
  }

  /**
   * Requires that a file may be written.
   *
   * @throws IllegalArgumentException if it exists, and must not be replaced
   */
  protected static void requireFree(Path file, boolean force) {
    if (Files.exists(file) && !force) {
      throw new IllegalArgumentException(
          "%s already exists: choose another file, or replace it with --force".formatted(file));
    }
  }

  /**
   * Returns the file that a word names, which is not the name of a preset.
   *
   * @throws IllegalArgumentException if there is none
   */
  protected static Path requireFile(String what, String word, String kind) {
    Path path = Path.of(word);
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException(
          "there is no %s '%s'%s: expected drone, microscope, or the path of %s"
              .formatted(
                  what, word, word.matches("(?i).*\\.ya?ml") ? ", and no such file" : "", kind));
    }
    return path;
  }

  /** Computes below a progress bar on stderr. */
  protected final <R> R withProgress(Computation<R> task) throws IOException {
    try (TerminalProgress progress = TerminalProgress.on(err())) {
      return task.run(progress);
    }
  }

  /** Computes below a progress bar on stderr, until it is interrupted. */
  protected final <R> R interruptible(Computation<R> task) throws IOException {
    return withProgress(progress -> task.run(interruption().ending(progress)));
  }
}
