package dev.leadlight.ingest.intake.shell;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.ingest.intake.DigestMemory;
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
 * <p>Of each message a digest of 128 bits is made. It depends on a secret of this run, so that
 * nobody can choose an id that looks like another one.
 */
@Singleton
public class RecentIds {

  private final Hasher128 hasher = Hashing.xxh3_128(new SecureRandom().nextLong());
  private final DigestMemory known;

  RecentIds(IntakeConfig config, MeterRegistry registry) {
    this.known =
        new DigestMemory(
            config.rememberedIds(), config.rememberedFor().toNanos(), System.nanoTime());
    Gauge.builder("leadlight.ingest.remembered.ids", known, DigestMemory::count)
        .description("Acknowledged messages that would be known if they came again")
        .register(registry);
  }

  /** For the messages of one delivery, so many. */
  Look look(int messages) {
    return new Look(messages);
  }

  /** Tells repeats, those within the delivery too, and remembers it once Kafka has it. */
  final class Look implements Predicate<ShopperEvent> {
    private final HashStream128 stream = hasher.hashStream();
    private final long begun = System.nanoTime();
    private final Set<HashValue128> fresh;

    private Look(int messages) {
      this.fresh = new HashSet<>(2 * messages);
    }

    @Override
    public boolean test(ShopperEvent event) {
      if (event.signal().equals(Signal.FOOTFALL)) {
        return false; // 17, reset to 0 and 17 again: the last one has to be told, too
      }
      HashValue128 digest = digest(event, stream.reset());
      return known.knows(digest.getMostSignificantBits(), digest.getLeastSignificantBits(), begun)
          || !fresh.add(digest);
    }

    void remember() {
      long now = System.nanoTime();
      for (HashValue128 digest : fresh) {
        known.remember(digest.getMostSignificantBits(), digest.getLeastSignificantBits(), now);
      }
    }
  }

  private static HashValue128 digest(ShopperEvent event, HashStream128 stream) {
    Identity strongest = event.strongestIdentity();
    return stream
        .putString(event.source())
        .putString(event.id())
        .putString(strongest == null ? "" : strongest.kind().label())
        .putString(strongest == null ? "" : strongest.value())
        .get();
  }
}
