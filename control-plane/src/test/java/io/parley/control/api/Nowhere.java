package io.parley.control.api;

import io.parley.control.ControlPorts;
import io.parley.control.RunningPlane;
import io.parley.control.ScriptedTalk;
import io.parley.control.agents.Limits;
import io.parley.control.live.FeedLimits;
import io.parley.control.live.LiveFeed;
import io.parley.control.people.People;
import io.parley.control.provider.ProviderProbe;
import io.parley.control.provider.SecretRotation;
import io.parley.control.reach.TargetGuard;
import io.parley.control.recordings.RecordingAccess;
import io.parley.control.recordings.RecordingKeeper;
import io.parley.control.recordings.RecordingLinks;
import io.parley.control.recordings.RecordingsConfig;
import io.parley.control.secret.Keyring;
import io.parley.control.secret.SecretBox;
import io.parley.control.sessions.SessionRoom;
import io.parley.control.store.FactOutbox;
import io.parley.control.store.TenantTransactions;
import io.parley.control.webhooks.WebhookConfig;
import io.parley.control.webhooks.WebhookRoom;
import io.parley.control.webhooks.WebhookTime;
import io.parley.kernel.time.NanoClock;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;

/** What an HTTP side works with that never reaches a database. */
final class Nowhere {
  private Nowhere() {}

  static HttpServer.Surroundings surroundings(RunningPlane plane, Path data) throws IOException {
    TenantTransactions nowhere = new TenantTransactions(() -> null);
    InstantSource wall = InstantSource.system();
    SecureRandom random = new SecureRandom();
    SecretBox box = new SecretBox(Keyring.inFile(data.resolve("secrets-key"), random), random);
    LiveFeed feed = new LiveFeed(FeedLimits.DEFAULT, 0);
    return new HttpServer.Surroundings(
        new ControlPorts(
            plane.liveCalls(), () -> "", () -> "", _ -> {}, Set.of(), new ScriptedTalk()),
        plane::snapshot,
        nowhere,
        People.of(nowhere, wall),
        AdminToken.in(data.resolve("admin-token"), wall),
        wall,
        feed,
        box,
        webhooks(nowhere, box, wall),
        recordings(nowhere, feed, data, wall),
        new RateLimiter(_ -> Limits.NONE, NanoClock.SYSTEM),
        new SessionRoom(nowhere, data.resolve("audio"), wall),
        probe(wall),
        new SecretRotation(nowhere, box));
  }

  private static ProviderProbe probe(InstantSource wall) {
    return new ProviderProbe(
        new TargetGuard(List.of()),
        Duration.ofSeconds(1),
        (SSLSocketFactory) SSLSocketFactory.getDefault(),
        NanoClock.SYSTEM,
        wall);
  }

  private static WebhookRoom webhooks(
      TenantTransactions nowhere, SecretBox box, InstantSource wall) {
    WebhookTime time = new WebhookTime(NanoClock.SYSTEM, wall);
    return new WebhookRoom(WebhookConfig.DEFAULT, nowhere, () -> box, time);
  }

  private static RecordingAccess recordings(
      TenantTransactions nowhere, LiveFeed feed, Path data, InstantSource wall) throws IOException {
    RecordingKeeper keeper =
        RecordingKeeper.of(
            RecordingsConfig.below(data),
            new RecordingKeeper.Register(nowhere, feed, FactOutbox.NONE, () -> "node"),
            new RecordingKeeper.Timing(NanoClock.SYSTEM, wall, Duration.ofMinutes(1)));
    RecordingLinks links =
        RecordingLinks.in(data.resolve("recording-links-key"), Duration.ofHours(1), wall);
    return new RecordingAccess(keeper.vault(), links);
  }
}
