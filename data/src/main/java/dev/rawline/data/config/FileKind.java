package dev.rawline.data.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;

/** A kind of YAML file and its JSON schema, which is made from the records of its keys. */
enum FileKind {
  /** {@code camera.yaml}. */
  CAMERA {
    @Override
    ObjectNode content() {
      return new KeyRecord<>(CameraKeys.class).schema();
    }
  },

  /** {@code isp.yaml}. */
  ISP {
    @Override
    ObjectNode content() {
      return IspKeys.schema();
    }
  },

  /** {@code theta.yaml}. */
  THETA {
    @Override
    ObjectNode content() {
      return ThetaKeys.schema();
    }
  },

  /** {@code sensor.yaml}. */
  SENSOR {
    @Override
    ObjectNode content() {
      return new KeyRecord<>(SensorKeys.class).schema();
    }
  },

  /** {@code optics.yaml}. */
  OPTICS {
    @Override
    ObjectNode content() {
      return new KeyRecord<>(OpticsKeys.class).schema();
    }
  },

  /** {@code card.yaml}. */
  CARD {
    @Override
    ObjectNode content() {
      return new KeyRecord<>(CardKeys.class).schema();
    }
  },

  /** {@code statistics.yaml}. */
  STATISTICS {
    @Override
    ObjectNode content() {
      return new KeyRecord<>(StatisticsKeys.class).schema();
    }
  },

  /** A sidecar beside a raw file. */
  SIDECAR {
    @Override
    ObjectNode content() {
      return new KeyRecord<>(SidecarKeys.class).schema();
    }
  };

  abstract ObjectNode content();

  /** Refuses files that are easily taken for each other, and says where they belong. */
  void requireNoOther(JsonNode root, Path file) throws ConfigurationException {
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
              "describes how a camera's raw files are rendered, not a sensor: give a sensor.yaml here,"
                  + " and this file as --camera of views, process or gradients"));
    }
    if (this == CAMERA && root.has("gain") && !root.has("colour_matrix")) {
      throw new ConfigurationException(
          file,
          List.of(
              "describes a sensor, not how its raw files are rendered: give a camera.yaml here, and"
                  + " this file as --camera of simulate or --sensor of scale-intensity"));
    }
  }

  /** Returns the schema (JSON Schema, draft 2020-12). */
  ObjectNode schema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    return schema.setAll(content());
  }

  /** Returns the name of the schema's file in {@code docs/schemas}. */
  String schemaFile() {
    return Names.of(this) + ".schema.json";
  }
}
