package dev.rawline.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rawline.data.OtherProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

  /** The exception of a full disk. */
  private static final OutputStream FULL =
      new OutputStream() {
        @Override
        public void write(int value) throws IOException {
          throw new FileSystemException("a.txt", null, "No space left on device");
        }
      };

  @TempDir Path folder;

  @Test
  void aFileExistsOnlyOnceFinished() throws IOException {
    Path target = folder.resolve("a.txt");
    try (AtomicFile file = AtomicFile.begin(target)) {
      file.write(CONTENT);
      assertThat(target).doesNotExist();
      file.finish();
    }
    assertThat(target).hasBinaryContent(CONTENT);
    assertThat(files()).containsExactly(target);
  }

  @Test
  void leftoversOfAKilledProgramAreDeletedAndOpenFilesKept() throws IOException {
    Path abandoned = Files.writeString(folder.resolve(".rawline-0123456789abcdef.part"), "half");
    Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minusSeconds(60)));
    Path fresh = Files.writeString(folder.resolve(".rawline-fedcba9876543210.part"), "just begun");
    Path other = Files.writeString(folder.resolve("photo.part"), "not ours");
    Path target = folder.resolve("a.txt");
    try (AtomicFile file = AtomicFile.begin(target)) {
      file.write(CONTENT);
      AtomicFile.deleteAbandoned(folder);
      file.finish();
    }

    assertThat(files()).containsExactlyInAnyOrder(fresh, other, target);
  }

  @Test
  void theOnlyUserOfAFolderDeletesRecentLeftovers() throws IOException {
    Path below = Files.createDirectories(folder.resolve("below/it"));
    Path left = Files.writeString(below.resolve(".rawline-0123456789abcdef.part"), "left");
    Path other = Files.writeString(below.resolve("other.part"), "kept");
    Path target = below.resolve("a.txt");

    try (AtomicFile own = AtomicFile.begin(target)) {
      own.write(CONTENT);
      AtomicFile.deleteAllOfOthers(folder);
      own.finish();
    }

    assertThat(left).doesNotExist();
    assertThat(other).exists();
    assertThat(target).hasBinaryContent(CONTENT);
  }

  @Test
  void anUnfinishedFileLeavesTheOldContent() throws IOException {
    Path target = Files.writeString(folder.resolve("a.txt"), "before");
    try (AtomicFile file = AtomicFile.begin(target)) {
      file.write(CONTENT);
    }
    assertThat(target).hasContent("before");
    assertThat(files()).containsExactly(target);

    AtomicFile.write(target, CONTENT);
    assertThat(target).hasBinaryContent(CONTENT);
  }

  @Test
  void aFileHasThePermissionsOfItsNeighbours() throws IOException {
    assumeTrue(
        folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "skipped: no POSIX permissions here");
    Path plain = Files.writeString(folder.resolve("plain"), "");
    Path atomic = folder.resolve("atomic");
    AtomicFile.write(atomic, CONTENT);
    assertThat(Files.getPosixFilePermissions(atomic))
        .isEqualTo(Files.getPosixFilePermissions(plain));
  }

  @Test
  void aMissingFolderIsReported() {
    Path target = folder.resolve("none").resolve("a.txt");
    assertThatIOException()
        .isThrownBy(() -> AtomicFile.begin(target))
        .withMessage(
            "cannot write %s: there is no folder %s; create it or choose another folder"
                .formatted(target, folder.resolve("none")));
  }

  @Test
  void aFileInPlaceOfAFolderIsReported() throws IOException {
    Path target = Files.writeString(folder.resolve("file"), "").resolve("a.txt");
    assertThatIOException()
        .isThrownBy(() -> AtomicFile.begin(target))
        .withMessage(
            "cannot write %s: %s is not a folder; create it or choose another folder"
                .formatted(target, folder.resolve("file")));
  }

  @Test
  void aFolderIsNotReplaced() {
    assertThatIOException()
        .isThrownBy(() -> AtomicFile.begin(folder))
        .withMessage(
            "cannot write %s: a folder has this name; choose another name".formatted(folder));
  }

  @Test
  void aFolderThatAppearsMeanwhileIsNotReplaced() throws IOException {
    Path target = folder.resolve("a");
    try (AtomicFile file = AtomicFile.begin(target)) {
      Files.createDirectory(target);
      assertThatIOException()
          .isThrownBy(file::finish)
          .withMessageStartingWith("cannot write " + target + ": ");
    }
    assertThat(files()).containsExactly(target);
  }

  @Test
  void aReadOnlyFolderIsReported() throws IOException, InterruptedException {
    Path locked = Files.createDirectory(folder.resolve("locked"));
    List<String> withoutRight = OtherProgram.withoutRightTo(locked);
    String output = run(withoutRight, WritesAMegabyte.class, locked.resolve("a.txt"));
    assertThat(output)
        .contains(
            "cannot write %s: the folder %s may not be written to; change its permissions or choose another folder"
                .formatted(locked.resolve("a.txt"), locked));
  }

  @Test
  void aFullDiskIsReportedAndLeavesNothing() throws IOException {
    Path target = folder.resolve("a.txt");
    Path temporary = Files.writeString(folder.resolve(".rawline-0.part"), "");
    try (AtomicFile file = new AtomicFile(target, temporary, FULL)) {
      file.write(CONTENT);
      assertThatIOException()
          .isThrownBy(file::finish)
          .withMessage(
              "cannot write %s: No space left on device; free space on its disk, or choose another folder"
                  .formatted(target));
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void onlyAFullDiskIsReportedAsFull() throws IOException {
    Path target = folder.resolve("a.txt");
    Path temporary = Files.writeString(folder.resolve(".rawline-0.part"), "");
    OutputStream readOnly =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("Read-only file system");
          }
        };
    try (AtomicFile file = new AtomicFile(target, temporary, readOnly)) {
      file.write(CONTENT);
      assertThatIOException()
          .isThrownBy(file::finish)
          .withMessage(
              "cannot write %s: Read-only file system; choose another folder".formatted(target));
    }
  }

  /** If a writer's constructor fails to write, there is no later close. */
  @Test
  void aFailureToWriteDeletesTheFileAtOnce() throws IOException {
    Path temporary = Files.writeString(folder.resolve(".rawline-0.part"), "");
    AtomicFile file = new AtomicFile(folder.resolve("a.txt"), temporary, FULL);
    assertThatIOException()
        .isThrownBy(() -> file.write(new byte[1 << 20]))
        .withMessageContaining("No space left on device");
    assertThat(files()).isEmpty();
  }

  @Test
  void aClosedFileRejectsWrites() throws IOException {
    Path target = folder.resolve("a.txt");
    AtomicFile file = AtomicFile.begin(target);
    file.close();
    file.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> file.write(CONTENT))
        .withMessage(target + " is finished or closed already");
    assertThatIllegalStateException().isThrownBy(file::finish);
    assertThat(files()).isEmpty();
  }

  /** A limit on the size of files rejects bytes just as a full disk does. */
  @Test
  void aRealFailureToWriteLeavesNothing() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "skipped: no bash here");
    String output =
        run(
            List.of("/bin/bash", "-c", "ulimit -f 64; exec \"$0\" \"$@\""),
            WritesAMegabyte.class,
            folder.resolve("a.txt"));
    assertThat(output)
        .contains("cannot write " + folder.resolve("a.txt") + ": File too large; choose");
    assertThat(files()).isEmpty();
  }

  @Test
  void filesThatBelongTogetherAreReplacedTogether() throws IOException {
    Path first = Files.writeString(folder.resolve("a.txt"), "before");
    Path second = folder.resolve("b.txt");
    SequencedMap<Path, byte[]> contents = new LinkedHashMap<>();
    contents.put(first, CONTENT);
    contents.put(second, new byte[1]);
    AtomicFile.write(contents);
    assertThat(first).hasBinaryContent(CONTENT);
    assertThat(second).hasBinaryContent(new byte[1]);
    assertThat(files()).containsExactlyInAnyOrder(first, second);
  }

  @Test
  void filesThatBelongTogetherAreAllKeptIfOneCannotBeWritten()
      throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "skipped: no bash here");
    Path first = Files.writeString(folder.resolve("a.txt"), "before");
    String output =
        run(
            List.of("/bin/bash", "-c", "ulimit -f 64; exec \"$0\" \"$@\""),
            WritesTwoFiles.class,
            first);
    assertThat(output)
        .contains("cannot write " + folder.resolve("b.txt") + ": File too large; choose");
    assertThat(first).hasContent("before");
    assertThat(files()).containsExactly(first);
  }

  @Test
  void anInterruptedProgramLeavesNothing() throws IOException, InterruptedException {
    String output = run(List.of(), EndsInTheMiddle.class, folder.resolve("a.txt"));
    assertThat(output).contains("1 file is there");
    assertThat(files()).isEmpty();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static String run(List<String> before, Class<?> program, Path target)
      throws IOException, InterruptedException {
    Process process = OtherProgram.start(before, program, target);
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    process.getInputStream().transferTo(output);
    process.waitFor();
    return output.toString(StandardCharsets.UTF_8);
  }

  /** Writes a small file and one larger than the limit; prints the results. */
  static final class WritesTwoFiles {
    private WritesTwoFiles() {}

    public static void main(String[] arguments) {
      Path small = Path.of(arguments[0]);
      SequencedMap<Path, byte[]> contents = new LinkedHashMap<>();
      contents.put(small, CONTENT);
      contents.put(small.resolveSibling("b.txt"), new byte[1 << 20]);
      try {
        AtomicFile.write(contents);
      } catch (IOException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  /** Writes more than the limit allows and prints the result. */
  static final class WritesAMegabyte {
    private WritesAMegabyte() {}

    public static void main(String[] arguments) {
      try {
        AtomicFile.write(Path.of(arguments[0]), new byte[1 << 20]);
      } catch (IOException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  /** Ends as by Ctrl-C while a file is unfinished. */
  static final class EndsInTheMiddle {
    private EndsInTheMiddle() {}

    public static void main(String[] arguments) throws IOException {
      Path target = Path.of(arguments[0]);
      AtomicFile file = AtomicFile.begin(target);
      file.write(CONTENT);
      try (Stream<Path> files = Files.list(target.getParent())) {
        System.out.println(files.count() + " file is there");
      }
      System.exit(1);
    }
  }

  /** Several threads fill one folder, given by a relative path, and delete leftovers. */
  @Test
  void cleaningUpKeepsFilesThatOtherThreadsWrite() throws Exception {
    Path relative = Files.createTempDirectory(Path.of("target"), "relative");
    assertThat(relative.isAbsolute()).isFalse();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        int number = thread;
        all.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 200; i++) {
                    AtomicFile.deleteAbandoned(relative);
                    AtomicFile.write(relative.resolve(number + "-" + i), new byte[] {1, 2, 3});
                  }
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    try (Stream<Path> files = Files.list(relative)) {
      assertThat(files.toList())
          .hasSize(800)
          .allSatisfy(file -> assertThat(file).hasBinaryContent(new byte[] {1, 2, 3}));
    }
  }
}
