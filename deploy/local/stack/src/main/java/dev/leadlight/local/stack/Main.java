package dev.leadlight.local.stack;

import dev.leadlight.local.infrastructure.ServerStartException;
import dev.leadlight.local.infrastructure.TemporaryDirectory;
import dev.leadlight.local.stack.demo.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the local stack. */
@Command(
    name = "deploy/local/run",
    mixinStandardHelpOptions = true,
    description = "Runs Kafka, Redis, PostgreSQL and the four services behind one port.")
final class Main implements Callable<Integer> {

  @Option(names = "--home", hidden = true, description = "Root of the checkout.")
  Path home = Path.of("");

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port in front (default: ${DEFAULT-VALUE}).")
  int port = 8080;

  @Option(
      names = "--demo",
      negatable = true,
      description = "Plays simulated shoppers and tells of hot leads (default on a terminal).")
  boolean demo;

  @Option(names = "--ephemeral", description = "Forgets all data at the end.")
  boolean ephemeral;

  @Option(names = "--infra-only", description = "Starts no services.")
  boolean infrastructureOnly;

  @Option(
      names = "--log-dir",
      paramLabel = "DIR",
      description = "Where the logs go (default: deploy/local/logs).")
  @Nullable Path logs;

  /**
   * Where Vert.x reports each connection that a dying service resets; the front answers for those,
   * and the supervisor tells of the service. Kept here, because loggers that nobody holds are
   * forgotten.
   */
  private static final Logger CONNECTIONS =
      Logger.getLogger("io.vertx.core.net.impl.ConnectionBase");

  private Main() {}

  public static void main(String[] arguments) {
    Logger.getLogger("").setLevel(Level.WARNING); // libraries speak up only when it matters
    CONNECTIONS.setLevel(Level.OFF);
    int exitCode = new CommandLine(new Main()).execute(arguments);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    StackOptions options = options();
    Stack stack;
    try {
      stack = Stack.prepare(options, Main::say);
    } catch (ServerStartException unable) {
      return refused(unable);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stack, options), "end"));
    try {
      stack.start();
    } catch (ServerStartException unable) {
      return refused(unable);
    }
    say("READY " + stack.url() + " details: " + stack.details());
    say("Sign in with the token " + stack.operatorToken());
    say("Started in %.1f s. %s".formatted((System.nanoTime() - begin) / 1e9, Memory.of(stack)));
    if (demo && !infrastructureOnly) {
      new Demo(stack.url(), stack.operatorToken(), stack.outbox(), Main::say).start();
    }
    new CountDownLatch(1).await(); // until a signal ends this JVM
    return 0;
  }

  private StackOptions options() throws IOException {
    Path root = home.toAbsolutePath().normalize();
    Path local = root.resolve("deploy/local");
    return new StackOptions(
        root,
        ephemeral ? Files.createTempDirectory("leadlight-") : local.resolve("data"),
        logs == null ? local.resolve("logs") : logs.toAbsolutePath(),
        port,
        ephemeral,
        infrastructureOnly,
        Optional.ofNullable(System.getenv("LEADLIGHT_TOKEN")).filter(token -> !token.isBlank()));
  }

  private static int refused(ServerStartException unable) {
    System.err.println(unable.getMessage());
    return 1;
  }

  private static void say(String line) {
    System.out.println(line);
  }

  private static void end(Stack stack, StackOptions options) {
    stack.close();
    if (options.ephemeral()) {
      TemporaryDirectory.delete(options.data());
    }
  }
}
