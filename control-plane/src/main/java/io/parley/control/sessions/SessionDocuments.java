package io.parley.control.sessions;

import io.parley.control.document.Documents;
import io.parley.control.document.Finding;
import io.parley.control.document.InvalidDocument;
import io.parley.control.document.Schema;
import io.parley.control.sessions.VoiceSession.Context;
import io.parley.control.sessions.VoiceSession.Settings;
import io.parley.kernel.session.SessionTalk;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What may be said of a session and in it. Pure. */
public final class SessionDocuments {
  /** What a new session is made of. */
  public static final Schema SCHEMA = Schema.of("voice-session");

  /** What a message is made of. */
  public static final Schema MESSAGE = Schema.of("session-message");

  private static final Set<String> CHANGEABLE =
      Set.of("title", "subject", "enrolment", "settings", "context");

  private SessionDocuments() {}

  /** A session to be. */
  public record NewSession(
      String mode,
      String agent,
      @Nullable Integer version,
      String lesson,
      String externalUserId,
      String title,
      String subject,
      String enrolment,
      Settings settings,
      Context context) {}

  /** What is to be different; what is left out stays. */
  public record Change(
      @Nullable String title,
      @Nullable String subject,
      @Nullable String enrolment,
      @Nullable SettingsChange settings,
      @Nullable ContextChange context) {}

  /** Settings that are to be different. */
  public record SettingsChange(
      @Nullable String sttMode,
      @Nullable Boolean ttsEnabled,
      @Nullable Boolean autoSpeak,
      @Nullable String language,
      @Nullable String voice,
      @Nullable Double speed) {}

  /** What has become known of the learner. */
  public record ContextChange(
      @Nullable String topic,
      @Nullable String level,
      @Nullable String phase,
      @Nullable List<String> learningGoals) {}

  /** Something said. */
  public record NewMessage(String text, String source, @Nullable Double confidence) {}

  /** The session in {@code document}; refused with all that is wrong with it. */
  public static NewSession session(JsonNode document, SessionTalk talk) {
    NewSession wanted = Documents.value(SCHEMA.complete(document), NewSession.class);
    InvalidDocument.unlessEmpty(unfit(wanted.settings(), talk));
    return wanted;
  }

  /** {@code session} with the changes of {@code document}; refused with all that is wrong. */
  static NewSession changed(VoiceSession session, JsonNode document, SessionTalk talk) {
    if (!(document instanceof ObjectNode changes)) {
      throw new InvalidDocument("", "is not an entry with fields", "send {\"title\": \"…\"}");
    }
    List<Finding> findings = new ArrayList<>();
    ObjectNode whole = document(session);
    for (var field : changes.properties()) {
      JsonNode now = whole.get(field.getKey());
      if (!CHANGEABLE.contains(field.getKey())) {
        String name = field.getKey();
        findings.add(
            new Finding(
                name.substring(0, Math.min(80, name.length())),
                "cannot be changed",
                "change title, subject, enrolment, settings or context"));
      } else if (now instanceof ObjectNode before && field.getValue() instanceof ObjectNode some) {
        before.setAll(some);
      } else {
        whole.set(field.getKey(), field.getValue());
      }
    }
    InvalidDocument.unlessEmpty(findings);
    return session(whole, talk);
  }

  private static ObjectNode document(VoiceSession session) {
    ObjectNode whole = (ObjectNode) Documents.tree("{}");
    whole.put("title", session.title());
    whole.put("subject", session.subject());
    whole.put("enrolment", session.enrolment());
    whole.set("settings", Documents.tree(session.settings()));
    whole.set("context", Documents.tree(session.context()));
    return whole;
  }

  /** The message in {@code document}; refused with all that is wrong with it. */
  public static NewMessage message(JsonNode document) {
    return Documents.value(MESSAGE.complete(document), NewMessage.class);
  }

  /** What no engine here can do. */
  private static List<Finding> unfit(Settings settings, SessionTalk talk) {
    List<Finding> findings = new ArrayList<>();
    if (!talk.voices().contains(settings.voice())) {
      findings.add(
          new Finding(
              "settings.voice",
              "is no voice here",
              "choose one of " + String.join(", ", talk.voices())));
    }
    String language = settings.language().split("-", 2)[0];
    boolean byClient = settings.sttMode().equals("browser") && !settings.ttsEnabled();
    if (!talk.languages().contains(language) && !byClient) {
      findings.add(
          new Finding(
              "settings.language",
              "is not heard and spoken here, only " + String.join(", ", talk.languages()),
              "choose such a language, or let the client hear and speak: stt_mode browser,"
                  + " tts_enabled false"));
    }
    return findings;
  }
}
