package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The library of commands, compiled for Java 5, becomes class files that the JVM keeps. */
class ClassFileUpgradeTest {
  @TempDir private Path folder;
  private Path original;
  private Path jar;

  @BeforeEach
  void upgrade() throws IOException, URISyntaxException {
    original =
        Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    jar = Files.copy(original, folder.resolve("library.jar"));
    Files.createLink(folder.resolve("linked.jar"), jar);
    ClassFileUpgrade.main(new String[] {jar.toString()});
  }

  private static Map<String, byte[]> files(Path jar) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return files;
  }

  @Test
  void everyClassKeepsItsMembersAndPassesTheVerifier() throws IOException {
    Map<String, byte[]> before = files(original);
    Map<String, byte[]> after = files(jar);

    assertThat(after.keySet()).isEqualTo(before.keySet());
    assertThat(after)
        .allSatisfy(
            (name, bytes) -> {
              if (name.endsWith(".class") && !name.startsWith("META-INF/")) {
                ClassModel old = ClassFile.of().parse(before.get(name));
                ClassModel upgraded = ClassFile.of().parse(bytes);
                assertThat(upgraded.majorVersion()).isEqualTo(ClassFile.JAVA_8_VERSION);
                assertThat(upgraded.methods().toString()).isEqualTo(old.methods().toString());
                assertThat(upgraded.fields().toString()).isEqualTo(old.fields().toString());
                assertThat(ClassFile.of().verify(bytes)).isEmpty();
              } else {
                assertThat(bytes).isEqualTo(before.get(name));
              }
            });
  }

  @Test
  void theJvmLoadsEveryUpgradedClass() throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      for (String name : files(jar).keySet()) {
        if (name.matches("picocli/.*\\.class")) {
          Class<?> type =
              Class.forName(name.replace('/', '.').replaceFirst("\\.class$", ""), true, loader);
          assertThat(type.getClassLoader()).isSameAs(loader);
        }
      }
    }
  }

  @Test
  void anUpgradeLeavesLinkedFilesUnchanged() throws IOException {
    assertThat(folder.resolve("linked.jar")).hasSameBinaryContentAs(original);
  }
}
