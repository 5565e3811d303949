package io.parley.control.api;

import io.parley.control.agents.Agents;
import io.parley.control.agents.Lessons;
import io.parley.control.agents.Numbers;
import io.parley.control.agents.Seeded;
import io.parley.control.agents.Versions;
import io.parley.control.api.HttpServer.Surroundings;
import io.parley.control.page.Pages;
import io.parley.control.people.People;
import io.parley.control.provider.Providers;
import io.parley.control.recordings.RecordingLinks;
import io.parley.control.recordings.RecordingVault;
import io.parley.control.sessions.SessionRoom;
import io.parley.control.sessions.VoiceSessions;
import io.parley.control.store.CallFacts;
import io.parley.control.store.CallQueries;
import io.parley.control.store.CallStatistics;
import io.parley.control.telephony.Trunks;
import io.parley.control.webhooks.WebhookRoom;
import org.springframework.context.support.GenericApplicationContext;

/** Every controller, made of what it needs: the list of what is served. Stateless. */
final class Controllers {
  private Controllers() {}

  static void register(GenericApplicationContext context, Surroundings with) {
    CallQueries calls = new CallQueries(with.transactions());
    var live = with.ports().liveCalls();
    LiveOrders orders = new LiveOrders(live, with.transactions());
    context.registerBean(CallsController.class, () -> new CallsController(calls, orders));
    context.registerBean(
        CallOrdersController.class,
        () -> new CallOrdersController(calls, live, orders, with.transactions()));
    context.registerBean(RatingController.class, () -> new RatingController(with.transactions()));
    CallStatistics statistics = new CallStatistics(with.transactions());
    context.registerBean(
        StatisticsController.class, () -> new StatisticsController(statistics, with.wall()));
    CallFacts facts = new CallFacts(with.transactions());
    context.registerBean(
        EventsController.class, () -> new EventsController(with.feed(), facts, with.wall()));
    context.registerBean(
        HealthController.class, () -> new HealthController(with.ports(), with.snapshot()));
    context.registerBean(
        PageController.class, () -> new PageController(calls, live, orders, new Pages()));
    context.registerBean(ConsoleController.class, ConsoleController::new);
    context.registerBean(OpenApiController.class, OpenApiController::new);
    people(context, with);
  }

  private static void people(GenericApplicationContext context, Surroundings with) {
    People people = with.people();
    context.registerBean(SessionController.class, () -> new SessionController(people));
    context.registerBean(UsersController.class, () -> new UsersController(people.users()));
    context.registerBean(ApiKeysController.class, () -> new ApiKeysController(people.keys()));
    context.registerBean(AuditController.class, () -> new AuditController(people.audit()));
    boolean console = ConsoleController.isBuilt();
    context.registerBean(
        SignInPages.class, () -> new SignInPages(people, with.token(), new Pages(), console));
    registerAgents(context, with);
  }

  private static void registerAgents(GenericApplicationContext context, Surroundings with) {
    Exchange exchange = new Exchange(with.transactions());
    Seeded seeded = Seeded.with(with.ports().lessons());
    Agents agents = new Agents(seeded);
    Versions versions = new Versions(agents);
    Numbers numbers = new Numbers(seeded);
    context.registerBean(
        LessonsController.class, () -> new LessonsController(exchange, new Lessons()));
    context.registerBean(AgentsController.class, () -> new AgentsController(exchange, agents));
    context.registerBean(
        VersionsController.class, () -> new VersionsController(exchange, versions));
    context.registerBean(NumbersController.class, () -> new NumbersController(exchange, numbers));
    context.registerBean(OrganisationController.class, () -> new OrganisationController(exchange));
    Providers providers = new Providers(with.box(), with.probe().guard());
    context.registerBean(
        ProvidersController.class,
        () -> new ProvidersController(exchange, providers, with.probe(), with.rotation()));
    Trunks trunks = new Trunks(with.box());
    context.registerBean(TrunksController.class, () -> new TrunksController(exchange, trunks));
    registerWebhooks(context, with.webhooks(), exchange);
    registerRecordings(context, with, exchange);
    SessionRoom.Opened opened = with.sessions().open(seeded, with.ports().talk());
    VoiceSessions sessions = opened.sessions();
    context.registerBean(
        VoiceSessionsController.class, () -> new VoiceSessionsController(exchange, sessions));
    context.registerBean(
        SessionMessagesController.class, () -> new SessionMessagesController(exchange, sessions));
    context.registerBean(
        SessionAudioController.class, () -> new SessionAudioController(exchange, opened.uploads()));
  }

  private static void registerWebhooks(
      GenericApplicationContext context, WebhookRoom room, Exchange exchange) {
    context.registerBean(
        WebhooksController.class, () -> new WebhooksController(exchange, room.webhooks()));
    context.registerBean(
        WebhookDeliveriesController.class, () -> new WebhookDeliveriesController(exchange, room));
  }

  private static void registerRecordings(
      GenericApplicationContext context, Surroundings with, Exchange exchange) {
    RecordingVault vault = with.recordings().vault();
    RecordingLinks links = with.recordings().links();
    context.registerBean(
        RecordingsController.class,
        () -> new RecordingsController(exchange, vault, links, with.wall()));
    context.registerBean(RecordingFiles.class, () -> new RecordingFiles(vault, links));
  }
}
