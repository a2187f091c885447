package dev.leadlight.benchmarks.scoring;

import dev.leadlight.local.infrastructure.ServerRecipe;
import dev.leadlight.local.infrastructure.ServiceJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;

/**
 * A limit program in a JVM with the flags of a service.
 *
 * @param port on which it answers, if only that it runs
 */
public record LimitRecipe(String name, int port, Class<?> program, List<String> arguments)
    implements ServerRecipe {

  @Override
  public List<String> command() {
    return ServiceJvm.commandOf(ServiceJvm.Work.BATCHES, program, arguments.toArray(String[]::new));
  }

  @Override
  public Map<String, String> environment() {
    return ServiceJvm.environment();
  }

  @Override
  public boolean isHealthy() throws IOException {
    new Socket(InetAddress.getLoopbackAddress(), port).close();
    return true;
  }
}
