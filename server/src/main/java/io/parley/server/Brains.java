package io.parley.server;

import io.parley.agent.AgentCatalog;
import io.parley.agent.AgentConfig;
import io.parley.agent.conversation.TurnProfile;
import io.parley.agent.engine.EngineMissingException;
import io.parley.agent.lesson.LessonLibrary;
import io.parley.agent.provider.openai.OpenAiResponder;
import io.parley.agent.provider.scripted.ScriptedAgents;
import io.parley.agent.provider.tutor.TutorResponder;
import io.parley.agent.run.CallAgent;
import io.parley.agent.session.Sessions;
import io.parley.agent.speech.SpeechEngines;
import io.parley.agent.think.FallbackResponder;
import io.parley.agent.think.Responder;
import io.parley.kernel.id.TenantId;
import io.parley.kernel.link.EdgeFact.CallOffered;
import io.parley.kernel.route.AgentDefinitions;
import io.parley.kernel.route.AgentRef;
import io.parley.kernel.route.LessonContent;
import io.parley.kernel.route.ModelAccesses;
import io.parley.kernel.route.Route;
import io.parley.kernel.route.RouteSnapshot;
import io.parley.kernel.route.RouteTable;
import io.parley.kernel.session.SessionTalk;
import io.parley.kernel.time.NanoClock;
import io.parley.kernel.time.Pause;
import io.parley.kernel.time.Timers;
import io.parley.server.metrics.Families;
import io.parley.server.metrics.ProviderFamilies;
import io.parley.server.settings.SettingError;
import io.parley.server.settings.SettingKey;
import io.parley.server.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agents of this installation and the numbers that reach them. Owned by the main thread. */
final class Brains implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Brains.class);
  private static final int TUTOR_RECORDING_DAYS = 7;
  private static final String TUTOR = RouteSnapshot.TUTOR.name();

  private final SpeechEngines engines;
  private final TutorResponder embedded;
  private final @Nullable OpenAiResponder model;
  private final @Nullable FallbackResponder chain;
  private final TenantModels models;
  private final LessonLibrary lessons;
  private final LessonContent firstLesson;
  private final ScriptedAgents scripted;
  private final AgentCatalog catalog;
  private final Sessions sessions;
  private final CompletableFuture<@Nullable Void> rehearsal;

  /** Loads lessons and engines; a wrong setting ends the start with its one line. */
  Brains(
      Settings settings,
      Path home,
      Path data,
      Timers timers,
      AgentDefinitions definitions,
      ModelAccesses accesses)
      throws IOException {
    lessons = loadLessons(settings, home, data);
    String first = settings.text(SettingKey.LESSON);
    firstLesson =
        lessons
            .find(first)
            .orElseThrow(() ->
                new SettingError(
                    "PARLEY_LESSON="
                        + first
                        + " (tutor.lesson): there is no such lesson; choose"
                        + " one of "
                        + names(lessons)));
    engines = startEngines(settings, data);
    embedded = new TutorResponder(lessons.lessons());
    model = RoomConfigs.model(settings).map(OpenAiResponder::new).orElse(null);
    chain = model == null ? null : new FallbackResponder(model, embedded, NanoClock.SYSTEM);
    models = new TenantModels(accesses, embedded);
    scripted = new ScriptedAgents(timers, Pause.SLEEP);
    rehearsal = startRehearsal();
    TenantAgents tenants = new TenantAgents(definitions, new OwnAgents());
    catalog = AgentCatalog.firstOf(this::tutorFor, scripted, tenants);
    AgentConfig shared = AgentConfig.DEFAULT;
    sessions =
        new Sessions(
            tenants, engines.synthesizer(), shared.deadlines(), shared.lines(), NanoClock.SYSTEM);
  }

  private static String names(LessonLibrary lessons) {
    return String.join(", ", lessons.lessons().stream().map(LessonContent::name).toList());
  }

  /** The lessons that came with Parley and the operator's own; those with mistakes are told. */
  static LessonLibrary loadLessons(Settings settings, Path home, Path data) {
    List<Path> folders = new ArrayList<>(List.of(home.resolve("lessons")));
    String own = settings.text(SettingKey.LESSONS_DIR);
    Path ownFolder = own.isEmpty() ? data.resolve("lessons") : Path.of(own).toAbsolutePath();
    if (!own.isEmpty() || Files.isDirectory(ownFolder)) {
      folders.add(ownFolder);
    }
    LessonLibrary lessons = LessonLibrary.load(folders);
    lessons.problems().forEach(problem -> System.err.println("parley: lesson " + problem));
    return lessons;
  }

  /** The embedded engines {@code PARLEY_SPEECH} asks for. */
  static SpeechEngines startEngines(Settings settings, Path data) throws IOException {
    try {
      return SpeechEngines.choose(RoomConfigs.speech(settings, data));
    } catch (EngineMissingException e) {
      throw new SettingError(String.valueOf(e.getMessage()));
    }
  }

  private @Nullable CallAgent tutorFor(TenantId tenant, CallOffered call) {
    String name = call.agent().name();
    if (name.equals(TUTOR)) {
      return tutorOf(firstLesson);
    }
    return name.startsWith(TUTOR + "/")
        ? lessons.find(name.substring(TUTOR.length() + 1)).map(this::tutorOf).orElse(null)
        : null;
  }

  private CallAgent tutorOf(LessonContent lesson) {
    return agentOf(lesson, chain == null ? embedded : chain)
        .recorded(TUTOR_RECORDING_DAYS, TenantAgents.RECORDED);
  }

  private CallAgent agentOf(LessonContent lesson, Responder responder) {
    return new CallAgent(
        engines.transcriber(),
        responder,
        engines.synthesizer(),
        lesson,
        TurnProfile.CONVERSATIONAL);
  }

  /** What tenants' agents are made of here. */
  private final class OwnAgents implements TenantAgents.Embedded {
    @Override
    public LessonContent lesson(String name) {
      return lessons.find(name).orElse(firstLesson);
    }

    /** The embedded tutor stands behind every chain: nobody is left without an answer. */
    @Override
    public Responder responder(TenantId tenant, List<String> wanted) {
      return wanted.stream()
          .flatMap(name -> named(tenant, name).stream())
          .findFirst()
          .orElse(embedded);
    }

    private Optional<Responder> named(TenantId tenant, String name) {
      return switch (name) {
        case "embedded" -> Optional.of(embedded);
        case "openai" -> Optional.ofNullable(chain);
        default -> models.find(tenant, name);
      };
    }

    @Override
    public CallAgent agent(LessonContent lesson, Responder responder) {
      return agentOf(lesson, responder);
    }
  }

  /** Holds conversations without a leg. */
  SessionTalk sessions() {
    return sessions;
  }

  /** Who takes a call. */
  AgentCatalog catalog() {
    return catalog;
  }

  /**
   * Gets the speech engines ready for the first call on a thread of its own, which takes seconds;
   * then the other lessons' recognisers, as far as they fit into memory.
   */
  private CompletableFuture<@Nullable Void> startRehearsal() {
    CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon(true)
        .name("rehearsal")
        .start(() -> {
          try {
            if (!engines.rehearse(firstLesson)) {
              LOG.warn("the speech engines did not answer in time: {}", engines.summary());
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            over.complete(null);
          }
          scripted.prepare();
          lessons.lessons().stream().limit(engines.lessonsAtOnce() - 1L).forEach(engines::prepare);
        });
    return over;
  }

  /** Blocks until the first call would be heard without delay. */
  void awaitRehearsal() {
    rehearsal.join();
  }

  /** Names of the lessons that were found. */
  Set<String> lessonNames() {
    return lessons.lessons().stream()
        .map(LessonContent::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What a number reaches: the seeded numbers, every lesson by its name, then {@code tenants'}. */
  RouteTable routes(RouteTable tenants) {
    RouteTable seeded = seeded();
    return (dialled, source) -> {
      Route own = seeded.lookup(dialled, source);
      return own instanceof Route.Unknown
          ? tenants.lookup(dialled, source)
          : own.counting(tenants.budgets(TenantId.DEFAULT, source));
    };
  }

  private RouteTable seeded() {
    Map<String, Route> routes = new HashMap<>();
    for (LessonContent lesson : lessons.lessons()) {
      AgentRef agent = new AgentRef(TUTOR + "/" + lesson.name(), RouteSnapshot.TUTOR.version());
      routes.put(lesson.name(), new Route.ToAgent(TenantId.DEFAULT, agent));
    }
    routes.putAll(RouteSnapshot.seeded().routes());
    return new RouteSnapshot(routes);
  }

  /** What recogniser and language model count. */
  List<Supplier<Families>> families() {
    List<Supplier<Families>> all = new ArrayList<>();
    all.add(() -> ProviderFamilies.ears(engines.transcriber()));
    if (model != null && chain != null) {
      OpenAiResponder asked = model;
      FallbackResponder turns = chain;
      all.add(() -> ProviderFamilies.model(asked.counts(), turns.counts()));
    }
    return all;
  }

  /** Which engines are live, and why: a line for people. */
  String summary() {
    return engines.summary() + ", " + (model == null ? "embedded tutor" : "model " + model.name());
  }

  @Override
  public void close() {
    models.close();
    if (model != null) {
      model.close();
    }
    engines.close();
  }
}
