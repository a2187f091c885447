package dev.leadlight.local.stack;

import dev.leadlight.local.infrastructure.Ports;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole suite as deploy/local/run starts it, driven through the front port. Its start is dear,
 * so all stories are played on the same one.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class EndToEndTest {
  private static final BlockingQueue<String> SAID = new LinkedBlockingQueue<>();
  private static Stack stack;
  private static Shoppers shoppers;

  @BeforeAll
  static void start(@TempDir Path directory) {
    stack =
        Stack.prepare(
            new StackOptions(
                Path.of("../../..").toAbsolutePath().normalize(),
                directory.resolve("data"),
                directory.resolve("logs"),
                Ports.free(),
                true,
                false,
                Optional.of("token-of-the-test")),
            SAID::add);
    stack.start();
    shoppers = new Shoppers(new Api(stack.url(), stack.operatorToken()));
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  /** The first one, because it counts everybody. */
  @Nested
  @Order(1)
  class Labels extends LabelsStory {
    Labels() {
      super(shoppers);
    }
  }

  /**
   * Before those who tell late what was before an order: its back-test would refuse them as leaks.
   */
  @Nested
  @Order(2)
  class Registry extends RegistryStory {
    Registry() {
      super(shoppers);
    }
  }

  @Nested
  class Experiments extends ExperimentStory {
    Experiments() {
      super(shoppers);
    }
  }

  @Nested
  class Crowds extends CrowdStory {
    Crowds() {
      super(stack, shoppers, SAID);
    }
  }
}
