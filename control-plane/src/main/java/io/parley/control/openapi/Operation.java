package io.parley.control.openapi;

import io.parley.control.openapi.Shapes.Way;
import java.lang.annotation.Annotation;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One endpoint as an operation. Owned by the one thread that puts a description together. */
final class Operation {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
  private static final String APPLICATION_JSON = "application/json";
  private static final String IF_MATCH = "If-Match";
  private static final Map<String, String> MEANINGS =
      Map.of(
          "limit",
          "How many at most.",
          "cursor",
          "The next_cursor of the page before; absent for the first.",
          "q",
          "Words said in the call: all of them; or, -not and \"a phrase\" as in web searches.",
          IF_MATCH,
          "The ETag of what was seen; 412 when it has changed since. * is any.",
          "Last-Event-ID",
          "The id of the last event that was seen.",
          "Idempotency-Key",
          "A UUID: the same request with it makes nothing twice for 24 hours.");

  private final Handler handler;
  private final Shapes shapes;
  private final boolean open;
  private final Optional<Wire> wire;

  Operation(Handler handler, Shapes shapes, boolean open) {
    this.handler = handler;
    this.shapes = shapes;
    this.open = open;
    this.wire = Optional.ofNullable(handler.code().getAnnotation(Wire.class));
  }

  ObjectNode describe() {
    ObjectNode operation = JSON.objectNode().put("operationId", handler.id());
    operation.putArray("tags").add(handler.subject());
    operation.put("summary", handler.summary());
    operation.put("description", permission());
    handler.needs().ifPresent(needs -> operation.put("x-permission", needs.scope()));
    if (open) {
      operation.putArray("security");
    } else if (handler.isChange()) {
      ArrayNode security = operation.putArray("security");
      security.addObject().putArray("bearer");
      ObjectNode browser = security.addObject();
      browser.putArray("session");
      browser.putArray("csrf");
    }
    ArrayNode parameters = parameters();
    if (!parameters.isEmpty()) {
      operation.set("parameters", parameters);
    }
    ObjectNode body = body();
    if (body != null) {
      operation.set("requestBody", body);
    }
    ObjectNode responses = operation.putObject("responses");
    success(responses);
    problems(responses, body);
    return operation;
  }

  private String permission() {
    if (open) {
      return "Open to everybody.";
    }
    return handler
        .needs()
        .map(needs -> "Needs `%s`: may %s.".formatted(needs.scope(), needs.meaning()))
        .orElse("For whoever is signed in.");
  }

  private ArrayNode parameters() {
    ArrayNode parameters = JSON.arrayNode();
    VARIABLE
        .matcher(handler.path())
        .results()
        .forEach(variable -> add(parameters, "path", variable.group(1), true, text()));
    for (Parameter parameter : handler.code().getParameters()) {
      query(parameters, parameter);
      RequestHeader header = annotation(parameter, RequestHeader.class);
      if (header != null) {
        boolean without = header.defaultValue().equals(ValueConstants.DEFAULT_NONE);
        String name = name(header.name(), parameter);
        add(parameters, "header", name, header.required() && without, text());
      }
    }
    RecordComponent[] fields = wire.map(Wire::query).map(Class::getRecordComponents).orElse(null);
    if (fields != null) {
      for (RecordComponent field : fields) {
        var shape = shapes.of(ResolvableType.forType(field.getGenericType()), Way.TAKEN);
        add(parameters, "query", Shapes.wireName(field), !Shapes.isNullable(field), shape);
      }
    }
    wire.ifPresent(also -> {
      headers(parameters, also.neededHeaders(), true);
      headers(parameters, also.headers(), false);
    });
    return parameters;
  }

  private static void headers(ArrayNode parameters, String[] names, boolean required) {
    for (String name : names) {
      add(parameters, "header", name, required, text());
    }
  }

  private static void query(ArrayNode parameters, Parameter parameter) {
    RequestParam query = annotation(parameter, RequestParam.class);
    if (query == null || Map.class.isAssignableFrom(parameter.getType())) {
      return;
    }
    String otherwise = query.defaultValue();
    boolean without = otherwise.equals(ValueConstants.DEFAULT_NONE);
    ObjectNode shape = text();
    if (!without && otherwise.matches("\\d{1,9}")) {
      shape.put("type", "integer").put("minimum", 1).put("default", Integer.parseInt(otherwise));
    } else if (!without && !otherwise.isEmpty()) {
      shape.put("default", otherwise);
    }
    String name = name(query.name(), parameter);
    add(parameters, "query", name, query.required() && without, shape);
  }

  private static void add(
      ArrayNode parameters, String in, String name, boolean required, ObjectNode shape) {
    ObjectNode parameter = parameters.addObject().put("name", name).put("in", in);
    String meaning = MEANINGS.get(name);
    if (meaning != null) {
      parameter.put("description", meaning);
    }
    if (required) {
      parameter.put("required", true);
    }
    parameter.set("schema", shape);
  }

  private static ObjectNode text() {
    return JSON.objectNode().put("type", "string");
  }

  private static String name(String given, Parameter parameter) {
    return given.isEmpty() ? parameter.getName() : given;
  }

  private static <A extends Annotation> @Nullable A annotation(Parameter parameter, Class<A> type) {
    return AnnotatedElementUtils.findMergedAnnotation(parameter, type);
  }

  private @Nullable ObjectNode body() {
    for (Parameter parameter : handler.code().getParameters()) {
      RequestBody body = parameter.getAnnotation(RequestBody.class);
      if (body != null) {
        return body(ResolvableType.forType(parameter.getParameterizedType()), body.required());
      }
    }
    String media = wire.map(Wire::bodyMedia).orElse("");
    if (!media.isEmpty()) {
      ObjectNode file = JSON.objectNode().put("required", true);
      file.putObject("content").putObject(media).set("schema", text().put("format", "binary"));
      return file;
    }
    Class<?> read = wire.<Class<?>>map(Wire::body).orElse(Void.class);
    if (read == Void.class) {
      return null;
    }
    ResolvableType type = ResolvableType.forClass(read);
    return body(type, isAnythingRequired(type));
  }

  private boolean isAnythingRequired(ResolvableType type) {
    return shapes.component(shapes.component(type, Way.TAKEN)).has("required");
  }

  private ObjectNode body(ResolvableType type, boolean required) {
    ObjectNode body = JSON.objectNode();
    if (required) {
      body.put("required", true);
    }
    ObjectNode content = body.putObject("content");
    content.putObject(APPLICATION_JSON).set("schema", shapes.of(type, Way.TAKEN));
    return body;
  }

  private void success(ObjectNode responses) {
    ResolvableType type = answer();
    List<String> media = media();
    boolean isJson = media.equals(List.of(APPLICATION_JSON));
    boolean isVoid = type.toClass() == Void.class || type.toClass() == void.class;
    int status = wire.map(Wire::status).orElse(200);
    if (isJson && isVoid && status == HttpStatus.OK.value()) {
      status = HttpStatus.NO_CONTENT.value();
    }
    ObjectNode response = responses.putObject(String.valueOf(status));
    response.put("description", HttpStatus.valueOf(status).getReasonPhrase() + ".");
    headers(response, status);
    if (status != HttpStatus.NO_CONTENT.value()) {
      for (String each : media) {
        ObjectNode shape = isJson ? json(type) : text();
        response.withObjectProperty("content").putObject(each).set("schema", shape);
      }
    }
  }

  /** Text that a handler has made itself, and of which it says nothing, can be anything. */
  private ObjectNode json(ResolvableType type) {
    return type.toClass() == String.class ? JSON.objectNode() : shapes.of(type, Way.GIVEN);
  }

  private void headers(ObjectNode response, int status) {
    List<String> names = new ArrayList<>();
    if (status == HttpStatus.CREATED.value()) {
      names.add("Location");
    }
    if (wire.isPresent() && wire.get().etag()) {
      names.add("ETag");
    }
    for (String name : names) {
      response.withObjectProperty("headers").putObject(name).set("schema", text());
    }
  }

  private List<String> media() {
    List<String> said = wire.map(also -> Arrays.asList(also.media())).orElse(List.of());
    if (!said.isEmpty()) {
      return said;
    }
    return handler.media().isEmpty() ? List.of(APPLICATION_JSON) : handler.media();
  }

  private ResolvableType answer() {
    if (wire.isPresent() && wire.get().answer() != Void.class) {
      Class<?> said = wire.get().answer();
      return wire.get().page()
          ? ResolvableType.forClassWithGenerics(Shapes.Page.class, said)
          : ResolvableType.forClass(said);
    }
    ResolvableType type = ResolvableType.forMethodReturnType(handler.code());
    return type.toClass() == ResponseEntity.class ? type.getGeneric(0) : type;
  }

  /** The problems there can be, by what it takes; any other is the default one. */
  private void problems(ObjectNode responses, @Nullable ObjectNode body) {
    ArrayNode parameters = parameters();
    boolean change = handler.isChange();
    Map<Integer, Boolean> possible = new TreeMap<>();
    possible.put(400, body != null || has(parameters, "in", "query"));
    possible.put(401, true);
    possible.put(403, change || handler.needs().isPresent());
    possible.put(404, has(parameters, "in", "path"));
    possible.put(409, change);
    possible.put(412, has(parameters, "name", IF_MATCH));
    possible.put(422, wire.map(Operation::isDocument).orElse(false));
    possible.put(429, true);
    possible.put(503, true);
    possible.forEach((status, is) -> {
      if (is) {
        responses.putObject(String.valueOf(status)).put("$ref", OpenApi.problem(status));
      }
    });
    responses.putObject("default").put("$ref", OpenApi.problem(0));
  }

  /** Whether what it takes is checked as documents are. */
  private static boolean isDocument(Wire wire) {
    return wire.body() != Void.class || wire.neededHeaders().length + wire.headers().length > 0;
  }

  private static boolean has(ArrayNode parameters, String field, String value) {
    return parameters.valueStream().anyMatch(each -> each.path(field).asString().equals(value));
  }
}
