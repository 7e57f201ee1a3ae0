package dev.rawline.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Valid files, mutated at random: they are read with the same content, or refused by a message that
 * names one; nothing else ever happens.
 */
public final class MutatedFiles {
  /** A reading that takes longer never ends. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private MutatedFiles() {}

  /** What a kind of file notices. */
  public enum Notices {
    /** Whatever differs: all that counts has checksums. */
    EVERYTHING,
    /** A file cut short. */
    CUTS,
    /** Only what is no such file. */
    NONSENSE
  }

  /** A way to read files. */
  @FunctionalInterface
  public interface Reading {
    /** Returns what the files of a folder, or a file, hold, comparable by its text. */
    Object of(Path place) throws Exception;
  }

  /**
   * A kind of file.
   *
   * @param files the names and bytes of valid ones, which are in one folder
   * @param reading returns what they hold
   */
  public record Kind(String name, Notices notices, Map<String, byte[]> files, Reading reading) {
    /** Returns the kind of one file, whose path the reading receives. */
    public static Kind of(Path file, Notices notices, Reading reading) throws IOException {
      String name = file.getFileName().toString();
      return new Kind(
          name,
          notices,
          Map.of(name, Files.readAllBytes(file)),
          folder -> reading.of(folder.resolve(name)));
    }
  }

  /**
   * Mutates kinds in turn.
   *
   * @param scratch where the mutated files are written, into a folder {@code packed}
   */
  public static void check(List<Kind> kinds, int mutations, Path scratch, Random random)
      throws Exception {
    Path folder = scratch.resolve("packed");
    List<String> whole = new ArrayList<>();
    for (Kind kind : kinds) {
      whole.add(content(kind, kind.files(), folder));
    }
    assertTimeoutPreemptively(
        LONGEST.multipliedBy(1 + mutations / 1000),
        () -> {
          for (int i = 0; i < mutations; i++) {
            checkOne(kinds.get(i % kinds.size()), whole.get(i % kinds.size()), folder, random);
          }
        });
  }

  private static void checkOne(Kind kind, String whole, Path folder, Random random)
      throws Exception {
    List<String> names = kind.files().keySet().stream().sorted().toList();
    String name = names.get(random.nextInt(names.size()));
    Mutation mutation = List.of(Mutation.values()).get(random.nextInt(Mutation.values().length));
    byte[] before = kind.files().get(name);
    String what = "%s: %s of %s, %d bytes".formatted(kind.name(), mutation, name, before.length);
    Map<String, byte[]> files = new HashMap<>(kind.files());
    files.put(name, mutation.of(before, random));
    try {
      String read = content(kind, files, folder);
      boolean mustNotice =
          switch (kind.notices()) {
            case EVERYTHING -> true;
            case CUTS -> mutation == Mutation.CUT;
            case NONSENSE -> false;
          };
      if (mustNotice) {
        assertThat(read).as(what).isEqualTo(whole);
      }
    } catch (IOException e) {
      assertThat(e).as(what).hasMessageContaining(stem(name));
    } catch (IllegalArgumentException e) {
      assertThat(e).as(what).isNotInstanceOfAny(NumberFormatException.class);
      assertThat(e).as(what).isNotInstanceOfAny(IllegalFormatException.class);
    } catch (RuntimeException | Error e) {
      throw new AssertionError(what + " is neither read nor refused", e);
    }
  }

  /** A sidecar is named together with its raw file, and a shard by its folder. */
  private static String stem(String name) {
    return name.startsWith("shard-") || name.equals("index.json")
        ? "packed"
        : name.substring(0, name.indexOf('.'));
  }

  private static String content(Kind kind, Map<String, byte[]> files, Path folder)
      throws Exception {
    delete(folder);
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path target = folder.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.write(target, file.getValue());
    }
    return String.valueOf(kind.reading().of(folder));
  }

  /** Deletes a folder with all that is in it, if it exists. */
  public static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> inside = Files.walk(folder)) {
        for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
