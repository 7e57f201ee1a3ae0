package dev.rawline.scenes;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The kinds of scenes do not depend on each other. */
class PackagesTest {

  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching("dev.rawline.scenes.(*)..")
        .should()
        .beFreeOfCycles()
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.rawline.scenes"));
  }
}
