package dev.rawline.app.terminal;

import dev.rawline.data.web.Address;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.workbench.output.OutputFiles;
import dev.rawline.workbench.share.Share;
import dev.rawline.workbench.text.ShellQuoting;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/**
 * What every command shares: where it prints, its progress bar, how it is interrupted, and the next
 * command that it suggests.
 */
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

  /**
   * Returns the words of the command that most likely follows this one, once it has done its work;
   * empty where none is likely, or where another program reads what it prints.
   */
  protected abstract List<String> next();

  /** Prints the next command to stderr, if this one did its work, and a person reads the result. */
  public final void suggestNext(ExitCode code) {
    boolean worked =
        switch (code) {
          case DONE, CHECK_FAILED, CHECK_WARNS -> !interruption().happened();
          case FAILED, REJECTED, INTERRUPTED -> false;
        };
    if (worked && given("--json").isEmpty() && !Share.isPart()) {
      List<String> next = next();
      if (!next.isEmpty() && next.stream().noneMatch(word -> new Address(word).isSecret())) {
        out().flush();
        err().println("Next: " + ShellQuoting.of(program(), next));
      }
    }
  }

  /** Returns the program as it was called, which the launcher passes on. */
  private static String program() {
    return System.getProperty("rawline.program", "./rawline");
  }

  /** Returns the words of a command: what is a list counts as its words. */
  protected static List<String> words(Object... words) {
    return Stream.of(words)
        .flatMap(word -> word instanceof List<?> several ? several.stream() : Stream.of(word))
        .map(String::valueOf)
        .toList();
  }

  /** Returns those of the options that were typed, with their values. */
  protected final List<String> given(String... names) {
    List<String> given = new ArrayList<>();
    for (String name : names) {
      OptionSpec option = spec.commandLine().getParseResult().matchedOption(name);
      if (option != null && option.arity().max() == 0) {
        given.add(name);
      } else if (option != null) {
        option.originalStringValues().forEach(value -> given.addAll(List.of(name, value)));
      }
    }
    return given;
  }

  /** Returns those of a mixin's options that were typed, with their values. */
  protected final List<String> given(Class<?> mixin) {
    return given(
        CommandSpec.forAnnotatedObject(mixin).options().stream()
            .map(OptionSpec::longestName)
            .toArray(String[]::new));
  }

  /** Returns the words as they were typed, but for some options and their values. */
  protected final List<String> typedWithout(String... names) {
    List<String> kept = new ArrayList<>();
    Iterator<String> words = spec.root().commandLine().getParseResult().originalArgs().iterator();
    while (words.hasNext()) {
      String word = words.next();
      if (!List.of(names).contains(word.replaceFirst("=.*", ""))) {
        kept.add(word);
      } else if (!word.contains("=") && spec.findOption(word).arity().max() > 0) {
        words.next();
      }
    }
    return kept;
  }

  /** Returns the name of something new next to a folder or file: its own name and a word. */
  protected static String beside(Path named, String word) {
    Path folder = named.toAbsolutePath().normalize();
    String own =
        Files.isRegularFile(folder)
            ? OutputFiles.stem(folder)
            : String.valueOf(folder.getFileName());
    String name = own + "-" + word;
    Path free = named.resolveSibling(name);
    for (int i = 2; Files.exists(free); i++) {
      free = named.resolveSibling(name + "-" + i);
    }
    return free.toString();
  }

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
  public final InterruptHandler interruption() {
    return ((Root) spec.root().userObject()).interruption();
  }

  /** Returns the command line as it was typed, for a shell. */
  protected final String typed() {
    return ShellQuoting.of(program(), spec.root().commandLine().getParseResult().originalArgs());
  }

  /**
   * Requires an argument.
   *
   * @throws IllegalArgumentException if it is missing
   */
  public static void requireGiven(Object argument, String what) {
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
  public static Path requireFile(String what, String word, String kind) {
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
