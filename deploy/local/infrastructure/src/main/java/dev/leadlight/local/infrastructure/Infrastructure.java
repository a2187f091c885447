package dev.leadlight.local.infrastructure;

import static java.util.Objects.requireNonNull;

import dev.leadlight.contracts.Topic;
import dev.leadlight.contracts.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/**
 * Kafka with all of Leadlight's topics, Redis, and PostgreSQL with the databases {@code routing}
 * and {@code feedback}: three processes over one data directory, which belongs to one {@code
 * Infrastructure} at a time.
 */
public final class Infrastructure implements AutoCloseable {
  /** Databases made at the first start, one for each service that has one. */
  public static final List<String> DATABASES = List.of("routing", "feedback");

  private static final Duration ADMIN_PATIENCE = Duration.ofSeconds(30);

  private final KafkaRecipe kafka;
  private final RedisRecipe redis;
  private final PostgresRecipe postgres;
  private final Map<ServerKind, ManagedServer> servers = new EnumMap<>(ServerKind.class);
  private final Set<ServerKind> wanted;
  private final DirectoryLock lock;

  private Infrastructure(InfrastructureSettings settings) throws IOException {
    Path data = settings.data().toAbsolutePath();
    this.wanted = settings.servers();
    this.lock = DirectoryLock.of(data);
    this.kafka =
        new KafkaRecipe(
            Ports.freeUnlessGiven(settings.kafkaPort()), Ports.free(), data.resolve("kafka"));
    this.redis =
        new RedisRecipe(Ports.freeUnlessGiven(settings.redisPort()), data.resolve("redis"));
    this.postgres =
        new PostgresRecipe(
            Ports.freeUnlessGiven(settings.postgresPort()),
            data.resolve("postgres"),
            settings.durable());
    for (ServerKind kind : ServerKind.values()) {
      servers.put(kind, new ManagedServer(recipe(kind), data, settings.logs()));
    }
  }

  /**
   * Starts the servers side by side and makes what is missing in them.
   *
   * @throws ServerStartException with one sentence; then nothing is left running
   */
  public static Infrastructure start(InfrastructureSettings settings) {
    Infrastructure infrastructure = prepare(settings);
    infrastructure.start();
    return infrastructure;
  }

  /**
   * Takes the directory and starts nothing yet.
   *
   * @throws ServerStartException when the directory cannot be had
   */
  public static Infrastructure prepare(InfrastructureSettings settings) {
    try {
      return new Infrastructure(settings);
    } catch (IOException fault) {
      throw new ServerStartException(
          "The directory " + settings.data() + " cannot be used: " + fault.getMessage() + ".",
          fault);
    }
  }

  /** Starts the servers that the settings name; see {@link #start(InfrastructureSettings)}. */
  public void start() {
    try {
      startMissing(wanted);
    } catch (RuntimeException fault) {
      close();
      throw fault;
    }
  }

  /** The handle of one server, to stop, kill and restart it. */
  public ManagedServer server(ServerKind kind) {
    return requireNonNull(servers.get(kind));
  }

  /** Starts those of the servers that do not run. */
  void startMissing(Set<ServerKind> kinds) {
    List<ServerKind> missing = kinds.stream().filter(kind -> !server(kind).isAlive()).toList();
    SideBySide.run(missing, this::start);
  }

  public String kafkaBootstrapServers() {
    return kafka.bootstrapServers();
  }

  public String redisUrl() {
    return "redis://127.0.0.1:" + redis.port();
  }

  /** Address of a database without user and password. */
  public String jdbcUrl(String database) {
    return postgres.jdbcUrl(database);
  }

  /** The same address with user and password in it, for tools. */
  public String jdbcUrlWithUser(String database) {
    return jdbcUrl(database)
        + "?user="
        + PostgresRecipe.USER
        + "&password="
        + PostgresRecipe.PASSWORD;
  }

  /** The same address for Vert.x clients. */
  public String reactiveUrl(String database) {
    return "postgresql://127.0.0.1:" + postgres.port() + "/" + database;
  }

  public String databaseUser() {
    return PostgresRecipe.USER;
  }

  public String databasePassword() {
    return PostgresRecipe.PASSWORD;
  }

  /** Makes a further database unless it exists. */
  public void createDatabase(String name) {
    try {
      postgres.createDatabase(name);
    } catch (SQLException fault) {
      throw new ServerStartException("The database " + name + " could not be made.", fault);
    }
  }

  /** Makes those of the topics that do not exist. */
  public void createTopics(List<Topic> topics) {
    try (Admin admin = kafka.admin(ADMIN_PATIENCE)) {
      KafkaTopics.create(admin, topics);
    } catch (ExecutionException fault) {
      throw new ServerStartException("The topics could not be made.", fault);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ServerStartException("The making of topics was interrupted.", interrupted);
    }
  }

  /** Stops all servers, side by side, and frees the directory. */
  @Override
  public void close() {
    try {
      SideBySide.run(servers.values(), ManagedServer::stop);
    } finally {
      lock.close();
    }
  }

  /** Ends all servers at once, for data that nobody will miss. */
  void kill() {
    servers.values().forEach(ManagedServer::kill);
  }

  private void start(ServerKind kind) {
    server(kind).start();
    switch (kind) {
      case KAFKA -> createTopics(Topics.all());
      case POSTGRES -> DATABASES.forEach(this::createDatabase);
      case REDIS -> {}
    }
  }

  private ServerRecipe recipe(ServerKind kind) {
    return switch (kind) {
      case KAFKA -> kafka;
      case REDIS -> redis;
      case POSTGRES -> postgres;
    };
  }
}
