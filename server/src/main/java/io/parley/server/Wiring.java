package io.parley.server;

import io.parley.agent.AgentConfig;
import io.parley.agent.Agents;
import io.parley.control.ControlFault;
import io.parley.control.ControlPlane;
import io.parley.control.ControlPorts;
import io.parley.kernel.link.EdgeDesk;
import io.parley.kernel.time.NanoClock;
import io.parley.kernel.time.SystemTimers;
import io.parley.media.MediaEngine;
import io.parley.media.record.Recorder;
import io.parley.server.metrics.FactMeter;
import io.parley.server.metrics.Families;
import io.parley.server.metrics.MetricsPage;
import io.parley.server.metrics.RecordingFamilies;
import io.parley.server.metrics.RoomFamilies;
import io.parley.server.settings.SettingKey;
import io.parley.server.settings.Settings;
import io.parley.sip.SipEdge;
import io.parley.sip.SipStartFailed;
import io.parley.sip.run.EdgePorts;
import io.parley.sip.run.EdgeTime;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which room gets which port: all three roles in one process. Owned by the main thread. */
final class Wiring implements AutoCloseable {
  private final Settings settings;
  private final Path home;
  private final Path data;
  private final VoiceServer server = new VoiceServer();
  private @Nullable SipEdge sip;
  private @Nullable MediaEngine media;

  Wiring(Settings settings, Path home, Path data) {
    this.settings = settings;
    this.home = home;
    this.data = data;
  }

  /** Starts everything and answers the line that says where; calls can be taken when it returns. */
  String start() throws ControlFault, SipStartFailed, IOException {
    RoomConfigs configs = RoomConfigs.of(settings, data);
    SystemTimers timers = server.timers();
    InstantSource wall = InstantSource.system();
    EdgeDesk desk = new EdgeDesk();
    ControlPlane control = server.keep(new ControlPlane(configs.control(), NanoClock.SYSTEM, wall));
    FactMeter journal = new FactMeter(control.start());
    Recorder recorder =
        server.keep(
            new Recorder(configs.recorder(), NanoClock.SYSTEM, control::onRecordingFinished));
    MediaEngine engine = server.keep(new MediaEngine(configs.media(), NanoClock.SYSTEM, desk));
    Brains brains =
        server.keep(
            new Brains(settings, home, data, timers, control.directory(), control.models()));
    AgentConfig limits = AgentConfig.DEFAULT.withMaxCalls(configs.sip().maxCalls());
    Agents agents = new Agents(limits, brains.catalog(), desk, journal, timers, NanoClock.SYSTEM);
    EdgeTime time = new EdgeTime(NanoClock.SYSTEM, timers, wall, new SecureRandom());
    EdgePorts ports = new EdgePorts(engine, desk, brains.routes(control.directory()), journal);
    SipEdge edge = server.keep(new SipEdge(configs.sip(), time, ports));
    media = engine;
    sip = edge;
    desk.attach(agents, edge, engine);
    engine.attach(edge);
    engine.recordWith(recorder);
    List<Supplier<Families>> families = new ArrayList<>(brains.families());
    families.add(() -> RoomFamilies.sip(edge.counters()));
    families.add(() -> RoomFamilies.media(engine.counters()));
    families.add(() -> RecordingFamilies.of(recorder.counters(), control.snapshot().recordings()));
    families.add(() -> RoomFamilies.agents(agents.counters()));
    families.add(() -> RoomFamilies.control(control.snapshot()));
    families.add(() -> RoomFamilies.webhooks(control.snapshot()));
    families.add(journal::families);
    MetricsPage metrics = new MetricsPage(families);
    System.out.println(brains.summary());
    recorder.start();
    engine.start();
    control.serve(
        new ControlPorts(
            edge.liveCalls(),
            server::refusal,
            metrics::scrape,
            System.out::println,
            brains.lessonNames(),
            brains.sessions()));
    brains.awaitRehearsal();
    edge.start();
    return configs.readyLine();
  }

  /** Takes no new calls, and lets those that are up end within the drain timeout. */
  void drain() throws InterruptedException {
    if (sip != null && media != null) {
      server.drain(sip, media, settings.duration(SettingKey.DRAIN_TIMEOUT));
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
