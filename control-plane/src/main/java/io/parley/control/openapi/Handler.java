package io.parley.control.openapi;

import io.parley.control.people.Permission;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One endpoint as its controller declares it.
 *
 * @param path with its variables as {@code {id}}
 * @param needs empty when it needs no permission of its own
 * @param media the types it says it answers with; empty when it says none
 */
public record Handler(
    String method, String path, Optional<Permission> needs, List<String> media, Method code) {
  /** Copies what it is given. */
  public Handler {
    media = List.copyOf(media);
  }

  /** What it is about: {@code api-keys} of {@code ApiKeysController}. */
  String subject() {
    return words(controller(), "-");
  }

  /** Its name among all: {@code apiKeysRotate}. */
  String id() {
    String controller = controller();
    String name = code.getName();
    return controller.substring(0, 1).toLowerCase(Locale.ROOT)
        + controller.substring(1)
        + name.substring(0, 1).toUpperCase(Locale.ROOT)
        + name.substring(1);
  }

  /** What it does, in as many words as its name has. */
  String summary() {
    return words(controller(), " ") + ": " + words(code.getName(), " ");
  }

  boolean isChange() {
    return !method.equals("GET");
  }

  private String controller() {
    return code.getDeclaringClass().getSimpleName().replaceFirst("Controller$", "");
  }

  private static String words(String name, String between) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", between).toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
