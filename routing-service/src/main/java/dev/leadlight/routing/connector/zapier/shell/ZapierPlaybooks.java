package dev.leadlight.routing.connector.zapier.shell;

import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.connector.zapier.Subscription;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.destination.Destination;
import dev.leadlight.routing.destination.shell.Destinations;
import dev.leadlight.routing.destination.shell.SetUp;
import dev.leadlight.routing.playbook.Action;
import dev.leadlight.routing.playbook.Condition;
import dev.leadlight.routing.playbook.Playbook;
import dev.leadlight.routing.playbook.shell.StandingPlaybooks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Who subscribes is told of what it wants, whatever the playbooks say. */
@ApplicationScoped
class ZapierPlaybooks implements StandingPlaybooks {

  private final Destinations destinations;

  ZapierPlaybooks(Destinations destinations) {
    this.destinations = destinations;
  }

  @Override
  public List<Playbook> playbooks(TierChange change) {
    return destinations.all().values().stream()
        .map(SetUp::destination)
        .filter(destination -> wants(destination, change))
        .map(ZapierPlaybooks::playbook)
        .toList();
  }

  private static boolean wants(Destination destination, TierChange change) {
    if (!destination.type().equals(ZapierClient.TYPE)) {
      return false;
    }
    Subscription subscription = Subscription.of(destination.settings());
    return subscription != null && subscription.wants(change);
  }

  private static Playbook playbook(Destination zap) {
    return new Playbook(
        zap.id(),
        "What this Zap has subscribed to.",
        true,
        Condition.ALWAYS,
        List.of(Action.of(ZapierClient.TYPE, Verb.NOTIFY, zap.id())));
  }
}
