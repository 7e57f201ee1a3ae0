package dev.rawline.app;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.net.http.HttpClient;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    List<String> modules =
        List.of("imaging", "scenes", "data", "learning", "workbench", "lab", "studio");
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

  /** What Python calls is loaded into its process: nothing that trains, and no command. */
  @Test
  void pythonUsesImagingScenesAndData() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("dev.rawline.python..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.rawline.learning..",
            "dev.rawline.workbench..",
            "dev.rawline.lab..",
            "dev.rawline.studio..",
            "dev.rawline.app..")
        .check(ALL);
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

  /** A heavy library stands behind the types of one package, or of one module. */
  @ParameterizedTest
  @CsvSource({
    "picocli.., dev.rawline.app..",
    "software.amazon.., dev.rawline.data..",
    "org.apache.commons.compress.., dev.rawline.data..",
    "org.yaml.snakeyaml.., dev.rawline.data.yaml..",
    "org.bytedeco.., dev.rawline.learning.engine",
    "ai.onnxruntime.., dev.rawline.learning.task",
    "ai.onnx.proto.., dev.rawline.learning.onnx",
    "com.google.protobuf.., dev.rawline.learning.onnx",
    "org.jdbi.., dev.rawline.workbench.book",
    "org.flywaydb.., dev.rawline.workbench.book",
    "java.sql.., dev.rawline.workbench.book",
    "com.samskivert.mustache.., dev.rawline.workbench.page",
    "org.hipparchus.., dev.rawline.lab..",
    "io.helidon.., dev.rawline.studio.http"
  })
  void oneRoomUsesALibrary(String library, String room) {
    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackage(room)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(ALL);
  }

  /** Commands without an object store must not load its library. */
  @Test
  void onlyTheObjectStoreAndItsConnectionKnowItsLibrary() {
    ArchRuleDefinition.noClasses()
        .that()
        .haveNameNotMatching(".*S3(?:Store|Connection|Stream)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon..")
        .check(ALL);
  }

  @Test
  void oneHttpClientConnectsToServers() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackage("dev.rawline.data.web")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(HttpClient.class)
        .check(ALL);
  }

  /** Everything else returns an exit code, or throws. */
  @Test
  void onlyTheProgramEndsTheProcess() {
    ArchRuleDefinition.noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Main.class.getName())
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(ALL);
  }
}
