package dev.leadlight.scoring;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Without the scheduler: a test takes each step of a job itself. */
public final class ByHand implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("quarkus.scheduler.enabled", "false");
  }
}
