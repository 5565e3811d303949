package io.parley.control.openapi;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import io.parley.control.document.Documents;
import io.parley.control.document.Schema;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.NamingStrategyImpls;

/**
 * Java types as JSON Schemas, the way Jackson writes them here: records in snake case, each once
 * among the components. Owned by the one thread that puts a description together.
 */
final class Shapes {
  static final String COMPONENTS = "#/components/schemas/";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Map<String, String> SCALARS =
      Map.ofEntries(
          Map.entry("java.lang.String", "string"),
          Map.entry("java.util.UUID", "string uuid"),
          Map.entry("java.time.Instant", "string date-time"),
          Map.entry("java.net.URI", "string uri"),
          Map.entry("boolean", "boolean"),
          Map.entry("java.lang.Boolean", "boolean"),
          Map.entry("int", "integer int32"),
          Map.entry("java.lang.Integer", "integer int32"),
          Map.entry("long", "integer int64"),
          Map.entry("java.lang.Long", "integer int64"),
          Map.entry("double", "number double"),
          Map.entry("java.lang.Double", "number double"));

  private final Map<Class<?>, Schema> documents;
  private final Map<String, ObjectNode> components = new TreeMap<>();
  private final Map<String, String> owners = new HashMap<>();

  /** Whether something is sent to the API, and may leave nullable fields out, or comes from it. */
  enum Way {
    TAKEN,
    GIVEN
  }

  /** One page of any list. */
  record Page<T>(List<T> items, @Nullable String nextCursor) {}

  /** With the schemas of what people write, which say more than its Java type. */
  Shapes(Map<Class<?>, Schema> documents) {
    this.documents = documents;
  }

  /** Everything that has been referred to, by name. */
  Map<String, ObjectNode> components() {
    return components;
  }

  /** The schema of {@code type}; for a record or an enum a reference to its component. */
  ObjectNode of(ResolvableType type, Way way) {
    Class<?> raw = type.toClass();
    String scalar = SCALARS.get(raw.getName());
    if (scalar != null) {
      return scalar(scalar);
    }
    ObjectNode shape = JSON.objectNode();
    if (Collection.class.isAssignableFrom(raw)) {
      shape.put("type", "array");
      shape.set("items", of(type.asCollection().getGeneric(0), way));
    } else if (Map.class.isAssignableFrom(raw)) {
      shape.put("type", "object");
      shape.set("additionalProperties", of(type.asMap().getGeneric(1), way));
    } else if (raw.isEnum() || raw.isRecord()) {
      shape.put("$ref", COMPONENTS + component(type, way));
    }
    return shape;
  }

  /** The name of the component that {@code type}, a record or an enum, is. */
  String component(ResolvableType type, Way way) {
    Class<?> raw = type.toClass();
    String name = name(type) + (way == Way.TAKEN && raw.isRecord() ? "Input" : "");
    String before = owners.putIfAbsent(name, type.toString());
    if (before != null && !before.equals(type.toString())) {
      throw new IllegalStateException(
          "%s would be the name of both %s and %s".formatted(name, before, type));
    }
    if (before == null) {
      Schema document = way == Way.TAKEN ? documents.get(raw) : null;
      components.put(name, JSON.objectNode());
      components.put(
          name,
          document != null
              ? document(name, document)
              : raw.isEnum() ? constants(raw) : fields(type, way));
    }
    return name;
  }

  /** The component of this name. */
  ObjectNode component(String name) {
    ObjectNode found = components.get(name);
    if (found == null) {
      throw new IllegalStateException("no component " + name);
    }
    return found;
  }

  private static ObjectNode scalar(String scalar) {
    String[] parts = scalar.split(" ", 2);
    ObjectNode shape = JSON.objectNode().put("type", parts[0]);
    return parts.length == 1 ? shape : shape.put("format", parts[1]);
  }

  /** A nested type is named with the type around it, but for what that says already. */
  private static String name(ResolvableType type) {
    Class<?> raw = type.toClass();
    String simple = raw.getSimpleName();
    if (type.hasGenerics()) {
      StringBuilder name = new StringBuilder();
      Arrays.stream(type.getGenerics()).forEach(each -> name.append(name(each)));
      return name + simple;
    }
    Class<?> around = raw.getDeclaringClass();
    if (around == null) {
      return simple;
    }
    String outer = around.getSimpleName().replaceFirst("s?(Controller|Queries|Record)?$", "");
    return simple.contains(outer) ? simple : outer + simple;
  }

  private static ObjectNode document(String name, Schema schema) {
    String text = schema.text().replace("\"#/", "\"" + COMPONENTS + name + "/");
    if (!(Documents.tree(text) instanceof ObjectNode shape)) {
      throw new IllegalStateException(name + " is no schema");
    }
    shape.remove("$schema");
    shape.remove("$id");
    return shape;
  }

  private static ObjectNode constants(Class<?> type) {
    ObjectNode shape = JSON.objectNode().put("type", "string");
    ArrayNode values = shape.putArray("enum");
    for (Object constant : type.getEnumConstants()) {
      values.add(onWire(constant));
    }
    return shape;
  }

  private static String onWire(Object constant) {
    for (Method method : constant.getClass().getMethods()) {
      if (method.isAnnotationPresent(JsonValue.class) || method.getName().equals("wireName")) {
        return String.valueOf(ReflectionUtils.invokeMethod(method, constant));
      }
    }
    return constant.toString();
  }

  private ObjectNode fields(ResolvableType type, Way way) {
    ObjectNode shape = JSON.objectNode().put("type", "object");
    ObjectNode properties = JSON.objectNode();
    ArrayNode required = JSON.arrayNode();
    addFields(type, way, properties, required);
    if (!required.isEmpty()) {
      shape.set("required", required);
    }
    shape.set("properties", properties);
    return shape;
  }

  private void addFields(ResolvableType owner, Way way, ObjectNode properties, ArrayNode required) {
    for (RecordComponent field : owner.toClass().getRecordComponents()) {
      ResolvableType type = ResolvableType.forType(field.getGenericType(), owner);
      if (field.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
        addFields(type, way, properties, required);
        continue;
      }
      String name = wireName(field);
      boolean nullable = isNullable(field);
      ObjectNode shape =
          field.getAccessor().isAnnotationPresent(JsonRawValue.class)
              ? JSON.objectNode().put("type", "object")
              : of(type, way);
      properties.set(name, nullable ? orNull(shape) : shape);
      if (way == Way.GIVEN || !nullable) {
        required.add(name);
      }
    }
  }

  /** A record's field as JSON and queries have it. */
  static String wireName(RecordComponent field) {
    return NamingStrategyImpls.SNAKE_CASE.translate(field.getName());
  }

  static boolean isNullable(RecordComponent field) {
    return field.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static ObjectNode orNull(ObjectNode shape) {
    if (shape.has("$ref")) {
      ObjectNode either = JSON.objectNode();
      either.putArray("anyOf").add(shape).add(JSON.objectNode().put("type", "null"));
      return either;
    }
    if (shape.has("type")) {
      String type = shape.path("type").asString();
      shape.putArray("type").add(type).add("null");
    }
    return shape;
  }
}
