package dev.rawline.lab.certificate;

import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.learning.engine.Engine;
import dev.rawline.scenes.street.AerialStreet;
import dev.rawline.workbench.book.CurrentOrigin;
import dev.rawline.workbench.output.Provenance;
import dev.rawline.workbench.output.Version;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The program that computed results.
 *
 * @param rawline its version
 * @param commit the commit that it was built from
 * @param java the version of Java
 * @param sha256 the checksum of its classes, from imaging to lab, whether they are in folders or in
 *     archives
 */
public record ProgramVersion(String rawline, String commit, String java, String sha256) {
  private static final List<Class<?>> MODULES =
      List.of(
          Estimate.class,
          AerialStreet.class,
          DataSet.class,
          Engine.class,
          Version.class,
          ProgramVersion.class);

  /**
   * Returns this program.
   *
   * @throws IOException if its classes cannot be read
   */
  public static ProgramVersion current() throws IOException {
    return new ProgramVersion(
        Version.CURRENT, Version.commit(), CurrentOrigin.versions().get("java"), classes());
  }

  /** Returns the version with its commit, for display. */
  public String words() {
    return "Rawline %s, commit %s, Java %s".formatted(rawline, commit, java);
  }

  private static String classes() throws IOException {
    Set<Path> places = new LinkedHashSet<>();
    for (Class<?> module : MODULES) {
      try {
        places.add(Path.of(module.getProtectionDomain().getCodeSource().getLocation().toURI()));
      } catch (URISyntaxException e) {
        throw new IOException("the place of %s cannot be read".formatted(module), e);
      }
    }
    SortedMap<String, String> sums = new TreeMap<>();
    for (Path place : places) {
      if (Files.isDirectory(place)) {
        add(place, sums);
      } else {
        try (FileSystem archive = FileSystems.newFileSystem(place)) {
          add(archive.getPath("/"), sums);
        }
      }
    }
    return Provenance.sum(sums.toString());
  }

  private static void add(Path root, SortedMap<String, String> sums) throws IOException {
    Path own = root.resolve("dev").resolve("rawline");
    try (Stream<Path> files = Files.walk(own)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        sums.put(own.relativize(file).toString().replace('\\', '/'), Provenance.sum(file));
      }
    }
  }
}
