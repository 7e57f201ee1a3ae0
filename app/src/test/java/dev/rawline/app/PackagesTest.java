package dev.rawline.app;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
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

  @Test
  void modulesStandInALine() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("dev.rawline.imaging..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.rawline.data..", "dev.rawline.lab..", "dev.rawline.app..")
        .check(ALL);
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("dev.rawline.data..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.rawline.lab..", "dev.rawline.app..")
        .check(ALL);
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("dev.rawline.lab..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.rawline.app..")
        .check(ALL);
  }

  @Test
  void theTerminalsLibrariesStayInTheApp() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackage("dev.rawline.app..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("picocli..", "me.tongfei..")
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

  /** Whoever fetches nothing from an object store must not wait for its library to load. */
  @Test
  void onlyOneClassKnowsTheObjectStoresLibrary() {
    ArchRuleDefinition.noClasses()
        .that()
        .haveNameNotMatching(".*S3Store(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon..")
        .check(ALL);
  }
}
