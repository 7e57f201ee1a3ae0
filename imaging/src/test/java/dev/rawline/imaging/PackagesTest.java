package dev.rawline.imaging;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The packages of the light path stand in a line. */
class PackagesTest {

  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching("dev.rawline.imaging.(*)..")
        .should()
        .beFreeOfCycles()
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.rawline.imaging"));
  }
}
