package dev.leadlight.benchmarks.ingest;

import dev.leadlight.contracts.Topics;
import dev.leadlight.local.infrastructure.ServerRecipe;
import dev.leadlight.local.infrastructure.ServiceJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;

/** The {@link LimitProgram} in a JVM with the flags of a service. */
record LimitRecipe(int port, String kafka) implements ServerRecipe {

  @Override
  public String name() {
    return "ingest-limit";
  }

  @Override
  public List<String> command() {
    return ServiceJvm.commandOf(
        ServiceJvm.Work.REQUESTS,
        LimitProgram.class,
        Integer.toString(port),
        kafka,
        Topics.EVENTS.name());
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
