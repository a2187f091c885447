package dev.leadlight.routing.delivery.shell;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The one clock, so that tests can set it. */
final class TimeSource {

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
