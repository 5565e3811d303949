package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.provider.tutor.TutorResponder;
import io.parley.agent.think.Responder;
import io.parley.kernel.fault.Fault;
import io.parley.kernel.id.CallId;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.route.ModelAccess;
import io.parley.testsupport.openai.Completion;
import io.parley.testsupport.openai.FakeOpenAi;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TenantModelsIT {
  private static final String KEY = "sk-of-the-tenant";
  private static final TenantId TENANT = new TenantId("acme");

  private final Map<String, ModelAccess> accesses = new HashMap<>();

  private TenantModels models() {
    return new TenantModels(
        (tenant, name) -> Optional.ofNullable(accesses.get(tenant + "/" + name)),
        new TutorResponder(List.of()));
  }

  private static String reply(Responder responder) throws Exception {
    CompletableFuture<String> said = new CompletableFuture<>();
    StringBuilder text = new StringBuilder();
    Responder.Ask ask =
        new Responder.Ask(
            CallId.at(1, RandomGenerator.getDefault()),
            Responder.Cue.SAID,
            1,
            "what is lava",
            1,
            null,
            List.of(),
            Map.of());
    responder.reply(
        ask,
        new Responder.Listener() {
          @Override
          public void piece(String piece) {
            text.append(piece);
          }

          @Override
          public void done(Responder.End end) {
            said.complete(text.toString());
          }

          @Override
          public void failed(Fault fault) {
            said.complete("failed: " + fault);
          }
        });
    return said.get(20, TimeUnit.SECONDS);
  }

  @Test
  void answersWithTheTenantsOwnKeyAndWithAChangedOneFromTheNextCallOn() throws Exception {
    try (FakeOpenAi fake = new FakeOpenAi(0, KEY);
        TenantModels models = models()) {
      fake.answers(Completion.of("Lava is melted rock."));
      assertThat(models.find(TENANT, "ours")).isEmpty();
      String url = fake.baseUrl().toString();
      accesses.put("acme/ours", new ModelAccess(url, "small", "sk-wrong", 1));
      Responder wrong = models.find(TENANT, "ours").orElseThrow();
      assertThat(models.find(TENANT, "ours")).containsSame(wrong);
      assertThat(models.find(new TenantId("other"), "ours")).isEmpty();
      assertThat(reply(wrong)).as("the tutor stands behind it").doesNotContain("melted");
      accesses.put("acme/ours", new ModelAccess(url, "small", KEY, 2));
      assertThat(reply(models.find(TENANT, "ours").orElseThrow())).contains("melted rock");
      assertThat(fake.requests().getLast().path("model").asString()).isEqualTo("small");
    }
  }

  @Test
  void remembersABoundedNumberAndGivesUpWhatCannotBeUsed() {
    try (TenantModels models = models()) {
      for (int i = 0; i < 2 * TenantModels.MOST; i++) {
        accesses.put("acme/m" + i, new ModelAccess("http://127.0.0.1:1/v1", "m", "", 1));
        assertThat(models.find(TENANT, "m" + i)).isPresent();
      }
      accesses.put("acme/bad", new ModelAccess("http://127.0.0.1:1/v1", "", "", 1));
      assertThat(models.find(TENANT, "bad")).isEmpty();
    }
  }
}
