package dev.rawline.lab;

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
  void plottingStaysInTheReport() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackage("dev.rawline.lab.report")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.knowm..")
        .check(LAB);
  }

  @Test
  void nothingWritesToTheTerminal() {
    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(LAB);
  }
}
