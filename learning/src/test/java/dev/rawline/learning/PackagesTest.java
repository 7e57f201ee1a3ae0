package dev.rawline.learning;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The packages of this module depend on each other in one order, and each runtime is used in one of
 * them.
 */
class PackagesTest {
  private static final String ROOT = "dev.rawline.learning";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  /** Each may use those before it (docs/explanation/architecture.md). */
  private static final List<String> ORDER =
      List.of(
          "engine",
          "distributed",
          "weights",
          "model",
          "loss",
          "metric",
          "standardize",
          "onnx",
          "augment",
          "optimize",
          "sample",
          "datamodel",
          "task",
          "joint",
          "train",
          "diffusion",
          "plan",
          "assembly");

  private static String[] named(List<String> packages) {
    return packages.stream().map(name -> ROOT + "." + name + "..").toArray(String[]::new);
  }

  @Test
  void packagesUseOnlyThoseBeforeThem() {
    classes().should().resideInAnyPackage(named(ORDER)).check(CLASSES);
    for (int i = 0; i < ORDER.size() - 1; i++) {
      noClasses()
          .that()
          .resideInAPackage(named(ORDER)[i])
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(named(ORDER.subList(i + 1, ORDER.size())))
          .check(CLASSES);
    }
  }

  @Test
  void onlyOnePackageUsesTheEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.rawline.learning.engine")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco..")
        .check(CLASSES);
  }

  @Test
  void onlyOnePackageUsesTheOnnxRuntime() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.rawline.learning.task")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.onnxruntime..")
        .check(CLASSES);
  }

  @Test
  void onlyOnePackageWritesOnnx() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.rawline.learning.onnx")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.onnx.proto..", "com.google.protobuf..")
        .check(CLASSES);
  }
}
