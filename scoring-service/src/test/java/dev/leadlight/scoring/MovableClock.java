package dev.leadlight.scoring;

import io.quarkus.test.Mock;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The service's clock in tests: the true time, moved forward as tests wish. */
@Mock
@Singleton
public class MovableClock extends Clock {

  private final Clock real = Clock.tickMillis(ZoneOffset.UTC);
  private volatile Duration ahead = Duration.ZERO;

  /** Goes that far ahead of the true time. */
  public void ahead(Duration by) {
    ahead = by;
  }

  @Override
  public Instant instant() {
    return real.instant().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.offset(real.withZone(zone), ahead);
  }
}
