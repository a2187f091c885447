package dev.leadlight.local.stack;

import dev.leadlight.local.infrastructure.Ports;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Ports behind the front: any free ones at the first start, the same ones later as long as they are
 * free.
 */
record KeptPorts(Path file, Properties ports) {

  static KeptPorts in(Path data) throws IOException {
    Files.createDirectories(data);
    KeptPorts kept = new KeptPorts(data.resolve("ports.properties"), new Properties());
    if (Files.exists(kept.file)) {
      try (Reader reader = Files.newBufferedReader(kept.file)) {
        kept.ports.load(reader);
      }
    }
    return kept;
  }

  int of(String user) throws IOException {
    int before = Integer.parseInt(ports.getProperty(user, "0"));
    int port = before == 0 ? Ports.free() : Ports.freeOrElseAnother(before);
    if (port != before) {
      ports.setProperty(user, Integer.toString(port));
      try (Writer writer = Files.newBufferedWriter(file)) {
        ports.store(writer, null);
      }
    }
    return port;
  }
}
