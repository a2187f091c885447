package dev.leadlight.local.infrastructure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** The program of Kafka's process: makes the storage at the first start, then runs the server. */
final class KafkaNode {
  private KafkaNode() {}

  /**
   * Runs until it is told to end.
   *
   * @param arguments the path of {@code server.properties}
   */
  public static void main(String[] arguments) throws IOException {
    Path settings = Path.of(arguments[0]);
    if (!Files.exists(settings.resolveSibling("logs").resolve("meta.properties"))) {
      format(settings);
    }
    Kafka.main(arguments);
  }

  private static void format(Path settings) throws IOException {
    String[] command = {
      "format",
      "--ignore-formatted",
      "--cluster-id",
      Uuid.randomUuid().toString(),
      "--config",
      settings.toString()
    };
    if (StorageTool.execute(command, System.out) != 0) {
      throw new IOException("Kafka's storage could not be made");
    }
  }
}
