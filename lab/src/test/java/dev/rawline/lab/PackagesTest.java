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
  void statisticsStayWithDriftPhotonsQualityAndSearches() {
    onlyIn(
        List.of(
            "dev.rawline.lab.drift",
            "dev.rawline.lab.photon",
            "dev.rawline.lab.quality..",
            "dev.rawline.lab.forensics.search"),
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
    numbersAlone("dev.rawline.lab.drift");
  }

  @Test
  void testsOfQualityAreNumbersAlone() {
    numbersAlone("dev.rawline.lab.quality.statistic");
  }

  @Test
  void nothingWritesToTheTerminal() {
    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(LAB);
  }

  private static void numbersAlone(String place) {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage(place)
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage("dev.rawline.lab..")
                .and(JavaClass.Predicates.resideOutsideOfPackage(place)))
        .check(LAB);
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
