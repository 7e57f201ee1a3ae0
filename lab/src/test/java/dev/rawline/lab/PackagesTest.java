package dev.rawline.lab;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackagesTest {
  private static final JavaClasses LAB =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.rawline.lab");

  @Test
  void packagesHaveNoCycles() {
    SlicesRuleDefinition.slices().matching("dev.rawline.(**)").should().beFreeOfCycles().check(LAB);
  }

  @Test
  void plottingStaysInTheReport() {
    onlyIn("dev.rawline.lab.report", "org.knowm..");
  }

  @Test
  void statisticsStayWithDriftPhotonsAndSearches() {
    onlyIn(
        List.of(
            "dev.rawline.lab.drift", "dev.rawline.lab.photon", "dev.rawline.lab.forensics.search"),
        "org.hipparchus..");
  }

  @Test
  void databasesStayInTheBook() {
    onlyIn(
        "dev.rawline.lab.book",
        "org.jdbi..",
        "org.flywaydb..",
        "org.sqlite..",
        "org.postgresql..",
        "java.sql..",
        "javax.sql..");
  }

  @Test
  void trackingServersStayInTracking() {
    onlyIn("dev.rawline.lab.tracking", "org.mlflow..");
  }

  @Test
  void driftIsNumbersAlone() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("dev.rawline.lab.drift")
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage("dev.rawline.lab..")
                .and(JavaClass.Predicates.resideOutsideOfPackage("dev.rawline.lab.drift")))
        .check(LAB);
  }

  @Test
  void nothingWritesToTheTerminal() {
    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(LAB);
  }

  private static void onlyIn(String place, String... libraries) {
    onlyIn(List.of(place), libraries);
  }

  private static void onlyIn(List<String> places, String... libraries) {
    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackages(places.toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .check(LAB);
  }
}
