package io.parley.agent.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.think.Responder.Ask;
import io.parley.agent.think.Responder.Cue;
import io.parley.agent.think.Responder.Persona;
import io.parley.kernel.call.CallContext;
import io.parley.kernel.id.CallId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PromptTest {
  private static final OpenAiConfig CONFIG =
      OpenAiConfig.of("sk-test", "", "http://127.0.0.1:1/v1", "test").orElseThrow();

  private static String system(Persona persona) {
    return system(persona, CallContext.NOTHING);
  }

  private static String system(Persona persona, CallContext context) {
    CallId call = CallId.parse("01890000-0000-7000-8000-000000000001");
    Ask ask = new Ask(call, Cue.SAID, 1, "hello", 1, null, List.of(), Map.of(), persona, context);
    return JsonMapper.builder()
        .build()
        .readTree(Prompt.body(CONFIG, ask, true))
        .at("/messages/0/content")
        .asString();
  }

  @Test
  void anAgentWithAPromptIsWhoItSaysAndKeepsTheRulesOfTheTelephone() {
    String system = system(new Persona("You are Ada.", "one short sentence", "", "Bye from Ada."));
    assertThat(system)
        .startsWith("You are Ada.\n")
        .contains("on the telephone", "Never claim to be human", "one short sentence")
        .contains("Bye from Ada.")
        .doesNotContain("Parley's tutor");
  }

  @Test
  void saysWhatSomebodyOutsideTheCallHasChanged() {
    CallContext context =
        new CallContext(
            Map.of("topic", "light", "learning_goals", "one\ntwo", "variables.customer", "Zoë"));
    assertThat(system(Persona.NOBODY, context))
        .endsWith(
            """
            What holds now, whatever was said before:
            Topic: light
            Learning goal: one
            Learning goal: two
            customer: Zoë
            """);
    assertThat(system(Persona.NOBODY)).doesNotContain("What holds now");
  }

  @Test
  void nobodyInParticularIsTheTutor() {
    assertThat(system(Persona.NOBODY)).startsWith("You are Parley's tutor");
  }
}
