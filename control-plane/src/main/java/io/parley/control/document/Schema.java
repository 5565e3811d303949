package io.parley.control.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A JSON Schema (draft 2020-12) out of the resources and what it says about documents. Knows the
 * keywords our schemas use; {@code description} is the remedy that is told with a finding, {@code
 * default} what an absent field means. Immutable, safe from any thread.
 */
public final class Schema {
  private final String text;
  private final JsonNode root;

  private Schema(String text) {
    this.text = text;
    this.root = Documents.tree(text);
  }

  /** The schema {@code name} of the resources' folder {@code schema}. */
  public static Schema of(String name) {
    String resource = "/schema/" + name + ".json";
    try (InputStream in = Schema.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      return new Schema(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }

  /** The schema as it stands in the file. */
  public String text() {
    return text;
  }

  /** The schema as JSON. */
  JsonNode root() {
    return root;
  }

  /** All that is wrong with {@code document}; empty when it may be kept. */
  public List<Finding> check(JsonNode document) {
    List<Finding> findings = new ArrayList<>();
    check(document, root, "", findings);
    return findings;
  }

  /**
   * {@code document} with the fields of the schema in the schema's order, absent ones with their
   * default; refused with all that is wrong with it.
   */
  public JsonNode complete(JsonNode document) {
    InvalidDocument.unlessEmpty(check(document));
    return completed(document, root);
  }

  /** {@code document}, which was right when it was kept, with what has been added since. */
  public JsonNode filled(JsonNode document) {
    return completed(document, root);
  }

  private void check(JsonNode node, JsonNode rule, String path, List<Finding> findings) {
    JsonNode schema = resolve(rule);
    String type = SchemaType.mismatch(node, schema.path("type"));
    if (!type.isEmpty()) {
      findings.add(new Finding(path, "is not " + type, remedy(rule)));
      return;
    }
    if (node.isObject()) {
      object(node, schema, path, findings);
    } else if (node.isArray()) {
      array(node, schema, path, findings);
    } else if (!node.isNull()) {
      String reason = SchemaType.fault(node, schema);
      if (!reason.isEmpty()) {
        findings.add(new Finding(path, reason, remedy(rule)));
      }
    }
  }

  private void object(JsonNode node, JsonNode schema, String path, List<Finding> findings) {
    JsonNode properties = schema.path("properties");
    for (JsonNode name : schema.path("required")) {
      JsonNode rule = properties.path(name.asString());
      if (node.path(name.asString()).isMissingNode()) {
        findings.add(new Finding(join(path, name.asString()), "is missing", remedy(rule)));
      }
    }
    int most = schema.path("maxProperties").asInt(Integer.MAX_VALUE);
    if (node.size() > most) {
      findings.add(new Finding(path, "has more than " + most + " entries", "give fewer"));
      return;
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String at = join(path, field.getKey());
      JsonNode known = properties.get(field.getKey());
      JsonNode rule = known == null ? schema.path("additionalProperties") : known;
      if (!rule.isObject()) {
        String names = String.join(", ", properties.propertyNames());
        findings.add(new Finding(shown(at), "is not a field here", "use one of " + names));
      } else if (known == null && !isName(field.getKey(), schema)) {
        findings.add(new Finding(shown(at), "is not a name here", remedy(schema)));
      } else {
        check(field.getValue(), rule, at, findings);
      }
    }
  }

  private static boolean isName(String name, JsonNode schema) {
    JsonNode pattern = schema.path("propertyNames").path("pattern");
    boolean matches = pattern.isMissingNode() || name.matches(pattern.asString());
    return matches && !name.isEmpty() && SchemaType.isStorable(name);
  }

  private void array(JsonNode node, JsonNode schema, String path, List<Finding> findings) {
    int least = schema.path("minItems").asInt(0);
    int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
    if (node.size() < least) {
      findings.add(new Finding(path, "is empty", remedy(schema)));
    }
    if (node.size() > most) {
      findings.add(new Finding(path, "has more than " + most + " entries", "give fewer"));
      return;
    }
    for (int i = 0; i < node.size(); i++) {
      check(node.get(i), schema.path("items"), path + "[" + i + "]", findings);
    }
  }

  private JsonNode completed(JsonNode node, JsonNode rule) {
    JsonNode schema = resolve(rule);
    if (node instanceof ObjectNode object) {
      ObjectNode whole = object.objectNode();
      for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
        JsonNode given = object.get(field.getKey());
        JsonNode value = given == null ? otherwise(field.getValue()) : given;
        if (value != null) {
          whole.set(field.getKey(), completed(value, field.getValue()));
        }
      }
      object.properties().stream()
          .filter(field -> !whole.has(field.getKey()))
          .forEach(field -> whole.set(field.getKey(), field.getValue()));
      return whole;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode whole = array.arrayNode();
      array.forEach(item -> whole.add(completed(item, schema.path("items"))));
      return whole;
    }
    return node.isString() ? StringNode.valueOf(node.asString().strip()) : node;
  }

  private @Nullable JsonNode otherwise(JsonNode rule) {
    return resolve(rule).get("default");
  }

  /** What {@code rule} refers to, within this schema. */
  private JsonNode resolve(JsonNode rule) {
    JsonNode reference = rule.path("$ref");
    return reference.isMissingNode() ? rule : root.at(reference.asString().substring(1));
  }

  private String remedy(JsonNode rule) {
    String own = rule.path("description").asString("");
    return own.isEmpty() ? resolve(rule).path("description").asString("see the schema") : own;
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** A path that ends in a name somebody made up: not longer than worth showing. */
  private static String shown(String path) {
    return path.length() > 120 ? path.substring(0, 120) : path;
  }
}
