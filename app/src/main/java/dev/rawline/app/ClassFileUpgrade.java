package dev.rawline.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A jar compiled for Java 5 → the same classes in class files of Java 8, which the JVM keeps in its
 * cache. It keeps no older ones (they lack stack maps), nor any class that uses them.
 */
final class ClassFileUpgrade {
  private static final ClassTransform UPGRADE =
      ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
          .andThen(
              (builder, element) -> {
                if (element instanceof ClassFileVersion) {
                  builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
                } else {
                  builder.with(element);
                }
              });

  private ClassFileUpgrade() {}

  /** Upgrades jars in their places. */
  public static void main(String[] jars) throws IOException {
    for (String jar : jars) {
      upgrade(Path.of(jar));
    }
  }

  /** Upgrades the classes of a jar that are older than Java 6. */
  static void upgrade(Path jar) throws IOException {
    ByteArrayOutputStream upgraded = new ByteArrayOutputStream();
    try (ZipFile old = new ZipFile(jar.toFile());
        ZipOutputStream out = new ZipOutputStream(upgraded)) {
      ClassFile classes =
          ClassFile.of(
              StackMapsOption.GENERATE_STACK_MAPS,
              ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofResourceParsing(type -> stream(old, type))
                      .orElse(ClassHierarchyResolver.defaultResolver())));
      for (ZipEntry entry : Collections.list(old.entries())) {
        byte[] bytes = old.getInputStream(entry).readAllBytes();
        ClassModel model = entry.getName().endsWith(".class") ? classes.parse(bytes) : null;
        ZipEntry renewed = new ZipEntry(entry.getName());
        renewed.setTimeLocal(entry.getTimeLocal()); // the same jar whenever it is made
        out.putNextEntry(renewed);
        out.write(
            model != null && model.majorVersion() < ClassFile.JAVA_6_VERSION
                ? classes.transformClass(model, UPGRADE)
                : bytes);
      }
    }
    Files.delete(jar); // it may be a link to a file that others use
    Files.write(jar, upgraded.toByteArray());
  }

  private static InputStream stream(ZipFile jar, ClassDesc type) {
    String descriptor = type.descriptorString();
    ZipEntry entry = jar.getEntry(descriptor.substring(1, descriptor.length() - 1) + ".class");
    try {
      return entry == null ? null : jar.getInputStream(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
