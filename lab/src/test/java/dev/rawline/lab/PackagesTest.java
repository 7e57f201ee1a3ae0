package dev.rawline.lab;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
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
  void statisticsStayInTheirPackages() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.rawline.lab.statistic",
            "dev.rawline.lab.adaptation",
            "dev.rawline.lab.forensics.search",
            "dev.rawline.lab.quality.cause",
            "dev.rawline.lab.quality.effect",
            "dev.rawline.lab.tolerance")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.hipparchus..")
        .check(LAB);
  }

  /** Statistics depend on numbers only, never on an experiment. */
  @Test
  void statisticsKnowNoExperiment() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("dev.rawline.lab.statistic")
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage("dev.rawline.lab..")
                .and(JavaClass.Predicates.resideOutsideOfPackage("dev.rawline.lab.statistic")))
        .check(LAB);
  }

  /** What is drawn are the marks of plots and the blocks of sheets. */
  @Test
  void nothingIsDrawnByHand() {
    ArchRuleDefinition.noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.awt.Graphics2D")
        .check(LAB);
  }

  @Test
  void onlyTheAppWritesToTheTerminal() {
    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(LAB);
  }
}
