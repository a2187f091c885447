package dev.leadlight.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.local.stack.service.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * {@code stack.json}: where everything is, for programs. Replaced in one step, so a reader never
 * sees half of it.
 */
record StackFile(Path path) {

  void write(Content content) {
    try {
      PrivateFile.write(path, new String(ContractJson.write(content), UTF_8) + "\n");
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /**
   * What the file says.
   *
   * @param services by name, without those that were not started
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Content(
      String url,
      String token,
      Kafka kafka,
      Redis redis,
      Postgres postgres,
      Map<String, ServiceProcess> services) {}

  record Kafka(String bootstrap, long pid) {}

  record Redis(String url, long pid) {}

  record Postgres(String jdbcUrl, long pid) {}

  record ServiceProcess(int port, long pid) {}
}
