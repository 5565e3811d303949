package io.parley.server;

import io.parley.agent.provider.openai.OpenAiConfig;
import io.parley.agent.provider.openai.OpenAiResponder;
import io.parley.agent.think.FallbackResponder;
import io.parley.agent.think.Responder;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.route.ModelAccess;
import io.parley.kernel.route.ModelAccesses;
import io.parley.kernel.time.NanoClock;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tenants' own language models, each with {@code last} behind it. The ones used last are kept, so
 * that their connections are; one that was changed or given up serves the calls it has and is then
 * forgotten. Safe from any thread.
 */
final class TenantModels implements AutoCloseable {
  static final int MOST = 64;

  private static final Logger LOG = LoggerFactory.getLogger(TenantModels.class);

  private final ModelAccesses accesses;
  private final Responder last;
  private final ReentrantLock lock = new ReentrantLock();
  private final LinkedHashMap<Key, Made> made = new LinkedHashMap<>(16, 0.75f, true);

  TenantModels(ModelAccesses accesses, Responder last) {
    this.accesses = accesses;
    this.last = last;
  }

  private record Key(TenantId tenant, String name) {}

  private record Made(long revision, OpenAiResponder model, Responder chain) {}

  /** The model of {@code tenant} called {@code name}; empty when there is none that can be used. */
  Optional<Responder> find(TenantId tenant, String name) {
    return accesses.find(tenant, name).flatMap(access -> made(new Key(tenant, name), access));
  }

  private Optional<Responder> made(Key key, ModelAccess access) {
    lock.lock();
    try {
      Made known = made.get(key);
      if (known == null || known.revision() != access.revision()) {
        known = make(access);
        made.put(key, known);
        if (made.size() > MOST) {
          made.remove(made.keySet().iterator().next());
        }
      }
      return Optional.of(known.chain());
    } catch (IllegalArgumentException e) {
      LOG.warn("the model {} cannot be used: {}", key.name(), e.getMessage());
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private Made make(ModelAccess access) {
    OpenAiConfig config =
        new OpenAiConfig(access.apiKey(), URI.create(access.baseUrl()), access.model());
    OpenAiResponder model = new OpenAiResponder(config);
    return new Made(access.revision(), model, new FallbackResponder(model, last, NanoClock.SYSTEM));
  }

  /** Ends the replies of those that are kept. */
  @Override
  public void close() {
    lock.lock();
    try {
      made.values().forEach(each -> each.model().close());
      made.clear();
    } finally {
      lock.unlock();
    }
  }
}
