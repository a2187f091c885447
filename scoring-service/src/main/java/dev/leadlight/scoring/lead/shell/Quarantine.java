package dev.leadlight.scoring.lead.shell;

import dev.leadlight.contracts.identity.LeadId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Stored states that can't be read. Each is copied to {@code ll:q:<lead id>} for {@link #KEPT} and
 * then taken away, unless somebody has replaced it meanwhile; so the lead begins anew with its next
 * event, and nobody else is held up. What it had is in the event log, from which it can be rebuilt.
 */
@ApplicationScoped
public class Quarantine {

  private static final Logger LOG = Logger.getLogger(Quarantine.class);

  /** How long what could not be read is kept for those who want to know why. */
  private static final Duration KEPT = Duration.ofDays(30);

  private static final String TAKE_AWAY =
      "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end "
          + "return 0";

  private final Counter quarantined;

  Quarantine(MeterRegistry registry) {
    quarantined =
        Counter.builder("leadlight.scoring.leads.quarantined")
            .description("stored states that could not be read and were put aside")
            .register(registry);
  }

  static String key(LeadId id) {
    return "ll:q:" + id.value();
  }

  /** Puts states aside. The copy comes first: a crash in between leaves both. */
  List<Request> requests(Map<LeadId, byte[]> broken) {
    List<Request> requests = new ArrayList<>(2 * broken.size());
    broken.forEach(
        (id, bytes) -> {
          LOG.errorf("state can't be read, lead begins anew: leadId=%s bytes=%d", id, bytes.length);
          quarantined.increment();
          requests.add(
              Request.cmd(Command.SET)
                  .arg(key(id))
                  .arg(Buffer.buffer(bytes))
                  .arg("PX")
                  .arg(KEPT.toMillis()));
          requests.add(
              Request.cmd(Command.EVAL)
                  .arg(TAKE_AWAY)
                  .arg(1)
                  .arg(RedisLeadStore.key(id))
                  .arg(Buffer.buffer(bytes)));
        });
    return requests;
  }
}
