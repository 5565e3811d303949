package io.parley.agent.provider.openai;

import io.parley.agent.think.Responder.Ask;
import io.parley.agent.think.Responder.Cue;
import io.parley.agent.think.Responder.Exchange;
import io.parley.agent.think.Responder.Persona;
import io.parley.kernel.call.CallContext;
import io.parley.kernel.route.LessonContent;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the request: who the model is, the lesson, what was said and heard, the turn. Stateless.
 */
final class Prompt {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LAST_EXCHANGES = 20;

  private static final String ROLE =
      "You are Parley's tutor, an AI that speaks with one caller on the telephone.\n";
  private static final String LINE = "You are an AI and speak with one caller on the telephone.\n";

  private static final String RULES =
      """
      - Answer in one to three short sentences of plain words. They are spoken: no markdown, no \
      lists, no emoji, no links; write numbers and signs as words.
      - End with one question or offer, so that the caller knows what to do.
      - The caller's words come from a speech recogniser and may be wrong. When they make no sense, \
      ask back what was meant.
      - Ask one question at a time. Judge answers kindly, give a hint before the solution, praise \
      what is right.
      - Never claim to be human.
      - When the caller wants to end the call, say one short goodbye and call the function end_call.
      """;

  private Prompt() {}

  /** The body of the request. */
  static String body(OpenAiConfig config, Ask ask, boolean withTools) {
    ObjectNode body = JSON.createObjectNode();
    body.put("model", config.model());
    body.put("stream", true);
    body.putObject("stream_options").put("include_usage", true);
    body.put(config.isModern() ? "max_completion_tokens" : "max_tokens", config.maxTokens());
    ArrayNode messages = body.putArray("messages");
    message(messages, "system", role(ask.persona()) + lesson(ask.lesson()) + now(ask.context()));
    int from = Math.max(0, ask.history().size() - LAST_EXCHANGES);
    for (Exchange exchange : ask.history().subList(from, ask.history().size())) {
      message(messages, "user", exchange.said());
      message(messages, "assistant", exchange.heard());
    }
    message(messages, "user", turn(ask));
    if (withTools) {
      ObjectNode function = body.putArray("tools").addObject().put("type", "function");
      function
          .putObject("function")
          .put("name", ChatChunk.END_CALL)
          .put(
              "description",
              "Hangs up. Only when the caller said goodbye or wants to end the call.")
          .putObject("parameters")
          .put("type", "object")
          .putObject("properties");
    }
    return JSON.writeValueAsString(body);
  }

  /** What the caller did, as his message: keys mean what the tutor's keys mean. */
  private static String turn(Ask ask) {
    if (ask.cue() != Cue.DIGIT) {
      return ask.said();
    }
    return switch (ask.said()) {
      case "1" -> "Yes.";
      case "2" -> "No.";
      case "3" -> "Please repeat that.";
      default -> "(The caller pressed the key " + ask.said() + ".)";
    };
  }

  private static void message(ArrayNode messages, String role, String content) {
    if (!content.isBlank()) {
      messages.addObject().put("role", role).put("content", content);
    }
  }

  /** Who the model is: what the agent's author wrote, with the rules of the telephone. */
  private static String role(Persona persona) {
    StringBuilder text = new StringBuilder();
    text.append(persona.prompt().isBlank() ? ROLE : persona.prompt().strip() + "\n" + LINE);
    text.append(RULES);
    line(text, "- Length", persona.style());
    line(text, "- Say goodbye like this", persona.farewell());
    return text.toString();
  }

  private static String lesson(@Nullable LessonContent lesson) {
    if (lesson == null) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    text.append("\nYou teach this lesson, and lead the caller through it.\n");
    line(text, "Title", lesson.title());
    line(text, "Level", lesson.level());
    line(text, "Teaching style", lesson.style());
    lesson.objectives().forEach(objective -> line(text, "Objective", objective));
    for (LessonContent.Point point : lesson.keyPoints()) {
      line(text, "Key point " + point.term(), point.explanation());
      point.examples().forEach(example -> line(text, "  Example", example));
    }
    for (LessonContent.Question question : lesson.questions()) {
      line(text, "Question", question.ask());
      line(text, "  Right answers", String.join("; ", question.accepted()));
      question.hints().forEach(hint -> line(text, "  Hint", hint));
    }
    return text.toString();
  }

  /** What somebody outside the call has said it is about now: it counts more than the lesson. */
  private static String now(CallContext context) {
    StringBuilder text = new StringBuilder();
    line(text, "Topic", context.value(CallContext.TOPIC));
    line(text, "Level of the caller", context.value(CallContext.LEVEL));
    line(text, "Phase of the conversation", context.value(CallContext.PHASE));
    context.learningGoals().forEach(goal -> line(text, "Learning goal", goal));
    new TreeMap<>(context.variables()).forEach((name, value) -> line(text, name, value));
    return text.isEmpty() ? "" : "\nWhat holds now, whatever was said before:\n" + text;
  }

  private static void line(StringBuilder text, String label, String value) {
    if (!value.isBlank()) {
      text.append(label).append(": ").append(value).append('\n');
    }
  }
}
