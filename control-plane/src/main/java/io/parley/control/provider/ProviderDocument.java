package io.parley.control.provider;

import io.parley.control.document.Documents;
import io.parley.control.document.Finding;
import io.parley.control.document.InvalidDocument;
import io.parley.control.document.Schema;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What makes a credential one that can be used. Pure.
 *
 * @param key what is to be kept; empty: what is kept stays
 */
record ProviderDocument(ProviderDefinition definition, String key) {
  static final Schema SCHEMA = Schema.of("provider");

  private static final String KEY = "key";
  private static final String BASE_URL = "base_url";
  private static final int SHOWN_CHARS = 4;
  private static final int LONG_ENOUGH = 16;

  /** What every installation's chains know already. */
  private static final Set<String> TAKEN = Set.of("openai", "embedded");

  /** Reads {@code document}; {@code kept} is what it replaces. Refused with all that is wrong. */
  static ProviderDocument read(JsonNode document, @Nullable ProviderDefinition kept) {
    InvalidDocument.unlessEmpty(SCHEMA.check(document));
    String key = document.path(KEY).asString("");
    ObjectNode whole = (ObjectNode) SCHEMA.filled(document);
    whole.remove(KEY);
    if (key.isEmpty() && kept != null) {
      whole.put("key_set", kept.keySet()).put("key_end", kept.keyEnd());
    } else {
      whole.put("key_set", !key.isEmpty()).put("key_end", end(key));
    }
    ProviderDefinition definition = Documents.value(whole, ProviderDefinition.class);
    InvalidDocument.unlessEmpty(findings(definition));
    return new ProviderDocument(definition, key);
  }

  private static String end(String key) {
    return key.length() < LONG_ENOUGH ? "" : key.substring(key.length() - SHOWN_CHARS);
  }

  private static List<Finding> findings(ProviderDefinition definition) {
    List<Finding> findings = new ArrayList<>();
    ProviderKind kind = definition.kind();
    if (TAKEN.contains(definition.name())) {
      findings.add(
          new Finding(
              "name",
              "'" + definition.name() + "' stands for the installation's own in every chain",
              "choose another name"));
    }
    if (!definition.keySet() && kind != ProviderKind.OPENAI_COMPATIBLE) {
      findings.add(new Finding(KEY, "is missing", "give the key as the provider shows it"));
    }
    if (kind.isLanguageModel() && kind.model(definition.model()).isEmpty()) {
      findings.add(
          new Finding("model", "is missing, and this server has no usual one", "name the model"));
    }
    String url = kind.baseUrl(definition.baseUrl());
    if (url.isEmpty()) {
      findings.add(
          new Finding(
              BASE_URL,
              "is missing, and an openai-compatible server has none of its own",
              "give the server's address like https://llm.example.org/v1"));
    } else if (!isUrl(url)) {
      findings.add(
          new Finding(
              BASE_URL,
              "is no address of an API",
              "give one like https://llm.example.org/v1, without user, query and fragment"));
    }
    return findings;
  }

  private static boolean isUrl(String url) {
    try {
      URI uri = new URI(url);
      String scheme = String.valueOf(uri.getScheme());
      return (scheme.equals("https") || scheme.equals("http"))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null
          && uri.getPort() != 0
          && uri.getPort() <= 65_535;
    } catch (URISyntaxException _) {
      return false;
    }
  }
}
