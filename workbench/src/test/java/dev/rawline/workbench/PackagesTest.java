package dev.rawline.workbench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.junit.jupiter.api.Test;

/** Each heavy library is used by one package. */
class PackagesTest {
  private static final JavaClasses WORKBENCH =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.rawline.workbench");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.rawline.workbench.(**)").should().beFreeOfCycles().check(WORKBENCH);
  }

  @Test
  void onlyTheBookUsesDatabases() {
    onlyIn(
        "dev.rawline.workbench.book",
        "org.jdbi..",
        "org.flywaydb..",
        "org.sqlite..",
        "org.postgresql..",
        "java.sql..",
        "javax.sql..");
  }

  @Test
  void nothingWritesToTheTerminal() {
    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(WORKBENCH);
  }

  private static void onlyIn(String place, String... libraries) {
    noClasses()
        .that()
        .resideOutsideOfPackage(place)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .check(WORKBENCH);
  }
}
