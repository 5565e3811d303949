package io.parley.control.agents;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.control.document.Documents;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;

/** Definitions to begin with. Immutable. */
public final class Templates {
  private static final String RESOURCE = "/templates/agents.json";

  private Templates() {}

  /** All of them, each with {@code id}, {@code title}, {@code description}, {@code definition}. */
  public static JsonNode all() {
    try (InputStream in = Templates.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + RESOURCE);
      }
      return Documents.tree(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " cannot be read", e);
    }
  }
}
