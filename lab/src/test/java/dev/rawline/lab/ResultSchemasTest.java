package dev.rawline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.file.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The schemas of results in the documentation are those of the records that are written. */
class ResultSchemasTest {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @ParameterizedTest
  @CsvSource({
    "drift, drift.DriftFiles$DriftFindingsRecord",
    "forensics, forensics.ForensicsFiles$Findings",
    "optimization, optimization.OptimizeFiles$Findings",
    "photon-noise, photon.PhotonFiles$Findings",
    "calibration, calibrate.CalibrationRecord",
    "quality, quality.QualityRecord",
    "compensation, quality.CompensateCamera$CompensationRecord",
    "quality-reference, quality.reference.QualityReferenceFiles$ReferenceRecord",
    "training, training.TrainModel$Metrics",
    "evaluation, evaluation.EvaluateModel$Metrics",
  })
  void theSchemaMatchesTheRecord(String name, String record) throws Exception {
    Path file = ResultSchema.file(name);
    String text =
        MAPPER.writeValueAsString(ResultSchema.of(Class.forName("dev.rawline.lab." + record)))
            + "\n";
    if (System.getProperty("rawline.schemas", "").equals("write")) {
      AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(file)
        .as(
            "renew it by: mvn -pl lab -am verify -Dtest=ResultSchemasTest -Dsurefire.failIfNoSpecifiedTests=false -Drawline.schemas=write")
        .hasContent(text);
  }
}
