package dev.leadlight.routing.assignment.shell;

import dev.leadlight.routing.assignment.Decision.Ground;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.ToDoubleFunction;

/**
 * What is seen of assignments from outside. A decision that is rolled back and taken again counts
 * twice. Deadlines: acknowledged leads = hit + late; silent ones are missed, and then passed on.
 */
@ApplicationScoped
class AssignmentMetrics {

  private final MeterRegistry registry;
  private volatile Orphans orphans = Orphans.NONE;

  AssignmentMetrics(MeterRegistry registry) {
    this.registry = registry;
    gauge("assignments.waiting", "Leads that wait for a rep", Orphans::waiting);
    gauge("orphans.unserved", "Leads for whom there is no rep at all", Orphans::unserved);
    gauge("orphans.abandoned", "Leads held by a rep who has left", Orphans::abandoned);
  }

  void decided(Ground ground) {
    Counter.builder("leadlight.routing.assignments.decided")
        .description("Decisions on who acts on a lead, by their ground")
        .tag("ground", ground.code())
        .register(registry)
        .increment();
  }

  /** A lead was acknowledged. */
  void acknowledged(boolean inTime, String by) {
    sla(inTime ? "hit" : "late");
    Counter.builder("leadlight.routing.assignments.acknowledged")
        .description("Leads that a rep has acknowledged, by the way they did it")
        .tag("by", by)
        .register(registry)
        .increment();
  }

  /** A rep did not answer. */
  void missed() {
    sla("missed");
  }

  void show(Orphans found) {
    orphans = found;
  }

  /** What was found last. */
  Orphans orphans() {
    return orphans;
  }

  private void gauge(String name, String description, ToDoubleFunction<Orphans> value) {
    Gauge.builder(
            "leadlight.routing." + name, this, metrics -> value.applyAsDouble(metrics.orphans))
        .description(description)
        .register(registry);
  }

  private void sla(String outcome) {
    Counter.builder("leadlight.routing.sla")
        .description("Deadlines for acknowledging a lead: hit, late or missed")
        .tag("outcome", outcome)
        .register(registry)
        .increment();
  }
}
