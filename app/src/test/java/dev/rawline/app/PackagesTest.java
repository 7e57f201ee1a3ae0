package dev.rawline.app;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PackagesTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.rawline");

  @Test
  void packagesHaveNoCycles() {
    SlicesRuleDefinition.slices().matching("dev.rawline.(**)").should().beFreeOfCycles().check(ALL);
  }

  /** Each module may use those before it; scenes and data do not use each other. */
  @Test
  void modulesDependInOneDirection() {
    List<String> modules = List.of("imaging", "scenes", "data", "learning", "workbench", "lab");
    for (int i = 0; i < modules.size(); i++) {
      String module = modules.get(i);
      Stream<String> later = Stream.concat(modules.stream().skip(i + 1L), Stream.of("app"));
      Stream<String> sibling = module.equals("data") ? Stream.of("scenes") : Stream.of();
      ArchRuleDefinition.noClasses()
          .that()
          .resideInAPackage("dev.rawline." + module + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              Stream.concat(later, sibling)
                  .map(each -> "dev.rawline." + each + "..")
                  .toArray(String[]::new))
          .check(ALL);
    }
  }

  /** Rendering goes through the camera; only benchmarks time the engine itself. */
  @Test
  void onlyTheCameraKnowsTheFastEngine() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackages("dev.rawline.imaging.camera", "dev.rawline.imaging.isp.fast..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.rawline.imaging.isp.fast..")
        .check(ALL);
  }

  @Test
  void theTerminalLibraryStaysInTheApp() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackage("dev.rawline.app..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(ALL);
  }

  @Test
  void theLibrariesOfObjectStoresAndArchivesStayInData() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackage("dev.rawline.data..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("software.amazon..", "org.apache.commons.compress..")
        .check(ALL);
  }

  /** Commands without an object store must not load its library. */
  @Test
  void onlyTheObjectStoreAndItsConnectionKnowItsLibrary() {
    ArchRuleDefinition.noClasses()
        .that()
        .haveNameNotMatching(".*S3(?:Store|Connection)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon..")
        .check(ALL);
  }
}
