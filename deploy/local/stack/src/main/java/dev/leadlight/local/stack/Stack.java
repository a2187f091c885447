package dev.leadlight.local.stack;

import static dev.leadlight.local.infrastructure.ServerKind.KAFKA;
import static dev.leadlight.local.infrastructure.ServerKind.POSTGRES;
import static dev.leadlight.local.infrastructure.ServerKind.REDIS;

import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureSettings;
import dev.leadlight.local.infrastructure.ManagedServer;
import dev.leadlight.local.infrastructure.ServerKind;
import dev.leadlight.local.infrastructure.ServerStartException;
import dev.leadlight.local.infrastructure.SideBySide;
import dev.leadlight.local.stack.front.Front;
import dev.leadlight.local.stack.front.OwnPages;
import dev.leadlight.local.stack.outbox.Outbox;
import dev.leadlight.local.stack.outbox.OutboxPage;
import dev.leadlight.local.stack.outbox.SinkPorts;
import dev.leadlight.local.stack.outbox.Sinks;
import dev.leadlight.local.stack.service.Service;
import dev.leadlight.local.stack.service.ServiceRecipe;
import dev.leadlight.local.stack.service.ServiceSettings;
import dev.leadlight.local.stack.store.StorePages;
import dev.leadlight.local.stack.vendor.DemoVendors;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The running suite: front, sinks, infrastructure, services. Whatever dies is brought back with its
 * data; {@link #close} ends everything in reverse, also when it comes in the middle of the start.
 */
public final class Stack implements AutoCloseable {
  private static final long OUTBOX_LIMIT_BYTES = 64L * 1024 * 1024;
  private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(5);

  private final StackOptions options;
  private final Secrets secrets;
  private final URI url;
  private final Map<Service, ManagedServer> services = new EnumMap<>(Service.class);
  private final Map<Service, Integer> ports = new EnumMap<>(Service.class);
  private final Infrastructure infrastructure;
  private final SinkPorts sinkPorts;
  private final Outbox outbox;
  private final StackFile file;
  private final Supervisor supervisor;
  private final Deque<Runnable> endings = new ArrayDeque<>();
  private boolean ended;

  private Stack(StackOptions options, Consumer<String> announce) throws IOException {
    Path data = options.data();
    KeptPorts kept = KeptPorts.in(data);
    this.options = options;
    this.url = URI.create("http://localhost:" + options.port());
    this.infrastructure = Infrastructure.prepare(settings(options, kept));
    this.secrets = Secrets.in(data, options.operatorToken());
    this.sinkPorts = new SinkPorts(kept.of("sink-http"), kept.of("sink-smtp"));
    this.outbox = new Outbox(data.resolve("outbox"), OUTBOX_LIMIT_BYTES, Clock.systemUTC());
    this.file = new StackFile(data.resolve("stack.json"));
    this.supervisor = new Supervisor(announce, this::describe, BETWEEN_QUESTIONS);
    if (!options.infrastructureOnly()) {
      for (Service service : Service.values()) {
        ports.put(service, kept.of(service.id()));
      }
    }
    endings.push(infrastructure::close);
  }

  /**
   * A stack that runs nothing yet, but owns its data directory.
   *
   * @param announce takes lines for people about what ends and comes back
   */
  public static Stack prepare(StackOptions options, Consumer<String> announce) {
    try {
      return new Stack(options, announce);
    } catch (IOException fault) {
      throw new ServerStartException(
          "The directory " + options.data() + " cannot be used: " + fault.getMessage() + ".",
          fault);
    }
  }

  /**
   * Starts everything and waits until it is healthy.
   *
   * @throws ServerStartException with one sentence; the caller then closes the stack
   */
  public void start() {
    Vertx vertx = Vertx.vertx();
    endingWith(() -> vertx.close().toCompletionStage().toCompletableFuture().join());
    OwnPages pages = new OutboxPage(vertx, outbox).or(new StorePages()).or(new DemoVendors());
    Front front = Front.open(vertx, options.port(), ports, pages);
    infrastructure.start();
    Sinks sinks = Sinks.open(vertx, sinkPorts, outbox);
    endingWith(sinks::close);
    endingWith(() -> SideBySide.run(List.copyOf(services.values()), ManagedServer::stop));
    endingWith(front::close);
    startServices();
    endingWith(supervisor::end);
    servers().forEach(supervisor::watch);
    describe();
  }

  /** The front's address. */
  public URI url() {
    return url;
  }

  /** Opens the administrative calls. */
  public String operatorToken() {
    return secrets.operatorToken();
  }

  /** Where {@code stack.json} is. */
  public Path details() {
    return file.path();
  }

  /** What the playbooks have sent. */
  public Outbox outbox() {
    return outbox;
  }

  /** The handle of one service. */
  public ManagedServer service(Service service) {
    ManagedServer server = services.get(service);
    if (server == null) {
      throw new IllegalStateException(service.id() + " was not started");
    }
    return server;
  }

  public Infrastructure infrastructure() {
    return infrastructure;
  }

  /** All processes of the stack but this one. */
  public List<ManagedServer> servers() {
    List<ManagedServer> all = new ArrayList<>();
    for (ServerKind kind : ServerKind.values()) {
      all.add(infrastructure.server(kind));
    }
    all.addAll(services.values());
    return all;
  }

  @Override
  public void close() {
    for (Runnable ending : endingsOnce()) {
      ending.run();
    }
  }

  private void startServices() {
    ServiceSettings settings =
        new ServiceSettings(
            infrastructure,
            sinkPorts,
            secrets.operatorToken(),
            secrets.identity(),
            secrets.webhook(),
            secrets.sealingKey(),
            "http://127.0.0.1:" + ports.get(Service.SCORING),
            url.toString());
    ports.forEach((service, port) -> services.put(service, server(service, port, settings)));
    SideBySide.run(List.copyOf(services.values()), ManagedServer::start);
  }

  private ManagedServer server(Service service, int port, ServiceSettings settings) {
    Path run = options.data().resolve("services");
    return new ManagedServer(
        new ServiceRecipe(
            service,
            port,
            options.home(),
            run.resolve(service.id() + ".properties"),
            settings.of(service, port)),
        run,
        options.logs());
  }

  private synchronized void describe() {
    Map<String, StackFile.ServiceProcess> running = new LinkedHashMap<>();
    services.forEach(
        (service, server) ->
            running.put(service.id(), new StackFile.ServiceProcess(server.port(), server.pid())));
    file.write(
        new StackFile.Content(
            url.toString(),
            secrets.operatorToken(),
            new StackFile.Kafka(
                infrastructure.kafkaBootstrapServers(), infrastructure.server(KAFKA).pid()),
            new StackFile.Redis(infrastructure.redisUrl(), infrastructure.server(REDIS).pid()),
            new StackFile.Postgres(
                infrastructure.jdbcUrlWithUser("routing"), infrastructure.server(POSTGRES).pid()),
            running));
  }

  private void endingWith(Runnable ending) {
    synchronized (endings) {
      if (ended) {
        throw new ServerStartException("The start was interrupted.");
      }
      endings.push(ending);
    }
  }

  private List<Runnable> endingsOnce() {
    synchronized (endings) {
      ended = true;
      List<Runnable> all = List.copyOf(endings);
      endings.clear();
      return all;
    }
  }

  private static InfrastructureSettings settings(StackOptions options, KeptPorts kept)
      throws IOException {
    InfrastructureSettings settings =
        InfrastructureSettings.in(options.data(), options.logs())
            .withPorts(kept.of("kafka"), kept.of("redis"), kept.of("postgres"));
    return options.ephemeral() ? settings.notDurable() : settings;
  }
}
