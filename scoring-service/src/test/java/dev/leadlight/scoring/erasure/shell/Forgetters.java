package dev.leadlight.scoring.erasure.shell;

import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.scoring.lead.shell.LeadStores;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Redis;
import java.time.Clock;
import java.util.Map;

/** Acts on requests without a running service. */
public final class Forgetters {

  private Forgetters() {}

  public static Uni<Map<String, Long>> forget(Redis redis, ErasureRequest request) {
    return new ForgettingWorkflow(
            LeadStores.oneByOne(redis), LeadStores.erasures(redis), Clock.systemUTC())
        .forget(request);
  }
}
