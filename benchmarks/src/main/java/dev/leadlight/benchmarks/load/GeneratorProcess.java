package dev.leadlight.benchmarks.load;

import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.local.infrastructure.JavaProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A {@link LoadGenerator} as a child process, which ends with this one. */
public final class GeneratorProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader results;
  private final Writer plans;

  private GeneratorProcess(Process process) {
    this.process = process;
    this.results = process.inputReader(StandardCharsets.UTF_8);
    this.plans = process.outputWriter(StandardCharsets.UTF_8);
  }

  public static GeneratorProcess start() throws IOException {
    return start(List.of());
  }

  /** One that gets the processors only when no other process wants them. */
  public static GeneratorProcess startYielding() throws IOException {
    return start(List.of("nice", "-n", "19"));
  }

  private static GeneratorProcess start(List<String> prefix) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(
        List.of(
            JavaProgram.executable(),
            "-Xms64m",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-cp",
            JavaProgram.classPath(),
            LoadGenerator.class.getName()));
    return new GeneratorProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Carries a plan out and waits for its end. */
  public LoadResult run(LoadPlan plan) throws IOException {
    begin(plan);
    return await();
  }

  /** Has a plan carried out; {@link #await} must follow. */
  public void begin(LoadPlan plan) throws IOException {
    plans.write(new String(ContractJson.write(plan), StandardCharsets.UTF_8));
    plans.write('\n');
    plans.flush();
  }

  /** The result of the plan that was begun. */
  public LoadResult await() throws IOException {
    String line = results.readLine();
    if (line == null) {
      throw new IOException("the load generator has ended");
    }
    return ContractJson.read(line.getBytes(StandardCharsets.UTF_8), LoadResult.class);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
