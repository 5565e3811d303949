package io.parley.control.api;

import io.parley.control.openapi.Handlers;
import io.parley.control.people.Permission;
import io.parley.kernel.id.CallId;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Every endpoint below {@code /api/}, as the controllers declare them. */
final class Endpoints {
  private Endpoints() {}

  /** One of them; {@code needs} is empty when it needs no permission of its own. */
  record Endpoint(String method, String pattern, Optional<Permission> needs) {
    /** A path that fits the pattern and names nothing that there is. */
    String path() {
      String id = CallId.at(1_000, RandomGenerator.getDefault()).toString();
      return pattern.replaceAll("\\{[^}]*id[^}]*}", id).replaceAll("\\{[^}]*}", "1");
    }

    @Override
    public String toString() {
      return method + " " + pattern;
    }
  }

  static List<Endpoint> all() {
    return Handlers.in(Endpoints.class.getPackageName()).stream()
        .map(each -> new Endpoint(each.method(), each.path(), each.needs()))
        .toList();
  }
}
