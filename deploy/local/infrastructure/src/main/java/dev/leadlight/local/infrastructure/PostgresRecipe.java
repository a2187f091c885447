package dev.leadlight.local.infrastructure;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * PostgreSQL whose superuser is {@value #USER}, reachable from this machine only and trusting it.
 *
 * @param data the directory of the database cluster, made at the first start
 * @param durable whether commits survive a crash of the machine; those of a killed process always
 *     do
 */
record PostgresRecipe(int port, Path data, boolean durable) implements ServerRecipe {
  static final String USER = "leadlight";

  /** The server trusts local connections; clients insist on having a password to offer. */
  static final String PASSWORD = "leadlight";

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public String stopSignal() {
    return "INT"; // "fast": TERM would wait for every client to leave
  }

  /**
   * Workers of a killed server hold its memory segment for a moment, and no second one may join.
   */
  @Override
  public int startRetries() {
    return 20;
  }

  @Override
  public void prepare() throws IOException {
    if (Files.exists(data.resolve("PG_VERSION"))) {
      return;
    }
    Path draft = data.resolveSibling(data.getFileName() + ".new-" + ProcessHandle.current().pid());
    Files.createDirectories(data.toAbsolutePath().getParent());
    run(
        program("initdb"),
        "-D",
        draft.toString(),
        "-U",
        USER,
        "--auth=trust",
        "--encoding=UTF8",
        "--no-locale",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-sync");
    Files.move(draft, data);
  }

  @Override
  public List<String> command() {
    List<String> command = new ArrayList<>(asOrdinaryUser());
    command.addAll(List.of(program("postgres"), "-D", data.toString()));
    command.addAll(List.of("-p", Integer.toString(port)));
    for (String setting : settings()) {
      command.addAll(List.of("-c", setting));
    }
    return command;
  }

  @Override
  public boolean isHealthy() throws SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("select 1")) {
      return answer.next();
    }
  }

  String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** Makes the database unless it is there. */
  void createDatabase(String database) throws SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      if (!statement
          .executeQuery("select 1 from pg_database where datname = '" + database + "'")
          .next()) {
        statement.execute("create database " + database);
      }
    }
  }

  /** A connection of the driver itself: its registry sees only drivers of some class loaders. */
  private Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", USER);
    properties.setProperty("password", PASSWORD);
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("socketTimeout", "5");
    Connection connection = new Driver().connect(jdbcUrl(database), properties);
    if (connection == null) {
      throw new SQLException("the driver does not know its own address form");
    }
    return connection;
  }

  private List<String> settings() {
    return List.of(
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "max_connections=100",
        "shared_buffers=32MB",
        "io_method=sync", // no pool of I/O workers for a handful of connections
        "fsync=" + (durable ? "on" : "off"));
  }

  /** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody. */
  private static List<String> asOrdinaryUser() {
    return LinuxUtils.isUnshareAvailable() ? List.of("unshare", "-U") : List.of();
  }

  private static String program(String name) {
    return Installation.DIRECTORY.resolve("bin").resolve(name).toString();
  }

  private static void run(String... command) throws IOException {
    List<String> whole = new ArrayList<>(asOrdinaryUser());
    whole.addAll(List.of(command));
    Process process = new ProcessBuilder(whole).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(command[0] + " failed: " + output.strip());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(command[0] + " was interrupted", interrupted);
    }
  }

  /** Unpacked once a JVM, when first needed. */
  private static final class Installation {
    static final Path DIRECTORY = unpack();

    private static Path unpack() {
      String architecture = Binaries.architecture().equals("arm64") ? "aarch64" : "x86_64";
      try (InputStream content =
          DefaultPostgresBinaryResolver.INSTANCE.getPgBinary("Linux", architecture)) {
        return Binaries.archive("postgres", content.readAllBytes());
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
    }
  }
}
