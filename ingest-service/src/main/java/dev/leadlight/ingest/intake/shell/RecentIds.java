package dev.leadlight.ingest.intake.shell;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.identity.Identity;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What Kafka has acknowledged lately, in this replica, so that a sender who asks again is answered
 * without writing again. Only work is saved by it: scoring-service counts nothing twice anyhow. An
 * id is a repeat for the same source and person, so nothing that would count there is held back
 * here.
 *
 * <p>Of each message 128 bits are kept. They depend on a secret of this run, so that nobody can
 * choose an id that looks like another one.
 */
@Singleton
public class RecentIds {

  private final Hasher128 hasher = Hashing.xxh3_128(new SecureRandom().nextLong());
  private final Cache<HashValue128, Boolean> known;

  RecentIds(IntakeConfig config, MeterRegistry registry) {
    this.known =
        Caffeine.newBuilder()
            .maximumSize(config.rememberedIds())
            .expireAfterWrite(config.rememberedFor())
            .executor(Runnable::run)
            .build();
    Gauge.builder("leadlight.ingest.remembered.ids", known, Cache::estimatedSize)
        .description("Acknowledged messages that would be known if they came again")
        .register(registry);
  }

  /** For the messages of one delivery. */
  Look look() {
    return new Look();
  }

  /** Tells repeats, those within the delivery too, and remembers it once Kafka has it. */
  final class Look implements Predicate<ShopperEvent> {
    private final Set<HashValue128> fresh = new HashSet<>();

    @Override
    public boolean test(ShopperEvent event) {
      HashValue128 digest = digest(event);
      return known.getIfPresent(digest) != null || !fresh.add(digest);
    }

    void remember() {
      fresh.forEach(digest -> known.put(digest, Boolean.TRUE));
    }
  }

  private HashValue128 digest(ShopperEvent event) {
    Identity strongest = event.strongestIdentity();
    return hasher
        .hashStream()
        .putString(event.source())
        .putString(event.id())
        .putString(strongest == null ? "" : strongest.kind().label())
        .putString(strongest == null ? "" : strongest.value())
        .get();
  }
}
