package io.parley.control.openapi;

import io.parley.control.document.Documents;
import io.parley.control.document.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The API's description (OpenAPI 3.1). Immutable, safe from any thread. */
public final class OpenApi {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String PROBLEM = "Problem";
  private static final List<Integer> STATUSES =
      List.of(400, 401, 403, 404, 409, 412, 422, 429, 503);
  private static final Map<Integer, String> REASONS =
      Map.of(
          0, "Anything else that went wrong.",
          400, "A parameter or a field cannot be used; the problem names it and the remedy.",
          401, "Who asks has not shown who they are.",
          403, "The permission is missing, or the X-CSRF-Token that a cookie needs beside it.",
          404, "There is no such thing in this organisation.",
          409, "It contradicts what there is.",
          412, "It was changed by somebody else in between: read it again.",
          422, "The document cannot be kept; errors has all that is to be put right.",
          429, "Too often: Retry-After says when it will do.",
          503, "The database is away: calls go on; Retry-After says when to try again.");
  private static final String PROBLEM_SHAPE =
      """
      {"type": "object", "required": ["type", "title", "status", "detail"], "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string", "description": "a short stable name"},
        "status": {"type": "integer", "format": "int32"},
        "detail": {"type": "string", "description": "the reason, for people"},
        "instance": {"type": "string"},
        "field": {"type": "string", "description": "the field or parameter it is about"},
        "remedy": {"type": "string", "description": "what to give instead"},
        "errors": {"type": "array", "items": {
          "type": "object", "required": ["field", "reason", "remedy"], "properties": {
            "field": {"type": "string"},
            "reason": {"type": "string"},
            "remedy": {"type": "string"}}}}}}
      """;
  private static final String SECURITY =
      """
      {"bearer": {"type": "http", "scheme": "bearer",
         "description": "an API key, or the data folder's admin-token"},
       "session": {"type": "apiKey", "in": "cookie", "name": "parley_session",
         "description": "the console's session, made by POST /api/v1/session"},
       "csrf": {"type": "apiKey", "in": "header", "name": "X-CSRF-Token",
         "description": "beside the cookie on every change; given by GET /api/v1/me"}}
      """;

  private final Predicate<Handler> open;
  private final Map<Class<?>, Schema> documents;

  /**
   * Describes what is served.
   *
   * @param open who is let in without showing who they are
   * @param documents the schemas of what people write, by the type they are read as
   */
  public OpenApi(Predicate<Handler> open, Map<Class<?>, Schema> documents) {
    this.open = open;
    this.documents = Map.copyOf(documents);
  }

  /** The description of {@code handlers}. */
  public ObjectNode describe(List<Handler> handlers) {
    Shapes shapes = new Shapes(documents);
    ObjectNode root = JSON.objectNode().put("openapi", "3.1.0");
    root.putObject("info")
        .put("title", "Parley")
        .put("version", "v1")
        .put("description", "The control plane's API. Problems are problem+json (RFC 9457).");
    root.putArray("servers").addObject().put("url", "/");
    root.putArray("security").addObject().putArray("bearer");
    root.withArrayProperty("security").addObject().putArray("session");
    ObjectNode paths = root.putObject("paths");
    for (Handler handler : handlers) {
      String method = handler.method().toLowerCase(Locale.ROOT);
      ObjectNode operation = new Operation(handler, shapes, open.test(handler)).describe();
      paths.withObjectProperty(handler.path()).set(method, operation);
    }
    ObjectNode components = root.putObject("components");
    ObjectNode schemas = components.putObject("schemas");
    shapes.components().forEach(schemas::set);
    schemas.set(PROBLEM, Documents.tree(PROBLEM_SHAPE));
    ObjectNode responses = components.putObject("responses");
    STATUSES.forEach(status -> problem(responses, status));
    problem(responses, 0);
    components.set("securitySchemes", Documents.tree(SECURITY));
    return root;
  }

  private static void problem(ObjectNode responses, int status) {
    ObjectNode response = responses.putObject(problemName(status));
    response.put("description", REASONS.getOrDefault(status, ""));
    response
        .putObject("content")
        .putObject("application/problem+json")
        .putObject("schema")
        .put("$ref", Shapes.COMPONENTS + PROBLEM);
  }

  /** A reference to the answer of {@code status}; 0 is any. */
  static String problem(int status) {
    return "#/components/responses/" + problemName(status);
  }

  private static String problemName(int status) {
    return status == 0
        ? PROBLEM
        : HttpStatus.valueOf(status).getReasonPhrase().replaceAll("[^A-Za-z]", "");
  }
}
