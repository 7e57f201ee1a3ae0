package dev.rawline.imaging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The packages of the light path have no cycles. */
class PackagesTest {
  private static final JavaClasses IMAGING =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.rawline.imaging");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.rawline.imaging.(**)").should().beFreeOfCycles().check(IMAGING);
  }

  /** The definitions do not depend on the engine; only the assembled light path does. */
  @Test
  void onlyTheCameraUsesTheFastEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.rawline.imaging.camera", "dev.rawline.imaging.isp.fast..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.rawline.imaging.isp.fast..")
        .check(IMAGING);
  }

  @Test
  void onlyTheFastEngineUsesItsKernels() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.rawline.imaging.isp.fast..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.rawline.imaging.isp.fast.kernel..")
        .check(IMAGING);
  }
}
