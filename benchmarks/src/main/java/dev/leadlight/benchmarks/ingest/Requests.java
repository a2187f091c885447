package dev.leadlight.benchmarks.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/**
 * The requests of the load, in files that the generators read.
 *
 * @param singles one message a line
 * @param batches one batch a line
 */
public record Requests(Path singles, Path batches) {

  private static final int SINGLES = 2_000;
  private static final int BATCHES = 40;

  /** Writes them. */
  public static Requests write(Path directory, Instant now) throws IOException {
    Path singles = directory.resolve("singles.ndjson");
    Path batches = directory.resolve("batches.ndjson");
    Files.createDirectories(directory);
    Files.write(singles, Bodies.singles(SINGLES, now));
    Files.write(
        batches, Bodies.batches(BATCHES, IngestLoad.BATCHES.events(), now, IngestRecipe.SHOP));
    return new Requests(singles, batches);
  }

  /** What analytics-node sends along. */
  public static Map<String, String> headers(String writeKey) {
    byte[] pair = (writeKey + ":").getBytes(StandardCharsets.UTF_8);
    return Map.of(
        "Content-Type", "application/json",
        "User-Agent", "analytics-node-next/latest",
        "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }
}
