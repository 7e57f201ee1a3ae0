package dev.rawline.data.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

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

  /** A sidecar beside a raw file. */
  SIDECAR {
    @Override
    ObjectNode content() {
      return new KeyRecord<>(SidecarKeys.class).schema();
    }
  };

  abstract ObjectNode content();

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
