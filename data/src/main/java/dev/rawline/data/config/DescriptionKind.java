package dev.rawline.data.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rawline.data.raw.SidecarFiles;
import dev.rawline.data.statistics.DataSetStatistics;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.data.yaml.FileKind;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.YamlNames;
import dev.rawline.imaging.camera.Camera;
import java.nio.file.Path;
import java.util.List;

/** The kinds of files that describe cameras, chains, their numbers θ, data sets and raw files. */
enum DescriptionKind implements FileKind {
  /** {@code camera.yaml}. */
  CAMERA {
    @Override
    public ObjectNode content() {
      return new KeyRecord<>(Camera.class).schema();
    }
  },

  /** {@code isp.yaml}. */
  ISP {
    @Override
    public ObjectNode content() {
      return IspDocument.schema();
    }
  },

  /** {@code theta.yaml}. */
  THETA {
    @Override
    public ObjectNode content() {
      return ThetaKeys.schema();
    }
  },

  /** {@code sensor.yaml}. */
  SENSOR {
    @Override
    public ObjectNode content() {
      return SensorFiles.KEYS.schema();
    }
  },

  /** {@code optics.yaml}. */
  OPTICS {
    @Override
    public ObjectNode content() {
      return OpticsFiles.keys(
              JsonNodeFactory.instance.objectNode(), new CompanionFiles(Path.of("optics.yaml")))
          .schema();
    }
  },

  /** {@code card.yaml}. */
  CARD {
    @Override
    public ObjectNode content() {
      return CardFiles.KEYS.schema();
    }
  },

  /** {@code statistics.yaml}. */
  STATISTICS {
    @Override
    public ObjectNode content() {
      return new KeyRecord<>(DataSetStatistics.class).schema();
    }
  },

  /** A sidecar beside a raw file. */
  SIDECAR {
    @Override
    public ObjectNode content() {
      return SidecarFiles.KIND.content();
    }
  };

  @Override
  public void requireNoOther(JsonNode root, Path file) throws ConfigurationException {
    if (this == SENSOR && root.has("focal_length") && !root.has("gain")) {
      throw new ConfigurationException(
          file, List.of("describes optics, not a sensor: give it as --optics"));
    }
    if (this == OPTICS && root.has("gain") && !root.has("focal_length")) {
      throw new ConfigurationException(
          file, List.of("describes a sensor, not optics: give it as --camera"));
    }
    if (this == SENSOR && root.has("colour_matrix") && !root.has("gain")) {
      throw new ConfigurationException(
          file,
          List.of(
              "describes how a camera's raw files are rendered, not a sensor: give a sensor.yaml"
                  + " here, and this file as --camera of views, process or gradients"));
    }
    if (this == CAMERA && root.has("gain") && !root.has("colour_matrix")) {
      throw new ConfigurationException(
          file,
          List.of(
              "describes a sensor, not how its raw files are rendered: give a camera.yaml here, and"
                  + " this file as --camera of simulate or --sensor of scale-intensity"));
    }
  }

  @Override
  public String word() {
    return YamlNames.of(this);
  }
}
