package io.parley.control.agents;

import io.parley.control.document.Documents;
import io.parley.control.document.Finding;
import io.parley.control.document.InvalidDocument;
import io.parley.control.document.Schema;
import io.parley.kernel.route.AgentDefinition;
import io.parley.kernel.route.Placeholders;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** What makes an agent's definition one that can be run. Pure. */
public final class AgentDocuments {
  /** What a definition is made of. */
  public static final Schema SCHEMA = Schema.of("agent-definition");

  /** What chains name without a credential. */
  private static final Set<String> OWN_MODELS = Set.of("openai", "embedded");

  private AgentDocuments() {}

  /** The definition in {@code document}; refused with all that is wrong with it. */
  static AgentDefinition read(
      JsonNode document, Predicate<String> lessonExists, Predicate<String> modelExists) {
    AgentDefinition definition = Documents.value(SCHEMA.complete(document), AgentDefinition.class);
    List<Finding> findings = new ArrayList<>();
    places("system_prompt", definition.systemPrompt(), definition, findings);
    places("greeting", definition.greeting(), definition, findings);
    places("end_of_call.farewell", definition.endOfCall().farewell(), definition, findings);
    places("end_of_call.time_over", definition.endOfCall().timeOver(), definition, findings);
    for (String variable : definition.variables().keySet()) {
      if (Placeholders.BUILT_IN.contains(variable)) {
        findings.add(
            new Finding(
                "variables." + variable,
                "is a name every call has a value for",
                "choose another name"));
      }
    }
    if (!definition.lesson().isEmpty() && !lessonExists.test(definition.lesson())) {
      findings.add(
          new Finding(
              "lesson",
              "there is no lesson '" + definition.lesson() + "'",
              "make it first, or name one of /api/v1/lessons"));
    }
    models(definition, modelExists, findings);
    InvalidDocument.unlessEmpty(findings);
    return definition;
  }

  private static void models(
      AgentDefinition definition, Predicate<String> modelExists, List<Finding> findings) {
    List<String> chain = definition.providers().llm();
    for (int i = 0; i < chain.size(); i++) {
      String name = chain.get(i);
      if (!OWN_MODELS.contains(name) && !modelExists.test(name)) {
        findings.add(
            new Finding(
                "providers.llm[" + i + "]",
                "there is no credential '" + name + "' of a language model",
                "make it first (/api/v1/providers), or use openai or embedded"));
      }
    }
  }

  /** The definition as it was kept. */
  static AgentDefinition kept(String document) {
    return Documents.value(SCHEMA.filled(Documents.tree(document)), AgentDefinition.class);
  }

  private static void places(
      String field, String text, AgentDefinition definition, List<Finding> findings) {
    Set<String> known = new TreeSet<>(Placeholders.BUILT_IN);
    known.addAll(definition.variables().keySet());
    for (String name : Placeholders.in(text)) {
      if (!known.contains(name)) {
        findings.add(
            new Finding(
                field,
                "{{" + name + "}} is no variable",
                "add it to variables, or use one of " + String.join(", ", known)));
      }
    }
  }
}
