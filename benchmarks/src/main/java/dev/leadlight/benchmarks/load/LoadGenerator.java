package dev.leadlight.benchmarks.load;

import dev.leadlight.contracts.json.ContractJson;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The program of the generator's process: a plan a line in, a result a line out, JSON both. */
final class LoadGenerator {

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Context context = vertx.getOrCreateContext();
  private final Map<String, List<Template>> bodies = new HashMap<>();

  private final AtomicLong numbers = new AtomicLong();

  private LoadGenerator() {}

  /** Runs until its input ends, as it does when whoever started it is gone. */
  public static void main(String[] arguments) throws IOException {
    LoadGenerator generator = new LoadGenerator();
    try (BufferedReader plans =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = plans.readLine(); line != null; line = plans.readLine()) {
        LoadPlan plan = ContractJson.read(line.getBytes(StandardCharsets.UTF_8), LoadPlan.class);
        System.out.println(
            new String(ContractJson.write(generator.run(plan)), StandardCharsets.UTF_8));
      }
    } finally {
      generator.vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private LoadResult run(LoadPlan plan) throws IOException {
    return LoadRun.of(vertx, context, plan, bodies(plan.bodies()))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private List<Template> bodies(String file) throws IOException {
    List<Template> known = bodies.get(file);
    if (known == null) {
      known =
          Files.readAllLines(Path.of(file)).stream()
              .map(line -> Template.of(line, numbers))
              .toList();
      bodies.put(file, known);
    }
    return known;
  }
}
